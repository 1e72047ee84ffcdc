// SPDX-License-Identifier: Apache-2.0
// hazard/recorded in whole scenarios: roads and buildings under its maps, sets of floods, the one
// rule, and floods that the scenario would not see.
#include <catch2/catch.hpp>

#include "sim/experiment/verify.hpp"
#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/models/tiny.hpp"
#include "tests/unit/recorded/drawn_netcdf.hpp"

namespace sandtable::testing {

namespace {

using Catch::Matchers::Contains;

/// SFINCS's 3 by 4 turned cells, the node "home" of a road in the middle of row 1, column 1; a
/// building in the middle of row 1, column 2, and one that the water does not reach.
struct Flooded {
  std::string scenario = R"([scenario]
title = "One road under water"
start = 2026-01-15T11:00:00+11:00
duration = "1 h"

[flood]
model = "hazard/recorded"
file = "sfincs_map.nc"
crs = "EPSG:32755"

[roads]
model = "network/roads"
network = "network.xml"
crs = "EPSG:32755"

[buildings]
model = "impact/buildings"
buildings = "buildings.csv"
crs = "EPSG:32755"

[policies.none]
[policies.twin]

[outcomes]
flooded = { field = "buildings.flooded", last = true, better = "lower" }
)";
  tests::DrawnSfincs drawn;
  std::string buildings = "id,x,y,floor\n";

  Flooded() {
    const auto home = tests::DrawnSfincs::middle(1, 1);
    auto wet = tests::DrawnSfincs::middle(1, 2);
    for (const std::size_t axis : {0U, 1U}) {
      const double moved = (axis == 0 ? Tiny::x0 : Tiny::y0) - home[axis];
      for (double& value : drawn.at(axis == 0 ? "x" : "y").values) value += moved;
      wet[axis] += moved;
    }
    buildings +=
        fmt::format("wet,{},{},0.5\ndry,{},{},0.5\n", wet[0], wet[1], Tiny::x0 - 500, Tiny::y0);
  }
  void write(const Folder& folder) const {
    Tiny().write(folder);
    folder.write("scenario.toml", scenario).write("buildings.csv", buildings);
    drawn.write(folder.path() / "sfincs_map.nc");
    tests::DrawnSfincs deeper = drawn;
    for (double& level : deeper.at("zs").values)
      if (level > 0) level += 1;
    deeper.write(folder.path() / "deeper.nc");
  }
  Experiment load(const Choices& choices = {}) const {
    const Folder folder("recorded");
    write(folder);
    return assemble(read_scenario(folder.path(), folder.path()), models::registry(), choices);
  }
  std::string mistakes() const {
    const Folder folder("recorded");
    write(folder);
    return mistakes_in(folder);
  }
  Flooded& with(const std::string& from, const std::string& to) {
    scenario = replaced(scenario, from, to);
    return *this;
  }
};

}  // namespace

// Would catch maps whose water does not reach roads and buildings, reaches others, or stays when it
// should go: on the road it is 2.1 m deep at home, 0 beyond; the building stands in 2.2 to 3.2 m.
TEST_CASE("recorded: roads and buildings are as deep in water as the maps say", "[recorded]") {
  const Ending ending = run_policy(Flooded().load(), 0);
  CHECK(ending.reason == "");
  CHECK(ending.fields.at("buildings.flooded") == std::vector<double>{1, 0});
  CHECK(ending.fields.at("buildings.depth_above_floor")[0] == Approx(3.2 - 0.5));
  CHECK(ending.fields.at("roads.flooded") == std::vector<double>{1, 1, 1, 1, 0, 0});
  CHECK(ending.fields.at("flood.flooded_area")[0] == Approx(11 * 400));
  CHECK(ending.fields.at("flood.peak_depth")[6] == Approx(3.2));
  CHECK(ending.fields.at("flood.depth")[6] == Approx(2.2));
  CHECK(ending.fields.at("flood.depth")[11] == 0);
}

// Would catch a flood that is not drawn by its weight, or drawn anew for each plan, and a sampled
// factor that does nothing.
TEST_CASE("recorded: one of a set of floods is drawn, the same for all plans", "[recorded]") {
  Flooded set;
  set.with("file = \"sfincs_map.nc\"", "alternatives = \"floods.csv\"");
  set.with("[policies.none]",
           "[uncertain]\n\"flood.depth_factor\" = { uniform = [0.5, 1.5] }\n"
           "\"flood.delay\" = { uniform = [\"0 min\", \"10 min\"] }\n\n[policies.none]");
  const Folder folder("set");
  set.write(folder);
  folder.write("floods.csv", "name,file,weight\nlow,sfincs_map.nc,3\nhigh,deeper.nc,1\n");
  const Experiment experiment =
      assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
  REQUIRE(experiment.drawn.size() == 3);
  int high = 0;
  for (std::int64_t draw = 0; draw < 200; ++draw) {
    const std::vector<double> values = parameters_of(experiment, {draw, draw, draw, draw});
    for (std::size_t i = 0; i < 3; ++i)
      if (experiment.drawn[i].path == "flood.alternative") high += values[i] == 1;
  }
  CHECK(high > 30);  // 50 are expected, with a standard deviation of 6
  CHECK(high < 70);
  const DrawRecord record = run_one(experiment, {0, 0, 0, 0}, {});
  REQUIRE(record.branches.size() == 2);
  CHECK(record.branches[0].outcomes == record.branches[1].outcomes);
}

// Would catch a flood played on the cells of another.
TEST_CASE("recorded: floods of a set on other cells are refused", "[recorded]") {
  Flooded set;
  set.with("file = \"sfincs_map.nc\"", "alternatives = \"floods.csv\"");
  const Folder folder("elsewhere");
  set.write(folder);
  for (double& x : set.drawn.at("x").values) x += 20;
  set.drawn.write(folder.path() / "moved.nc");
  folder.write("floods.csv", "name,file,weight\none,sfincs_map.nc,1\nother,moved.nc,-1\n");
  CHECK_THAT(mistakes_in(folder), Contains("moved.nc: its cells are not those of one"));
  folder.write("floods.csv", "name,file,weight\none,sfincs_map.nc,1\nother,deeper.nc,-1\n");
  CHECK_THAT(mistakes_in(folder), Contains("floods.csv:1: "));
}

// Would catch a step that is not pure.
TEST_CASE("recorded: the rule is kept", "[recorded]") {
  Choices more;
  more.one_more = true;
  const Verification found = verify_draw(Flooded().load(), Flooded().load(more), {0, 0, 0, 0});
  for (const Impurity& one : found.impurities) CHECK(one.what == "");
  CHECK(found.steps > 100);
}

// Would catch water that comes from nowhere, or stands for ever, of which nobody is told.
TEST_CASE("recorded: what holds beyond the maps is warned of", "[recorded]") {
  Flooded late;
  late.with("crs = \"EPSG:32755\"", "crs = \"EPSG:32755\"\nbegins = 2026-01-15T11:30:00+11:00");
  std::string warnings;
  for (const std::string& text : late.load().info.warnings) warnings += text + '\n';
  CHECK_THAT(warnings, Contains("flood: the maps of sfincs_map end 0.8333 h after the start (the "
                                "scenario lasts 1 h): the last one holds.\n"));
  CHECK_THAT(warnings, Contains("flood: the first map of sfincs_map has water, 0.5 h after the "
                                "start: before it all is dry.\n"));
}

// Would catch a flood of another year that is played as nothing, or as its last map.
TEST_CASE("recorded: a flood outside the scenario's time is refused", "[recorded]") {
  const std::string file = "file = \"sfincs_map.nc\"";
  Flooded early;
  early.with("start = 2026-01-15T11", "start = 2026-01-16T11");
  CHECK_THAT(early.mistakes(),
             Contains("sfincs_map.nc: its maps run from -24 h to -23.67 h after the scenario's "
                      "start (which lasts 1 h): give begins"));
  early.with(file, file + "\nbegins = 2026-01-16T11:10:00+11:00");
  CHECK(early.mistakes() == "");
  const Ending ending = run_policy(early.load(), 0);
  CHECK(ending.fields.at("buildings.flooded") == std::vector<double>{1, 0});
  CHECK_THAT(Flooded().with("T11:00:00+11:00", "T10:00:00+11:00").mistakes(),
             Contains("from 1 h to 1.333 h"));
  CHECK_THAT(Flooded().with(file, "").mistakes(), Contains("'flood' has no flood"));
  CHECK_THAT(Flooded().with(file, file + "\nalternative = 1").mistakes(),
             Contains("scenario.toml:9:1: alternative is set (it is drawn by the weights)"));
  CHECK_THAT(Flooded().with("EPSG:32755\"\n\n[roads]", "EPSG:4326\"\n\n[roads]").mistakes(),
             Contains("'EPSG:4326' is not in metres"));
}

}  // namespace sandtable::testing
