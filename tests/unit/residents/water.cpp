// SPDX-License-Identifier: Apache-2.0
// response/residents: water at home, roads that lead nowhere, a hazard known by its arrival.
// Expected times are counted by hand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/residents/hamlet.hpp"

namespace sandtable::testing {

namespace {

Hamlet wet_hamlet() {
  Hamlet hamlet;
  hamlet.wet = true;
  hamlet.add(2);
  return hamlet;
}

}  // namespace

// Would catch people who leave unwarned, and a cue that is not felt.
TEST_CASE("residents: unwarned, only those who see water leave", "[residents]") {
  Hamlet hamlet;
  hamlet.wet = true;
  for (int i = 0; i < 1000; ++i) hamlet.add();
  hamlet.params.water_compliance = 0.4;
  hamlet.start();
  hamlet.until(60);
  CHECK(std::ranges::count(hamlet.values(Fate::moved), 1) == 0);
  for (std::size_t k = 0; k < 500; ++k) hamlet.depth[k] = 0.2F;
  hamlet.bench->set(hamlet.bench->model.water, hamlet.depth);
  hamlet.until(120);
  const auto saw = hamlet.values(Fate::saw_water), moved = hamlet.values(Fate::moved);
  CHECK(std::ranges::count(saw, 1) == 500);
  CHECK(std::ranges::count(moved, 1) == Approx(200).margin(5 * 11));
  for (std::size_t p = 0; p < moved.size(); ++p) CHECK(moved[p] <= saw[p]);
  CHECK(std::ranges::count(hamlet.values(Fate::warned), 1) == 0);
}

// Would catch water that wakes all at once, or is noticed by those who have left; the night's pace
// taken for the day's.
TEST_CASE("residents: water is noticed after a while, at night later", "[residents]") {
  const auto noticed_by = [](double start_hour, double minutes) {
    Hamlet hamlet;
    hamlet.wet = true;
    hamlet.start_hour = start_hour;
    hamlet.params.notice_half = from_seconds(1200);
    hamlet.params.night_pace = 0.25;
    for (int i = 0; i < 2000; ++i) hamlet.add();
    hamlet.start();
    hamlet.water(10, 0.25F);
    hamlet.until(10 + minutes);
    return std::ranges::count(hamlet.values(Fate::saw_water), 1);
  };
  CHECK(noticed_by(12, 20) == Approx(1000).margin(5 * 23));
  CHECK(noticed_by(12, 40) == Approx(1500).margin(5 * 20));
  CHECK(noticed_by(1, 20) == Approx(2000 * (1 - std::exp2(-0.25))).margin(5 * 17));
}

// Would catch > for >= at a depth, and levels that are mixed up.
TEST_CASE("residents: who stands how deep at home, to the declared depth", "[residents]") {
  Hamlet hamlet = wet_hamlet();
  hamlet.params.water_compliance = 0;
  hamlet.params.exposed_depth_m = 0.5;
  hamlet.start();
  const auto levels = [&] {
    std::string text;
    for (std::size_t level = 0; level < models::home_water_levels; ++level)
      text += hamlet.is(static_cast<Fate>(static_cast<std::size_t>(Fate::home_water) + level))
                  ? '1'
                  : '0';
    return text;
  };
  hamlet.water(1, 0.0625F);
  CHECK(levels() == "0000");
  CHECK_FALSE(hamlet.is(Fate::threatened));
  hamlet.water(2, 0.25F);
  CHECK(levels() == "1000");
  CHECK(hamlet.is(Fate::threatened));
  CHECK_FALSE(hamlet.is(Fate::exposed));
  hamlet.water(3, 0.5F);
  CHECK(levels() == "1100");
  CHECK(hamlet.is(Fate::exposed));
  CHECK(hamlet.is(Fate::exposed_at_home, 1));
  CHECK_FALSE(hamlet.is(Fate::exposed_on_road));
  hamlet.water(4, 1.4F);
  CHECK(levels() == "1110");
  hamlet.water(5, 2.0F);
  CHECK(levels() == "1111");
  hamlet.water(6, 0.0F);
  CHECK(levels() == "1111");
}

// Would catch people who wade out of deep water, and who are forgotten when it falls.
TEST_CASE("residents: in deep water nobody sets out; they try again", "[residents]") {
  Hamlet hamlet = wet_hamlet();
  hamlet.params.water_compliance = 0;
  hamlet.start();
  hamlet.water(1, 0.75F);
  hamlet.say(evacuate_now);
  hamlet.until(20);
  CHECK(hamlet.is(Fate::cut_off));
  CHECK_FALSE(hamlet.is(Fate::moved));
  hamlet.water(20, 0.25F);
  hamlet.until(40);
  CHECK_FALSE(hamlet.is(Fate::cut_off));
  CHECK(hamlet.is(Fate::moved));
  CHECK(hamlet.departs() > 20);
  CHECK(hamlet.departs() <= 20 + 15 + 2);
}

// Would catch people who vanish on a road without a way, and who are counted as moved.
TEST_CASE("residents: whom no road leads out is at home again, exposed there, and tries again",
          "[residents]") {
  Hamlet hamlet = wet_hamlet();
  hamlet.params.water_compliance = 0;
  hamlet.start();
  hamlet.say(evacuate_now);
  hamlet.until(3);
  CHECK(hamlet.is(Fate::moved));
  CHECK(hamlet.is(Fate::moved_unthreatened));
  const double first = hamlet.departs();
  hamlet.ends(0, 5, models::nowhere);
  CHECK_FALSE(hamlet.is(Fate::moved));
  CHECK_FALSE(hamlet.is(Fate::moved_unthreatened));
  CHECK(hamlet.is(Fate::cut_off, 1));
  hamlet.water(10, 0.4F);
  CHECK(hamlet.is(Fate::threatened));
  hamlet.until(30);
  CHECK(hamlet.departs() > first);
  CHECK(hamlet.departs() == Approx(5 + 15 + 1).margin(0.01));
  CHECK(hamlet.is(Fate::moved));
  CHECK_FALSE(hamlet.is(Fate::moved_unthreatened));
  hamlet.ends(0, 40, 7);
  CHECK(hamlet.is(Fate::out, 1));
  hamlet.water(41, 1.0F);
  CHECK_FALSE(hamlet.is(Fate::exposed));
}

// Would catch a household of which only the driver is on the road, out or exposed.
TEST_CASE("residents: all of a party share the road's fate", "[residents]") {
  Hamlet hamlet = wet_hamlet();
  hamlet.start();
  hamlet.say(evacuate_now);
  hamlet.until(5);
  CHECK(hamlet.is(Fate::on_road, 1));
  hamlet.reached(0, 6);
  CHECK(hamlet.is(Fate::exposed_on_road, 1));
  CHECK(hamlet.is(Fate::exposed, 1));
  hamlet.ends(0, 9, 3);
  CHECK(hamlet.is(Fate::out, 1));
  CHECK_FALSE(hamlet.is(Fate::on_road, 1));
  CHECK(Hamlet::in_minutes(
            hamlet.bench->written<std::int64_t>(hamlet.bench->model.out_time.slot)[1]) == 9);
}

// Would catch the end of an earlier trip, or an earlier exposure, taken for that of this one.
TEST_CASE("residents: what was before a trip is not of it", "[residents]") {
  Hamlet hamlet = wet_hamlet();
  hamlet.start();
  hamlet.trip_end[0] = 0;
  hamlet.exposed[0] = 0;
  hamlet.say(evacuate_now);
  hamlet.ends(1, 4, 3);
  CHECK_FALSE(hamlet.is(Fate::out));
  CHECK_FALSE(hamlet.is(Fate::exposed));
}

// Would catch people who drive off into a fire that is there, and who are spared at home.
TEST_CASE("residents: a hazard known by its arrival reaches those who are at home", "[residents]") {
  Hamlet hamlet;
  hamlet.fire = true;
  hamlet.add();
  hamlet.add();
  hamlet.add();
  hamlet.arrival = {at_minute(30), at_minute(30), never};
  hamlet.params.message_reach = 1;
  hamlet.start();
  hamlet.until(29);
  CHECK_FALSE(hamlet.is(Fate::exposed));
  hamlet.until(31);
  CHECK(hamlet.is(Fate::exposed_at_home));
  CHECK(hamlet.is(Fate::threatened));
  CHECK_FALSE(hamlet.is(Fate::exposed, 2));
  hamlet.say(evacuate_now);
  hamlet.until(40);
  CHECK(hamlet.departs(0) == -1);
  CHECK(hamlet.is(Fate::warned, 0));
  CHECK(hamlet.departs(2) == 32);
  CHECK(hamlet.is(Fate::moved_unthreatened, 2));
}

}  // namespace sandtable::testing
