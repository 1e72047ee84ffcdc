// SPDX-License-Identifier: Apache-2.0
// A whole scenario of residents on one straight road: West (-4 km), home (0), middle (2 km), East
// (5 km).
#pragma once

#include <fmt/format.h>

#include <string>

#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

/// The texts of a scenario's files; change them, then write. Orders need a hazard with an ignition:
/// a fire that comes nowhere near.
struct Place {
  std::string scenario = R"([scenario]
title = "One road, residents"
start = 2026-01-15T10:00:00+11:00
duration = "3 h"

[fire]
model = "hazard/arrival"
file = "fire.geojson"
crs = "EPSG:32755"
ignition = 2026-01-15T10:30:00+11:00

[roads]
model = "network/roads"
network = "network.xml"
crs = "EPSG:32755"

[people]
model = "response/residents"
population = "people.csv"
kinds = "kinds.csv"
destinations = "destinations.csv"
zones = "zones.geojson"
crs = "EPSG:32755"
message_reach = 0.9
alert_half = "20 min"
action_half = "15 min"

[traffic]
model = "response/traffic"

[uncertain]
"people.compliance" = { uniform = [0.5, 1.0] }
"people.start_shift" = { uniform = ["0 h", "24 h"] }

[policies.none]
[policies.now]
orders = "now.csv"
[policies.later]
orders = "later.csv"
[policies.twin]
orders = "now.csv"
[policies.to-nobody]
orders = "to-nobody.csv"

[outcomes]
out = { field = "people.out", last = true, by = ["zone", "kind"], better = "higher", series = true }
warned = { field = "people.warned", last = true, better = "higher" }
time_out = { field = "people.out_time", last = true, mean = true, of = "leaver", better = "lower" }
)";
  std::string head = "id,x,y,people,kind\n", rows;
  std::string kinds =
      "kind,preparation_s,share_without_car,people_per_vehicle,present_by_day\n"
      "resident,,0.2,,0.8\ncare home,1800,0,4,\nvisitor,,,,\n";
  std::string destinations = fmt::format("name,x,y\nWest,{},{}\nEast,{},{}\n", Tiny::x0 - 4000,
                                         Tiny::y0, Tiny::x0 + 5000, Tiny::y0);
  std::string fire = Tiny::square(60, -1500, 90000, 100);
  std::string links =
      Tiny::road("home", "west") + Tiny::road("home", "middle") + Tiny::road("middle", "east");

  /// 40 households of 1 to 3 near home, 20 visitors near the middle, a care home.
  Place() {
    for (int i = 0; i < 40; ++i) rows += row("h" + std::to_string(i), i, 1 + i % 3, "resident");
    for (int i = 0; i < 20; ++i) rows += row("v" + std::to_string(i), 1900 + i, 2, "visitor");
    rows += row("care", -50, 10, "care home");
  }
  static std::string row(const std::string& id, double x, int people, const std::string& kind) {
    return fmt::format("{},{},{},{},{}\n", id, Tiny::x0 + x, Tiny::y0 + 10, people, kind);
  }
  /// Zone "near" holds home, zone "far" nobody.
  static std::string zones() {
    const auto zone = [](const std::string& id, double left, double right) {
      const double l = Tiny::x0 + left, r = Tiny::x0 + right, low = Tiny::y0 - 100,
                   high = Tiny::y0 + 100;
      return fmt::format(
          R"({{"type":"Feature","properties":{{"zone":"{}"}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
          id, l, low, r, low, r, high, l, high, l, low);
    };
    return Tiny::collection(zone("near", -100, 100) + "," + zone("far", 3000, 3100));
  }
  void write(const Folder& folder) const {
    const std::string head_of_orders = "time,kind,group\n";
    folder.write("scenario.toml", scenario)
        .write("people.csv", head + rows)
        .write("kinds.csv", kinds)
        .write("destinations.csv", destinations)
        .write("zones.geojson", zones())
        .write("fire.geojson", Tiny::collection(fire))
        .write("now.csv", head_of_orders + "2026-01-15T10:05:00+11:00,EVACUATE_NOW,everyone\n")
        .write("later.csv", head_of_orders +
                                "2026-01-15T10:30:00+11:00,ADVICE,everyone\n"
                                "2026-01-15T10:45:00+11:00,EVACUATE_NOW,near\n")
        .write("to-nobody.csv", head_of_orders + "2026-01-15T10:05:00+11:00,EVACUATE_NOW,far\n");
    folder.write("network.xml", "<network>\n<nodes>\n" + Tiny::node("west", -4000) +
                                    Tiny::node("home", 0) + Tiny::node("middle", 2000) +
                                    Tiny::node("east", 5000) + "</nodes>\n<links>\n" + links +
                                    "</links>\n</network>\n");
  }
  Experiment load(const Choices& choices = {}) const {
    const Folder folder("residents");
    write(folder);
    return assemble(read_scenario(folder.path(), folder.path()), models::registry(), choices);
  }
};

inline std::string mistakes_in(const Place& place) {
  const Folder folder("mistakes");
  place.write(folder);
  return mistakes_in(folder);
}

}  // namespace sandtable::testing
