// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/replicates.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace sandtable {

namespace {

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Around a mean that is known: sqrt(sum of squares / (n - 1)).
double deviation_of(std::span<const double> values, double mean) {
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

Estimate with_half(double mean, double spread, std::size_t count) {
  return {mean, spread, students_t_95(count) * spread / std::sqrt(static_cast<double>(count))};
}

}  // namespace

double students_t_95(std::size_t count) {
  const boost::math::students_t distribution(static_cast<double>(count - 1));
  return boost::math::quantile(distribution, 0.975);
}

Estimate estimate(std::span<const double> values) {
  const double mean = mean_of(values);
  if (values.size() < 2) return {mean, std::nullopt, std::nullopt};
  return with_half(mean, deviation_of(values, mean), values.size());
}

Estimate estimate(std::span<const double> values, std::span<const std::int64_t> replicate) {
  const double mean = mean_of(values);
  const std::size_t count = count_of(replicate);
  if (count < 2) return {mean, std::nullopt, std::nullopt};
  const double usual = static_cast<double>(values.size()) / static_cast<double>(count);
  std::vector<double> residuals;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == 0 || replicate[i] != replicate[i - 1]) residuals.push_back(0);
    residuals.back() += (values[i] - mean) / usual;
  }
  return with_half(mean, deviation_of(residuals, 0), count);
}

std::int64_t replicate_of(const RunInfo& info, const DrawRecord& draw) {
  return info.replicate_size > 0 ? draw.design_row / info.replicate_size : 0;
}

std::size_t count_of(std::span<const std::int64_t> replicate) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < replicate.size(); ++i)
    count += i == 0 || replicate[i] != replicate[i - 1];
  return count;
}

}  // namespace sandtable
