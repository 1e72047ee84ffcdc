// SPDX-License-Identifier: Apache-2.0
// policy/orders from EES's messages: commas too many, places of mistakes, times, zones.
#include "models/policy/orders/ees_messages.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using Catch::Matchers::Contains;

const std::string kMessages = R"({
  "help": ["a, ]", "b"],
  "spatialReferenceEPSG" : "EPSG:32755",
  "messages" : [
    {
      "type" : "ADVICE",
      "content" : "Stay up to date, \"neighbours\", please.",
      "broadcastHHMM" : "1105",
      "broadcastZones" : { "near" : null, "far" : null, }
    },
    {
      "type" : "EVACUATE_NOW",
      "content" : "West,596000,5790000,Go, now.",
      "broadcastHHMM" : "1120",
      "broadcastZones" : { "near" : null }
    },
  ],
}
)";

std::string told_of(const std::string& text) {
  try {
    ees::parse_messages(text, "m.json");
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

/// Tiny with the zones near (home) and far, and these messages as the orders of policy now.
Folder& written(Folder& folder, const std::string& messages, const std::string& more = "") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "population = ", "zones = \"z.geojson\"\npopulation = ");
  tiny.scenario = replaced(tiny.scenario, "orders = \"orders.csv\"", "orders = \"m.json\"" + more);
  tiny.write(folder);
  const auto zone = [](const std::string& name, double x) {
    return replaced(replaced(Tiny::square(0, x, 0, 500), "minutes", "zone"), ":0}",
                    ":\"" + name + "\"}");
  };
  folder.write("z.geojson", Tiny::collection(zone("near", 0) + "," + zone("far", 5000)));
  folder.write("m.json", messages);
  return folder;
}

Ending run_messages(const std::string& more) {
  Folder folder("ees");
  written(folder, kMessages, more);
  return run_policy(assemble(read_scenario(folder.path(), folder.path()), models::registry(), {}));
}

std::vector<double> minutes(const Ending& ending) {
  std::vector<double> list;
  for (const Decision& decision : ending.decisions)
    list.push_back(decision.action.effect.seconds() / 60);
  return list;
}

}  // namespace

// Would catch a comma inside a text taken for one too many, and a bracket in one for the end.
TEST_CASE("ees: messages are read with their commas too many, in order") {
  const ees::Messages messages = ees::parse_messages(kMessages, "m.json");
  CHECK(messages.crs == "EPSG:32755");
  REQUIRE(messages.list.size() == 2);
  CHECK(messages.list[0].type == "ADVICE");
  CHECK(messages.list[0].clock_s == 11 * 3600 + 5 * 60);
  CHECK_FALSE(messages.list[0].place);
  REQUIRE(messages.list[0].zones.size() == 2);
  CHECK(messages.list[0].zones[1].id == "far");
  CHECK(messages.list[0].zones[1].where == Source{"m.json", 9, 43});
  CHECK(messages.list[1].place->name == "West");
  CHECK(messages.list[1].place->x == 596000);
  CHECK(messages.list[1].where == Source{"m.json", 12, 16});
}

TEST_CASE("ees: mistakes are told at their place, all at once") {
  CHECK(told_of(replaced(kMessages, "\"1105\"", "1105 \""))
            .starts_with("m.json:8:32: this is not JSON"));
  CHECK(told_of(replaced(kMessages, "\"b\"]", "\"b\" \"c\"]"))
            .starts_with("m.json:2:26: this is not"));
  CHECK(told_of("[1, 2]").starts_with("m.json: no list of \"messages\""));
  std::string text = replaced(kMessages, "\"1105\"", "\"1175\"");
  text = replaced(text, "\"type\" : \"EVAC", "\"typ\" : \"EVAC");
  text = replaced(text, "{ \"near\" : null }", "{}");
  const std::string told = told_of(text);
  CHECK_THAT(told,
             Contains("m.json:8:25: broadcastHHMM is '1175' (a time as \"1300\" is expected)"));
  CHECK_THAT(told, Contains("a message without type: did you mean 'typ'?"));
  CHECK_THAT(told, Contains("a message to nobody (broadcastZones is empty)"));
}

// The scenario starts at 10:00, the fire at 10:30.
TEST_CASE("ees: times are the start's clock, or count from the ignition they were written for") {
  CHECK(minutes(run_messages("")) == std::vector<double>{65, 65, 80});
  CHECK(minutes(run_messages("\nfile_ignition = \"11:00\"")) == std::vector<double>{35, 35, 50});
  const Ending ending = run_messages("");
  CHECK(ending.fields.at("people.heard_evacuate_now") == std::vector<double>{1, 1});
  CHECK(ending.fields.at("people.heard_advice") == std::vector<double>{1, 1});
}

// As 1-Rural Central of the Surf Coast. Would catch a second polygon that no message reaches.
TEST_CASE("ees: two polygons of one name are one zone, and a message goes to both") {
  Folder folder("ees");
  written(folder, kMessages);
  const std::string zone =
      replaced(Tiny::square(0, 5000, 0, 500), "\"minutes\":0", "\"zone\":\"far\"");
  folder.write("z.geojson", Tiny::collection(zone + "," +
                                             replaced(Tiny::square(0, 0, 0, 500), "\"minutes\":0",
                                                      "\"zone\":\"far\"")));
  folder.write("m.json", replaced(replaced(kMessages, "{ \"near\" : null }", "{ \"far\" : null }"),
                                  "\"near\" : null, ", ""));
  const Ending ending =
      run_policy(assemble(read_scenario(folder.path(), folder.path()), models::registry(), {}));
  CHECK(ending.fields.at("people.heard_advice") == std::vector<double>{1, 1});
  CHECK(ending.decisions.size() == 2);
}

TEST_CASE("ees: unknown zones, places and kinds are told with line and column") {
  Folder folder("ees");
  written(folder,
          replaced(replaced(kMessages, "\"far\"", "\"fare\""), "West,596000", "Wst,596000"));
  CHECK(mistakes_in(folder) ==
        "m.json:9:43: unknown zone or group 'fare': did you mean 'far'?\n"
        "m.json:13:19: unknown destination 'Wst': did you mean 'West'?");
  written(folder, replaced(kMessages, "West,596000", "West,696000"));
  CHECK(mistakes_in(folder) ==
        "m.json:13:19: destination 'West' lies 100.0 km from the scenario's");
  written(folder, replaced(kMessages, "1105", "0905"));
  CHECK_THAT(mistakes_in(folder),
             Contains("m.json:6:16: a message at 0905 (the scenario starts at "));
}

}  // namespace sandtable::testing
