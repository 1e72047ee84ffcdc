// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/kernel/lanes.hpp"
#include "models/hazard/inundation/kernel/sources.hpp"

namespace sandtable::inundation {

void add_rain(std::span<const double> rates_m_s, double step_s, std::span<double> depth_m) {
  const double* const rate = rates_m_s.data();
  double* const depth = depth_m.data();
  const auto cells = static_cast<std::ptrdiff_t>(depth_m.size());
#pragma omp simd
  for (std::ptrdiff_t k = 0; k < cells; ++k) depth[k] += step_s * rate[k];
}

double take_infiltration(std::span<const double> rates_m_s, double step_s,
                         std::span<double> depth_m, std::span<double> taken_m) {
  FourDoubles sums{};
  std::size_t k = 0;
  for (; k + 4 <= depth_m.size(); k += 4) {
    const FourDoubles depth = load(depth_m.data() + k);
    const FourDoubles asked = step_s * load(rates_m_s.data() + k);
    const FourDoubles taken = asked < depth ? asked : depth;
    store(depth - taken, depth_m.data() + k);
    sums += taken;
    if (!taken_m.empty()) store(load(taken_m.data() + k) + taken, taken_m.data() + k);
  }
  double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (; k < depth_m.size(); ++k) {
    const double taken = std::min(step_s * rates_m_s[k], depth_m[k]);
    depth_m[k] -= taken;
    sum += taken;
    if (!taken_m.empty()) taken_m[k] += taken;
  }
  return sum;
}

}  // namespace sandtable::inundation
