// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/quantity.hpp"

#include <catch2/catch.hpp>

namespace sandtable {

namespace {

double si(const std::string& text, const std::string& unit) {
  const auto read = parse_quantity(text, unit);
  if (const auto* problem = std::get_if<QuantityProblem>(&read)) FAIL(*problem);
  return std::get<double>(read);
}

std::string problem(const std::string& text, const std::string& unit) {
  const auto read = parse_quantity(text, unit);
  const auto* what = std::get_if<QuantityProblem>(&read);
  return what == nullptr ? "" : *what;
}

}  // namespace

// Would catch a wrong factor, and what udunits itself reads wrongly (0 min, sums).
TEST_CASE("quantities are read into SI") {
  struct Row {
    std::string text, unit;
    double value;
  };
  const std::vector<Row> rows = {{"5 km", "m", 5000},
                                 {"5 km", "km", 5000},
                                 {"5km", "m", 5000},
                                 {"0 min", "s", 0},
                                 {"1 min", "s", 60},
                                 {"1 h 30 min", "s", 5400},
                                 {"1 day 2 h 3 min 4 s", "s", 93784},
                                 {"-60 min", "s", -3600},
                                 {"-1 h 30 min", "s", -5400},
                                 {"1.5 h", "s", 5400},
                                 {"36 km/h", "m s-1", 10},
                                 {"36 km h-1", "m/s", 10},
                                 {"10 mph", "m/s", 4.4704},
                                 {"36 kph", "m/s", 10},
                                 {"2 ha", "m2", 20000},
                                 {"20 degC", "K", 293.15},
                                 {"90 %", "1", 0.9},
                                 {"90 percent", "percent", 0.9},
                                 {"0.9", "1", 0.9},
                                 {"1e3 m", "m", 1000},
                                 {"4 MW/m", "W m-1", 4e6},
                                 {"180 degree", "rad", 3.14159265358979},
                                 {"1 person", "people", 1},
                                 {"5 people", "people", 5},
                                 {"1800 vehicles h-1", "vehicles s-1", 0.5},
                                 {"1800 vehicles/h", "vehicles h-1", 0.5},
                                 {"150 vehicles/km", "vehicles m-1", 0.15},
                                 {"3 AUD", "AUD", 3},
                                 {"2 AUD/household", "AUD/household", 2},
                                 {"12 buildings", "building", 12}};
  for (const Row& row : rows) {
    INFO(row.text << " in " << row.unit);
    CHECK(si(row.text, row.unit) == Approx(row.value).margin(1e-12));
  }
}

// Would catch a quantity of another dimension, or half a quantity, taken as a number, and a crash
// over a unit that has no size.
TEST_CASE("wrong quantities are refused with an example") {
  CHECK(problem("5 km/h", "m") ==
        "found 'km/h' of dimension speed, expected a length such as \"5 km\"");
  CHECK(problem("5", "m") ==
        "'5' is a plain number (its unit is missing) expected a length such as \"5 km\"");
  CHECK(problem("5 people", "vehicles") ==
        "found 'people' of dimension number of people, expected a number of vehicles such as "
        "\"5 vehicles\"");
  CHECK(problem("5 EUR", "AUD") ==
        "found 'EUR' of dimension EUR, expected a quantity such as \"5 AUD\"");
  CHECK(problem("5 kilometrs", "m").starts_with("unknown unit 'kilometrs'"));
  CHECK(problem("5 vehicels", "vehicles") ==
        "unknown unit 'vehicels' (units are spelled as in UDUNITS) did you mean 'vehicles'?");
  CHECK(problem("5 min", "1") ==
        "found 'min' of dimension time, expected a plain number such as 0.5");
  CHECK(problem("5 s", "s-1").starts_with("found 's' of dimension time, expected a rate"));
  CHECK(problem("90", "percent").find("is a plain number") != std::string::npos);
  for (const std::string text :
       {"", "km", "five km", "--5 km", "1 h 5 km", "1 h -5 min", "1 h 5", "nan s", "inf s",
        "1e999 s", "1 degC 2 degC", "5 s since 2000-01-01", "5 lg(re 1 s)", "1e300 (1e300 s)"}) {
    INFO(text);
    CHECK_FALSE(problem(text, "s").empty());
  }
}

TEST_CASE("units have SI names, agree, and are written") {
  CHECK(to_si_name("km/h") == "m s-1");
  CHECK(to_si_name("vehicles h-1") == "vehicles s-1");
  CHECK(to_cf_name("vehicles h-1") == "s-1");
  CHECK(to_cf_name("people") == "1");
  CHECK(to_si_name("") == "1");
  CHECK(to_si_name("percent") == "1");
  CHECK(to_si_name("kW/m") == "kg m s-3");
  CHECK(to_si_name("nonsense") == "");
  CHECK(units_agree("m s-1", "m/s"));
  CHECK(units_agree("person", "people"));
  CHECK(units_agree("", "1"));
  CHECK_FALSE(units_agree("km", "m"));
  CHECK_FALSE(units_agree("people", "1"));
  CHECK_FALSE(units_agree("s", "s-1"));
  CHECK(format_quantity(5000, "km") == "5 km");
  CHECK(format_quantity(0.9, "1") == "0.9");
}

}  // namespace sandtable
