// SPDX-License-Identifier: Apache-2.0
// response/residents in whole scenarios: the roads, the one rule, what is refused.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "sim/experiment/verify.hpp"
#include "tests/unit/residents/place.hpp"
#include "tests/unit/rule/town.hpp"

namespace sandtable::testing {

namespace {

using rule_tests::difference;
using rule_tests::difference_of_outcomes;

bool holds(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return true;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Everybody is there, has a car, hears at once and leaves at once.
Place prompt() {
  Place place;
  place.kinds = "kind,preparation_s\nresident,\ncare home,\nvisitor,\n";
  for (const auto& [from, to] :
       {std::pair("message_reach = 0.9", "message_reach = 1\ncompliance = 1"),
        {"\"20 min\"", "\"1 s\""},
        {"\"15 min\"", "\"0 s\""}})
    place.scenario = replaced(place.scenario, from, to);
  return place;
}

}  // namespace

// Would catch people counted by household or by vehicle, riders left behind, and the wrong way out.
TEST_CASE("residents: all who leave arrive, to the head, by the nearest way", "[residents]") {
  const Ending ending = run_policy(prompt().load());
  CHECK(ending.reason.empty());
  const auto& out = ending.fields.at("people.out");
  CHECK(out.size() == 79 + 40 + 10);  // 40 households of 1, 2 or 3; 20 of 2; the care home
  CHECK(sum(out) == static_cast<double>(out.size()));
  const auto& depart = ending.fields.at("people.trip_depart");
  const auto drivers = std::ranges::count_if(
      depart, [](double time) { return time < static_cast<double>(Tick::never().count); });
  CHECK(drivers == 40 + 20 + 2);  // ten in vehicles of five
  CHECK(sum(ending.fields.at("people.exposed")) == 0);
  CHECK(ending.fields.at("people.trip_to").front() == 0);
}

// Would catch a visitor without a car who drives, or who walks at a car's speed.
TEST_CASE("residents: those without a car walk", "[residents]") {
  Place place = prompt();
  place.kinds = "kind,share_without_car\nresident,1\ncare home,0\nvisitor,0\n";
  place.rows = Place::row("walker", 0, 2, "resident");
  const Ending ending = run_policy(place.load());
  const double ticks =
      ending.fields.at("traffic.trip_end")[0] - ending.fields.at("people.trip_depart")[0];
  CHECK(ticks / Tick::per_second == Approx(4000 / 1.34).margin(0.001));
  CHECK(ending.fields.at("people.out") == std::vector<double>{1, 1});
}

// Would catch a message that reaches other zones than its own.
TEST_CASE("residents: a message to a zone reaches who lives in it", "[residents]") {
  const Ending ending = run_policy(prompt().load(), 2);
  const auto& heard = ending.fields.at("people.heard_evacuate_now");
  CHECK(sum(heard) == 79 + 10);
  CHECK(sum(ending.fields.at("people.heard_advice")) == static_cast<double>(heard.size()));
}

// Would catch a way out that is closed and people who are lost on it.
TEST_CASE("residents: with every road closed all are cut off at home", "[residents]") {
  Place place = prompt();
  place.scenario = replaced(place.scenario, "orders = \"now.csv\"",
                            "orders = \"now.csv\"\nand_orders = \"close.csv\"");
  const Folder folder("closed");
  place.write(folder);
  std::string close = "time,kind,group\n";
  for (const char* link : {"home-west", "home-middle", "middle-home", "middle-east"})
    close += std::string("2026-01-15T10:00:00+11:00,close,") + link + "\n";
  folder.write("close.csv", close);
  const Ending ending =
      run_policy(assemble(read_scenario(folder.path(), folder.path()), models::registry(), {}));
  CHECK(ending.reason.empty());
  CHECK(sum(ending.fields.at("people.cut_off")) == 129);
  CHECK(sum(ending.fields.at("people.out")) == 0);
}

// Would catch homes that a fire passes by, and a fire felt by those who have left.
TEST_CASE("residents: a fire at home exposes those who are still there", "[residents]") {
  Place place = prompt();
  place.fire = Tiny::square(40, 0, 0, 120);  // at 11:10 at home, far from the middle
  const Ending stayed = run_policy(place.load(), 0);
  CHECK(sum(stayed.fields.at("people.exposed_at_home")) == 79 + 10);
  CHECK(sum(stayed.fields.at("people.threatened")) == 79 + 10);
  const Ending left = run_policy(place.load(), 1);
  CHECK(sum(left.fields.at("people.exposed")) == 0);
  CHECK(sum(left.fields.at("people.threatened")) == 79 + 10);
  CHECK(sum(left.fields.at("people.moved_unthreatened")) == 40);
}

// Would catch state that is shared, luck that depends on the plan, and orders that leave traces
// where they reach nobody.
TEST_CASE("residents: twins are equal to the bit, and an order to nobody changes no outcome",
          "[residents]") {
  const auto run = rule_tests::run(Place().load());
  CHECK(difference(run.of("now"), run.of("twin")) == "");
  CHECK(difference_of_outcomes(run.of("none"), run.of("to-nobody")) == "");
  CHECK(difference_of_outcomes(run.of("none"), run.of("now")) != "");
  CHECK(difference_of_outcomes(run.of("now"), run.of("later")) != "");
  CHECK(run.of("none")[0].outcomes[0] == 0);
  const auto alone = rule_tests::run(Place().load({.policies = {"later"}, .seed = {}}));
  CHECK(difference(alone.of("later"), run.of("later")) == "");
}

// Would catch an index or a count in a key, and a step that is not pure.
TEST_CASE("residents: one more of them moves nobody's luck, and steps are pure", "[residents]") {
  Choices one_more;
  one_more.one_more = true;
  const Verification found = verify_draw(Place().load(), Place().load(one_more), {});
  for (const Impurity& impurity : found.impurities) UNSCOPED_INFO(impurity.what);
  CHECK(found.impurities.empty());
  CHECK(found.keys > 300);
  CHECK(found.grown == std::vector<std::string>{"people"});
}

// Would catch rows whose order matters.
TEST_CASE("residents: the order of the rows changes nobody's fate", "[residents]") {
  Place place;
  const Ending before = run_policy(place.load());
  std::string turned;
  for (std::size_t end = place.rows.size(); end > 0;) {
    const std::size_t begin = end < 2 ? 0 : place.rows.rfind('\n', end - 2) + 1;
    turned += place.rows.substr(begin, end - begin);
    end = begin;
  }
  place.rows = turned;
  const Ending after = run_policy(place.load());
  for (const char* field : {"people.warned", "people.present", "people.moved", "people.leaver"})
    CHECK(sum(before.fields.at(field)) == sum(after.fields.at(field)));
  auto first = before.fields.at("people.warned_time"),
       second = after.fields.at("people.warned_time");
  std::ranges::sort(first);
  std::ranges::sort(second);
  CHECK(first == second);
}

// Would catch input that is repaired, told without its place, or one mistake at a time.
TEST_CASE("residents: wrong rows are refused with their lines", "[residents]") {
  Place place;
  place.rows = Place::row("a", 0, 1, "resident") + Place::row("a", 0, 1, "resident") +
               Place::row("b", 0, 0, "resident") + Place::row("c", 0, 1, "visitors") +
               "d,here,5790000,1,resident\n";
  const std::string told = mistakes_in(place);
  CHECK(holds(told, "people.csv:3: id 'a' stands here twice"));
  CHECK(holds(told, "people.csv:4: people is 0 (a whole number from 1 to 10000 is expected)"));
  CHECK(holds(told, "people.csv:5: unknown kind 'visitors': did you mean 'visitor'?"));
  CHECK(holds(told, "people.csv:6: 'here' in column 'x' is no number"));
}

TEST_CASE("residents: wrong kinds, destinations and places are refused", "[residents]") {
  Place place;
  place.kinds = "kind,preparation,share_without_car\nresident,1,2\n";
  CHECK(holds(mistakes_in(place),
              "kinds.csv:1: unknown column 'preparation': did you mean 'preparation_s'?"));
  CHECK(holds(mistakes_in(place), "kinds.csv:2: share_without_car is 2 (from 0 to 1 is expected)"));
  place = Place();
  place.destinations = "name,x,y\n";
  CHECK(holds(mistakes_in(place), "destinations.csv: no destination"));
  place = Place();
  place.head = "id,x,y,people,destination\n";
  place.rows = Place::row("a", 0, 1, "Est");
  CHECK(holds(mistakes_in(place), "people.csv:2: unknown destination 'Est': did you mean 'East'?"));
  place = Place();
  place.rows = Place::row("a", 90000, 1, "resident");
  CHECK(holds(mistakes_in(place), "1 homes are outside the network"));
  place = Place();
  place.head = "id,x,y,people,zone\n";
  CHECK(holds(mistakes_in(place), "both the column zone and the file of zones"));
}

// Would catch zones of a column that messages do not know.
TEST_CASE("residents: zones may stand in the table", "[residents]") {
  Place place = prompt();
  place.scenario = replaced(place.scenario, "zones = \"zones.geojson\"\n", "");
  place.head = "id,x,y,people,zone\n";
  place.rows = Place::row("a", 0, 1, "near") + Place::row("b", 0, 3, "far");
  const Ending ending = run_policy(place.load(), 4);
  CHECK(ending.fields.at("people.heard_evacuate_now") == std::vector<double>{0, 1, 1, 1});
  CHECK(ending.fields.at("people.zone") == std::vector<double>{0, 1, 1, 1});
}

}  // namespace sandtable::testing
