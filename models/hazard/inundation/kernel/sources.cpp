// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/hazard/inundation/kernel/subgrid_tables.hpp"
#include "sim/core/error.hpp"

namespace sandtable::inundation {
namespace {

std::int32_t cell_of(const Grid& grid, std::int32_t column, std::int32_t row) {
  const bool there = column >= 0 && row >= 0 && column < grid.columns && row < grid.rows;
  if (!there || grid.inside[grid.index(column, row)] == 0)
    refuse(fmt::format("a source at column {}, row {} lies outside the terrain", column, row));
  return grid.index(column, row);
}

void check_rates(const Grid& grid, std::span<const float> rates, const char* what) {
  if (!rates.empty() && std::ssize(rates) != std::int64_t{grid.columns} * grid.rows)
    refuse(
        fmt::format("{} {} rates for {} x {} cells", rates.size(), what, grid.columns, grid.rows));
  for (const float rate : rates)
    if (!(rate >= 0) || std::isinf(rate))
      refuse(fmt::format("{} of {} m/s (must be 0 or more)", what, rate));
}

void check(const Grid& grid, const Forcing& forcing) {
  check_rates(grid, forcing.rain_by_cell_m_s, "rain");
  check_rates(grid, forcing.infiltration_by_cell_m_s, "infiltration");
  for (const double rate : {forcing.rain_m_s, forcing.infiltration_m_s})
    if (!(rate >= 0) || std::isinf(rate))
      refuse(fmt::format("rain or infiltration of {} m/s (must be 0 or more)", rate));
  if (forcing.edge_values.size() != grid.edges.size())
    refuse(
        fmt::format("{} values for {} open edges", forcing.edge_values.size(), grid.edges.size()));
  if (!forcing.infiltrated_m.empty() && std::ssize(forcing.infiltrated_m) != grid.padded_cells())
    refuse(fmt::format("{} infiltrated depths for {} padded cells", forcing.infiltrated_m.size(),
                       grid.padded_cells()));
  if (!forcing.culvert_m3.empty() && forcing.culvert_m3.size() != forcing.culverts.size())
    refuse(fmt::format("{} volumes for {} culverts", forcing.culvert_m3.size(),
                       forcing.culverts.size()));
  for (const double value : forcing.edge_values)
    if (!std::isfinite(value)) refuse(fmt::format("a level or inflow of {} at an edge", value));
}

/// The rate of every padded cell, 0 outside, less where part of a cell is; none at all where
/// nothing is asked.
std::vector<double> rates(const Grid& grid, double everywhere, std::span<const float> by_cell) {
  const bool some = std::any_of(by_cell.begin(), by_cell.end(), [](float r) { return r > 0; });
  if (everywhere == 0 && !some) return {};
  std::vector<double> made(static_cast<std::size_t>(grid.padded_cells()), 0.0);
  for (std::int32_t row = 0; row < grid.rows; ++row)
    for (std::int32_t column = 0; column < grid.columns; ++column) {
      const std::int32_t k = grid.index(column, row);
      const std::int64_t from = std::int64_t{row} * grid.columns + column;
      if (grid.inside[k] != 0) made[k] = everywhere + (some ? double{by_cell[from]} : 0.0);
      if (grid.subgrid) made[k] /= static_cast<double>(grid.subgrid->per_inside[k]);
    }
  return made;
}

/// What must pass between two cells, m over a cell, to bring them to one level.
double evening_depth(const Grid& grid, const Water& water, std::int32_t giver, std::int32_t taker) {
  const auto gap = [&](double passed) {
    return level_of(grid, giver, water.depth_m[giver] - passed) -
           level_of(grid, taker, water.depth_m[taker] + passed);
  };
  if (!grid.subgrid) return 0.5 * gap(0);
  double least = 0.0, most = water.depth_m[giver];
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = 0.5 * (least + most);
    (gap(middle) > 0 ? least : most) = middle;
  }
  return least;
}

/// Water taken from a cell takes its momentum along.
double take(const Grid& grid, Water& water, std::int32_t k, double depth_m) {
  const double taken = std::min(depth_m, water.depth_m[k]);
  if (!(taken > 0)) return 0.0;
  if (grid.method.scheme == Scheme::shallow_water) {
    const auto left = static_cast<float>(1.0 - taken / water.depth_m[k]);
    water.flow_x[k] *= left;
    water.flow_y[k] *= left;
  }
  water.depth_m[k] -= taken;
  return taken;
}

}  // namespace

Sources::Sources(const Grid& grid, const Forcing& forcing) : forcing_(forcing) {
  check(grid, forcing);
  const double area = grid.cell_m * grid.cell_m;
  std::map<std::int32_t, double> rise;
  for (const PointSource& source : forcing.sources) {
    if (!std::isfinite(source.m3_s)) refuse(fmt::format("a source of {} m3/s", source.m3_s));
    rise[cell_of(grid, source.column, source.row)] += source.m3_s / area;
  }
  for (const Transfer& transfer : forcing.transfers) {
    if (!(transfer.m3_s >= 0) || std::isinf(transfer.m3_s))
      refuse(fmt::format("a transfer of {} m3/s (must be 0 or more)", transfer.m3_s));
    cell_of(grid, transfer.from_column, transfer.from_row);
    rise[cell_of(grid, transfer.to_column, transfer.to_row)] += transfer.m3_s / area;
  }
  for (const Culvert& culvert : forcing.culverts) {
    const double most = ample_m3_s(culvert) / area;
    if (!(most >= 0) || std::isinf(most)) refuse("a culvert has sizes that make no sense");
    rise[cell_of(grid, culvert.to_column, culvert.to_row)] += most;
    rise[cell_of(grid, culvert.from_column, culvert.from_row)] += culvert.flap ? 0.0 : most;
  }
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    if (grid.edges[e].kind == EdgeKind::free) continue;
    const bool inflow = grid.edges[e].kind == EdgeKind::inflow;
    rise[grid.edge_cell[e]] += inflow ? forcing.edge_values[e] / grid.cell_m : 0.0;
  }
  for (const auto& [cell, m_s] : rise) {
    cells_.push_back(cell);
    fastest_rise_m_s_ = std::max(fastest_rise_m_s_, m_s);
  }
  rain_ = rates(grid, forcing.rain_m_s, forcing.rain_by_cell_m_s);
  infiltration_ = rates(grid, forcing.infiltration_m_s, forcing.infiltration_by_cell_m_s);
  double fastest_rain = 0.0;
  for (const double rate : rain_) {
    fastest_rain = std::max(fastest_rain, rate);
    rain_m3_s_ += rate * area;
  }
  fastest_rise_m_s_ += fastest_rain;
}

void Sources::apply(const Grid& grid, Water& water, double step_s) const {
  if (!rain_.empty()) {
    add_rain(rain_, step_s, water.depth_m);
    water.ledger.rain += rain_m3_s_ * step_s;
  }
  points(grid, water, step_s);
  if (!forcing_.culverts.empty()) culverts(grid, water, step_s);
  if (!infiltration_.empty()) infiltrate(grid, water, step_s);
}

void Sources::infiltrate(const Grid& grid, Water& water, double step_s) const {
  double metres = 0.0;
  if (grid.subgrid)
    metres = infiltrate_wet(grid, water, step_s);
  else if (grid.method.scheme == Scheme::inertial)
    metres = take_infiltration(infiltration_, step_s, water.depth_m, forcing_.infiltrated_m);
  else
    for (std::int32_t k = 0; k < std::ssize(infiltration_); ++k) {
      if (!(infiltration_[k] > 0)) continue;
      const double taken = take(grid, water, k, step_s * infiltration_[k]);
      metres += taken;
      if (!forcing_.infiltrated_m.empty()) forcing_.infiltrated_m[k] += taken;
    }
  water.ledger.infiltration += metres * grid.cell_m * grid.cell_m;
}

/// Wet ground takes in at capacity; dry ground of a cell no more than the rain that falls on it.
double Sources::infiltrate_wet(const Grid& grid, Water& water, double step_s) const {
  double metres = 0.0;
  for (std::int32_t k = 0; k < std::ssize(infiltration_); ++k) {
    if (!(infiltration_[k] > 0) || !(water.depth_m[k] > 0)) continue;
    const double wet = subgrid_level(*grid.subgrid, k, water.depth_m[k]).wet_share;
    const double on_dry = rain_.empty() ? 0.0 : std::min(infiltration_[k], rain_[k]);
    const double rate = wet * infiltration_[k] + (1 - wet) * on_dry;
    const double taken = take(grid, water, k, step_s * rate);
    metres += taken;
    if (!forcing_.infiltrated_m.empty()) forcing_.infiltrated_m[k] += taken;
  }
  return metres;
}

void Sources::points(const Grid& grid, Water& water, double step_s) const {
  const double area = grid.cell_m * grid.cell_m;
  for (const PointSource& source : forcing_.sources) {
    const std::int32_t k = grid.index(source.column, source.row);
    const double depth = source.m3_s * step_s / area;
    if (depth >= 0) {
      water.depth_m[k] += depth;
      water.ledger.source += depth * area;
    } else {
      water.ledger.sink += take(grid, water, k, -depth) * area;
    }
  }
  for (const Transfer& transfer : forcing_.transfers) {
    const std::int32_t from = grid.index(transfer.from_column, transfer.from_row);
    const double depth = take(grid, water, from, transfer.m3_s * step_s / area);
    water.depth_m[grid.index(transfer.to_column, transfer.to_row)] += depth;
  }
}

/// One after the other, each at the levels that the one before has left. In a step no more passes
/// than would bring the two cells, were they alone, to one level.
void Sources::culverts(const Grid& grid, Water& water, double step_s) const {
  const double area = grid.cell_m * grid.cell_m;
  const auto level = [&](std::int32_t k) { return level_of(grid, k, water.depth_m[k]); };
  for (std::size_t i = 0; i < forcing_.culverts.size(); ++i) {
    const Culvert& culvert = forcing_.culverts[i];
    const std::int32_t from = grid.index(culvert.from_column, culvert.from_row);
    const std::int32_t to = grid.index(culvert.to_column, culvert.to_row);
    const double asked = culvert_m3_s(culvert, level(from), level(to));
    if (asked == 0) continue;
    const std::int32_t giver = asked > 0 ? from : to, taker = asked > 0 ? to : from;
    const double most = evening_depth(grid, water, giver, taker);
    const double depth = take(grid, water, giver, std::min(std::abs(asked) * step_s / area, most));
    water.depth_m[taker] += depth;
    if (!forcing_.culvert_m3.empty()) forcing_.culvert_m3[i] += (asked > 0 ? depth : -depth) * area;
  }
}

}  // namespace sandtable::inundation
