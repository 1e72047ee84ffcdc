// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "sim/scenario/column.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/value.hpp"

namespace sandtable {

namespace {

struct Support {
  double low = 0, high = 0;
};

Support support_of(const Distribution& distribution) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto of_values = [](const std::vector<double>& values) {
    Support support{infinity, -infinity};
    for (const double value : values) {
      support.low = std::min(support.low, value);
      support.high = std::max(support.high, value);
    }
    return support;
  };
  if (const auto* d = std::get_if<Constant>(&distribution)) return {d->value, d->value};
  if (const auto* d = std::get_if<Uniform>(&distribution)) return {d->low, d->high};
  if (const auto* d = std::get_if<Triangular>(&distribution)) return {d->low, d->high};
  if (const auto* d = std::get_if<Beta>(&distribution)) return {d->low, d->high};
  if (const auto* d = std::get_if<Discrete>(&distribution)) return of_values(d->values);
  if (const auto* d = std::get_if<Empirical>(&distribution)) return of_values(d->values);
  if (std::holds_alternative<Lognormal>(distribution)) return {0, infinity};
  return {-infinity, infinity};
}

struct DistributionReader {
  const Uncertain& uncertain;
  const Parameter& parameter;
  const Scenario& scenario;
  Problems& problems;
  bool good = true;

  const ParameterSpec& spec() const { return parameter.spec; }
  bool is_time() const { return spec().type == ParameterType::time; }

  double problem(const Source& where, const std::string& what) {
    problems.add(where, fmt::format("'{}': {}", uncertain.path, what));
    good = false;
    return 0;
  }
  double problem(const std::string& what) { return problem(uncertain.where, what); }

  double quantity(const std::string& text, const std::string& unit, const Source& where) {
    const auto read = parse_quantity(text, unit);
    if (const double* value = std::get_if<double>(&read)) return *value;
    return problem(where, std::get<QuantityProblem>(read));
  }

  // A clock time as it is, or a length of time counted from the value given.
  double time(const std::string& text, const Source& where) {
    if (const std::optional<Moment> moment = parse_moment(text)) {
      if (!moment->complete())
        return problem(where,
                       fmt::format("{} is not a full date and time (time zone missing)", text));
      return moment->unix_s - scenario.start_unix_s;
    }
    const double base = std::get<double>(parameter.value);
    if (base >= Tick::never().seconds())
      return problem(where,
                     fmt::format("'{}' counts from a time that is not given (set {}, or write "
                                 "a date and time)",
                                 text, spec().name));
    return base + quantity(text, "s", where);
  }

  double value(const std::string& text, const Source& where) {
    if (spec().type == ParameterType::boolean) {
      if (text == "true" || text == "false") return text == "true" ? 1 : 0;
      return problem(where, fmt::format("'{}' (true or false is expected)", text));
    }
    if (spec().type == ParameterType::choice) {
      const auto number = read_choice(text, spec(), where, problems);
      good = good && number.has_value();
      return static_cast<double>(number.value_or(0));
    }
    if (is_time()) return time(text, where);
    const double number = quantity(text, spec().unit, where);
    if (spec().type == ParameterType::integer && number != std::trunc(number))
      return problem(where, fmt::format("'{}' is not a whole number", text));
    return number;
  }
  double value(std::size_t i) { return value(uncertain.arguments[i], uncertain.entry.where); }
  double plain(std::size_t i) {
    return quantity(uncertain.arguments[i], "1", uncertain.entry.where);
  }
  std::vector<double> values() {
    std::vector<double> list;
    for (std::size_t i = 0; i < uncertain.arguments.size(); ++i) list.push_back(value(i));
    return list;
  }

  // A standard deviation has no place on the clock: it is a length of time.
  double deviation(std::size_t i) {
    return quantity(uncertain.arguments[i], is_time() ? "s" : spec().unit, uncertain.entry.where);
  }

  std::vector<double> column() {
    std::vector<double> list;
    const std::string& unit = uncertain.arguments[2];
    const std::string suffix = unit.empty() ? "" : " " + unit;
    for (const Cell& cell :
         read_column(uncertain.arguments[0], uncertain.arguments[1], uncertain.entry.where))
      list.push_back(value(cell.text + suffix, cell.where));
    return list;
  }

  Distribution discrete() {
    Discrete distribution{values(), uncertain.weights};
    if (distribution.weights.empty()) distribution.weights.assign(distribution.values.size(), 1.0);
    return distribution;
  }

  // Mean and standard deviation of the logarithm of the value in SI are plain numbers.
  Distribution read() {
    const std::string& kind = uncertain.kind;
    if (kind == "constant") return Constant{value(0)};
    if (kind == "uniform") return Uniform{value(0), value(1)};
    if (kind == "normal") return Normal{value(0), deviation(1)};
    if (kind == "lognormal") return Lognormal{plain(0), plain(1)};
    if (kind == "triangular") return Triangular{value(0), value(1), value(2)};
    if (kind == "beta") return Beta{plain(0), plain(1), value(2), value(3)};
    if (kind == "column") return Empirical{column()};
    return discrete();
  }

  bool check_kind() {
    const ParameterType type = spec().type;
    if (spec().at_load || type == ParameterType::text || type == ParameterType::file)
      return problem(
                 "it cannot be uncertain (it is used while loading) leave it out of [uncertain]"),
             false;
    const std::string& kind = uncertain.kind;
    const bool listed = kind == "constant" || kind == "discrete" || kind == "column";
    const bool whole = type == ParameterType::integer || type == ParameterType::choice ||
                       type == ParameterType::boolean;
    if (whole && !listed)
      return problem(fmt::format("{} does not suit it (its values are whole numbers, choices or "
                                 "true and false) use discrete",
                                 kind)),
             false;
    if (is_time() && kind == "lognormal")
      return problem("lognormal does not suit a clock time (it has no zero) use triangular"), false;
    return true;
  }

  void check(const Distribution& distribution) {
    if (const std::string what = validate(distribution); !what.empty()) {
      problem(what);
      return;
    }
    const Support support = support_of(distribution);
    const bool endless = std::isinf(support.low) || std::isinf(support.high);
    for (const double end : {support.low, support.high}) {
      const std::string what =
          range_problem(endless ? uncertain.kind + ", which has no end," : uncertain.kind, end,
                        spec(), spec().unit);
      if (!what.empty()) {
        problem(what);
        return;
      }
    }
  }
};

}  // namespace

Distribution distribution_of(const Uncertain& uncertain, const Parameter& parameter,
                             const Scenario& scenario, Problems& problems) {
  DistributionReader reader{uncertain, parameter, scenario, problems};
  if (!reader.check_kind()) return Constant{};
  try {
    const Distribution distribution = reader.read();
    if (reader.good) reader.check(distribution);
    return distribution;
  } catch (const Error& error) {
    problems.add(error);
    return Constant{};
  }
}

}  // namespace sandtable
