// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/results/record.hpp"

namespace sandtable {

/// A mean and what its 95% interval comes from.
struct Estimate {
  double mean = 0;
  std::optional<double> spread;  ///< of the draws, or of the replicates' means
  std::optional<double> half;    ///< of the 95% interval
};

/// The 97.5% quantile of Student's t with count - 1 degrees of freedom; count >= 2.
double students_t_95(std::size_t count);

/// Of independent values: t s / sqrt(n).
Estimate estimate(std::span<const double> values);

/// Of values in independent replicates (at least one value each): M, the mean of all values, and t
/// of R - 1 degrees of freedom times sqrt(sum of e_r^2 / (R (R - 1))), e_r = n_r (mean_r - M) /
/// (mean of n_r). Where all replicates have the same number of values this is the t interval of the
/// replicates' means (Owen, "Monte Carlo theory, methods and examples", ch. 17); where they have
/// not, as with the draws of one fire, the ratio estimator's (Cochran, "Sampling techniques", 1977,
/// section 6.4). `replicate`: of each value, ascending.
Estimate estimate(std::span<const double> values, std::span<const std::int64_t> replicate);

/// Which replicate a draw belongs to; 0 with Monte Carlo.
std::int64_t replicate_of(const RunInfo& info, const DrawRecord& draw);

/// How many different ones there are in an ascending list.
std::size_t count_of(std::span<const std::int64_t> replicate);

}  // namespace sandtable
