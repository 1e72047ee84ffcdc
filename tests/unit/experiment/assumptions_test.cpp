// SPDX-License-Identifier: Apache-2.0
// Assumptions in words: distributions, clock times, what an outcome counts.
#include "sim/experiment/assumptions.hpp"

#include <catch2/catch.hpp>

namespace sandtable::testing {

namespace {

constexpr const char* start = "2026-01-15T22:30:00+11:00";

std::string words(const Distribution& distribution, const std::string& written,
                  ParameterType type = ParameterType::number,
                  const std::vector<std::string>& labels = {}) {
  Scenario scenario;
  scenario.start = start;
  Parameter parameter;
  parameter.spec.type = type;
  parameter.spec.unit = type == ParameterType::time ? "s" : "m";
  parameter.text = written;
  return variation_text({"fire", 0, "fire.x", "m", distribution, labels}, parameter, scenario);
}

}  // namespace

// Would catch a clock told in UTC, a day that is lost at midnight, and minutes that are cut off.
TEST_CASE("assumptions: clock times stand on the scenario's own clock") {
  CHECK(clock_text(start, 0) == "22:30");
  CHECK(clock_text(start, 89 * 60 + 31) == "00:00 the next day");
  CHECK(clock_text(start, -22 * 3600) == "00:30");
  CHECK(clock_text(start, -23 * 3600) == "23:30 the day before");
  CHECK(clock_text(start, 50 * 3600) == "00:30 3 days later");
  CHECK(clock_text("2026-01-15T10:00:00Z", 60) == "10:01");
  CHECK(clock_text("2026-01-15T10:00:00-03:30", 60) == "10:01");
}

// Would catch SI units where the scenario wrote km, and ends that change places.
TEST_CASE("assumptions: every distribution has words, in the unit in which the value is written") {
  CHECK(words(Constant{2000}, "1 km") == "always 2 km");
  CHECK(words(Uniform{1000, 3000}, "1 km") == "between 1 km and 3 km, all alike");
  CHECK(words(Triangular{1000, 1500, 3000}, "1 km") == "between 1 km and 3 km, most likely 1.5 km");
  CHECK(words(Normal{1000, 200}, "1 km") ==
        "around 1 km, in two of three futures within 0.2 km of it (normal)");
  CHECK(words(Lognormal{0, 0.6931471805599453}, "1 m") ==
        "around 1 m, in two of three futures within a factor of 2 (lognormal)");
  CHECK(words(Beta{1, 3, 0, 4000}, "1 km") ==
        "between 0 km and 4 km, 1 km on average (beta, 1 and 3)");
  CHECK(words(Discrete{{1000, 2000}, {1, 3}}, "1 km") == "one of 1 km (25 %), 2 km (75 %)");
  CHECK(words(Empirical{{3000, 1000, 2000}}, "1 km") ==
        "one of 3 values of a file, from 1 km to 3 km, all alike");
}

TEST_CASE("assumptions: times, choices and switches in their own words") {
  using enum ParameterType;
  CHECK(words(Normal{0, 1200}, "", time) ==
        "around 22:30, in two of three futures within 20 min of it (normal)");
  CHECK(words(Discrete{{0, 1}, {1, 1}}, "first", choice, {"first", "each"}) ==
        "one of first, each, all alike");
  CHECK(words(Constant{1}, "true", boolean) == "always true");
}

TEST_CASE("assumptions: a measure says over what it is reduced, in which order") {
  OutcomeSpec outcome;
  outcome.field = "people.out";
  CHECK(definition_text(outcome) == "people.out: added up, at the end");
  outcome.over_time = Reduction::first_time;
  outcome.level = 0.5;
  outcome.over_entities = EntityReduction::quantile;
  outcome.quantile = 0.9;
  outcome.of = {"leaver", "threatened"};
  outcome.by = {"zone"};
  CHECK(definition_text(outcome) ==
        "people.out: the 0.9 quantile: when it first reaches 0.5; of leaver and threatened only; "
        "by zone");
}

}  // namespace sandtable::testing
