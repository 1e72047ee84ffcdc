// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/hazard/inundation/kernel/four.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"

namespace sandtable::inundation {
namespace {

/// Depth and its change in `depth_share` for a cell or for four.
template <typename Number, typename Get>
[[gnu::always_inline]] inline Number next_depth(const FaceRows& faces, std::int32_t k,
                                                double depth_share, Number depth, Get get) {
  const Number gain = (get(faces.east + k - 1) - get(faces.east + k)) +
                      (get(faces.south + k) - get(faces.north + k));
  const Number now = depth + depth_share * gain;
  return now <= least_depth_m ? now * 0.0 : now;
}

}  // namespace

Deepest add_gains(const Span& span, const FaceRows& faces, double depth_share, double* depth) {
  FourDoubles deepest{};
  FourDoubles poison{};  // stays 0 unless some depth is infinite or not a number
  std::int32_t k = span.begin;
  for (; k + 4 <= span.end; k += 4) {
    const FourDoubles now = next_depth(faces, k, depth_share, load(depth + k),
                                       [](const float* at) { return load(at); });
    store(now, depth + k);
    deepest = now > deepest ? now : deepest;
    poison += now * 0.0;
  }
  double most = std::max(std::max(deepest[0], deepest[1]), std::max(deepest[2], deepest[3]));
  double sum = (poison[0] + poison[1]) + (poison[2] + poison[3]);
  for (; k < span.end; ++k) {
    depth[k] = next_depth(faces, k, depth_share, depth[k],
                          [](const float* at) { return static_cast<double>(*at); });
    most = std::max(most, depth[k]);
    sum += depth[k] * 0.0;
  }
  return {static_cast<float>(most), !(sum == 0.0) || most > deepest_m};
}

void add_levels(const Span& span, const float* bed, const double* depth, float* level) {
  std::int32_t k = span.begin;
  for (; k + 4 <= span.end; k += 4) store(load(bed + k) + load(depth + k), level + k);
  for (; k < span.end; ++k) level[k] = static_cast<float>(static_cast<double>(bed[k]) + depth[k]);
}

}  // namespace sandtable::inundation
