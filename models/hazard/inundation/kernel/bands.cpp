// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/bands.hpp"

#include <algorithm>

namespace sandtable::inundation {

std::vector<Band> split(const ActiveCells& active, std::size_t most) {
  const auto worth = static_cast<std::size_t>(active.cells() / least_cells_of_band);
  const auto count = static_cast<std::int64_t>(std::clamp(worth, std::size_t{1}, most));
  std::vector<Band> bands{{active.first_row(), active.last_row()}};
  std::int64_t cells = 0;
  for (std::int32_t row = active.first_row(); row < active.last_row(); ++row) {
    for (const Span& span : active.of(row)) cells += span.size();
    const bool thin = row - bands.back().first < NewRows::border;
    if (thin || cells * count < std::ssize(bands) * active.cells()) continue;
    bands.back().last = row;
    bands.push_back({row + 1, active.last_row()});
  }
  return bands;
}

void NewRows::begin(const Band& band, bool below, bool above) {
  band_ = band;
  below_ = below;
  above_ = above;
}

RowOut NewRows::open(std::int32_t row) {
  const std::int64_t at = std::int64_t{row} * grid_.stride;
  double* const depth = water_.depth_m.data() + at;
  float* const flow_x = water_.flow_x.data() + at;
  float* const flow_y = water_.flow_y.data() + at;
  const bool read_by_others =
      (below_ && row < band_.first + border) || (above_ && row > band_.last - border);
  if (!read_by_others) return {depth, flow_x, flow_y, row == 1 ? flow_y - grid_.stride : nullptr};
  if (used_ == aside_.size()) aside_.emplace_back();
  Aside& kept = aside_[used_++];
  kept.row = row;
  kept.depth.assign(depth, depth + grid_.stride);
  kept.flow_x.assign(flow_x, flow_x + grid_.stride);
  kept.flow_y.assign(flow_y, flow_y + grid_.stride);
  return {kept.depth.data(), kept.flow_x.data(), kept.flow_y.data(), nullptr};
}

void NewRows::close() {
  for (std::size_t i = 0; i < used_; ++i) {
    const Aside& kept = aside_[i];
    const std::int64_t at = std::int64_t{kept.row} * grid_.stride;
    std::copy(kept.depth.begin(), kept.depth.end(), water_.depth_m.begin() + at);
    std::copy(kept.flow_x.begin(), kept.flow_x.end(), water_.flow_x.begin() + at);
    std::copy(kept.flow_y.begin(), kept.flow_y.end(), water_.flow_y.begin() + at);
  }
  used_ = 0;
}

}  // namespace sandtable::inundation
