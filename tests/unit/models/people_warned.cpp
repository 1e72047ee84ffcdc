// SPDX-License-Identifier: Apache-2.0
// response/people: the barometer and what it sets off. Expected times are counted by hand.
#include <catch2/catch.hpp>

#include "tests/unit/models/village.hpp"

namespace sandtable::testing {

// Would catch > for >=.
TEST_CASE("people: a threshold is met at exactly its value, and not just below") {
  Village village;
  const auto at = village.add(leaver());
  Person above = leaver();
  above.final_threshold = std::nextafter(0.5, 1.0);
  const auto not_yet = village.add(above);
  village.start();
  village.say(evacuate_now);
  CHECK(village.actor(at).final_met);
  CHECK_FALSE(village.actor(not_yet).final_met);
}

// Would catch people who start on a message that says nothing to them.
TEST_CASE("people: thresholds at or below 0 are met by a barometer above 0 only") {
  Village village;
  Person deaf = parent();
  deaf.initial_threshold = deaf.final_threshold = 0;
  deaf.impact = {};
  deaf.impact[advice] = 0.125;
  const auto touched = village.add(deaf);
  deaf.impact[advice] = 0;
  const auto untouched = village.add(deaf);
  deaf.impact[advice] = -0.125;
  deaf.initial_threshold = deaf.final_threshold = -1;
  const auto calmed = village.add(deaf);
  village.start();
  village.say(advice);
  CHECK(village.actor(touched).initial_met);
  CHECK_FALSE(village.actor(untouched).initial_met);
  CHECK_FALSE(village.actor(untouched).final_met);
  CHECK_FALSE(village.actor(calmed).initial_met);
  CHECK_FALSE(village.actor(calmed).final_met);
}

TEST_CASE("people: a kind of message counts once, kinds add, and every message is counted heard") {
  Village village;
  const auto p = village.add(leaver());
  village.start();
  village.say(advice);
  village.say(advice);
  CHECK(village.actor(p).barometer == 0.25);
  CHECK_FALSE(village.actor(p).final_met);
  CHECK(village.fate().heard[advice][0] == 2);
  village.say(watch_and_act);
  CHECK(village.actor(p).barometer == 0.5);
  CHECK(village.actor(p).final_met);
}

TEST_CASE("people: without dependents one leaves the final lag after the final threshold") {
  Village village;
  const auto p = village.add(leaver());
  village.start();
  village.until(7);
  village.say(evacuate_now);
  village.until(30);
  CHECK(village.departs(p) == 17);
  CHECK(village.goes_to(p) == 0);
  CHECK(village.fate().fallback[0] == 1);
}

// Would catch a stay that is left out or counted twice, a lag that starts too early, and a way back
// that is forgotten. Warned at 0: off at 5, there at 20, until 25; home at 40; the final lag: 50.
TEST_CASE("people: the initial response is wait, drive, stay 5 min, return home; then the final") {
  Village village;
  Person person = parent();
  person.home_after_dependents = true;
  const auto p = village.add(person);
  village.start();
  village.say(evacuate_now);
  village.until(19);
  CHECK(village.departs(p) == 5);
  CHECK(village.goes_to(p) == models::to_node(1));
  CHECK(village.fate().fallback[0] == no_place);
  CHECK(village.fate().on_road[0] == 1);
  village.ends(p, 20, 1);
  CHECK(village.actor(p).place == 1);
  village.until(39);
  CHECK(village.departs(p) == 25);
  CHECK(village.goes_to(p) == models::to_node(0));
  village.ends(p, 40, 0);
  village.until(60);
  CHECK(village.departs(p) == 50);
  CHECK(village.goes_to(p) == 0);
  CHECK(village.fate().from[0] == 0);
}

TEST_CASE("people: who does not return home leaves from the dependents' place") {
  Village village;
  const auto p = village.add(parent());
  village.start();
  village.say(evacuate_now);
  village.ends(p, 20, 1);
  village.until(60);
  CHECK(village.departs(p) == 35);  // 20 + 5 + 10
  CHECK(village.fate().from[0] == 1);
  CHECK(village.goes_to(p) == 0);
}

TEST_CASE("people: who goes home before leaving drives there when ready, and on at once") {
  Village village;
  Person person = parent();
  person.home_before_leaving = true;
  const auto p = village.add(person);
  village.start();
  village.say(evacuate_now);
  village.ends(p, 20, 1);
  village.until(50);
  CHECK(village.departs(p) == 35);
  CHECK(village.goes_to(p) == models::to_node(0));
  village.ends(p, 51, 0);
  CHECK(village.departs(p) == 52);  // the roads hear of it at the end of this minute
  CHECK(village.goes_to(p) == 0);
}

TEST_CASE("people: the initial threshold alone fetches dependents and leaves nobody") {
  Village village;
  const auto p = village.add(parent());
  village.start();
  village.say(advice);
  village.ends(p, 20, 1);
  village.until(120);
  CHECK(village.actor(p).place == 1);
  CHECK(village.departs(p) == 5);
  CHECK(village.fate().moved[0] == 0);
}

// Would catch a second errand that strands the person: ready to leave, but not at a place.
TEST_CASE("people: whoever waits to leave no longer sets out for dependents") {
  Village village;
  Person person = parent();
  person.initial_threshold = 0.75;
  const auto p = village.add(person);
  village.start();
  village.say(evacuate_now);
  village.say(advice);
  CHECK(village.actor(p).initial_met);
  village.until(30);
  CHECK(village.departs(p) == 10);
  CHECK(village.goes_to(p) == 0);
}

TEST_CASE("people: who stays meets thresholds like all, and never leaves") {
  Village village;
  Person person = parent();
  person.stays = true;
  const auto p = village.add(person);
  village.start();
  for (const Message kind : {advice, watch_and_act, emergency_warning, evacuate_now})
    village.say(kind);
  village.until(120);
  CHECK(village.actor(p).initial_met);
  CHECK(village.actor(p).final_met);
  CHECK(village.departs(p) == -1);
  CHECK(village.actor(p).place == 0);
}

TEST_CASE("people: an order that names a place replaces the own; one that names none does not") {
  Village village;
  const auto odd = (village.add(leaver()), village.add(leaver()));
  village.start();
  village.say(advice, 2, 1);
  village.say(evacuate_now);
  village.until(30);
  CHECK(village.goes_to(0) == 0);
  CHECK(village.goes_to(odd) == 2);
}

// Would catch -1 (none) taken for node 0.
TEST_CASE("people: without a place to fall back on no node is made up") {
  Village village;
  Person person = leaver();
  person.fallback = -1;
  village.add(person);
  village.start();
  village.say(evacuate_now);
  village.until(30);
  CHECK(village.fate().fallback[0] == no_place);
}

// Would catch luck keyed by the order, by its time or by how many came before: other plans, other
// people.
TEST_CASE("people: whether a kind reaches a person is the same in every plan") {
  const auto heard = [](const std::vector<std::pair<double, Message>>& plan) {
    Village village;
    village.params.message_reach = 0.5;
    for (int i = 0; i < 400; ++i) village.add(leaver());
    village.start();
    for (const auto& [minutes, kind] : plan) {
      village.until(minutes);
      village.say(kind);
    }
    return village.fate().heard;
  };
  const auto one = heard({{0, evacuate_now}});
  const auto other = heard({{3, advice}, {5, watch_and_act}, {60, evacuate_now}});
  CHECK(one[evacuate_now] == other[evacuate_now]);
  CHECK(other[advice] != other[evacuate_now]);
  const auto count = std::count(one[evacuate_now].begin(), one[evacuate_now].end(), 1);
  CHECK(count > 160);  // 200 +- 4 standard deviations
  CHECK(count < 240);
}

TEST_CASE("people: waiting times are as in the file, or anything from 0 to that") {
  Village village;
  village.params.lags = models::LagRule::uniform;
  for (int i = 0; i < 100; ++i) village.add(leaver());
  village.start();
  village.say(evacuate_now);
  village.until(12);
  double sum = 0;
  for (std::int32_t p = 0; p < 100; ++p) {
    REQUIRE(village.departs(p) >= 0);
    REQUIRE(village.departs(p) <= 10);
    sum += village.departs(p);
  }
  CHECK(sum / 100 == Approx(5).margin(1.2));
}

}  // namespace sandtable::testing
