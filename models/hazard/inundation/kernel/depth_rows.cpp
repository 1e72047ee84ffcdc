// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "models/hazard/inundation/kernel/lanes.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {
namespace {

/// Adds to one cell, or to some side by side, what came through their faces; keeps the deepest.
/// `poison` stays 0 unless some depth is infinite or not a number.
template <typename Number>
[[gnu::always_inline]] inline void add_gain(const Number& west, const Number& east,
                                            const Number& south, const Number& north,
                                            double depth_share, Number& depth, Number& deepest,
                                            Number& poison) {
  const Number now = depth + depth_share * ((west - east) + (south - north));
  depth = now <= least_depth_m ? now * 0.0 : now;
  deepest = depth > deepest ? depth : deepest;
  poison += now * 0.0;
}

/// What a loop over a span found up to the cell where it ended, as too few cells were left.
struct Gained {
  std::int32_t end = 0;
  double deepest = 0.0, poison = 0.0;
};

Gained add_gains_by_four(const Span& span, const FaceRows& faces, double depth_share,
                         double* depth) {
  FourDoubles deepest{}, poison{};
  std::int32_t k = span.begin;
  for (; k + 4 <= span.end; k += 4) {
    FourDoubles four = load(depth + k);
    add_gain(load(faces.east + k - 1), load(faces.east + k), load(faces.south + k),
             load(faces.north + k), depth_share, four, deepest, poison);
    store(four, depth + k);
  }
  return {k, largest(deepest), sum(poison)};
}

[[gnu::target("arch=x86-64-v4")]] Gained add_gains_by_eight(const Span& span, const FaceRows& faces,
                                                            double depth_share, double* depth) {
  WideDoubles deepest{}, poison{};
  std::int32_t k = span.begin;
  for (; k + 8 <= span.end; k += 8) {
    WideDoubles eight = load_wide(depth + k);
    add_gain(load_wide(faces.east + k - 1), load_wide(faces.east + k), load_wide(faces.south + k),
             load_wide(faces.north + k), depth_share, eight, deepest, poison);
    store_wide(eight, depth + k);
  }
  return {k, largest_wide(deepest), sum_wide(poison)};
}

std::int32_t add_levels_by_four(const Span& span, const float* bed, const double* depth,
                                float* level) {
  std::int32_t k = span.begin;
  for (; k + 4 <= span.end; k += 4) store(load(bed + k) + load(depth + k), level + k);
  return k;
}

[[gnu::target("arch=x86-64-v4")]] std::int32_t add_levels_by_eight(const Span& span,
                                                                   const float* bed,
                                                                   const double* depth,
                                                                   float* level) {
  std::int32_t k = span.begin;
  for (; k + 8 <= span.end; k += 8)
    store_wide(load_wide(bed + k) + load_wide(depth + k), level + k);
  return k;
}

}  // namespace

Deepest add_gains(const Span& span, const FaceRows& faces, double depth_share, double* depth) {
  Gained gained = has_wide_vectors() ? add_gains_by_eight(span, faces, depth_share, depth)
                                     : add_gains_by_four(span, faces, depth_share, depth);
  for (std::int32_t k = gained.end; k < span.end; ++k)
    add_gain<double>(faces.east[k - 1], faces.east[k], faces.south[k], faces.north[k], depth_share,
                     depth[k], gained.deepest, gained.poison);
  return {static_cast<float>(gained.deepest),
          !(gained.poison == 0.0) || gained.deepest > deepest_m};
}

void add_levels(const Span& span, const float* bed, const double* depth, float* level) {
  const std::int32_t end = has_wide_vectors() ? add_levels_by_eight(span, bed, depth, level)
                                              : add_levels_by_four(span, bed, depth, level);
  for (std::int32_t k = end; k < span.end; ++k)
    level[k] = static_cast<float>(static_cast<double>(bed[k]) + depth[k]);
}

}  // namespace sandtable::inundation
