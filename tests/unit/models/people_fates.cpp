// SPDX-License-Identifier: Apache-2.0
// response/people: what is seen, who goes with whom, and what is counted.
#include <catch2/catch.hpp>
#include <numeric>

#include "tests/unit/models/village.hpp"

namespace sandtable::testing {

namespace {

std::int64_t total(const std::vector<std::uint8_t>& flags) {
  return std::accumulate(flags.begin(), flags.end(), std::int64_t{0});
}

}  // namespace

TEST_CASE("people: embers and fire are felt when they come into sight, each once") {
  Village village;
  village.embers_seen[0] = at_minute(10.5);
  village.fire_seen[0] = at_minute(20.25);
  village.node_embers_seen[5] = village.node_fire_seen[5] = 0;
  Person person = leaver();
  person.final_threshold = 1.5;
  const auto p = village.add(person);
  village.start();
  village.until(10);
  CHECK(village.actor(p).barometer == 0);
  village.until(11);
  CHECK(village.actor(p).barometer == 0.25);
  village.until(20);
  CHECK(village.actor(p).barometer == 0.25);
  village.until(21);
  CHECK(village.actor(p).barometer == 0.75);
  village.until(60);
  CHECK(village.actor(p).barometer == 0.75);
}

// Would catch sight from home only: the parent drives past node 5, where the fire is in view.
TEST_CASE("people: who is on an errand sees from the road, and no second time from a place") {
  Village village;
  village.node_embers_seen[5] = at_minute(3);
  village.node_fire_seen[5] = at_minute(200);
  village.embers_seen[1] = at_minute(3);
  Person person = parent();
  person.final_threshold = 9;
  const auto p = village.add(person);
  village.start();
  village.say(advice);
  village.passes(p, 10, 5);
  CHECK(village.actor(p).barometer == 0.5);
  village.ends(p, 20, 1);
  village.until(40);
  CHECK(village.actor(p).barometer == 0.5);
}

// Would catch a view from home that goes on while nobody is there.
TEST_CASE("people: nobody sees from a place where they are not") {
  Village village;
  village.embers_seen[0] = at_minute(10);
  Person person = parent();
  person.final_threshold = 9;
  const auto p = village.add(person);
  village.start();
  village.say(advice);
  village.until(15);
  CHECK(village.actor(p).barometer == 0.25);
}

// Two leavers who answer and one who does not, one stayer, in one house.
TEST_CASE("people: the household rules decide who goes, and in how many cars") {
  Person slow = leaver(), deaf = leaver(), stayer = leaver();
  slow.final_lag_s = 1200;
  deaf.impact = {};
  stayer.stays = true;
  const auto cars_and_people = [&](HouseholdRule rule, bool with_deaf) {
    Village village;
    village.params.household = rule;
    village.add(leaver());
    village.add(slow, 0);
    village.add(stayer, 0);
    if (with_deaf) village.add(deaf, 0);
    village.start();
    village.say(evacuate_now);
    village.until(60);
    std::vector<double> when;
    for (std::int32_t p = 0; p < static_cast<std::int32_t>(village.data.person.size()); ++p)
      if (village.departs(p) >= 0) when.push_back(village.departs(p));
    return std::pair(when, total(village.fate().moved));
  };
  using Cars = std::vector<double>;
  CHECK(cars_and_people(HouseholdRule::first, true) == std::pair(Cars{10}, std::int64_t{3}));
  CHECK(cars_and_people(HouseholdRule::each, true) == std::pair(Cars{10, 20}, std::int64_t{2}));
  CHECK(cars_and_people(HouseholdRule::all, true) == std::pair(Cars{}, std::int64_t{0}));
  CHECK(cars_and_people(HouseholdRule::all, false) == std::pair(Cars{20}, std::int64_t{2}));
}

// Would catch a member who is ready elsewhere and waits for ever, and one who is left behind.
TEST_CASE("people: all together waits for who is out, and calls those who are ready elsewhere") {
  Village village;
  village.params.household = HouseholdRule::all;
  const auto away = village.add(parent());
  Person slow = leaver();
  slow.final_lag_s = 3600;
  const auto home = village.add(slow, 0);
  village.start();
  village.say(evacuate_now);
  village.ends(away, 20, 1);
  village.until(58);
  CHECK(village.departs(away) == 5);
  village.until(70);
  CHECK(village.departs(home) == 60);
  CHECK(village.departs(away) == 60);
  CHECK(village.fate().from[0] == 1);

  Village other;
  other.params.household = HouseholdRule::all;
  Person returns = parent();
  returns.home_before_leaving = true;
  other.add(returns);
  other.add(leaver(), 0);
  other.start();
  other.say(evacuate_now);
  other.ends(0, 20, 1);
  other.until(50);
  CHECK(other.departs(1) == -1);
  other.ends(0, 50, 0);
  CHECK(other.departs(0) == 51);  // told at the end of that minute
  CHECK(other.actor(1).driver == 0);
}

TEST_CASE("people: the fire reaches leavers and stayers at their place, counted apart") {
  Village village;
  village.arrival[0] = at_minute(10);
  Person stayer = leaver(), slow = leaver();
  stayer.stays = true;
  slow.final_lag_s = 540;
  village.add(leaver());  // would leave at 10: the fire is there
  village.add(stayer);
  village.add(slow);  // leaves at 9
  Person elsewhere = leaver();
  elsewhere.home = 2;
  elsewhere.impact = {};
  village.add(elsewhere);
  village.start();
  village.say(evacuate_now);
  village.until(60);
  using Flags = std::vector<std::uint8_t>;
  CHECK(village.fate().exposed == Flags{1, 0, 0, 0});
  CHECK(village.fate().overtaken == Flags{0, 1, 0, 0});
  CHECK(village.fate().moved == Flags{0, 0, 1, 0});
  CHECK(total(village.fate().exposed_on_road) == 0);
}

TEST_CASE("people: the fire on the road reaches the whole car, once, and both counts tell") {
  Village village;
  const auto driver = village.add(leaver());
  village.add(leaver(), 0);
  village.add(leaver());
  village.start();
  village.say(evacuate_now);
  village.reached(driver, 20);
  village.until(25);
  using Flags = std::vector<std::uint8_t>;
  CHECK(village.fate().exposed == Flags{1, 1, 0});
  CHECK(village.fate().exposed_on_road == Flags{1, 1, 0});
}

// Would catch a fire that reaches the home of somebody long gone, or a car that has arrived.
TEST_CASE("people: who has arrived at a destination is out, and exposed no more") {
  Village village;
  village.arrival[0] = at_minute(60);
  const auto p = village.add(leaver());
  village.start();
  village.say(evacuate_now);
  village.ends(p, 40, 9);
  village.reached(p, 70);
  village.until(90);
  CHECK(village.fate().exposed[0] == 0);
  CHECK(village.fate().out[0] == 1);
  CHECK(village.fate().out_time[0] == at_minute(40));
  CHECK(village.fate().on_road[0] == 0);
}

TEST_CASE(
    "people: out is who leaves the threatened area, or arrives; sheltered who arrives in it") {
  Village village;
  village.node_distance = {0, 0, 0, 0, 1999, 2001, 2000, 5000, 0, 0};
  const auto leaves_area = village.add(leaver());
  const auto arrives_in_it = village.add(leaver());
  const auto arrives_outside = village.add(leaver());
  village.start();
  village.say(evacuate_now);
  village.until(20);
  for (const std::int32_t p : {leaves_area, arrives_in_it, arrives_outside})
    village.passes(p, 20, 4);
  CHECK(total(village.fate().out) == 0);
  village.passes(leaves_area, 30, 5);
  CHECK(village.fate().out_time[0] == at_minute(30));
  village.ends(arrives_in_it, 40, 6);
  village.ends(arrives_outside, 41, 7);
  using Flags = std::vector<std::uint8_t>;
  CHECK(village.fate().out == Flags{1, 1, 1});
  CHECK(village.fate().sheltered == Flags{0, 1, 0});
}

TEST_CASE("people: late is a threatened leaver not out when the fire is seen from home") {
  Village village;
  village.fire_seen = {at_minute(30), at_minute(30), never, never};
  village.distance = {2000, 2001, 0, 0};
  Person waits = leaver(), stays = leaver(), unthreatened = leaver();
  waits.impact = unthreatened.impact = {};
  stays.stays = true;
  unthreatened.home = 1;
  const auto quick = village.add(leaver());
  village.add(waits);
  village.add(stays);
  village.add(unthreatened);
  village.start();
  village.say(evacuate_now);
  village.ends(quick, 25, 9);
  village.until(60);
  using Flags = std::vector<std::uint8_t>;
  CHECK(village.fate().threatened == Flags{1, 1, 1, 0});
  CHECK(village.fate().late == Flags{0, 1, 0, 0});
}

TEST_CASE("people: moved counts who drives off to leave, and apart who never was threatened") {
  Village village;
  village.distance = {0, 3000, 0, 0};
  Person far = leaver();
  far.home = 1;
  village.add(leaver());
  village.add(far);
  village.add(parent());
  village.data.person[2].final_threshold = 9;  // only fetches dependents
  village.start();
  village.say(evacuate_now);
  village.until(30);
  using Flags = std::vector<std::uint8_t>;
  CHECK(village.fate().moved == Flags{1, 1, 0});
  CHECK(village.fate().moved_unthreatened == Flags{0, 1, 0});
  CHECK(village.fate().on_road == Flags{1, 1, 1});
}

// Would catch somebody counted as moved, or out, who found no way at all.
TEST_CASE("people: whose trip cannot start is not moved, and tries again") {
  Village village;
  const auto p = village.add(leaver());
  village.start();
  village.say(evacuate_now);
  village.ends(p, 11, no_place);
  CHECK(village.actor(p).place == 0);
  CHECK(village.fate().moved[0] == 0);
  CHECK(village.fate().out[0] == 0);
  CHECK(village.fate().on_road[0] == 0);
  village.until(60);
  CHECK(village.actor(p).place == -1);
  CHECK(village.fate().moved[0] == 1);
}

}  // namespace sandtable::testing
