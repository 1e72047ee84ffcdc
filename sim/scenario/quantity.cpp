// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/quantity.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/scenario/unit_system.hpp"

namespace sandtable {

namespace {

struct Dimension {
  std::string_view unit, name, example;  // coherent SI; the noun with its article
};

const std::vector<Dimension>& dimensions() {
  static const std::vector<Dimension> table = {
      {"1", "a plain number", "0.5"},
      {"m", "a length", "5 km"},
      {"s", "a time", "5 min"},
      {"kg", "a mass", "5 kg"},
      {"K", "a temperature", "20 degC"},
      {"rad", "an angle", "30 degree"},
      {"m2", "an area", "2 ha"},
      {"m3", "a volume", "5 m3"},
      {"m s-1", "a speed", "30 km/h"},
      {"m s-2", "an acceleration", "2 m/s2"},
      {"m3 s-1", "a flow", "10 m3/s"},
      {"m2 s-1", "a flow for each length of width", "2 m2/s"},
      {"s-1", "a rate", "3 h-1"},
      {"kg m-3", "a density", "1000 kg/m3"},
      {"kg m-1 s-2", "a pressure", "5 kPa"},
      {"kg m2 s-2", "an energy", "5 kJ"},
      {"kg m2 s-3", "a power", "5 MW"},
      {"kg s-3", "a power for each area", "5 kW/m2"},
      {"kg m s-3", "a power for each length", "4 MW/m"},
      {"people", "a number of people", "5 people"},
      {"vehicles", "a number of vehicles", "5 vehicles"},
      {"vehicles s-1", "a flow of vehicles", "1800 vehicles/h"},
      {"vehicles m-1", "a density of vehicles", "150 vehicles/km"},
      {"people s-1", "a flow of people", "60 people/min"},
      {"people m-2", "a density of people", "2 people/m2"}};
  return table;
}

const Dimension* find_dimension(std::string_view si_unit) {
  for (const Dimension& dimension : dimensions())
    if (dimension.unit == si_unit) return &dimension;
  return nullptr;
}

std::string found_dimension(std::string_view si_unit) {
  const Dimension* dimension = find_dimension(si_unit);
  if (dimension == nullptr) return fmt::format("of dimension {}", si_unit);
  if (si_unit == "1") return "a plain number";
  const std::string_view name = dimension->name;
  return fmt::format("of dimension {}", name.substr(name.find(' ') + 1));
}

std::string unknown_unit(std::string_view unit) {
  const std::vector<std::string> known = {
      "min", "s",   "h",    "day",    "m",      "km",       "mm",        "cm",         "ha",
      "km2", "m2",  "km/h", "m/s",    "people", "vehicles", "buildings", "households", "AUD",
      "EUR", "USD", "kW/m", "degree", "degC",   "kg",       "percent"};
  return fmt::format("unknown unit '{}' (units are spelled as in UDUNITS){}", unit,
                     suggestion(unit, known));
}

struct Part {
  double number = 0;
  std::string_view unit;
};

bool starts_number(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  if (!text.empty() && text[0] == '.') text.remove_prefix(1);
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The first number and its unit, taken off `text`; a unit ends where the next number begins.
bool take_part(std::string_view& text, Part& part) {
  if (!starts_number(text)) return false;
  if (text[0] == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part.number);
  if (error != std::errc() || !std::isfinite(part.number)) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  text = trimmed(text);
  std::size_t length = 0;
  while (length < text.size() && !(text[length] == ' ' && starts_number(text.substr(length + 1))))
    ++length;
  part.unit = trimmed(text.substr(0, length));
  text = trimmed(text.substr(length));
  return true;
}

struct Converted {
  double value = 0;
  bool shifted = false;  // the unit's zero is not zero: degC
};

// None when one unit cannot be converted to the other; null units are the caller's to refuse.
std::optional<Converted> convert(double number, const ut_unit* from, const ut_unit* to) {
  cv_converter* converter = ut_get_converter(const_cast<ut_unit*>(from), const_cast<ut_unit*>(to));
  if (converter == nullptr) return std::nullopt;
  const Converted result{cv_convert_double(converter, number),
                         cv_convert_double(converter, 0.0) != 0.0};
  cv_free(converter);
  return result;
}

std::string not_a_quantity(std::string_view text) {
  return fmt::format("'{}' is not a quantity (a number and its unit) write for example \"5 km\"",
                     text);
}

// Adds a part to the sum; what is wrong with it, or "".
std::string add_part(const Part& part, std::string_view text, bool first, bool negative,
                     Quantity& sum) {
  const Unit unit = parse_unit(part.unit);
  if (unit == nullptr) return unknown_unit(part.unit);
  const Unit si = coherent(unit.get());
  if (si == nullptr)
    return fmt::format("unit '{}' is logarithmic or a date (not supported)", part.unit);
  const std::string name = unit_name(si.get());
  const bool sign_inside = first && negative;
  const std::optional<Converted> converted =
      convert(sign_inside ? -part.number : part.number, unit.get(), si.get());
  if (!converted || !std::isfinite(converted->value)) return not_a_quantity(text);
  if (first) {
    sum.unit = name;
    sum.value = converted->value;
    if (!part.unit.empty()) sum.written_unit = part.unit;
    return "";
  }
  if (name != sum.unit || converted->shifted || part.unit.empty() || part.number < 0)
    return fmt::format(
        "'{}' is not a sum of quantities (each part needs a unit of the same "
        "dimension and no sign of its own) write for example \"1 h 30 min\"",
        text);
  sum.value += negative ? -converted->value : converted->value;
  return "";
}

}  // namespace

std::variant<Quantity, QuantityProblem> read_quantity(std::string_view text) {
  std::string_view rest = trimmed(text);
  const bool negative = starts_number(rest) && rest[0] == '-';
  if (negative) rest.remove_prefix(1);
  Quantity sum;
  bool first = true;
  do {
    Part part;
    if (!take_part(rest, part)) return not_a_quantity(text);
    if (std::string problem = add_part(part, text, first, negative, sum); !problem.empty())
      return problem;
    first = false;
  } while (!rest.empty());
  return sum;
}

std::variant<double, QuantityProblem> parse_quantity(std::string_view text, std::string_view unit) {
  std::variant<Quantity, QuantityProblem> read = read_quantity(text);
  if (auto* problem = std::get_if<QuantityProblem>(&read)) return std::move(*problem);
  const Quantity& quantity = std::get<Quantity>(read);
  const std::string wanted = to_si_name(unit);
  const bool plain = quantity.unit == "1" && quantity.written_unit == "1";
  if (wanted == quantity.unit && (!plain || units_agree(unit, "1"))) return quantity.value;
  if (plain)
    return fmt::format("'{}' is a plain number (its unit is missing) expected {}", text,
                       expected_quantity(unit));
  return fmt::format("found '{}' {}, expected {}", quantity.written_unit,
                     found_dimension(quantity.unit), expected_quantity(unit));
}

std::string to_si_name(std::string_view unit) {
  const Unit parsed = parse_unit(unit);
  const Unit si = parsed == nullptr ? nullptr : coherent(parsed.get());
  return si == nullptr ? "" : unit_name(si.get());
}

std::string to_cf_name(std::string_view unit) {
  const Unit parsed = parse_unit(unit);
  const Unit si = parsed == nullptr ? nullptr : coherent(parsed.get());
  return si == nullptr ? "" : unit_name(si.get(), false);
}

bool units_agree(std::string_view a, std::string_view b) {
  const Unit left = parse_unit(a), right = parse_unit(b);
  return left != nullptr && right != nullptr && ut_compare(left.get(), right.get()) == 0;
}

double from_si(double si_value, std::string_view unit) {
  const Unit parsed = parse_unit(unit);
  const Unit si = parsed == nullptr ? nullptr : coherent(parsed.get());
  return si == nullptr ? si_value : convert(si_value, si.get(), parsed.get()).value().value;
}

std::string format_quantity(double si_value, std::string_view unit) {
  const std::string number = fmt::format("{:.12g}", from_si(si_value, unit));
  return unit.empty() || unit == "1" ? number : fmt::format("{} {}", number, unit);
}

std::string expected_quantity(std::string_view unit) {
  if (const Dimension* dimension = find_dimension(to_si_name(unit)))
    return unit != "1" && dimension->unit == "1"
               ? fmt::format("a quantity such as \"5 {}\"", unit)
               : fmt::format("{} such as {}", dimension->name,
                             dimension->unit == "1" ? std::string(dimension->example)
                                                    : fmt::format("\"{}\"", dimension->example));
  return fmt::format("a quantity such as \"5 {}\"", unit);
}

}  // namespace sandtable
