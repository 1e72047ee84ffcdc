// SPDX-License-Identifier: Apache-2.0
// What a planner reads when a scenario is wrong. Each test catches a mistake that is let through,
// or told without its place or the way out.
#include <catch2/catch.hpp>

#include "sim/scenario/dataset.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

/// The mistakes of the tiny scenario with one text replaced.
std::string with(const std::string& from, const std::string& to) {
  Tiny tiny;
  REQUIRE(tiny.scenario.find(from) != std::string::npos);
  tiny.scenario = replaced(tiny.scenario, from, to);
  return mistakes_in(tiny);
}

std::string in_people(const std::string& line) {
  return with("population = ", line + "\npopulation = ");
}

}  // namespace

TEST_CASE("errors: the tiny scenario itself has none") {
  CHECK(mistakes_in(Tiny{}) == "");
}

TEST_CASE("errors: an unknown model is told with its line and the nearest name") {
  CHECK_THAT(with("network/roads", "network/road"),
             Equals("scenario.toml:12:2: unknown model 'network/road' of 'roads': did you mean "
                    "'network/roads'?"));
}

TEST_CASE("errors: an unknown parameter is told with its line and the nearest name") {
  CHECK_THAT(in_people("mesage_reach = 0.9"), Contains("scenario.toml:19:1: ") &&
                                                  Contains("'mesage_reach'") &&
                                                  Contains("did you mean 'message_reach'?"));
}

TEST_CASE("errors: a wrong type, unit, range and choice say what is expected") {
  CHECK_THAT(in_people("message_reach = \"much\""),
             Contains("scenario.toml:19:") && Contains("message_reach") && Contains("much"));
  CHECK_THAT(in_people("message_reach = true"),
             Contains("scenario.toml:19:") && Contains("number"));
  CHECK_THAT(in_people("visit = \"5 m\""), Contains("scenario.toml:19:") && Contains("visit") &&
                                               Contains("expected a time such as \"5 min\""));
  CHECK_THAT(in_people("message_reach = 1.5"),
             Contains("scenario.toml:19:") && Contains("message_reach") && Contains("1.5"));
  CHECK_THAT(in_people("household = \"frist\""),
             Contains("scenario.toml:19:") && Contains("did you mean 'first'?"));
}

// Would catch a reader that stops at the first mistake.
TEST_CASE("errors: two mistakes in two tables are told at once, each with its line") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "population = ", "message_reach = 2\npopulation = ");
  tiny.scenario =
      replaced(tiny.scenario, "[policies.none]", "vehicle_length = \"7 s\"\n[policies.none]");
  CHECK_THAT(mistakes_in(tiny), Contains("scenario.toml:19:") && Contains("message_reach") &&
                                    Contains("scenario.toml:26:") && Contains("vehicle_length"));
}

// Would catch a planner who mends one file, runs again, and reads of the next.
TEST_CASE(
    "errors: mistakes of processes, policies, uncertain parameters and outcomes come at once") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "population = ", "message_reach = 2\npopulation = ");
  tiny.scenario = replaced(tiny.scenario, "[policies.none]",
                           "[uncertain]\n\"fire.rat\" = { uniform = [0.5, 2] }\n[policies.none]");
  tiny.scenario =
      replaced(tiny.scenario, "[policies.now]\n", "[policies.now]\norder = \"x.csv\"\n");
  tiny.scenario = replaced(tiny.scenario, "people.exposed", "peple.exposed");
  tiny.links = replaced(tiny.links, "to=\"west\"", "to=\"wset\"");
  const std::string told = mistakes_in(tiny);
  CHECK_THAT(told, Contains("scenario.toml:19:1: message_reach is 2"));
  CHECK_THAT(told, Contains("network.xml:9:1: link 'home-west': to node 'wset'"));
  CHECK_THAT(told, Contains("unknown key 'order'") || Contains("'order'"));
  CHECK_THAT(told, Contains("did you mean 'fire.rate'?"));
  CHECK_THAT(told, Contains("outcome 'exposed': 'peple.exposed' names no process: did you mean "
                            "'people'?"));
}

TEST_CASE("errors: a start without its time zone is refused") {
  CHECK_THAT(with("10:00:00+11:00\n", "10:00:00\n"),
             Contains("scenario.toml:3:") && Contains("time zone missing"));
}

TEST_CASE("errors: a data file that is missing or that has changed is told, with its hash") {
  CHECK_THAT(with("population.xml", "poplation.xml"),
             Contains("scenario.toml:19:") && Contains("missing data file 'poplation.xml'"));
  const Folder folder("changed");
  Tiny{}.write(folder);
  const std::string entry =
      "[[dataset]]\nfile = \"network.xml\"\ntitle = \"T\"\nsource = \"S\"\npublisher = \"P\"\n"
      "licence = \"L\"\ndate = 2024-05-31\nsha256 = ";
  const std::string good = sha256_of_file(folder.path() / "network.xml");
  folder.write("datasets.toml", entry + '"' + good + "\"\n");
  CHECK(mistakes_in(folder) == "");
  folder.write("datasets.toml", entry + "\"00ff\"\n");
  CHECK_THAT(mistakes_in(folder),
             Contains("datasets.toml:1:1: data file 'network.xml' has SHA-256 " + good +
                      ", expected 00ff"));
}

TEST_CASE("errors: a port with two writers to choose from asks which") {
  const std::string another =
      "[fire2]\nmodel = \"hazard/arrival\"\nfile = \"fire.geojson\"\ncrs = \"EPSG:32755\"\n"
      "ignition = 2026-01-15T10:30:00+11:00\n[roads]";
  const std::string told = with("[roads]", another);
  CHECK_THAT(told, Contains("scenario.toml:17:2: roads reads arrival_time (hazard): several write "
                            "it (fire, fire2): say hazard = \"fire\""));
  CHECK_THAT(told,
             Contains("people reads ") && Contains("traffic reads ") && Contains("now reads "));
}

TEST_CASE("errors: a port that nobody serves says what is missing") {
  CHECK_THAT(with("[traffic]\nmodel = \"response/traffic\"\n", ""),
             Contains("scenario.toml:17:2: people reads trip_end (traffic): no process writes it"));
  CHECK_THAT(with("[roads]\nmodel = \"network/roads\"\nnetwork = \"network.xml\"\ncrs = "
                  "\"EPSG:32755\"\n",
                  ""),
             Contains("'people' needs a process as roads (none serves): add a table with model = "
                      "\"network/roads\""));
  CHECK_THAT(
      in_people("hazard = \"frie\""),
      Equals("scenario.toml:19:1: hazard = \"frie\" names no process: did you mean 'fire'?"));
}

TEST_CASE("errors: an unknown field of an outcome, and an unknown policy") {
  CHECK_THAT(with("people.exposed\"", "people.exposd\""),
             Contains("scenario.toml:30:") &&
                 Contains("unknown field 'people.exposd': did you mean 'people.exposed'?"));
  const Folder folder("policy");
  Tiny{}.write(folder);
  CHECK_THROWS_WITH(assemble(read_scenario(folder.path(), folder.path()), models::registry(),
                             {{"none", "noww"}, {}}),
                    "unknown policy 'noww': did you mean 'now'?");
}

TEST_CASE("errors: what cannot be uncertain, or is nothing at all, is refused by its path") {
  const auto uncertain = [](const std::string& line) {
    return with("[policies.none]", "[uncertain]\n" + line + "\n[policies.none]");
  };
  CHECK_THAT(uncertain("\"people.mesage_reach\" = { uniform = [0, 1] }"),
             Contains("scenario.toml:26:") && Contains("did you mean 'people.message_reach'?"));
  CHECK_THAT(uncertain("\"people.message_reach\" = { uniform = [0.5, 2] }"),
             Contains("scenario.toml:26:"));
}

}  // namespace sandtable::testing
