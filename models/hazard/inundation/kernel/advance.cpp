// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/advance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/kernel/active_cells.hpp"
#include "models/hazard/inundation/kernel/heun.hpp"
#include "models/hazard/inundation/kernel/inertial.hpp"
#include "models/hazard/inundation/kernel/shallow_water.hpp"
#include "models/hazard/inundation/kernel/sources.hpp"
#include "models/hazard/inundation/kernel/subgrid.hpp"
#include "models/hazard/inundation/kernel/sweep.hpp"
#include "sim/core/math.hpp"

namespace sandtable::inundation {
namespace {

/// The largest wave speed of a state that has not been stepped yet.
float wave_speed(const Grid& grid, const Water& water) {
  float fastest = 0.0F;
  for (std::size_t k = 0; k < water.depth_m.size(); ++k) {
    if (grid.inside[k] == 0 || !(water.depth_m[k] > 0)) continue;
    const auto depth = static_cast<float>(
        grid.subgrid ? subgrid_level(*grid.subgrid, static_cast<std::int64_t>(k), water.depth_m[k])
                           .hydraulic_m
                     : water.depth_m[k]);
    float speed = std::sqrt(gravity_m_s2 * depth);
    if (grid.method.scheme == Scheme::shallow_water && depth > grid.method.dry_depth_m)
      speed += std::max(std::abs(water.flow_x[k]), std::abs(water.flow_y[k])) / depth;
    fastest = std::max(fastest, speed);
  }
  return fastest;
}

/// The wave speed of what stands beyond the edges.
float stage_speed(const Grid& grid, std::span<const double> edge_values) {
  double deepest = 0.0;
  for (std::size_t e = 0; e < grid.edges.size(); ++e)
    if (grid.edges[e].kind == EdgeKind::stage)
      deepest = std::max(deepest, edge_values[e] - grid.lowest_m - grid.bed[grid.edge_ghost[e]]);
  return static_cast<float>(std::sqrt(gravity_m_s2 * deepest));
}

/// dt = share dx / c where c^2 = speed^2 + g rise dt allows for the water that sources add
/// meanwhile. Both bounds below are above the solution for dt, so that one more evaluation is below
/// it.
double longest_step(const Grid& grid, double speed, double rise_m_s) {
  const Method& method = grid.method;
  const double length =
      grid.cell_m * (method.scheme == Scheme::inertial ? method.alpha : method.courant);
  const double square = std::max(speed * speed, 1.0 * gravity_m_s2 * method.least_wave_depth_m);
  double bound = length / std::sqrt(square);
  const double added = gravity_m_s2 * rise_m_s;
  if (added <= 0) return bound;
  bound = std::min(bound, math::cbrt(length * length / added));
  return length / std::sqrt(square + added * bound);
}

Instability locate(const Grid& grid, const Water& water, double time_s, double step_s) {
  std::int32_t worst = grid.index(0, 0);
  const auto absurd = [](double depth) { return !(depth < deepest_m && depth > -deepest_m); };
  for (std::int32_t k = 0; k < std::ssize(water.depth_m); ++k) {
    if (grid.inside[k] == 0) continue;
    if (absurd(water.depth_m[k])) {
      worst = k;
      break;
    }
    if (water.depth_m[k] > water.depth_m[worst]) worst = k;
  }
  return {worst % grid.stride - 1, worst / grid.stride - 1, time_s, water.depth_m[worst], step_s};
}

/// The mean depth of a cell below which nothing in it flows. With subgrid tables its water may all
/// stand in one pixel; tables of cells that are ground in part take it to rise up to four times as
/// fast as there.
double depth_that_flows(const Grid& grid) {
  const Method& method = grid.method;
  if (method.scheme == Scheme::shallow_water) return method.dry_depth_m;
  if (!grid.subgrid) return method.flow_depth_m;
  return method.flow_depth_m / (4.0 * grid.subgrid->pixels * grid.subgrid->pixels);
}

/// One call of advance: `step(sweep, active, step_s)` makes a time step by sweeps of a kernel.
template <typename Kernel, typename Step>
std::optional<Instability> run(const Grid& grid, const Forcing& forcing, Water& water,
                               double from_s, double to_s, const Parts& parts, Step step) {
  const Sources sources(grid, forcing);
  const float outside = stage_speed(grid, forcing.edge_values);
  ActiveCells active(grid);
  Sweep<Kernel> sweep(grid, water, forcing.edge_values, parts);
  if (water.wave_speed == 0) water.wave_speed = wave_speed(grid, water);
  std::int32_t until_found = 0;
  for (double time = from_s; time < to_s;) {
    const double left = to_s - time;
    const double limit =
        longest_step(grid, std::max(water.wave_speed, outside), sources.fastest_rise_m_s());
    if (!(limit >= grid.method.shortest_step_s)) return locate(grid, water, time, limit);
    const double steps_left = std::ceil(left / limit);
    const double step_s = left / steps_left;
    if (until_found-- == 0) {
      active.find(grid, water.depth_m, depth_that_flows(grid), sources.cells(),
                  sources.everywhere(), Kernel::rows_ahead(grid.method));
      until_found = ActiveCells::margin / Kernel::reach(grid.method) - 1;
    }
    sources.apply(grid, water, step_s);
    const Found found = step(sweep, active, step_s);
    if (found.unstable) return locate(grid, water, time, step_s);
    water.wave_speed = found.wave_speed;
    water.step_s = step_s;
    water.steps += 1;
    water.updates += active.cells();
    time = steps_left > 1 ? time + step_s : to_s;
  }
  return std::nullopt;
}

}  // namespace

std::string Instability::text() const {
  return fmt::format(
      "the flood became unstable at {:.6g} s in column {}, row {} (depth {:.4g} m, time step "
      "{:.3g} s)",
      time_s, column, row, depth_m, step_s);
}

std::optional<Instability> advance(const Grid& grid, const Forcing& forcing, Water& water,
                                   double from_s, double to_s, const Parts& parts) {
  const auto by_euler = [](auto& sweep, const ActiveCells& active, double step_s) {
    return sweep.step(active, step_s);
  };
  if (grid.subgrid) return run<Subgrid>(grid, forcing, water, from_s, to_s, parts, by_euler);
  if (grid.method.scheme == Scheme::inertial)
    return run<Inertial>(grid, forcing, water, from_s, to_s, parts, by_euler);
  if (grid.method.order == 1)
    return run<ShallowWater>(grid, forcing, water, from_s, to_s, parts, by_euler);
  Heun heun(grid, water, parts);
  return run<ShallowWater>(grid, forcing, water, from_s, to_s, parts,
                           [&](auto& sweep, const ActiveCells& active, double step_s) {
                             return heun.step(sweep, active, step_s);
                           });
}

}  // namespace sandtable::inundation
