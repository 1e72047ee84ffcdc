// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/scenario/dataset.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable {

namespace {

namespace fs = std::filesystem;

std::string kind_of(const RawEntry& entry) {
  if (entry.is_time) return "a date and time";
  switch (entry.value.index()) {
    case 0:
      return "true or false";
    case 1:
      return "a whole number";
    case 2:
      return "a number";
    case 3:
      return "text";
    default:
      return "an array";
  }
}

std::string expected_kind(const ParameterSpec& spec) {
  switch (spec.type) {
    case ParameterType::number:
    case ParameterType::integer:
      if (spec.type == ParameterType::integer && spec.unit == "1") return "a whole number";
      return spec.fallback.empty() || spec.unit == "1"
                 ? expected_quantity(spec.unit)
                 : fmt::format("a quantity such as \"{}\"", spec.fallback);
    case ParameterType::boolean:
      return "true or false";
    case ParameterType::text:
      return "text in quotes";
    case ParameterType::choice:
      return "one of its choices in quotes";
    case ParameterType::file:
      return "a file's path in quotes";
    case ParameterType::time:
      return "a date and time such as 2017-02-16T12:00:00+11:00, or a time since start such as "
             "\"90 min\"";
  }
  return "";
}

struct ValueReader {
  const RawEntry& entry;
  const ParameterSpec& spec;
  const Scenario& scenario;
  Problems& problems;

  std::nullopt_t problem(const std::string& what) const {
    problems.add(entry.where, what);
    return std::nullopt;
  }
  std::nullopt_t wrong() const {
    return problem(
        fmt::format("{} is {} ({} is expected)", entry.key, kind_of(entry), expected_kind(spec)));
  }
  std::optional<Value> in_range(double value, const std::string& unit, const Value& result) const {
    const std::string what = range_problem(entry.key, value, spec, unit);
    if (!what.empty()) return problem(what);
    return result;
  }

  // A quantity in quotes, in the unit in which it is written; or a plain number.
  std::optional<Quantity> quantity() const {
    if (const std::string* text = std::get_if<std::string>(&entry.value)) {
      const auto read = parse_quantity(*text, spec.unit);
      if (const auto* what = std::get_if<QuantityProblem>(&read))
        return problem(fmt::format("{}: {}", entry.key, *what));
      return std::get<Quantity>(read_quantity(*text));
    }
    const auto* whole = std::get_if<std::int64_t>(&entry.value);
    const auto* real = std::get_if<double>(&entry.value);
    if ((whole == nullptr && real == nullptr) || entry.is_time) return wrong();
    if (!units_agree(spec.unit, "1"))
      return problem(
          fmt::format("{} = {} is a plain number (its unit is missing) write for "
                      "example {}",
                      entry.key, entry.text, expected_example()));
    const double value = whole != nullptr ? static_cast<double>(*whole) : *real;
    if (!std::isfinite(value))
      return problem(fmt::format("{} is {} (a finite number is expected)", entry.key, entry.text));
    return Quantity{value, "1", "1"};
  }
  std::string expected_example() const {
    if (!spec.fallback.empty()) return fmt::format("\"{}\"", spec.fallback);
    return fmt::format("\"{} {}\"", entry.text, spec.unit);
  }

  std::optional<Value> number() const {
    const std::optional<Quantity> read = quantity();
    if (!read) return std::nullopt;
    return in_range(read->value, read->written_unit, read->value);
  }
  std::optional<Value> integer() const {
    if (const auto* whole = std::get_if<std::int64_t>(&entry.value); whole && spec.unit == "1")
      return in_range(static_cast<double>(*whole), "1", *whole);
    if (std::holds_alternative<double>(entry.value)) return wrong();
    const std::optional<Quantity> read = quantity();
    if (!read) return std::nullopt;
    if (read->value != std::trunc(read->value) || std::abs(read->value) > 9e15) return wrong();
    return in_range(read->value, read->written_unit, static_cast<std::int64_t>(read->value));
  }
  std::optional<Value> choice() const {
    const std::string* text = std::get_if<std::string>(&entry.value);
    if (text == nullptr) return wrong();
    const std::optional<std::int64_t> number = read_choice(*text, spec, entry.where, problems);
    return number ? std::optional<Value>(*number) : std::nullopt;
  }
  std::optional<Value> time() const {
    if (entry.is_time) {
      const double seconds = std::get<double>(entry.value);
      return in_range(seconds, "s", seconds);
    }
    return std::holds_alternative<std::string>(entry.value) ? number() : wrong();
  }
  std::optional<Value> file() const {
    const std::string* text = std::get_if<std::string>(&entry.value);
    if (text == nullptr) return wrong();
    if (text->empty()) return problem(fmt::format("{} is empty (a file is expected)", entry.key));
    const fs::path path = data_path(*text, fs::path(entry.where.file).parent_path(), {});
    if (fs::exists(path)) return path.string();
    const Dataset* dataset = find_dataset(scenario, path);
    const fs::path folder = fs::path(entry.where.file).parent_path();
    return problem(
        fmt::format("{}: missing data file '{}' (expected at {}; see {} for where to get it)",
                    entry.key, dataset == nullptr ? entry.text : dataset->file, path.string(),
                    (folder / "README.md").string()));
  }
};

}  // namespace

std::string range_problem(const std::string& what, double value, const ParameterSpec& spec,
                          const std::string& unit) {
  if (value >= spec.minimum && value <= spec.maximum) return "";
  const bool low = std::isfinite(spec.minimum), high = std::isfinite(spec.maximum);
  const std::string range = low && high
                                ? fmt::format("{} to {}", format_quantity(spec.minimum, unit),
                                              format_quantity(spec.maximum, unit))
                            : low ? fmt::format("at least {}", format_quantity(spec.minimum, unit))
                                  : fmt::format("at most {}", format_quantity(spec.maximum, unit));
  return fmt::format("{} is {} (out of range) expected {}{}", what, format_quantity(value, unit),
                     range, spec.type == ParameterType::time ? " after start" : "");
}

std::optional<std::int64_t> read_choice(const std::string& text, const ParameterSpec& spec,
                                        const Source& where, Problems& problems) {
  const auto place = std::find(spec.choices.begin(), spec.choices.end(), text);
  if (place != spec.choices.end()) return place - spec.choices.begin();
  problems.add(where, fmt::format("unknown choice '{}' (of {}){}", text, spec.name,
                                  suggestion(text, spec.choices)));
  return std::nullopt;
}

std::optional<Value> read_value(const RawEntry& entry, const ParameterSpec& spec,
                                const Scenario& scenario, Problems& problems) {
  const ValueReader reader{entry, spec, scenario, problems};
  switch (spec.type) {
    case ParameterType::number:
      return reader.number();
    case ParameterType::integer:
      return reader.integer();
    case ParameterType::choice:
      return reader.choice();
    case ParameterType::time:
      return reader.time();
    case ParameterType::file:
      return reader.file();
    case ParameterType::boolean:
      if (const bool* value = std::get_if<bool>(&entry.value)) return *value;
      break;
    case ParameterType::text:
      if (const auto* value = std::get_if<std::string>(&entry.value)) return *value;
      break;
  }
  return reader.wrong();
}

RawEntry fallback_entry(const ParameterSpec& spec, const Scenario& scenario) {
  RawEntry entry{spec.name, spec.fallback, false, spec.fallback, {}};
  if (spec.type == ParameterType::file)
    entry.where.file = (scenario.folder / "scenario.toml").string();
  if (spec.type == ParameterType::boolean && (spec.fallback == "true" || spec.fallback == "false"))
    entry.value = spec.fallback == "true";
  if (spec.type == ParameterType::time) {
    const std::optional<Moment> moment = parse_moment(spec.fallback);
    entry.is_time = moment && moment->complete();
    if (entry.is_time) entry.value = moment->unix_s - scenario.start_unix_s;
  }
  return entry;
}

Value absent_value(const ParameterSpec& spec) {
  switch (spec.type) {
    case ParameterType::number:
      return std::numeric_limits<double>::quiet_NaN();
    case ParameterType::time:
      return Tick::never().seconds();
    case ParameterType::boolean:
      return false;
    case ParameterType::integer:
    case ParameterType::choice:
      return std::int64_t{0};
    default:
      return std::string();
  }
}

}  // namespace sandtable
