// SPDX-License-Identifier: Apache-2.0
#include "models/response/residents/curves.hpp"

#include <cmath>
#include <numbers>

#include "sim/core/math.hpp"

namespace sandtable::warning {

namespace {

constexpr double day_s = 86400;

}  // namespace

Diffusion Diffusion::with_half(double half_s, double ratio) {
  const double broadcast = math::log(2 + ratio) / ((1 + ratio) * half_s);
  return {broadcast, ratio * broadcast};
}

double Diffusion::share(double elapsed_s) const {
  if (elapsed_s <= 0) return 0;
  const double left = math::exp(-(broadcast + contagion) * elapsed_s);
  return (1 - left) / (1 + contagion / broadcast * left);
}

double Diffusion::time_s(double share) const {
  return math::log((1 + contagion / broadcast * share) / (1 - share)) / (broadcast + contagion);
}

double ActionDelay::share(double elapsed_s) const {
  if (elapsed_s <= 0) return 0;
  if (half_s <= 0) return 1;
  return 1 - math::exp2(-math::pow(elapsed_s / half_s, shape));
}

double ActionDelay::time_s(double share) const {
  const double halvings = -math::log1p(-share) / std::numbers::ln2;
  return half_s * math::pow(halvings, 1 / shape);
}

HourlyPace::HourlyPace(double night) : pace_{night, night, 1, 1, night}, sum_{} {
  for (std::size_t i = 1; i < sum_.size(); ++i)
    sum_[i] = sum_[i - 1] + (turns_s[i] - turns_s[i - 1]) * (pace_[i - 1] + pace_[i]) / 2;
}

double HourlyPace::spread_s(double clock_s) const {
  const double days = std::floor(clock_s / day_s), hour_s = clock_s - days * day_s;
  std::size_t i = 0;
  while (i < 3 && hour_s >= turns_s[i + 1]) ++i;
  const double length_s = turns_s[i + 1] - turns_s[i], into_s = hour_s - turns_s[i];
  const double now = pace_[i] + (pace_[i + 1] - pace_[i]) * into_s / length_s;
  return days * sum_.back() + sum_[i] + into_s * (pace_[i] + now) / 2;
}

/// Within a turn spread = p x + (q / 2) x^2, p the pace at its start and q its slope; of the two
/// forms of the root this one does not cancel, and holds at q = 0.
double HourlyPace::clock_s(double spread_s) const {
  const double days = std::floor(spread_s / sum_.back()), rest_s = spread_s - days * sum_.back();
  std::size_t i = 0;
  while (i < 3 && rest_s >= sum_[i + 1]) ++i;
  const double slope = (pace_[i + 1] - pace_[i]) / (turns_s[i + 1] - turns_s[i]);
  const double due_s = rest_s - sum_[i];
  const double into_s = 2 * due_s / (pace_[i] + std::sqrt(pace_[i] * pace_[i] + 2 * slope * due_s));
  return days * day_s + turns_s[i] + into_s;
}

double daylight(double clock_s) {
  const double hour = std::fmod(clock_s, day_s) / 3600;
  if (hour < 4) return 0;
  if (hour < 10) return (hour - 4) / 6;
  return hour < 17 ? 1 : (24 - hour) / 7;
}

}  // namespace sandtable::warning
