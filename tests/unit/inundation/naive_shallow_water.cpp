// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tests/unit/inundation/book_flux.hpp"
#include "tests/unit/inundation/naive.hpp"

namespace sandtable::inundation::naive {
namespace {

/// A cell seen along one axis; dry water has no speed.
struct Cell {
  double level, depth, normal, across;
};

/// The cell so many steps after k; beyond the grid there is nothing.
Cell cell(const Grid& grid, const State& s, std::int32_t k, bool y, std::int32_t steps) {
  const std::int32_t place = (y ? k / grid.stride : k % grid.stride) + steps;
  if (place < 0 || place >= (y ? grid.rows + 2 : grid.stride)) return {0, 0, 0, 0};
  const std::int32_t there = k + steps * (y ? grid.stride : 1);
  const double bed = grid.bed[there], depth = s.depth_m[there];
  if (!(depth > grid.method.dry_depth_m)) return {bed, 0, 0, 0};
  const double u = s.flow_x[there] / depth, v = s.flow_y[there] / depth;
  return {bed + depth, depth, y ? v : u, y ? u : v};
}

double minmod(double a, double b) {
  return a * b <= 0 ? 0.0 : std::abs(a) < std::abs(b) ? a : b;
}

/// A cell's values at its face after it (sign 1) or before it (sign -1), and what its surface's
/// slope pulls (Audusse et al. 2004, section 3).
struct Rebuilt {
  Cell at;
  double pull;
};

Rebuilt rebuild(const Grid& grid, const Cell& before, const Cell& here, const Cell& after,
                double sign) {
  const bool flat =
      grid.method.order == 1 || std::min({before.depth, here.depth, after.depth}) <= 0;
  const auto half = [&](double Cell::*value) {
    return flat ? 0.0
                : sign * 0.5 * minmod(here.*value - before.*value, after.*value - here.*value);
  };
  const double rise = half(&Cell::level);
  return {{here.level + rise, here.depth + half(&Cell::depth), here.normal + half(&Cell::normal),
           here.across + half(&Cell::across)},
          book::g * here.depth * rise};
}

/// What crosses a face; normal momentum less the pressure, as the cells before and after see it.
struct Flux {
  double volume, before, after, across;
};

/// A wall after a cell: HLLC of the cell and its mirror image.
double reflected(const Cell& cell, double sign) {
  if (cell.depth <= 0) return 0.0;
  const book::Side side{cell.depth, sign * cell.normal, 0.0};
  const book::Side mirror{cell.depth, -sign * cell.normal, 0.0};
  return book::hllc(side, mirror).normal - book::pressure(cell.depth);
}

Flux flux(const Grid& grid, const Water& water, const State& s, std::int32_t k, bool y) {
  const std::int32_t n = y ? grid.stride : 1;
  const auto at = [&](std::int32_t steps) { return cell(grid, s, k, y, steps); };
  const Cell before = at(0), after = at(1);
  const double crest = (y ? water.crest_y : water.crest_x)[k];
  const double beds = std::max(grid.bed[k], grid.bed[k + n]);
  const std::vector<std::int32_t>& weirs = y ? water.weirs_y : water.weirs_x;
  const bool weir = std::binary_search(weirs.begin(), weirs.end(), k);
  const double head = std::max(before.level, after.level) - crest;
  if (crest > 1e29 || (weir && head <= 0))
    return {0.0, reflected(before, 1.0), reflected(after, -1.0), 0.0};
  const Rebuilt l = rebuild(grid, at(-1), before, after, 1.0);
  const Rebuilt r = rebuild(grid, before, after, at(2), -1.0);
  const double rebuilt = std::max(l.at.level - l.at.depth, r.at.level - r.at.depth);
  const double sill = grid.method.order == 1 || crest > beds ? crest : rebuilt;
  const double left = std::max(0.0, l.at.level - sill), right = std::max(0.0, r.at.level - sill);
  const book::Flux f =
      book::hllc({left, l.at.normal, l.at.across}, {right, r.at.normal, r.at.across});
  const double most = book::weir(head);
  return {weir ? std::clamp(f.volume, -most, most) : f.volume,
          f.normal - book::pressure(left) + l.pull, f.normal - book::pressure(right) + r.pull,
          f.across};
}

void fill_ghosts(const Grid& grid, const std::vector<double>& edge_values, State& s) {
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    const std::int32_t inside = grid.edge_cell[e], ghost = grid.edge_ghost[e];
    const double there = s.depth_m[inside];
    const bool stage = grid.edges[e].kind == EdgeKind::stage;
    const double depth =
        stage ? std::max(0.0, edge_values[e] - grid.lowest_m - grid.bed[ghost]) : there;
    const double share = there > grid.method.dry_depth_m ? depth / there : 0.0;
    s.depth_m[ghost] = depth;
    s.flow_x[ghost] = s.flow_x[inside] * share;
    s.flow_y[ghost] = s.flow_y[inside] * share;
  }
}

void at_edge(const Grid& grid, const State& s, std::size_t e, double value, Flux& f) {
  const Side side = grid.edges[e].side;
  const bool from_before = side == Side::west || side == Side::south;
  if (grid.edges[e].kind == EdgeKind::inflow) {
    const double depth = std::max(s.depth_m[grid.edge_cell[e]], std::cbrt(value * value / book::g));
    (from_before ? f.after : f.before) = depth > 0 ? value * value / depth : 0.0;
    f.volume = from_before ? value : -value;
    f.across = 0.0;
  }
  if (grid.edges[e].kind == EdgeKind::free && (from_before ? f.volume > 0 : f.volume < 0))
    f.volume = f.across = 0.0;
}

/// The q of q (1 + c q) = without friction, by halving.
double slowed(double without, double c) {
  double low = 0.0, high = without;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    (middle * (1 + c * middle) < without ? low : high) = middle;
  }
  return low;
}

void stage(const Grid& grid, const Water& water, const std::vector<double>& edge_values,
           double step_s, State& s) {
  fill_ghosts(grid, edge_values, s);
  std::vector<Flux> x(s.depth_m.size()), y(s.depth_m.size());
  for (std::int32_t k = 0; k < (grid.rows + 1) * grid.stride; ++k) {
    x[k] = flux(grid, water, s, k, false);
    y[k] = flux(grid, water, s, k, true);
  }
  for (std::size_t e = 0; e < grid.edges.size(); ++e)
    at_edge(grid, s, e, edge_values[e], (along_y(grid.edges[e].side) ? y : x)[grid.edge_face[e]]);
  Volumes volumes;
  for (const Flux& f : x) volumes.x.push_back(f.volume);
  for (const Flux& f : y) volumes.y.push_back(f.volume);
  move(grid, volumes, step_s, s.depth_m);
  const double share = step_s / grid.cell_m;
  for (std::int32_t k = grid.stride; k < (grid.rows + 1) * grid.stride; ++k) {
    if (grid.inside[k] == 0) continue;
    const std::int32_t south = k - grid.stride;
    const double qx = s.flow_x[k] + share * (x[k - 1].after - x[k].before) +
                      share * (y[south].across - y[k].across);
    const double qy = s.flow_y[k] + share * (y[south].after - y[k].before) +
                      share * (x[k - 1].across - x[k].across);
    const double depth = s.depth_m[k], norm = std::hypot(qx, qy);
    const bool moves = depth > grid.method.dry_depth_m && norm > 0;
    const double kept =
        moves
            ? slowed(norm, step_s * book::g * grid.manning_squared[k] / std::pow(depth, 7.0 / 3)) /
                  norm
            : 0.0;
    s.flow_x[k] = kept * qx;
    s.flow_y[k] = kept * qy;
  }
}

}  // namespace

State step_shallow_water(const Grid& grid, const Water& water,
                         const std::vector<double>& edge_values, double step_s) {
  State s = state_of(water);
  const State before = s;
  for (std::int32_t k = 0; k < grid.method.order; ++k) stage(grid, water, edge_values, step_s, s);
  if (grid.method.order == 1) return s;
  const auto mean = [](std::vector<double>& now, const std::vector<double>& then) {
    for (std::size_t k = 0; k < now.size(); ++k) now[k] = 0.5 * (now[k] + then[k]);
  };
  mean(s.depth_m, before.depth_m);
  mean(s.flow_x, before.flow_x);
  mean(s.flow_y, before.flow_y);
  return s;
}

}  // namespace sandtable::inundation::naive
