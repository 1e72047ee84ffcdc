// SPDX-License-Identifier: Apache-2.0
// response/residents: from the order to the departure.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/residents/hamlet.hpp"

namespace sandtable::testing {

namespace {

Hamlet many(int households) {
  Hamlet hamlet;
  for (int i = 0; i < households; ++i) hamlet.add();
  return hamlet;
}

/// The share of people whose time is up to so many minutes.
double share_by(const std::vector<std::int64_t>& times, double minutes) {
  const auto count =
      std::ranges::count_if(times, [&](std::int64_t time) { return time <= at_minute(minutes); });
  return static_cast<double>(count) / static_cast<double>(times.size());
}

/// The greatest distance of a sample of n from its distribution that is exceeded once in a million
/// samples: Kolmogorov's limit, 2 exp(-2 n d^2).
double allowed(double n) {
  return std::sqrt(std::log(2e6) / (2 * n));
}

using Plan = std::vector<std::pair<double, Message>>;

std::vector<std::int64_t> departures(Hamlet& hamlet, const Plan& plan, double until = 900) {
  hamlet.start();
  for (const auto& [minutes, kind] : plan) {
    hamlet.until(minutes);
    hamlet.say(kind);
  }
  hamlet.until(until);
  return hamlet.departures();
}

}  // namespace

// Would catch any step of the chain that bends the declared curve: luck used twice, a wrong clock.
TEST_CASE("residents: alerted by each minute are as many as the declared curve says",
          "[residents]") {
  constexpr int n = 4000;
  Hamlet hamlet = many(n);
  hamlet.params.alert_half = from_seconds(2400);
  hamlet.params.contagion = 3;
  hamlet.params.message_reach = 0.8;
  hamlet.start();
  hamlet.until(30);
  hamlet.say(evacuate_now);
  hamlet.until(240);
  const double total = 4 * std::log(5.0) / (4 * 2400);  // broadcast + contagion, from the half
  for (const double minutes : {5, 20, 40, 60, 100, 180}) {
    const double left = std::exp(-total * 60 * minutes);
    const double curve = 0.8 * (1 - left) / (1 + 3 * left);
    CHECK(share_by(hamlet.warned_times(), 30 + minutes) == Approx(curve).margin(allowed(n)));
  }
  CHECK(share_by(hamlet.warned_times(), 30) == 0);
}

// Would catch alert and action drawn from one number: those alerted late would act late.
TEST_CASE("residents: departures are the sum of two independent delays", "[residents]") {
  constexpr int n = 4000;
  Hamlet hamlet = many(n);
  hamlet.params.alert_half = from_seconds(1800 * std::log(2.0));  // exponential, of mean 30 min
  hamlet.params.action_half = from_seconds(1800 * std::log(2.0));
  hamlet.params.action_shape = 1;
  const auto times = departures(hamlet, {{0, evacuate_now}});
  for (const double minutes : {15, 30, 60, 120}) {
    const double x = minutes / 30, erlang = 1 - std::exp(-x) * (1 + x);
    // a trip departs at the end of its minute at the earliest
    CHECK(share_by(times, minutes) == Approx(erlang).margin(allowed(n) + 0.005));
  }
}

// Would catch the hour of the order taken for the start's, a shift that is not heeded, and a pace
// that slows the night to nothing.
TEST_CASE("residents: at night the same message takes twice as long", "[residents]") {
  constexpr int n = 4000;
  const auto half = [&](double start_hour, double shift_h) {
    Hamlet hamlet = many(n);
    hamlet.start_hour = start_hour;
    hamlet.params.start_shift = from_seconds(3600 * shift_h);
    hamlet.params.alert_half = from_seconds(1800);
    hamlet.params.night_pace = 0.5;
    hamlet.start();
    hamlet.say(evacuate_now);
    hamlet.until(180);
    std::vector<std::int64_t> times = hamlet.warned_times();
    std::ranges::sort(times);
    return Hamlet::in_minutes(times[n / 2]);
  };
  CHECK(half(12, 0) == Approx(30).margin(2.5));
  CHECK(half(1, 0) == Approx(60).margin(5));
  CHECK(half(12, 13) == Approx(60).margin(5));
}

// Would catch curves that are swapped by the hour, delays drawn anew for each order, a later plan
// that replaces an earlier one.
TEST_CASE("residents: a message sent earlier lets nobody leave later", "[residents]") {
  const auto leave = [](const Plan& plan) {
    Hamlet hamlet = many(600);
    hamlet.start_hour = 2;
    hamlet.params.alert_half = from_seconds(2400);
    hamlet.params.night_pace = 0.1;
    hamlet.params.action_half = from_seconds(3600);
    hamlet.params.compliance = 0.8;
    hamlet.params.compliance_emergency_warning = 0.4;
    return departures(hamlet, plan);
  };
  const auto at_180 = leave({{180, evacuate_now}});
  for (const Plan& plan : {Plan{{0, evacuate_now}}, Plan{{179, evacuate_now}},
                           Plan{{60, emergency_warning}, {180, evacuate_now}},
                           Plan{{60, evacuate_now}, {180, evacuate_now}}}) {
    const auto sooner = leave(plan);
    for (std::size_t p = 0; p < sooner.size(); ++p) CHECK(sooner[p] <= at_180[p]);
    CHECK(sooner != at_180);
  }
}

// Would catch luck keyed by the order or by what came before.
TEST_CASE(
    "residents: whom a kind reaches, when after it, and who complies is the same in every "
    "plan",
    "[residents]") {
  const auto warned = [](const Plan& plan) {
    Hamlet hamlet = many(400);
    hamlet.start_hour = 10;
    hamlet.params.alert_half = from_seconds(1200);
    hamlet.params.message_reach = 0.6;
    hamlet.params.compliance = 0.5;
    departures(hamlet, plan, 420);
    return std::pair(hamlet.values(Fate::heard), hamlet.values(Fate::moved));
  };
  const auto after = [](double minutes) {  // by day, in ticks from the order
    Hamlet hamlet = many(400);
    hamlet.start_hour = 10;
    hamlet.params.alert_half = from_seconds(1200);
    departures(hamlet, {{minutes, advice}}, 420);
    std::vector<std::int64_t> times = hamlet.warned_times();
    for (std::int64_t& time : times) time -= at_minute(minutes);
    return times;
  };
  const auto at_once = after(0), later = after(47);
  for (std::size_t p = 0; p < at_once.size(); ++p)
    CHECK(std::abs(at_once[p] - later[p]) <= 1);  // a tick, of rounding
  CHECK(warned({{0, advice}}).first == warned({{40, watch_and_act}, {90, advice}}).first);
  CHECK(warned({{0, evacuate_now}}).second == warned({{0, advice}, {90, evacuate_now}}).second);
}

// Would catch a compliance that is drawn for each kind: the same people would say yes and no.
TEST_CASE("residents: who leaves on a weaker message leaves on the order, too", "[residents]") {
  const auto moved = [](Message kind) {
    Hamlet hamlet = many(2000);
    hamlet.params.compliance = 0.7;
    hamlet.params.compliance_emergency_warning = 0.3;
    departures(hamlet, {{0, kind}}, 30);
    return hamlet.values(Fate::moved);
  };
  const auto on_warning = moved(emergency_warning), on_order = moved(evacuate_now);
  CHECK(std::ranges::count(on_warning, 1) == Approx(600).margin(5 * 20.5));
  CHECK(std::ranges::count(on_order, 1) == Approx(1400).margin(5 * 20.5));
  for (std::size_t p = 0; p < on_order.size(); ++p) CHECK(on_warning[p] <= on_order[p]);
  CHECK(std::ranges::count(moved(advice), 1) == 0);
}

// Would catch a delay added twice or to the wrong end: minutes counted by hand.
TEST_CASE("residents: issue and preparation take the time that is declared", "[residents]") {
  Hamlet hamlet;
  hamlet.kinds.push_back({.name = "care home", .preparation_s = 1800, .people_per_vehicle = 2});
  hamlet.params.issuance_delay = from_seconds(600);
  const auto resident = hamlet.add(), home = hamlet.add(5, 1);
  hamlet.start();
  hamlet.until(5);
  hamlet.say(evacuate_now);
  hamlet.until(60);
  CHECK(Hamlet::in_minutes(hamlet.warned_times()[0]) == Approx(15).margin(0.01));
  CHECK(hamlet.departs(resident) == 16);  // the roads hear of it at the end of that minute
  CHECK(hamlet.departs(home) == Approx(45).margin(0.01));
  for (const std::int32_t driver : {home + 2, home + 4})
    CHECK(hamlet.departs(driver) == hamlet.departs(home));
  for (const std::int32_t rider : {home + 1, home + 3}) CHECK(hamlet.departs(rider) == -1);
  for (std::int32_t p = home; p < home + 5; ++p) CHECK(hamlet.is(Fate::moved, p));
}

// Would catch households that part, shares by person, and a kind's share that is not heeded.
TEST_CASE("residents: a household has a car or walks, by its kind's share", "[residents]") {
  Hamlet hamlet;
  hamlet.kinds.push_back({.name = "visitor", .share_without_car = 0.25, .people_per_vehicle = 1});
  hamlet.params.share_without_car = 0.5;
  for (int i = 0; i < 2000; ++i) hamlet.add(2, i % 2);
  hamlet.start();
  const auto modes = hamlet.bench->written<std::uint8_t>(hamlet.bench->model.mode.slot);
  int residents = 0, visitors = 0;
  for (std::size_t p = 0; p < modes.size(); p += 4) {
    residents += modes[p];
    visitors += modes[p + 2];
    CHECK(modes[p] == modes[p + 1]);
    CHECK(modes[p + 2] == modes[p + 3]);
  }
  CHECK(residents == Approx(500).margin(5 * 16));
  CHECK(visitors == Approx(250).margin(5 * 14));
}

// Would catch people who are away and heed a warning, and day and night exchanged.
TEST_CASE("residents: who is away by the hour takes no part", "[residents]") {
  const auto here = [](double hour, bool weekend = false) {
    Hamlet hamlet;
    hamlet.params.weekend = weekend;
    hamlet.kinds[0].present_at_weekends = 0.8;
    hamlet.start_hour = hour;
    hamlet.wet = true;
    hamlet.kinds[0].present_by_day = 0.3;
    for (int i = 0; i < 2000; ++i) hamlet.add();
    hamlet.start();
    hamlet.say(evacuate_now);
    hamlet.water(5, 1.0F);
    const auto present = hamlet.bench->written<std::uint8_t>(hamlet.bench->model.present.slot);
    CHECK(hamlet.values(Fate::warned) == present);
    CHECK(hamlet.values(Fate::moved) == present);
    CHECK(hamlet.values(Fate::threatened) == present);
    return std::ranges::count(present, 1);
  };
  CHECK(here(12) == Approx(600).margin(5 * 20.5));
  CHECK(here(2) == 2000);
  CHECK(here(7) == Approx(1300).margin(5 * 21.3));
  CHECK(here(12, true) == Approx(1600).margin(5 * 17.9));
  CHECK(here(2, true) == 2000);
}

// Would catch a destination lost on the way from the order, and one of a message never heard.
TEST_CASE("residents: a message may name a place; the own is then the one to fall back on",
          "[residents]") {
  Hamlet hamlet;
  hamlet.add();
  hamlet.start();
  hamlet.say(evacuate_now, 2);
  hamlet.until(5);
  CHECK(hamlet.goes_to() == 2);
  CHECK(hamlet.bench->written<std::int32_t>(hamlet.bench->model.fallback.slot)[0] == 0);
}

}  // namespace sandtable::testing
