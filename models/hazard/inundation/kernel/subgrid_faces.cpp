// SPDX-License-Identifier: Apache-2.0
// Conveyance of faces from the pixels of half a cell on either side.
#include <cmath>
#include <limits>

#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"
#include "models/hazard/inundation/kernel/subgrid_pixels.hpp"
#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation {
namespace {

float five_thirds(float depth) {
  return depth > 1e-30F ? depth * depth * inverse_cbrt(depth) : 0.0F;
}

/// The pixels of the half of a cell that lies beside a face.
struct Half {
  std::vector<float> bed, weight, manning;
  float lowest = std::numeric_limits<float>::infinity(), highest = 0.0F;
  double ground = 0.0, whole = 0.0;  ///< weights of those that have a bed, of all

  /// Means over the width at a level: depth, and h^(5/3) / n.
  struct Flow {
    double depth_m = 0.0, conveyance = 0.0;
  };
  Flow at(double level) const {
    Flow sum;
    for (std::size_t i = 0; i < bed.size(); ++i) {
      const double depth = level - static_cast<double>(bed[i]);
      if (!(depth > 0)) continue;
      sum.depth_m += static_cast<double>(weight[i]) * depth;
      sum.conveyance += static_cast<double>(weight[i]) *
                        static_cast<double>(five_thirds(static_cast<float>(depth)) / manning[i]);
    }
    return {sum.depth_m / whole, sum.conveyance / whole};
  }
};

/// The half of a cell on one of its sides. A middle column counts half.
Half half_of(const Pixels& pixels, std::int32_t column, std::int32_t row, Side side) {
  Half half;
  const std::int32_t along = pixels.along;
  half.whole = 0.5 * along * along;
  pixels.each_of(column, row, [&](std::int64_t pixel, std::int32_t a, std::int32_t b) {
    const std::int32_t in = along_y(side) ? b : a;
    const std::int32_t away = side == Side::east || side == Side::north ? along - 1 - in : in;
    const std::int32_t twice = std::clamp(along - 2 * away, 0, 2);  // 2: in this half, 1: in both
    if (twice == 0) return;
    half.bed.push_back(static_cast<float>(pixels.terrain.bed_m[pixel] - pixels.lowest_m));
    half.weight.push_back(0.5F * static_cast<float>(twice));
    half.manning.push_back(pixels.manning(pixel));
    half.ground += 0.5 * twice;
    half.lowest = std::min(half.lowest, half.bed.back());
    half.highest = std::max(half.highest, half.bed.back());
  });
  return half;
}

Side opposite(Side side) {
  const bool before = side == Side::west || side == Side::south;
  return along_y(side) ? (before ? Side::north : Side::south) : (before ? Side::east : Side::west);
}

Half::Flow lower(const Half::Flow& a, const Half::Flow& b) {
  return {std::min(a.depth_m, b.depth_m), std::min(a.conveyance, b.conveyance)};
}

double representative_squared(const Half::Flow& flow) {
  const double n =
      static_cast<double>(five_thirds(static_cast<float>(flow.depth_m))) / flow.conveyance;
  return n * n;
}

double mean_manning(const Half& half) {
  double sum = 0.0;
  for (std::size_t i = 0; i < half.manning.size(); ++i)
    sum += static_cast<double>(half.weight[i]) * static_cast<double>(half.manning[i]);
  return sum / half.ground;
}

/// Above the top n^2 goes from what it is there to that of the mean n, so that it is right as far
/// above the top as the floor is below; between a tenth and nine tenths of the way there.
void fit_above(const Half& a, const Half& b, std::size_t face, double top_squared,
               FaceTables& tables) {
  const double range = tables.range[face];
  const double top = static_cast<double>(tables.floor[face]) + range;
  const Half& narrow = a.at(top).conveyance < b.at(top).conveyance ? a : b;
  const double n = mean_manning(narrow), limit = n * n;
  tables.limit[face] = static_cast<float>(limit);
  if (!(range > 0) || std::abs(limit - top_squared) <= 0.01 * limit) return;
  const double there = representative_squared(lower(a.at(top + range), b.at(top + range)));
  const double gone = std::clamp((there - top_squared) / (limit - top_squared), 0.1, 0.9);
  tables.fit[face] = static_cast<float>(gone / (1 - gone) / range);
}

void fill_face(const Half& a, const Half& b, std::size_t face, double flow_depth,
               FaceTables& tables) {
  if (a.bed.empty() || b.bed.empty()) return;
  const float floor = std::max(a.lowest, b.lowest), top = std::max(a.highest, b.highest);
  tables.floor[face] = floor;
  tables.range[face] = top - floor;
  tables.per_range[face] = top > floor ? 1.0F / (top - floor) : 0.0F;
  tables.share[face] = static_cast<float>(std::min(a.ground / a.whole, b.ground / b.whole));
  float* const node = tables.nodes.data() + face * FaceTables::values;
  const double range = tables.range[face];
  double squared = 0.0;
  for (std::int32_t i = 0; i <= FaceTables::steps; ++i) {
    const double part = static_cast<double>(i) / FaceTables::steps;
    const double level = static_cast<double>(floor) + range * part * part;
    node[2 * i] = static_cast<float>(lower(a.at(level), b.at(level)).depth_m);
    // Nothing flows in less than the flow depth: n there stands for that at the floor.
    const double wet = std::max(level, static_cast<double>(floor) + flow_depth);
    squared = representative_squared(lower(a.at(wet), b.at(wet)));
    node[2 * i + 1] = static_cast<float>(squared);
  }
  fit_above(a, b, face, squared, tables);
}

void make_walls(std::size_t faces, FaceTables& tables) {
  tables.floor.assign(faces, wall_m);
  tables.range.assign(faces, 0.0F);
  tables.per_range.assign(faces, 0.0F);
  tables.share.assign(faces, 0.0F);
  tables.limit.assign(faces, 0.0F);
  tables.fit.assign(faces, 0.0F);
  tables.nodes.assign(faces * FaceTables::values, 0.0F);
}

}  // namespace

void fill_faces(const Pixels& pixels, const Grid& grid, SubgridTables& tables) {
  const auto faces = static_cast<std::size_t>(grid.padded_cells());
  make_walls(faces, tables.x);
  make_walls(faces, tables.y);
  const double least = grid.method.flow_depth_m;
  for (std::int32_t row = 0; row < grid.rows; ++row)
    for (std::int32_t column = 0; column < grid.columns; ++column) {
      const auto face = static_cast<std::size_t>(grid.index(column, row));
      if (column + 1 < grid.columns)
        fill_face(half_of(pixels, column, row, Side::east),
                  half_of(pixels, column + 1, row, Side::west), face, least, tables.x);
      if (row + 1 < grid.rows)
        fill_face(half_of(pixels, column, row, Side::north),
                  half_of(pixels, column, row + 1, Side::south), face, least, tables.y);
    }
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    const Edge& edge = grid.edges[e];
    if (edge.kind == EdgeKind::inflow) continue;
    Half half = half_of(pixels, edge.column, edge.row, edge.side);
    if (half.bed.empty())  // the cell is ground in part only
      half = half_of(pixels, edge.column, edge.row, opposite(edge.side));
    fill_face(half, half, static_cast<std::size_t>(grid.edge_face[e]), least,
              along_y(edge.side) ? tables.y : tables.x);
  }
}

}  // namespace sandtable::inundation
