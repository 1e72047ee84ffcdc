// SPDX-License-Identifier: Apache-2.0
#include "sim/core/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace sandtable {
namespace {

double at(const Constant& d, double) {
  return d.value;
}

double at(const Uniform& d, double u) {
  return d.low + (d.high - d.low) * u;
}

double at(const Normal& d, double u) {
  return d.mean + d.standard_deviation * math::normal_quantile(u);
}

double at(const Lognormal& d, double u) {
  return math::exp(d.log_mean + d.log_standard_deviation * math::normal_quantile(u));
}

double at(const Triangular& d, double u) {
  const double width = d.high - d.low;
  const double rise = d.mode - d.low;
  const double fall = d.high - d.mode;
  if (u * width < rise) return d.low + std::sqrt(u * width * rise);
  return d.high - std::sqrt((1 - u) * width * fall);
}

double at(const Beta& d, double u) {
  return d.low + (d.high - d.low) * math::beta_quantile(d.alpha, d.beta, u);
}

double at(const Discrete& d, double u) {
  return d.values[pick(d.weights, u)];
}

double at(const Empirical& d, double u) {
  const auto size = d.values.size();
  const auto index = static_cast<std::size_t>(u * static_cast<double>(size));
  return d.values[std::min(index, size - 1)];
}

bool finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

std::string not_finite(std::string_view what) {
  return fmt::format("{} must be finite numbers (infinity or NaN found)", what);
}

std::string range_problem(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low))
    return not_finite("low and high");
  if (low < high) return {};
  return fmt::format(
      "low {} is not below high {} (the range is empty) use a constant for one value", low, high);
}

/// `what` is finite, and positive.
std::string positive_problem(std::string_view what, double value) {
  if (std::isfinite(value) && value > 0) return {};
  return fmt::format("{} is {} (it must be a finite number above 0)", what, value);
}

std::string problem(const Constant& d) {
  return std::isfinite(d.value) ? "" : not_finite("a constant's value");
}

std::string problem(const Uniform& d) {
  return range_problem(d.low, d.high);
}

std::string problem(const Normal& d) {
  if (!std::isfinite(d.mean)) return not_finite("mean and standard deviation");
  return positive_problem("standard deviation", d.standard_deviation);
}

std::string problem(const Lognormal& d) {
  if (!std::isfinite(d.log_mean)) return not_finite("mean and standard deviation of the log");
  return positive_problem("standard deviation of the log", d.log_standard_deviation);
}

std::string problem(const Triangular& d) {
  if (auto text = range_problem(d.low, d.high); !text.empty()) return text;
  if (d.low <= d.mode && d.mode <= d.high) return {};
  return fmt::format("mode {} lies outside {} to {} (give low, mode, high)", d.mode, d.low, d.high);
}

std::string problem(const Beta& d) {
  constexpr double most = 1e6;
  if (auto text = range_problem(d.low, d.high); !text.empty()) return text;
  if (auto text = positive_problem("alpha", d.alpha); !text.empty()) return text;
  if (auto text = positive_problem("beta", d.beta); !text.empty()) return text;
  if (std::max(d.alpha, d.beta) <= most) return {};
  return fmt::format("beta's shape {} is above {} (its quantiles lose digits) use a normal",
                     std::max(d.alpha, d.beta), most);
}

std::string problem(const Discrete& d) {
  if (d.values.size() != d.weights.size())
    return fmt::format("{} values have {} weights (give one for each)", d.values.size(),
                       d.weights.size());
  if (!finite(d.values)) return not_finite("values");
  return validate_weights(d.weights);
}

std::string problem(const Empirical& d) {
  if (d.values.empty()) return "no values (a column needs at least one row)";
  return finite(d.values) ? "" : not_finite("a column's values");
}

}  // namespace

double quantile(const Distribution& distribution, double u) {
  return std::visit([u](const auto& d) { return at(d, u); }, distribution);
}

std::string validate(const Distribution& distribution) {
  return std::visit([](const auto& d) { return problem(d); }, distribution);
}

std::size_t pick(std::span<const double> weights, double u) {
  double total = 0;
  for (const double weight : weights) total += weight;
  const double target = u * total;
  double below = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) last = i;
    below += weights[i];
    if (target < below) break;
  }
  return last;
}

std::string validate_weights(std::span<const double> weights) {
  if (weights.empty()) return "no weights (give at least one value with its weight)";
  double total = 0;
  for (const double weight : weights) {
    if (!(weight >= 0)) return fmt::format("weight {} (weights must be 0 or more)", weight);
    total += weight;
  }
  if (total > 0 && std::isfinite(total)) return {};
  return fmt::format("the weights sum to {} (their sum must be finite and above 0)", total);
}

}  // namespace sandtable
