// SPDX-License-Identifier: Apache-2.0
// response/people with plans of the day.
#include <catch2/catch.hpp>

#include "models/response/people/read_population.hpp"
#include "tests/unit/models/village.hpp"

using namespace sandtable;
using namespace sandtable::testing;
using Stage = People::Stage;

namespace {

/// One person who is at place 0 until 30 min, at 1 until 60, then at 2 for good.
struct Walker : Village {
  explicit Walker(Person person = leaver()) {
    add(person);
    day({{0, 30}, {1, 60}, {2, 0}});
  }
};

}  // namespace

TEST_CASE("people's days: one departs at the very end of an activity, and goes on when there") {
  Walker village;
  village.start();
  CHECK(village.actor(0).place == 0);
  village.until(29);
  CHECK(village.departs(0) == -1);
  village.until(31);
  CHECK(village.departs(0) == 30);
  CHECK(village.goes_to(0) == models::to_node(1));
  CHECK(village.actor(0).stage == Stage::to_activity);
  village.ends(0, 40, 1);
  CHECK(village.actor(0).place == 1);
  village.until(61);
  CHECK(village.departs(0) == 60);
  CHECK(village.goes_to(0) == models::to_node(2));
  village.ends(0, 70, 2);
  village.until(200);
  CHECK(village.departs(0) == 60);
  CHECK(village.fate().moved[0] == 0);
}

TEST_CASE("people's days: who comes late to an activity that is over drives on at once") {
  Walker village;
  village.start();
  village.ends(0, 75, 1);
  village.until(78);
  CHECK(village.departs(0) >= 75);
  CHECK(village.departs(0) <= 77);
  CHECK(village.goes_to(0) == models::to_node(2));
}

TEST_CASE("people's days: another place at the same node is reached at once, without a trip") {
  Walker village;
  village.start();
  auto data = village.data;
  data.place_node = {0, 0, 2, 3};
  village.bench->model.population = std::make_shared<const models::Population>(data);
  village.until(30);
  CHECK(village.actor(0).place == 0);
  village.until(31);
  CHECK(village.actor(0).place == 1);
  CHECK(village.departs(0) == -1);
  village.until(61);
  CHECK(village.departs(0) == 60);
}

TEST_CASE("people's days: who waits to leave, or is overtaken, gives the day up") {
  Walker leaving;
  leaving.start();
  leaving.until(25);
  leaving.say(evacuate_now);
  leaving.until(33);
  CHECK(leaving.departs(0) == -1);
  leaving.until(36);
  CHECK(leaving.departs(0) == 35);
  CHECK(leaving.actor(0).stage == Stage::leaving);
  Walker overtaken;
  overtaken.arrival[0] = at_minute(20);
  overtaken.start();
  overtaken.until(60);
  CHECK(overtaken.departs(0) == -1);
  CHECK(overtaken.fate().exposed[0] == 1);
}

TEST_CASE("people's days: who waits for dependents, or has fetched them, gives the day up") {
  Walker village(parent());
  village.start();
  village.until(28);
  village.say(advice);
  village.until(34);
  CHECK(village.departs(0) == 33);
  CHECK(village.actor(0).stage == Stage::to_dependents);
  village.ends(0, 40, 1);
  village.until(100);
  CHECK(village.departs(0) == 33);
  CHECK(village.actor(0).place == 1);
}

TEST_CASE("people's days: who is home again from his dependents stays there") {
  Person person = parent();
  person.home_after_dependents = true;
  Village village;
  village.add(person);
  village.day({{0, 60}, {2, 0}});
  village.start();
  village.until(5);
  village.say(advice);
  village.ends(0, 15, 1);
  village.ends(0, 30, 0);
  CHECK(village.actor(0).place == 0);
  const double back = village.departs(0);
  village.until(90);
  CHECK(village.departs(0) == back);
}

TEST_CASE("people's days: who decides on the way drives on for the lag, then turns") {
  Walker village;
  village.start();
  village.passes(0, 32, 6);
  village.say(evacuate_now);  // at 33
  village.until(43);
  CHECK(village.departs(0) == 43);
  CHECK(village.fate().from[0] == models::nowhere);
  CHECK(village.goes_to(0) == 0);
  CHECK(village.actor(0).stage == Stage::leaving);
  CHECK(village.fate().moved[0] == 1);
  village.ends(0, 60, 8);
  CHECK(village.actor(0).stage == Stage::gone);
}

TEST_CASE(
    "people's days: who decided on the way and is there before the lag is over leaves there") {
  Walker village;
  village.start();
  village.passes(0, 32, 6);
  village.say(evacuate_now);
  village.ends(0, 36, 1);
  village.until(44);
  CHECK(village.departs(0) == 43);
  CHECK(village.fate().from[0] == 1);
  CHECK(village.actor(0).stage == Stage::leaving);
}

TEST_CASE("people's days: who has dependents and decides on the way arrives, then fetches them") {
  Person person = parent();
  person.dependents = 3;
  Walker village(person);
  village.start();
  village.passes(0, 32, 6);
  village.say(evacuate_now);
  village.until(45);
  CHECK(village.departs(0) == 30);
  village.ends(0, 45, 1);
  village.until(51);
  CHECK(village.departs(0) == 50);
  CHECK(village.goes_to(0) == models::to_node(3));
}

TEST_CASE("people's days: whom no way leads on is back where he came from, counted, and goes on") {
  Walker village;
  village.start();
  village.until(31);
  CHECK(village.fate().fallback[0] == models::to_node(0));
  village.ends(0, 40, 0);
  CHECK(village.actor(0).place == 0);
  CHECK(village.fate().turned_back[0] == 1);
  village.until(61);
  CHECK(village.departs(0) == 60);
  CHECK(village.goes_to(0) == models::to_node(2));
}

TEST_CASE("people's days: the fire on the way reaches who has just turned, too") {
  Walker village;
  village.start();
  village.passes(0, 32, 6);
  village.say(evacuate_now);
  village.until(43);
  CHECK(village.departs(0) == 43);
  village.reached(0, 42.5);  // told in the step after the one that told the turn
  CHECK(village.fate().exposed_on_road[0] == 1);
}

TEST_CASE("people's days: a message to a zone reaches who is in it when it is sent") {
  Walker village;
  village.add(leaver());
  village.day({{1, 30}, {0, 0}});
  village.start();
  village.until(10);
  village.say(advice, -1, 1);
  CHECK(village.fate().heard[0] == std::vector<std::uint8_t>{0, 1});
  village.passes(0, 32, 5);
  village.passes(1, 33, 6);
  village.say(watch_and_act, -1, 1);  // one past a node inside, one past a node outside
  CHECK(village.fate().heard[1] == std::vector<std::uint8_t>{1, 0});
  village.ends(0, 40, 1);
  village.ends(1, 41, 0);
  village.say(emergency_warning, -1, 1);
  CHECK(village.fate().heard[2] == std::vector<std::uint8_t>{1, 0});
  village.say(advice, -1, 0);
  CHECK(village.fate().heard[0] == std::vector<std::uint8_t>{1, 2});
}

TEST_CASE(
    "people's days: somebody is out beyond the threat, and in again when the day leads back") {
  Walker village;
  village.distance = {0, 5000, 0, 0};
  village.start();
  CHECK(village.fate().out[0] == 0);
  village.ends(0, 40, 1);
  CHECK(village.fate().out[0] == 1);
  CHECK(village.fate().out_time[0] == at_minute(40));
  village.ends(0, 70, 2);
  CHECK(village.fate().out[0] == 0);
  CHECK(village.fate().out_time[0] == never);
}

TEST_CASE("people's days: what is over by the start is past, and what is amiss is refused") {
  MatsimPerson person;
  person.id = "7";
  const double inf = std::numeric_limits<double>::infinity();
  person.activities = {
      {"home", 0, 0, 100, "car"}, {"shop", 1, 1, 200, "car"}, {"home", 0, 0, inf, ""}};
  FewProblems none("plans.xml");
  const auto rest = [&](double start_s) { return models::rest_of_day(person, start_s, none); };
  CHECK(rest(99).over == 0);
  CHECK(rest(99).ends ==
        std::vector<std::int64_t>{Tick::per_second, 101 * Tick::per_second, never});
  CHECK(rest(100).over == 1);
  CHECK(rest(500).over == 2);
  CHECK(rest(500).ends == std::vector<std::int64_t>{never});
  none.raise();
  person.activities = {{"home", 0, 0, inf, "car"},
                       {"shop", 1, 1, 200, "pt"},
                       {"work", 0, 0, 100, "car"},
                       {"home", 0, 0, inf, ""}};
  FewProblems some("plans.xml");
  models::rest_of_day(person, 0, some);
  try {
    some.raise();
    FAIL("not refused");
  } catch (const Error& error) {
    const std::string text = error.what();
    CHECK(text.find("activity 1 ('home') has no end_time") != std::string::npos);
    CHECK(text.find("activity 2 ('shop') leads away by 'pt'") != std::string::npos);
    CHECK(text.find("activity 3 ('work') ends before the one before it") != std::string::npos);
  }
}
