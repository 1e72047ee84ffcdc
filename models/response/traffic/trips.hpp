// SPDX-License-Identifier: Apache-2.0
// Inside the kernel only: where vehicles go next, and the queues beside the road.
#pragma once

#include <cstdint>
#include <span>

#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/model.hpp"
#include "models/response/traffic/state.hpp"

namespace sandtable::traffic {

/// Departures come out by time, then vehicle.
struct Later {
  bool operator()(const Departure& left, const Departure& right) const {
    return left.time != right.time ? left.time > right.time : left.vehicle > right.vehicle;
  }
};

/// The link that a vehicle takes from `node`, no_way or arrived. A path that meets a closed link
/// is replaced, if there is another.
std::int32_t next_link(State& state, const Model& model, std::int32_t slot, std::int32_t node);

/// Whether a link is closed and drivers know it.
inline bool is_known_closed(const State& state, std::int32_t link) {
  return state.closed[link] != 0 && (state.unseen.empty() || state.unseen[link] == 0);
}
/// Makes all drivers know that a link is closed, as the first stands before it.
void see_closed(State& state, const Model& model, std::int32_t link);

/// Replaces the rest of a path by the cheapest from `node` to its end; false when there is none.
bool find_path(State& state, const Model& model, std::int32_t slot, std::int32_t node);

/// Puts a vehicle that stands at a node, beside the road, into its next queue; it may have arrived.
void start(State& state, const Model& model, std::int32_t slot, std::int32_t node,
           std::int64_t time, Sink& sink);

void arrive(State& state, std::int32_t slot, std::int32_t node, std::int64_t time, Sink& sink);
/// No way on, from the end of `link` (or none): the declared rule.
void strand(State& state, const Model& model, std::int32_t slot, std::int32_t node,
            std::int32_t link, std::int64_t time, Sink& sink);

/// From its next node on; null: to its destination.
void set_path(State& state, std::int32_t slot, Path path);

/// Puts a vehicle that waits beside the road, in no queue, among those to start.
void depart_again(State& state, std::int32_t slot, std::int64_t time);

/// Takes the first of those that wait to start on a link.
std::int32_t pop_origin(State& state, const Model& model, std::int32_t link);

/// What a change of costs may have done to those on their way.
struct Change {
  bool ways = false;    ///< some may go another way
  bool opened = false;  ///< a link can be entered again
};

/// Recomputes the costs of links and repairs the tables and paths in use.
Change update_costs(State& state, const Model& model, std::span<const std::int32_t> links);

/// Everybody who waits and now wants another link leaves the queue, to ask for the way at `time`.
void ask_again(State& state, const Model& model, std::int64_t time, Change change);

/// Lets drivers notice delays, at its fixed times.
void look_at_delays(State& state, const Model& model, std::int64_t time);

}  // namespace sandtable::traffic
