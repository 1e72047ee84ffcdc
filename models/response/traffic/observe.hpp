// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/response/traffic/model.hpp"
#include "models/response/traffic/state.hpp"

namespace sandtable::traffic {

/// Where a vehicle stands: on a link at a share of its length, or at a node (link none).
struct Position {
  std::int32_t vehicle = none;
  Place place = Place::nowhere;
  std::int32_t link = none;
  double share = 0.0;  ///< of the link's length from its start, 0 to 1
  std::int32_t node = none;
  bool operator==(const Position&) const = default;
};

/// At state.now. On a link: as far as free flow has brought it, but behind those ahead of it, which
/// stand bumper to bumper from the link's end. `nowhere` for a vehicle that is not here.
Position position(const State& state, const Model& model, std::int32_t vehicle);

/// The positions of all vehicles on a link at state.now, the first in the queue first.
void positions_on(const State& state, const Model& model, std::int32_t link,
                  std::vector<Position>& out);

/// Vehicles past their free-flow time on a link at state.now, added to per_link (links), if it is
/// not empty. Returns their sum. Those that wait at origins are state.waiting_at_origins.
std::int64_t count_queued(const State& state, std::span<std::int32_t> per_link = {});

/// Vehicles not yet arrived: scheduled, at origins, on links, held.
struct Census {
  std::int64_t scheduled = 0, at_origins = 0, on_links = 0, held = 0;
  std::int64_t queued = 0;  ///< of those on links: past their free-flow time
  std::int64_t all() const { return scheduled + at_origins + on_links + held; }
};
Census census(const State& state);

/// Vehicles that have left a link since the start; those that entered are links[link].entered.
inline std::int32_t left(const LinkState& link) {
  return link.entered - link.on;
}

/// Bytes held by a state, without what it shares with others.
std::size_t bytes(const State& state);

}  // namespace sandtable::traffic
