// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "tests/unit/inundation/book_flux.hpp"
#include "tests/unit/inundation/naive.hpp"

namespace sandtable::inundation::naive {

void move(const Grid& grid, Volumes& volumes, double step_s, std::vector<double>& depth_m) {
  const double share = step_s / grid.cell_m;
  const auto each_inside = [&](auto&& act) {
    for (std::int32_t row = 0; row < grid.rows; ++row)
      for (std::int32_t column = 0; column < grid.columns; ++column)
        if (const std::int32_t k = grid.index(column, row); grid.inside[k] != 0) act(k);
  };
  const auto each_out = [&](std::int32_t k, auto&& act) {
    if (volumes.x[k] > 0) act(volumes.x[k]);
    if (volumes.x[k - 1] < 0) act(volumes.x[k - 1]);
    if (volumes.y[k] > 0) act(volumes.y[k]);
    if (volumes.y[k - grid.stride] < 0) act(volumes.y[k - grid.stride]);
  };
  each_inside([&](std::int32_t k) {
    double leaves = 0.0;
    each_out(k, [&](double q) { leaves += std::abs(q) * share; });
    const double holds = 0.99999 * depth_m[k];
    if (leaves > holds) each_out(k, [&](double& q) { q *= holds / leaves; });
  });
  each_inside([&](std::int32_t k) {
    depth_m[k] +=
        share * (volumes.x[k - 1] - volumes.x[k] + volumes.y[k - grid.stride] - volumes.y[k]);
  });
}

namespace {

/// A face after cell k, its flow and those before and after it, and the mean flow across.
struct Face {
  std::int32_t k, next;
  double crest, own, before, after, across;
};

double next_flow(const Grid& grid, const State& state, const Face& face, double step_s) {
  const auto level = [&](std::int32_t k) { return grid.bed[k] + state.depth_m[k]; };
  const double depth = std::max(level(face.k), level(face.next)) - face.crest;
  if (!(depth > grid.method.flow_depth_m)) return 0.0;
  const double theta = grid.method.theta;
  const double kept = theta * face.own + (1 - theta) / 2 * (face.before + face.after);
  const double slope = (level(face.next) - level(face.k)) / grid.cell_m;
  const double squared =
      0.5 * (double{grid.manning_squared[face.k]} + grid.manning_squared[face.next]);
  const double friction =
      book::g * step_s * squared * std::hypot(face.own, face.across) / std::pow(depth, 7.0 / 3);
  return (kept - book::g * depth * step_s * slope) / (1 + friction);
}

/// The flow beyond an open edge is its own.
double beside(const Grid& grid, const std::vector<double>& flow, std::int32_t face,
              std::int32_t neighbour, std::int32_t beyond) {
  return grid.inside[beyond] != 0 ? flow[neighbour] : flow[face];
}

Face face_x(const Grid& grid, const Water& water, const State& s, std::int32_t k) {
  const std::int32_t n = grid.stride;
  return {k,
          k + 1,
          water.crest_x[k],
          s.flow_x[k],
          beside(grid, s.flow_x, k, k - 1, k),
          beside(grid, s.flow_x, k, k + 1, k + 1),
          (s.flow_y[k] + s.flow_y[k + 1] + s.flow_y[k - n] + s.flow_y[k + 1 - n]) / 4};
}

Face face_y(const Grid& grid, const Water& water, const State& s, std::int32_t k) {
  const std::int32_t n = grid.stride;
  return {k,
          k + n,
          water.crest_y[k],
          s.flow_y[k],
          grid.inside[k] != 0 ? s.flow_y[k - n] : s.flow_y[k],
          beside(grid, s.flow_y, k, k + n, k + n),
          (s.flow_x[k] + s.flow_x[k - 1] + s.flow_x[k + n] + s.flow_x[k + n - 1]) / 4};
}

void at_edges(const Grid& grid, const State& state, const std::vector<double>& edge_values,
              Volumes& volumes) {
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    const Side side = grid.edges[e].side;
    const double inwards = side == Side::west || side == Side::south ? 1.0 : -1.0;
    double& q = (along_y(side) ? volumes.y : volumes.x)[grid.edge_face[e]];
    const double depth = state.depth_m[grid.edge_cell[e]];
    if (grid.edges[e].kind == EdgeKind::inflow) q = inwards * edge_values[e];
    if (grid.edges[e].kind == EdgeKind::free)
      q = -inwards * std::clamp(-inwards * q, 0.0, depth * std::sqrt(book::g * depth));
  }
}

}  // namespace

State step_inertial(const Grid& grid, const Water& water, const std::vector<double>& edge_values,
                    double step_s) {
  State state = state_of(water);
  for (std::size_t e = 0; e < grid.edges.size(); ++e)
    if (grid.edges[e].kind == EdgeKind::stage)
      state.depth_m[grid.edge_ghost[e]] =
          std::max(0.0, edge_values[e] - grid.lowest_m - grid.bed[grid.edge_ghost[e]]);
  Volumes volumes{std::vector<double>(state.depth_m.size()),
                  std::vector<double>(state.depth_m.size())};
  for (std::int32_t row = 0; row <= grid.rows; ++row)
    for (std::int32_t k = row * grid.stride; k <= row * grid.stride + grid.columns; ++k) {
      if (water.crest_x[k] < 1e29F)
        volumes.x[k] = next_flow(grid, state, face_x(grid, water, state, k), step_s);
      if (water.crest_y[k] < 1e29F)
        volumes.y[k] = next_flow(grid, state, face_y(grid, water, state, k), step_s);
    }
  const auto cap = [&](std::vector<double>& volume, const std::vector<std::int32_t>& weirs,
                       const Padded<float>& crests, std::int32_t to_next) {
    for (const std::int32_t k : weirs) {
      const double highest = std::max(grid.bed[k] + state.depth_m[k],
                                      grid.bed[k + to_next] + state.depth_m[k + to_next]);
      const double most = book::weir(highest - crests[k]);
      volume[k] = std::clamp(volume[k], -most, most);
    }
  };
  cap(volumes.x, water.weirs_x, water.crest_x, 1);
  cap(volumes.y, water.weirs_y, water.crest_y, grid.stride);
  at_edges(grid, state, edge_values, volumes);
  move(grid, volumes, step_s, state.depth_m);
  return {state.depth_m, volumes.x, volumes.y};
}

}  // namespace sandtable::inundation::naive
