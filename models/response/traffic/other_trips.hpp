// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/network/roads/roads.hpp"
#include "models/response/traffic/model.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// Vehicles of nobody in the population (responders, visitors, through traffic), from one node to
/// another: they take room on the roads, and are no people.
struct OtherTrips {
  Tick begin;  ///< since start, or since ignition
  bool after_ignition = false;
  std::int32_t from = 0, to = 0;  ///< nodes
  std::int64_t free_flow = 0;     ///< ticks from one to the other; 0 if there is no way
  std::int32_t vehicles = 0;
  Tick over;              ///< they depart evenly within it
  std::uint64_t key = 0;  ///< of the label: where in its interval each departs
};

/// One of those vehicles. Its number on the roads is its index behind all people.
struct OtherVehicle {
  Tick depart;
  std::int32_t from = 0, to = 0;
  std::int64_t free_flow = 0;  ///< of the trip, ticks
  std::int64_t lost = 0;       ///< beyond that, at its end
  std::int32_t held_at = -1;   ///< node at which it stands without a way on
  bool ended = false;
};

/// The rows of a CSV: offset_min (after ignition) or time, from_x, from_y, to_x, to_y (m, in the
/// CRS of the roads), vehicles, over_min, label. Ends are the nodes nearest to the points, at most
/// 10 km away.
std::vector<OtherTrips> read_other_trips(const Loader& loader, const std::string& file,
                                         const RoadMap& map);

/// Fills in the rows' free-flow times.
void set_free_flow(std::vector<OtherTrips>& rows, const traffic::Model& kernel);

/// All vehicles of all rows: the k-th of n departs at begin + over (k + u) / n, u the row's own
/// luck.
std::vector<OtherVehicle> other_vehicles(const std::vector<OtherTrips>& rows, Tick ignition,
                                         const Stream& luck);

}  // namespace sandtable::models
