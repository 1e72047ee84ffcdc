// SPDX-License-Identifier: Apache-2.0
// What a planner reads when a data file is wrong: bad input is refused, never repaired.
#include <catch2/catch.hpp>

#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

std::string with_orders(const std::string& orders) {
  Tiny tiny;
  tiny.orders = orders;
  return mistakes_in(tiny);
}

std::string with_person(const std::string& from, const std::string& to) {
  Tiny tiny;
  REQUIRE(tiny.people.find(from) != std::string::npos);
  tiny.people = replaced(tiny.people, from, to);
  return mistakes_in(tiny);
}

}  // namespace

TEST_CASE("errors: orders to unknown zones, links, kinds and places are told by row, all at once") {
  CHECK_THAT(
      with_orders("offset_min,kind,group,destination,percent\n1,ADVICE,everyon,,\n"
                  "2,ADVISE,everyone,,\n3,close,home-est,,\n4,ADVICE,everyone,Est,\n"
                  "soon,ADVICE,everyone,,\n5,slow,home-west,,0\n"),
      Equals("orders.csv:2: unknown zone or group 'everyon': did you mean 'everyone'?\n"
             "orders.csv:3: unknown kind of order 'ADVISE': did you mean 'ADVICE'?\n"
             "orders.csv:4: unknown link 'home-est': did you mean 'home-west'?\n"
             "orders.csv:5: unknown destination 'Est': did you mean 'East'?\n"
             "orders.csv:6: 'soon' in column 'offset_min' is no number\n"
             "orders.csv:7: percent is '0' (a whole number from 1 to 100 is expected): close the "
             "link to stop all"));
}

TEST_CASE("errors: orders without a time, or without a column that they need") {
  CHECK_THAT(with_orders("time,kind,group\n10:30,ADVICE,everyone\n"),
             Contains("orders.csv:2: '10:30' is no time of an order"));
  CHECK_THAT(with_orders("offset_min,kind,groups\n1,ADVICE,everyone\n"),
             Contains("orders.csv:1: no column 'group': did you mean 'groups'?"));
}

TEST_CASE("errors: an unknown zone in a group is told with its row") {
  const Folder folder("groups");
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "population = ",
                           "zones = \"zones.geojson\"\ngroups = \"groups.csv\"\npopulation = ");
  tiny.write(folder);
  folder.write("zones.geojson",
               Tiny::collection(replaced(replaced(Tiny::square(0, 0, 0, 500), "minutes", "zone"),
                                         ":0}", ":\"harbour\"}")));
  folder.write("groups.csv", "group,zone\nall,harbour\n");
  CHECK(mistakes_in(folder) == "");
  folder.write("groups.csv", "group,zone\nall,harbour\nall,habour\n");
  CHECK(mistakes_in(folder) ==
        "groups.csv:3: unknown zone 'habour' in group 'all': did you mean 'harbour'?");
}

// Would catch an address in the message, a distance to nodes only, and a limit that is not obeyed.
TEST_CASE("errors: people who live outside the network are counted, and the first are named") {
  Tiny tiny;
  tiny.people += Tiny::person("far", 500000) + Tiny::person("farther", 600000);
  CHECK_THAT(mistakes_in(tiny),
             Equals("population.xml: 2 people or their dependents are outside the network, farther "
                    "than 10 km from any road (the first: 'far' by 495.0 km, 'farther' by 595.0 "
                    "km): check the CRS and the box of the roads"));
  tiny.scenario =
      replaced(tiny.scenario, "population = ", "farthest_from_road = \"600 km\"\npopulation = ");
  CHECK(mistakes_in(tiny) == "");
}

TEST_CASE("errors: a time of an order without its zone is told apart from one that is none") {
  CHECK_THAT(with_orders("time,kind,group\n2026-01-15T11:00:00,ADVICE,everyone\n"),
             Equals("orders.csv:2: '2026-01-15T11:00:00' names no time zone (it could be hours "
                    "apart): write 2017-02-16T12:00:00+11:00"));
}

// Would catch line numbers that count rows, not lines.
TEST_CASE("errors: rows after a blank line are told by their own line") {
  CHECK_THAT(with_orders("offset_min,kind,group\n\n1,ADVICE,everyone\n\n2,ADVICE,nobody\n"),
             Contains("orders.csv:5: unknown zone or group 'nobody'"));
}

TEST_CASE("errors: all columns that a table lacks are told at once") {
  CHECK_THAT(with_orders("offset_min,kinds,groups\n1,ADVICE,everyone\n"),
             Equals("orders.csv:1: no column 'kind': did you mean 'kinds'?\n"
                    "orders.csv:1: no column 'group': did you mean 'groups'?"));
}

// Would catch a number read out of the middle of a word, "True" taken for false, and a time that
// runs backwards.
TEST_CASE("errors: a person's attribute that is missing or wrong is told by person") {
  CHECK_THAT(with_person("ResponseThresholdFinal", "ResponseThresholdFinl"),
             Equals("population.xml: person 'p1' has no attribute 'ResponseThresholdFinal'"));
  CHECK_THAT(with_person(">0.5<", ">x0.5<"),
             Equals("population.xml: person 'p1': ResponseThresholdInitial is 'x0.5' (a number is "
                    "expected)"));
  CHECK_THAT(with_person(">false<", ">True<"),
             Equals("population.xml: person 'p1': WillStay is 'True' (true or false is expected)"));
  CHECK_THAT(with_person(">2<", ">-2<"),
             Contains("LagTimeInMinsForFinalResponse is -2 (0 or more is expected)"));
  CHECK_THAT(with_person("EvacLocationPreference", "Unknown"),
             Contains("person 'p1' has no attribute 'EvacLocationPreference'"));
}

// Would catch a screen of 200,000 lines for a population of another make.
TEST_CASE(
    "errors: of very many mistakes in one file the first 20 are told, and how many they are") {
  Tiny tiny;
  for (int i = 0; i < 100; ++i)
    tiny.people += replaced(Tiny::person("more " + std::to_string(i)), ">0.5<", ">?<");
  const std::string told = mistakes_in(tiny);
  CHECK(std::count(told.begin(), told.end(), '\n') == 20);
  CHECK_THAT(told, Contains("100 mistakes in all (the first 20 are told)"));
}

TEST_CASE("errors: a fire of open lines, without times, or without its column") {
  Tiny tiny;
  const std::string closed = tiny.fire;
  tiny.fire =
      R"({"type":"Feature","properties":{"minutes":60},"geometry":{"type":"LineString","coordinates":[[600000,5790000],[600100,5790000],[600100,5790100]]}})";
  CHECK_THAT(mistakes_in(tiny), Contains("fire.geojson") && Contains("closed"));
  tiny.fire = replaced(closed, ":60}", ":-60}");
  CHECK_THAT(mistakes_in(tiny), Contains("fire.geojson") && Contains("-60"));
  tiny.fire = replaced(closed, "minutes", "minuts");
  CHECK_THAT(mistakes_in(tiny),
             Contains("no column 'minutes'") && Contains("did you mean 'minuts'?"));
}

TEST_CASE("errors: a fire that is given twice, or not at all") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "file = \"fire.geojson\"\n", "");
  CHECK_THAT(mistakes_in(tiny),
             Equals("scenario.toml:6:2: 'fire' has no fire (give alternatives or file)"));
}

TEST_CASE("errors: a road without capacity or end is never dropped silently") {
  Tiny tiny;
  const std::string links = tiny.links;
  tiny.links = replaced(links, " capacity=\"1800\"", "");
  CHECK_THAT(mistakes_in(tiny), Contains("network.xml:9:1: link 'home-west': capacity"));
  tiny.links = replaced(links, "to=\"west\"", "to=\"wset\"");
  CHECK_THAT(mistakes_in(tiny), Contains("network.xml:9:1: link 'home-west'") &&
                                    Contains("'wset'") && Contains("leads nowhere"));
}

TEST_CASE("errors: a destination that no road comes near is told") {
  Tiny tiny;
  tiny.people = replaced(tiny.people, "East,605000", "East,705000");
  CHECK_THAT(mistakes_in(tiny), Contains("of destination 'East' (nobody could arrive)"));
}

}  // namespace sandtable::testing
