// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/math.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable {

namespace {

constexpr std::string_view origin_name(Origin origin) {
  switch (origin) {
    case Origin::placeholder:
      return "placeholder";
    case Origin::imported:
      return "imported";
    case Origin::set:
      return "set";
    case Origin::calibrated:
      return "calibrated";
    case Origin::fallback:
      break;
  }
  return "default";
}

std::string where_text(const Source& where) {
  return where.line > 0 ? fmt::format("{}:{}", where.file, where.line) : "";
}

/// Says a distribution in the words of its parameter: a clock, labels, or the unit as written.
struct Variation {
  const DrawnParameter& drawn;
  const Parameter& parameter;
  const Scenario& scenario;

  /// The unit of the parameter's own value as written, else its descriptor's.
  std::string unit() const {
    const auto written = read_quantity(parameter.text);
    if (const auto* quantity = std::get_if<Quantity>(&written); quantity && !is_time())
      return quantity->written_unit;
    return parameter.spec.unit;
  }
  bool is_time() const { return parameter.spec.type == ParameterType::time; }
  std::string value(double si) const {
    if (is_time()) return clock_text(scenario.start, si);
    if (parameter.spec.type == ParameterType::boolean) return si != 0 ? "true" : "false";
    const auto number = static_cast<std::size_t>(std::max(0.0, si));
    if (number < drawn.labels.size()) return drawn.labels[number];
    return format_quantity(si, unit());
  }
  std::string size(double si) const { return is_time() ? format_quantity(si, "min") : value(si); }

  std::string operator()(const Constant& d) const { return "always " + value(d.value); }
  std::string operator()(const Uniform& d) const {
    return fmt::format("between {} and {}, all alike", value(d.low), value(d.high));
  }
  std::string operator()(const Triangular& d) const {
    return fmt::format("between {} and {}, most likely {}", value(d.low), value(d.high),
                       value(d.mode));
  }
  std::string operator()(const Normal& d) const {
    return fmt::format("around {}, in two of three futures within {} of it (normal)", value(d.mean),
                       size(d.standard_deviation));
  }
  std::string operator()(const Lognormal& d) const {
    return fmt::format("around {}, in two of three futures within a factor of {:.3g} (lognormal)",
                       value(math::exp(d.log_mean)), math::exp(d.log_standard_deviation));
  }
  std::string operator()(const Beta& d) const {
    return fmt::format(
        "between {} and {}, {} on average (beta, {:g} and {:g})", value(d.low), value(d.high),
        value(d.low + (d.high - d.low) * d.alpha / (d.alpha + d.beta)), d.alpha, d.beta);
  }
  std::string operator()(const Discrete& d) const {
    const double sum = std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
    const bool alike = std::ranges::all_of(d.weights, [&](double w) { return w == d.weights[0]; });
    std::vector<std::string> words;
    for (std::size_t i = 0; i < d.values.size(); ++i)
      words.push_back(
          alike ? value(d.values[i])
                : fmt::format("{} ({:.3g} %)", value(d.values[i]), 100 * d.weights[i] / sum));
    return fmt::format("one of {}{}", fmt::join(words, ", "), alike ? ", all alike" : "");
  }
  std::string operator()(const Empirical& d) const {
    const auto [low, high] = std::ranges::minmax(d.values);
    return fmt::format("one of {} values of a file, from {} to {}, all alike", d.values.size(),
                       value(low), value(high));
  }
};

Assumption assumption_of(const std::string& process, const Parameter& p) {
  return {process + "." + p.spec.name,
          p.text,
          p.spec.unit,
          std::string(origin_name(p.origin)),
          p.origin == Origin::set ? "" : p.spec.source,
          where_text(p.where),
          p.spec.sentence};
}

std::string reduction_text(const OutcomeSpec& outcome) {
  const std::string many = outcome.over_entities == EntityReduction::sum    ? "added up"
                           : outcome.over_entities == EntityReduction::mean ? "on average"
                           : outcome.quantile == 1
                               ? "the largest"
                               : fmt::format("the {:g} quantile", outcome.quantile);
  switch (outcome.over_time) {
    case Reduction::last:
      return many + ", at the end";
    case Reduction::maximum:
      return many + ", at its highest";
    case Reduction::integral:
      return many + ", over all the time";
    case Reduction::first_time:
      return fmt::format("{}: when it first reaches {:g}", many, outcome.level);
    case Reduction::none:
      break;
  }
  return many + ", at every tick";
}

}  // namespace

std::string clock_text(const std::string& start, double seconds) {
  const std::optional<Moment> moment = parse_moment(start);
  if (!moment || !moment->complete() || !std::isfinite(seconds)) return "never";
  // Both as if in UTC: the offset of the clock that the scenario is written in.
  const std::size_t zone = start.find_last_of("+-Zz");
  const std::optional<Moment> local = parse_moment(start.substr(0, zone));
  const double midnight = std::floor(local->unix_s / 86400) * 86400;
  const auto minutes =
      static_cast<std::int64_t>(std::llround((local->unix_s - midnight + seconds) / 60));
  const std::int64_t day = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440;
  const std::int64_t of_day = minutes - day * 1440;
  const std::string name = day == 0    ? ""
                           : day == 1  ? " the next day"
                           : day == -1 ? " the day before"
                           : day > 0   ? fmt::format(" {} days later", day)
                                       : fmt::format(" {} days before", -day);
  return fmt::format("{:02}:{:02}{}", of_day / 60, of_day % 60, name);
}

std::string variation_text(const DrawnParameter& drawn, const Parameter& parameter,
                           const Scenario& scenario) {
  return std::visit(Variation{drawn, parameter, scenario}, drawn.distribution);
}

std::vector<Assumption> assumptions_of(const ParametersByProcess& parameters,
                                       std::span<const DrawnParameter> drawn,
                                       const Scenario& scenario) {
  std::vector<Assumption> list;
  for (const auto& [process, values] : parameters)
    for (const Parameter& parameter : values) {
      list.push_back(assumption_of(process, parameter));
      const auto at = std::ranges::find(drawn, list.back().path, &DrawnParameter::path);
      if (at == drawn.end()) continue;
      list.back().varies = variation_text(*at, parameter, scenario);
      const auto said = std::ranges::find(scenario.uncertain, at->path, &Uncertain::path);
      if (said != scenario.uncertain.end()) list.back().varies_where = where_text(said->where);
    }
  return list;
}

std::string definition_text(const OutcomeSpec& outcome) {
  std::string text = fmt::format("{}: {}", outcome.field, reduction_text(outcome));
  if (!outcome.of.empty()) text += fmt::format("; of {} only", fmt::join(outcome.of, " and "));
  if (!outcome.by.empty()) text += fmt::format("; by {}", fmt::join(outcome.by, ", "));
  return text;
}

}  // namespace sandtable
