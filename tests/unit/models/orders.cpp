// SPDX-License-Identifier: Apache-2.0
// policy/orders, and people on real roads: a timetable, where it sends them, what the fire does.
#include <catch2/catch.hpp>

#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

std::vector<double> minutes_of(const std::vector<Decision>& decisions) {
  std::vector<double> list;
  for (const Decision& decision : decisions) list.push_back(decision.action.effect.seconds() / 60);
  return list;
}

/// The node that p1 passed last; nodes are numbered as Tiny writes them.
std::string last_node(const Ending& ending) {
  const std::vector<std::string> nodes{"west", "home", "middle", "east"};
  const double at = ending.fields.at("traffic.at_node")[0];
  return at < 0 ? "" : nodes.at(static_cast<std::size_t>(at));
}

}  // namespace

// Ignition is at 30 min. Would catch an offset counted from the start, a wrong time zone, and rows
// taken in the order of the file.
TEST_CASE("orders: offsets count from the ignition, clock times are clock times, in any order") {
  Tiny tiny;
  tiny.orders =
      "offset_min,time,kind,group\n20.5,,ADVICE,everyone\n,2026-01-15T10:07:00+11:00,ADVICE,"
      "everyone\n"
      "-10,,WATCH_AND_ACT,everyone\n,2026-01-14T23:08:00Z,ADVICE,everyone\n";
  const Ending ending = run_policy(tiny.load());
  CHECK(ending.reason.empty());
  CHECK(minutes_of(ending.decisions) == std::vector<double>{7, 8, 20, 50.5});
}

TEST_CASE("orders: one that would be given before the start fails its policy and says so") {
  Tiny tiny;
  tiny.orders = "offset_min,kind,group\n-45,EVACUATE_NOW,everyone\n";
  const Experiment experiment = tiny.load();
  CHECK(run_policy(experiment).reason ==
        "now:2: EVACUATE_NOW to everyone would be given 15 min before the scenario starts: start "
        "it earlier");
  CHECK(run_policy(experiment, 0).reason.empty());
  tiny.orders = "time,kind,group\n2026-01-15T09:50:00+11:00,EVACUATE_NOW,everyone\n";
  CHECK(mistakes_in(tiny) ==
        "orders.csv:2: an order at 2026-01-15T09:50:00+11:00 (the scenario starts at "
        "2026-01-15T10:00:00+11:00): start it earlier");
}

TEST_CASE("orders: a message moves people to their place; nobody moves without") {
  const Tiny tiny;
  const Experiment experiment = tiny.load();
  const Ending warned = run_policy(experiment), quiet = run_policy(experiment, 0);
  CHECK(last_node(warned) == "east");
  CHECK(warned.fields.at("people.moved") == std::vector<double>{1, 1});
  CHECK(quiet.fields.at("people.moved") == std::vector<double>{0, 0});
  CHECK(warned.fields.at("people.heard_evacuate_now") == std::vector<double>{1, 1});
  const double departs = warned.fields.at("people.trip_depart")[0];
  CHECK(departs == static_cast<double>(at_minute(32)));
  // 4 km at 20 m/s until the middle, and as far as the node within 1 km of East: 5 km in 250 s.
  CHECK(warned.fields.at("traffic.trip_end")[0] - departs ==
        Approx(250.0 * Tick::per_second).margin(Tick::per_second));
}

TEST_CASE("orders: a destination that an order names is where people go") {
  Tiny tiny;
  tiny.orders = "offset_min,kind,group,destination\n0,EVACUATE_NOW,everyone,West\n";
  const Experiment experiment = tiny.load();
  CHECK(last_node(run_policy(experiment)) == "west");
}

TEST_CASE("orders: where no way leads people take the place to fall back on") {
  Tiny tiny;
  tiny.orders = "offset_min,kind,group\n-10,close,middle-east\n0,EVACUATE_NOW,everyone\n";
  const Experiment experiment = tiny.load();
  CHECK(last_node(run_policy(experiment)) == "west");
  tiny.orders += "-5,open,middle-east\n";
  const Experiment opened = tiny.load();
  CHECK(last_node(run_policy(opened)) == "east");
}

TEST_CASE("orders: a slowed road takes longer") {
  Tiny tiny;
  const auto drive = [](const Ending& ending) {
    return (ending.fields.at("traffic.trip_end")[0] - ending.fields.at("people.trip_depart")[0]) /
           Tick::per_second;
  };
  const double usual = drive(run_policy(tiny.load()));
  tiny.orders =
      "offset_min,kind,group,percent\n-10,slow,middle-east,50\n0,EVACUATE_NOW,everyone,\n";
  CHECK(drive(run_policy(tiny.load())) == Approx(usual + 150).margin(1));
}

// Would catch a policy that knows the levers of some models only: two processes of one model have
// the same levers, of which one must be named, in the row or in the policy's table.
TEST_CASE("orders: any process's lever is found by its name, and by its process's if need be") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "[people]",
                           "[tracks]\nmodel = \"network/roads\"\nnetwork = \"network.xml\"\ncrs "
                           "= \"EPSG:32755\"\n[people]\nroads = \"roads\"");
  tiny.scenario =
      replaced(tiny.scenario, "\"response/traffic\"", "\"response/traffic\"\nroads = \"roads\"");
  tiny.orders = "offset_min,kind,group\n0,close,home-west\n";
  CHECK(mistakes_in(tiny) ==
        "orders.csv:2: 'close' is a lever of roads and of tracks (one is meant): write "
        "roads.close");
  tiny.orders = "offset_min,kind,group\n0,tracks.close,home-west\n";
  const Ending ending = run_policy(tiny.load());
  CHECK(ending.fields.at("tracks.closed")[0] == 1);
  CHECK(ending.fields.at("roads.closed")[0] == 0);
  tiny.orders = "offset_min,kind,group\n0,close,home-west\n";
  tiny.scenario = replaced(tiny.scenario, "orders = ", "roads = \"tracks\"\norders = ");
  CHECK(run_policy(tiny.load()).fields.at("tracks.closed")[0] == 1);
}

// Would catch exposure at the destination, and none on a road that burns under the car. People
// enter middle-east at 33 min 40 s. The first fire takes its inside, 300 m ahead of them, at 34
// min, the second East at 90 min.
TEST_CASE("orders: the fire reaches people on the road, and not those in a destination") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "file = ", "shape = \"cells\"\nfile = ");
  tiny.fire = Tiny::square(4, 3500, 0, 800);
  const std::string usual = tiny.scenario;
  tiny.scenario =
      replaced(usual, "\"response/traffic\"", "\"response/traffic\"\non_closed = \"go_on\"");
  const Ending caught = run_policy(tiny.load());
  CHECK(caught.fields.at("people.exposed_on_road") == std::vector<double>{1, 1});
  CHECK(caught.fields.at("people.exposed") == std::vector<double>{1, 1});
  tiny.scenario =
      replaced(usual, "\"response/traffic\"", "\"response/traffic\"\non_closed = \"hold\"");
  const Ending held = run_policy(tiny.load());
  CHECK(held.fields.at("people.exposed") == std::vector<double>{0, 0});
  CHECK(held.fields.at("traffic.held")[0] == 2);
  tiny.scenario = usual;
  const Experiment turns = tiny.load();
  const Ending turned = run_policy(turns);
  CHECK(turned.fields.at("people.exposed") == std::vector<double>{0, 0});
  CHECK(last_node(turned) == "west");
  tiny.fire = Tiny::square(60, 4500, 0, 800);
  const Ending escaped = run_policy(tiny.load());
  CHECK(escaped.fields.at("people.exposed") == std::vector<double>{0, 0});
  CHECK(escaped.fields.at("people.out") == std::vector<double>{1, 1});
  CHECK(escaped.fields.at("people.sheltered_in_threat") == std::vector<double>{1, 1});
}

}  // namespace sandtable::testing
