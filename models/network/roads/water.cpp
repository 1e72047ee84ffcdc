// SPDX-License-Identifier: Apache-2.0
#include "models/network/roads/water.hpp"

#include <algorithm>

#include "models/network/roads/roads.hpp"

namespace sandtable::models {

double speed_in_water_m_s(double depth_m) {
  const double w = 1000 * depth_m;
  return (0.0009 * w * w - 0.5529 * w + 86.9448) / 3.6;
}

std::vector<float> RoadMap::deepest(std::span<const float> at_point) const {
  std::vector<float> most(point_begin.size() - 1, 0.0F);
  for (std::size_t link = 0; link < most.size(); ++link)
    for (std::int32_t i = point_begin[link]; i < point_begin[link + 1]; ++i)
      most[link] = std::max(most[link], at_point[static_cast<std::size_t>(point[i])]);
  return most;
}

/// Water comes and goes, unlike fire: a link that it leaves is open again.
bool Roads::look_at_water(State& state, Context& context) const {
  if (!context.bound(depth) || !context.changed(depth)) return false;
  const std::vector<float> most = map->deepest(context.read(depth));
  std::vector<std::uint8_t> flooded_now(most.size());
  std::vector<float> in_water(most.size(), 1.0F);
  for (std::size_t link = 0; link < most.size(); ++link) {
    flooded_now[link] = most[link] >= static_cast<float>(params.impassable_depth_m);
    if (most[link] <= 0 || flooded_now[link]) continue;
    const double factor = speed_in_water_m_s(std::min<double>(most[link], impassable_m)) /
                          map->network->free_speed_m_s[link];
    in_water[link] = static_cast<float>(std::min(1.0, factor));
  }
  if (in_water != state.in_water) {
    state.in_water = std::move(in_water);
    context.write(speed_factor, speeds(state, context.end()));
  }
  if (flooded_now == state.flooded) return false;
  state.flooded = std::move(flooded_now);
  context.write(flooded, state.flooded);
  return true;
}

}  // namespace sandtable::models
