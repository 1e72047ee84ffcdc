// SPDX-License-Identifier: Apache-2.0
// response/traffic: what its declared rules do in a whole scenario, and that a draw can vary them.
#include <catch2/catch.hpp>

#include "models/response/traffic/traffic.hpp"
#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

constexpr double s = Tick::per_second;

/// Both drive East from 32 min, pass the middle at 33 min 40 s and find middle-east closed; what
/// they would fall back on is East, too.
Tiny shut_in(const std::string& rule, const std::string& also_close = "") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "\"response/traffic\"",
                           "\"response/traffic\"\nno_way_on = \"" + rule + "\"");
  tiny.scenario = replaced(tiny.scenario, "\"response/people\"",
                           "\"response/people\"\nthreat_distance = \"20 km\"");
  for (int person = 0; person < 2; ++person)
    tiny.people = replaced(tiny.people, fmt::format("West,{},", Tiny::x0 - 4000),
                           fmt::format("East,{},", Tiny::x0 + 5000));
  tiny.orders += "2,close,middle-east\n";
  if (!also_close.empty()) tiny.orders += "2,close," + also_close + "\n";
  return tiny;
}

double first(const Ending& ending, const std::string& field) {
  return ending.fields.at(field)[0];
}

/// The kernel when these uncertain parameters have these values.
traffic::Model kernel_with(const Experiment& experiment,
                           const std::map<std::string, double>& values) {
  std::vector<Setting> settings;
  for (const DrawnParameter& drawn : experiment.drawn)
    if (const auto value = values.find(drawn.path); value != values.end())
      settings.push_back({drawn.slot, value->second});
  const ErasedModel made = experiment.models[experiment.system.process("traffic")].with(settings);
  return *static_cast<const models::Traffic*>(made.model.get())->kernel_of_draw();
}

}  // namespace

// Would catch: people who stand without a way on and are not counted, or who vanish.
TEST_CASE("traffic rules: without a way on they stand where they are, and are counted") {
  const Ending held = run_policy(shut_in("hold").load());
  CHECK(first(held, "traffic.held") == 2);
  CHECK(first(held, "traffic.no_way") == 2);
  CHECK(first(held, "traffic.trip_end") >= static_cast<double>(never));
  CHECK(first(held, "people.out") == 0);
}

// Would catch: somebody counted as out who has only come home, and one who drives back on a road
// that is closed as well.
TEST_CASE("traffic rules: those who turn back come home, and have not got out") {
  const Ending back = run_policy(shut_in("turn_back").load());
  CHECK(first(back, "traffic.held") == 0);
  CHECK(first(back, "people.out") == 0);
  CHECK(first(back, "people.exposed") == 0);
  CHECK(first(back, "traffic.trip_end") < static_cast<double>(never));
  CHECK(first(back, "traffic.no_way") == 2);
  const Ending stuck = run_policy(shut_in("turn_back", "middle-home").load());
  CHECK(first(stuck, "traffic.held") == 2);
  CHECK(first(stuck, "traffic.trip_end") >= static_cast<double>(never));
}

// Would catch: walkers who keep to one-way streets, drive, or are not reached by a fire.
TEST_CASE("traffic rules: those who walk on take the roads in either direction") {
  Tiny tiny = shut_in("walk");
  const Ending walked = run_policy(tiny.load());
  CHECK(first(walked, "traffic.trip_end") / s == Approx(33 * 60 + 40 + 3000 / 1.34).margin(3));
  CHECK(first(walked, "people.out") == 1);
  CHECK(first(walked, "traffic.vehicles") == 0);
  tiny.links = replaced(tiny.links, "from=\"east\" to=\"middle\" length=\"3000\"",
                        "from=\"east\" to=\"middle\" length=\"1000\"");
  const Ending against = run_policy(tiny.load());
  CHECK(first(against, "traffic.trip_end") / s == Approx(33 * 60 + 40 + 1000 / 1.34).margin(3));
  tiny.scenario = replaced(tiny.scenario, "file = ", "shape = \"cells\"\nfile = ");
  tiny.fire = Tiny::square(5, 4500, 0, 300);
  const Ending caught = run_policy(tiny.load());
  CHECK(first(caught, "people.exposed_on_road") == 1);
}

// Would catch: one counted as exposed who is counted as out, too, or still stands on a road.
TEST_CASE("traffic rules: by the gravest rule those without a way on count as exposed at once") {
  const Ending lost = run_policy(shut_in("count_exposed").load());
  CHECK(first(lost, "people.exposed_on_road") == 1);
  CHECK(first(lost, "people.out") == 0);
  CHECK(first(lost, "traffic.vehicles") == 0);
  CHECK(first(lost, "traffic.exposed_time") / s == Approx(33 * 60 + 40).margin(3));
}

// Would catch: counts of the gridlock rule and of those without a way that cannot be compared.
TEST_CASE("traffic rules: squeezes and those without a way on can be outcomes") {
  Tiny tiny = shut_in("hold");
  tiny.scenario +=
      "squeezed = { field = \"traffic.squeezed\", last = true, better = \"lower\" }\n"
      "no_way = { field = \"traffic.no_way\", last = true, better = \"lower\" }\n";
  const DrawRecord record = run_one(tiny.load(), {}, {});
  const std::vector<double>& told = record.branches[1].outcomes;
  REQUIRE(told.size() == 3);
  CHECK(told[1] == 0);
  CHECK(told[2] == 2);
}

// Would catch: a priority of a link that is read for another, one that a file does not name left
// without, and mistakes told one at a time or without their line.
TEST_CASE("traffic rules: merge priorities are read from a file, and its mistakes told") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "\"response/traffic\"",
                           "\"response/traffic\"\nmerge = \"priority\"\nmerge_priorities = "
                           "\"priorities.csv\"");
  const Folder folder("priorities");
  tiny.write(folder);
  folder.write("priorities.csv", "link,priority\nhome-middle,4\n");
  const Experiment experiment =
      assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
  const traffic::Model kernel = kernel_with(experiment, {});
  CHECK(kernel.links[2].merge_quantum == Tick::per_second / 4);
  CHECK(kernel.links[0].merge_quantum == Tick::per_second);
  folder.write("priorities.csv", "link,priority\nhome-midle,4\nhome-west,0\n");
  CHECK_THAT(mistakes_in(folder),
             Catch::Contains("priorities.csv:2: the roads have no link 'home-midle'") &&
                 Catch::Contains("did you mean 'home-middle'?") &&
                 Catch::Contains("priorities.csv:3: link 'home-west' has priority 0"));
  tiny.scenario = replaced(tiny.scenario, "merge_priorities = \"priorities.csv\"", "");
  CHECK_THAT(mistakes_in(tiny), Catch::Contains("merge = \"priority\" has no priorities"));
}

// Would catch: rules of the kernel that stay as they were loaded whatever a draw says.
TEST_CASE("traffic rules: the merge rule, priorities and the rest can be uncertain") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "[policies.none]",
                           "[uncertain]\n"
                           "\"traffic.merge\" = { discrete = [\"capacity\", \"lanes\"] }\n"
                           "\"traffic.origin_priority\" = { uniform = [0.5, 4] }\n"
                           "\"traffic.capacity_drop\" = { uniform = [0, 0.2] }\n"
                           "\"traffic.stuck_after\" = { uniform = [\"60 s\", \"600 s\"] }\n"
                           "\"traffic.route_choice\" = { discrete = [\"on_delay\", \"duo\"] }\n"
                           "\"traffic.no_way_on\" = { discrete = [\"hold\", \"walk\"] }\n\n"
                           "[policies.none]");
  const Experiment experiment = tiny.load();
  REQUIRE(experiment.drawn.size() == 7);  // and the fire's
  const traffic::Model by_capacity = kernel_with(experiment, {{"traffic.merge", 0}});
  CHECK(by_capacity.links[0].merge_quantum == 2 * Tick::per_second);  // 1800 vehicles an hour
  CHECK(by_capacity.rules.older_ways == 0);
  const traffic::Model drawn = kernel_with(experiment, {{"traffic.merge", 1},
                                                        {"traffic.origin_priority", 4},
                                                        {"traffic.capacity_drop", 0.1},
                                                        {"traffic.stuck_after", 60},
                                                        {"traffic.route_choice", 2}});
  CHECK(drawn.links[0].merge_quantum == Tick::per_second);
  CHECK(drawn.links[0].origin_quantum == Tick::per_second / 4);
  CHECK(drawn.rules.capacity_drop == 0.1);
  CHECK(drawn.rules.stuck_after == from_seconds(60));
  CHECK(drawn.rules.older_ways == 6);                         // 0.5^7 is below a hundredth
  CHECK(drawn.free_flow_ways == by_capacity.free_flow_ways);  // the very same tables
  for (std::int64_t draw = 0; draw < 4; ++draw)
    CHECK(run_one(experiment, {draw, draw, draw, draw}, {}).branches.size() == 2);
}

}  // namespace sandtable::testing
