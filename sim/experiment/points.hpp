// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/sobol.hpp"
#include "sim/scenario/design.hpp"

namespace sandtable {

/// Where the draws of a design lie: for every row and every uncertain parameter's path a number in
/// (0, 1), at which the parameter's quantile is taken. A pure function of (seed, design, row,
/// path): neither the number nor the order of the parameters, nor the number of replicates, moves a
/// point. Immutable.
///
/// - Monte Carlo: independent.
/// - Latin hypercube: replicate r = row / size. Each of the `size` equal strata of (0, 1) is hit
///   once, at a uniform place, in a random order of the path's and the replicate's own. McKay,
///   Beckman, Conover, Technometrics 21 (1979).
/// - Sobol: point row % size of the Sobol sequence in the path's dimension (its place in
///   `dimensions`), scrambled as Owen does with coins of the path's and the replicate's own. A path
///   without a dimension is a Latin hypercube of its own beside it ("padding": Owen, "Monte Carlo
///   theory, methods and examples", ch. 17).
class DesignPoints {
 public:
  DesignPoints() = default;
  /// `dimensions`: paths, the first has dimension 1; only of Sobol.
  DesignPoints(const Design& design, std::uint64_t seed, std::vector<std::string> dimensions);

  double at(std::int64_t row, std::string_view path) const;

 private:
  Design design_;
  std::uint64_t seed_ = 0;
  std::vector<std::string> dimensions_;
  std::vector<SobolDirections> directions_;
};

}  // namespace sandtable
