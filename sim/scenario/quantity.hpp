// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace sandtable {

/// A number with its unit, both in coherent SI: "5 km" is {5000, "m"}.
struct Quantity {
  double value = 0;
  std::string unit;                ///< UDUNITS spelling of base units; "1" for a plain number
  std::string written_unit = "1";  ///< the first unit as written: "km"
};

/// What is wrong, as "problem (why) suggestion".
using QuantityProblem = std::string;

/// Reads "5 km", "-60 min", "1 h 30 min" (a leading sign holds for the whole sum), "90 %", "0.9".
/// Units are UDUNITS's and, as base units of their own, countable ones (people, vehicles,
/// buildings, households, ...) and money (AUD, EUR, USD, ...), which also combine: "1800
/// vehicles/h". Not thread-safe (udunits is not): used while loading only.
std::variant<Quantity, QuantityProblem> read_quantity(std::string_view text);

/// The same, for a value whose unit must have the dimension of `unit`. The number is in coherent SI
/// (`to_si_name(unit)`), whatever scale `unit` has: parse_quantity("5 km", "km") is 5000.
std::variant<double, QuantityProblem> parse_quantity(std::string_view text, std::string_view unit);

/// The coherent SI unit of the same dimension: "km/h" is "m s-1". "" for an unknown unit.
std::string to_si_name(std::string_view unit);

/// The same unit for files that CF tools read, where countable units are 1: "vehicles h-1" is
/// "s-1". "" for an unknown unit.
std::string to_cf_name(std::string_view unit);

/// Same dimension and the same scale. False if either is unknown.
bool units_agree(std::string_view a, std::string_view b);

/// A number in SI written in `unit` of the same dimension: (5000, "km") is "5 km".
std::string format_quantity(double si_value, std::string_view unit);

/// A number in SI as a number of `unit`: (5000, "km") is 5.
double from_si(double si_value, std::string_view unit);

/// How a quantity of this dimension is written: "a length such as \"5 km\"".
std::string expected_quantity(std::string_view unit);

}  // namespace sandtable
