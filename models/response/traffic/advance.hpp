// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/response/traffic/model.hpp"
#include "models/response/traffic/state.hpp"

namespace sandtable::traffic {

struct Arrival {
  std::int32_t vehicle, node;
  Tick time;
  bool operator==(const Arrival&) const = default;
};

struct LinkEntry {
  std::int32_t vehicle, link;
  Tick time;
  bool operator==(const LinkEntry&) const = default;
};

/// A vehicle that has no way to its destination; link: where it came from, or none.
struct Stranding {
  std::int32_t vehicle, node, link;
  Tick time;
  bool operator==(const Stranding&) const = default;
};

/// What advance() reports, appended in the order of time.
struct Sink {
  std::vector<Arrival> arrivals;
  std::vector<Stranding> strandings;
  std::vector<LinkEntry>* entries = nullptr;  ///< null: not written
};

/// A vehicle to come: ready at `ready` (or now, if that is past) at `origin`, bound for a
/// destination of the model, or along `path`, which starts at `origin`; its end is where it goes.
struct Trip {
  std::int32_t vehicle = none;  ///< not negative; at most one vehicle of a number at a time
  Tick ready;
  std::int32_t origin = none;       ///< node
  std::int32_t destination = none;  ///< index, or none with a path
  Path path;
  std::int32_t news_age = 0;  ///< goes by the ways of so many looks at delays ago, as far as kept
  Heed heed = Heed::delays;   ///< of one with a path, where it needs another
};

/// Adds a trip; of trips ready at the same tick the lower vehicle goes first, however inserted.
/// Refuses a vehicle that is on its way, and nodes, destinations and paths that do not exist.
void insert(State& state, const Model& model, const Trip& trip);

/// The cheapest path between two nodes under the costs that such drivers go by now; null when there
/// is none.
Path cheapest_path(State& state, const Model& model, std::int32_t from_node, std::int32_t to_node,
                   Heed heed = Heed::delays);

/// The link that drivers to a destination take from a node now; no_way; arrived.
std::int32_t way_on(State& state, const Model& model, std::int32_t destination, std::int32_t node);

/// At state.now: takes a vehicle off the link on which it drives; its space is free at once. Does
/// nothing to a vehicle that is elsewhere.
void take_off(State& state, const Model& model, std::int32_t vehicle);

/// The node from which a vehicle on its way could go elsewhere: the end of its link, or where it
/// stands; none for one that is not on its way.
std::int32_t next_node(const State& state, const Model& model, std::int32_t vehicle);

/// At state.now: sends a vehicle that is on its way elsewhere, from its next node (trip.origin) on.
/// Its place in a queue of its link is kept; beside the road it queues anew.
void redirect(State& state, const Model& model, const Trip& trip);

/// Processes every event before `until`, in the order of (time, kind, link); state.now = until.
/// In one go or in slices: the same bits.
void advance(State& state, const Model& model, Tick until, Sink& sink);

/// At state.now: closes links to entry (closed[k] != 0) or opens them. Vehicles on them go on to
/// their end; those that waited for a link ask for the way again. Where unseen[k] != 0 (empty: at
/// none) a closed link seems open until the first vehicle stands before it, and all know it then.
void set_closed(State& state, const Model& model, std::span<const std::int32_t> links,
                std::span<const std::uint8_t> closed, std::span<const std::uint8_t> unseen = {});

/// At state.now: the speed of later entries, as a share of free speed (<= 0 closes; links that
/// were closed by set_closed stay so). Values that do not change cost next to nothing.
void set_speed(State& state, const Model& model, std::span<const std::int32_t> links,
               std::span<const double> speed_factor);

/// At state.now: `model` replaces `before`, which has other headways or spaces on some links. The
/// time to the next entry and exit is as if the last had met the new headway; who waits looks
/// again. A headway of `no_flow` lets nobody in or out until another model replaces this one.
inline constexpr std::int64_t no_flow = std::int64_t{1} << 40;
void capacity_changed(State& state, const Model& before, const Model& model);

/// At state.now: what drivers multiply a link's time by when they choose a way (>= 0.001).
void set_cost_factor(State& state, const Model& model, std::span<const std::int32_t> links,
                     std::span<const double> factor);

}  // namespace sandtable::traffic
