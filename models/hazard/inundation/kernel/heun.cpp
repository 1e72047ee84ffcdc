// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/heun.hpp"

#include <algorithm>

namespace sandtable::inundation {
namespace {

/// The mean of what was booked in two stages.
void halve_since(Ledger& ledger, const Ledger& before) {
  ledger.edge_in = before.edge_in + 0.5 * (ledger.edge_in - before.edge_in);
  ledger.edge_out = before.edge_out + 0.5 * (ledger.edge_out - before.edge_out);
}

/// Calls each(first, last) for every stretch of computed cells, as padded indices.
template <typename Each>
void each_stretch(const Grid& grid, const ActiveCells& active, const Parts& parts, Each each) {
  const std::vector<Band> bands = split(active, parts.threads);
  parts(bands.size(), [&](std::size_t i) {
    for (std::int32_t row = bands[i].first; row <= bands[i].last; ++row)
      for (const Span& span : active.of(row))
        each(row * grid.stride + span.begin, row * grid.stride + span.end);
  });
}

}  // namespace

Found Heun::step(Sweep<ShallowWater>& sweep, const ActiveCells& active, double step_s) {
  const Ledger before = water_.ledger;
  depth_before_.resize(water_.depth_m.size());
  flow_x_before_.resize(water_.flow_x.size());
  flow_y_before_.resize(water_.flow_y.size());
  each_stretch(grid_, active, parts_, [&](std::int32_t first, std::int32_t last) {
    const auto keep = [&](const auto& from, auto& to) {
      std::copy(from.begin() + first, from.begin() + last, to.begin() + first);
    };
    keep(water_.depth_m, depth_before_);
    keep(water_.flow_x, flow_x_before_);
    keep(water_.flow_y, flow_y_before_);
  });
  const Found first = sweep.step(active, step_s);
  const Found second = sweep.step(active, step_s);
  each_stretch(grid_, active, parts_, [&](std::int32_t from, std::int32_t to) {
    for (std::int32_t k = from; k < to; ++k) {
      water_.depth_m[k] = 0.5 * (depth_before_[k] + water_.depth_m[k]);
      water_.flow_x[k] = 0.5F * (flow_x_before_[k] + water_.flow_x[k]);
      water_.flow_y[k] = 0.5F * (flow_y_before_[k] + water_.flow_y[k]);
    }
  });
  halve_since(water_.ledger, before);
  return {std::max(first.wave_speed, second.wave_speed), first.unstable || second.unstable};
}

}  // namespace sandtable::inundation
