// SPDX-License-Identifier: Apache-2.0
#include "sim/results/cf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sandtable {

namespace {

/// The words of UDUNITS that a scenario may use; sorted.
constexpr std::array<std::string_view, 46> kKnown = {
    "J",      "K",       "MW",     "N",       "Pa",     "V",       "W",  "bar",     "cm",    "d",
    "day",    "days",    "deg",    "degC",    "degree", "degrees", "g",  "h",       "hPa",   "ha",
    "hour",   "hours",   "kPa",    "kW",      "kWh",    "kg",      "km", "l",       "litre", "m",
    "mg",     "min",     "minute", "minutes", "mm",     "mol",     "ms", "percent", "rad",   "s",
    "second", "seconds", "sr",     "t",       "us",     "year"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Letters, and every byte of a word in another script, and underscores.
bool is_word(char c) {
  return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_known(std::string_view word) {
  return std::find(kKnown.begin(), kKnown.end(), word) != kKnown.end();
}

}  // namespace

std::string cf_unit(std::string_view unit) {
  std::string result;
  for (std::size_t i = 0; i < unit.size();) {
    std::size_t end = i;
    while (end < unit.size() && is_word(unit[end])) ++end;
    if (end == i) {
      result += unit[i++];
      continue;
    }
    const std::string_view word = unit.substr(i, end - i);
    result += is_known(word) ? word : "1";
    i = end;
  }
  return result.empty() || result == "-" ? "1" : result;
}

bool is_counted(std::string_view unit) {
  return !unit.empty() && unit != "1" && unit != "-" && cf_unit(unit) != unit;
}

std::string cf_time(std::string_view unit, std::string_view start) {
  const std::size_t t = std::min(start.find('T'), start.size());
  const std::string_view day = start.substr(0, t);
  const std::string_view rest = start.substr(std::min(t + 1, start.size()));
  const std::size_t end = std::min(rest.find_first_of("+-Z"), rest.size());
  const std::string_view clock = rest.substr(0, end);
  const std::string_view zone = rest.substr(end);
  std::string text = fmt::format("{} since {}", unit, day);
  if (!clock.empty()) text += fmt::format(" {}", clock);
  if (!zone.empty() && zone != "Z") text += fmt::format(" {}", zone);
  return text;
}

}  // namespace sandtable
