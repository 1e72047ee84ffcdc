// SPDX-License-Identifier: Apache-2.0
// response/traffic: incidents that block lanes, and vehicles of nobody in the population.
#include <catch2/catch.hpp>
#include <set>

#include "tests/unit/models/one_road.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

// Would catch an incident that blocks for ever, on the wrong link, or a road with more lanes whole.
TEST_CASE("incidents: the lanes that they block are missing until they are over", "[incidents]") {
  struct Case {
    double lanes, none_share, first, second;
  };
  const Case given = GENERATE(Case{1, 0, 13, 0}, Case{1, 0.5, 150, 150}, Case{2, 0, 105, 105});
  OneRoad road(2000);
  road.roads[1].lanes = given.lanes;
  road.params.incident_one_lane_share = given.none_share;
  road.start();
  road.until(5);
  CHECK(road.arrive_in(5) == 150);
  block(road.bench->state.incidents, 1, Tick{at_minute(30)});
  CHECK(static_cast<double>(road.arrive_in(10)) == Approx(given.first).margin(10));
  CHECK(static_cast<double>(road.arrive_in(10)) == Approx(given.second).margin(1));
  road.until(31);
  CHECK(road.arrive_in(5) == 150);
}

// Would catch an incident, or lanes for others, after which a draw drives under another's
// parameters; declared priorities that lanes change.
TEST_CASE("incidents: what they and lanes leave is of this draw's capacities", "[incidents]") {
  OneRoad road(2000);
  road.start();
  Traffic::Params& drawn = road.bench->model.params;
  drawn.capacity_factor = 0.5;
  drawn.stuck_after = drawn.perceive_every = from_seconds(1e6);
  drawn.merge = GENERATE(traffic::MergeBy::capacity, traffic::MergeBy::priority);
  road.bench->begin();
  road.until(10);
  CHECK(road.arrive_in(5) == 75);
  block(road.bench->state.incidents, 1, Tick{at_minute(20)});
  road.until(22);
  CHECK(road.arrive_in(5) == 75);
  const auto quantum = [&] { return road.bench->state.kernel->links[1].merge_quantum; };
  const std::int64_t whole = quantum();
  road.capacity(0.5);
  road.until(30);
  CHECK(road.arrive_in(5) == Approx(37.5).margin(0.5));
  CHECK(quantum() == (drawn.merge == traffic::MergeBy::priority ? whole : 2 * whole));
  road.capacity(1);
  road.until(36);
  CHECK(road.arrive_in(5) == 75);
}

// Would catch luck that moves with traffic, and a rate that is not what was declared: the number is
// within 3 standard errors of what is expected.
TEST_CASE("incidents: as many as the rate says, and more traffic only adds to them",
          "[incidents]") {
  std::vector<std::string> ids;
  for (int link = 0; link < 300; ++link) ids.push_back(std::to_string(link));
  const Support links("links", SupportKind::links, ids);
  const Luck luck(1, 0);
  const Stream stream = luck.stream("traffic", Purpose::incident);
  double expected = 0, variance = 0, found = 0;
  std::set<std::int32_t> hit;
  for (std::int64_t minute = 0; minute < 400; ++minute) {
    models::Incidents less, more;
    for (std::size_t link = 0; link < 300; ++link) {
      less.driven_km.push_back(0.01 * static_cast<double>(link));
      more.driven_km.push_back(0.02 * static_cast<double>(link));
      const double chance = 1 - std::exp(-0.02 * less.driven_km.back());
      expected += chance, variance += chance * (1 - chance);
    }
    const auto few = models::incidents_of_minute(less, links, stream, minute, 0.02);
    const auto many = models::incidents_of_minute(more, links, stream, minute, 0.02);
    CHECK(std::ranges::includes(many, few));
    CHECK(less.driven_km[299] == 0);
    found += static_cast<double>(few.size());
    hit.insert(few.begin(), few.end());
  }
  CHECK(found == Approx(expected).margin(3 * std::sqrt(variance)));
  CHECK(hit.size() > 250);  // not the same link every minute
}

// Would catch incidents that nobody counts or feels: at such a rate one happens on every link that
// is entered in a minute, and blocks the one lane of link 1 from minute 1 on.
TEST_CASE("incidents: they are counted, and told as events of their link", "[incidents]") {
  OneRoad road(500);
  road.params.incident_rate_per_km = 1000;
  road.params.incident_duration = Tick{at_minute(20)};
  road.start();
  road.until(2);
  CHECK(road.scalar(road.bench->model.incidents) == 4);  // links 0 and 1, then 0 and 2
  for (const Event& event : road.bench->events.rows)
    if (event.kind == Traffic::incident) {
      const Meaning meaning = road.bench->model.expand(event);
      CHECK(meaning.kind == "incident");
      CHECK(meaning.support == road.bench->model.map->links.get());
      CHECK((event.entity >= 0 && event.entity < 3));
    }
  CHECK(std::ranges::count(road.bench->events.rows, Traffic::incident, &Event::kind) == 4);
  const auto entered = road.bench->state.roads.links[1].entered;
  road.until(20);
  CHECK(road.bench->state.roads.links[1].entered == entered);
  road.until(22);
  CHECK(road.bench->state.roads.links[1].entered > entered);
}

// Would catch vehicles of nobody that take no room, and a delay of another kind: one a second comes
// to a road that lets one pass every 2 s, so the k-th waits k s; on average 49.5 s.
TEST_CASE("other trips: they load the road, and wait as long as a bottleneck makes them",
          "[others]") {
  OneRoad road(0);
  road.others = {{.from = 0, .to = 3, .vehicles = 100, .over = from_seconds(100), .key = 7}};
  road.start();
  road.until(1);
  CHECK(std::abs(road.scalar(road.bench->model.vehicles) - 60) <= 1);
  road.until(10);
  CHECK(road.scalar(road.bench->model.others_arrived) == 100);
  CHECK(road.scalar(road.bench->model.vehicles) == 0);
  CHECK(road.scalar(road.bench->model.others_delay) == Approx(49.5).margin(0.001));
}

// Would catch people who do not wait for them: 200 others at once, 30 s ahead, of 100 who all leave
// later; the last of 100 would leave the road after 50 + 25 + 1 + 198 s, and now waits for 200
// more.
TEST_CASE("other trips: people queue behind them", "[others]") {
  OneRoad alone(100), behind(100);
  behind.others = {{.from = 0, .to = 3, .vehicles = 200, .key = 7}};
  for (OneRoad* road : {&alone, &behind}) {
    road->start();
    road->bench->set(road->bench->model.depart, std::vector<std::int64_t>(100, at_minute(0.5)));
    road->until(30);
  }
  const auto last = [](const OneRoad& road) {
    return Tick{std::ranges::max(road.bench->state.trip_end)}.seconds();
  };
  CHECK(last(alone) == Approx(30 + 76 + 2 * 99).margin(0.01));
  CHECK(last(behind) == Approx(76 + 2 * 299).margin(0.01));
}

// Would catch luck that goes by the policy: the second closes a road that nobody takes.
TEST_CASE("incidents: the same under every policy with the same traffic", "[incidents]") {
  Tiny tiny;
  tiny.scenario =
      replaced(tiny.scenario, "\"response/traffic\"", "\"response/traffic\"\nincident_rate = 0.2");
  Tiny other = tiny;
  other.orders += "0,close,west-home\n";
  const Experiment first = tiny.load(), second = other.load();
  double all = 0;
  for (std::int64_t draw = 0; draw < 10; ++draw) {
    const Ending a = run_policy(first, 1, draw), b = run_policy(second, 1, draw);
    CHECK(a.fields.at("traffic.incidents") == b.fields.at("traffic.incidents"));
    CHECK(a.fields.at("traffic.trip_end") == b.fields.at("traffic.trip_end"));
    all += a.fields.at("traffic.incidents")[0];
  }
  CHECK(all > 0);
}

TEST_CASE("other trips: read from a file, wrong rows told all at once", "[others]") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "\"response/traffic\"",
                           "\"response/traffic\"\nother_trips = \"others.csv\"");
  const Folder folder("others");
  tiny.write(folder);
  const std::string head = "offset_min,time,from_x,from_y,to_x,to_y,vehicles,over_min,label\n";
  folder.write("others.csv", head + "0,,600000,5790000,605000,5790000,3,10,crews\n");
  const Experiment experiment =
      assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
  const Ending ending = run_policy(experiment, 0);
  CHECK(ending.fields.at("traffic.others_arrived")[0] == 3);
  CHECK(ending.fields.at("traffic.others_delay")[0] < 1);
  folder.write("others.csv", head +
                                 "0,,600000,5790000,605000,5790000,2.5,10,crews\n"
                                 ",noon,600000,5790000,605000,5790000,2,10,crews\n"
                                 "0,,600000,5790000,905000,5790000,2,10,crews\n"
                                 "0,,600000,5790000,605000,5790000,2,10,\n");
  CHECK(mistakes_in(folder) ==
        "others.csv:2: vehicles is '2.5' (a whole number is expected)\n"
        "others.csv:3: 'noon' is no time of a trip (give offset_min, or time as "
        "2017-02-16T12:00:00+11:00)\n"
        "others.csv:4: 905000, 5790000 is more than 10 km from any road: are these coordinates of "
        "EPSG:32755?\n"
        "others.csv:5: a trip has no label (its luck goes by it): give one");
}

}  // namespace sandtable::testing
