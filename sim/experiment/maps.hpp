// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/engine.hpp"
#include "sim/results/record.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// A map bound to its field.
struct MapPlan {
  std::size_t field = 0;
  bool is_time = false;  ///< the field holds ticks: kept as seconds since start, never as NaN
  Tick every;
  std::int64_t draws = 0;
};

/// Binds [maps] to fields: fills `plans`, info.maps and info.map_supports. Adds to `problems`: an
/// unknown field, one on people, on places (which may be homes) or on no place at all, maps of one
/// process that differ in times or draws.
void bind_maps(const Scenario& scenario, const System& system, std::vector<MapPlan>& plans,
               RunInfo& info, Problems& problems);

/// Keeps the maps of one draw.
class MapKeeper {
 public:
  MapKeeper(std::span<const MapPlan> plans, std::int64_t draw, std::size_t branches);
  /// Call at every tick from start to horizon.
  void observe(Tick now, std::size_t branch, const BranchView& view);
  /// Moves what was kept into the records, by branch.
  void hand_over(std::span<BranchRecord> records);

 private:
  std::span<const MapPlan> plans_;
  std::int64_t draw_;
  std::vector<std::vector<std::vector<float>>> kept_;  ///< (branch, map, time and entity)
};

}  // namespace sandtable
