// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sandtable::inundation {

EdgesByRow::EdgesByRow(const Grid& grid)
    : order_(grid.edges.size()), begin_(static_cast<std::size_t>(grid.rows) + 4, 0) {
  std::iota(order_.begin(), order_.end(), 0);
  std::stable_sort(order_.begin(), order_.end(), [&](std::int32_t a, std::int32_t b) {
    return grid.edge_face[a] / grid.stride < grid.edge_face[b] / grid.stride;
  });
  for (const std::int32_t face : grid.edge_face) ++begin_[face / grid.stride + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
}

std::span<const std::int32_t> EdgesByRow::of(std::int32_t row) const {
  const std::span<const std::int32_t> all = order_;
  return all.subspan(begin_[row], begin_[row + 1] - begin_[row]);
}

Crossed crossed(const Grid& grid, std::span<const std::int32_t> edges_of_row,
                std::span<const std::int32_t> edges_of_row_south, const FaceRows& faces,
                double volume) {
  Crossed sum;
  const auto book = [&](std::int32_t edge, const float* flow) {
    const Side side = grid.edges[edge].side;
    const bool inwards_positive = side == Side::west || side == Side::south;
    const double q = flow[grid.edge_face[edge] % grid.stride];
    const double in = (inwards_positive ? q : -q) * volume;
    (in > 0 ? sum.in : sum.out) += std::abs(in);
  };
  for (const std::int32_t edge : edges_of_row)
    if (!along_y(grid.edges[edge].side)) book(edge, faces.east);
  for (const std::int32_t edge : edges_of_row_south)
    if (along_y(grid.edges[edge].side)) book(edge, faces.south);
  return sum;
}

}  // namespace sandtable::inundation
