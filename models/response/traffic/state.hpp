// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/response/traffic/event_heap.hpp"
#include "models/response/traffic/model.hpp"
#include "models/response/traffic/ways.hpp"

namespace sandtable::traffic {

inline constexpr std::int32_t none = -1;

/// What drivers with a path of their own look at when they choose it, at the start and where a
/// closed link ends it: delays as they are perceived, too, or closures and speeds only (as usual).
enum class Heed : std::uint8_t { delays, closures };

/// Where a vehicle is.
enum class Place : std::uint8_t {
  nowhere,    ///< a free slot
  scheduled,  ///< has not departed
  origin,     ///< waits beside the road to enter its first link
  link,
  held,  ///< no way on from its node
};

/// A vehicle, in one cache line; slots are used again after it has arrived.
struct alignas(64) Slot {
  std::int64_t entered = 0;  ///< its link, or ready to depart
  std::int64_t ready = 0;    ///< to leave its link, if nothing stood in the way
  std::int32_t vehicle = none;
  std::int32_t next = none;          ///< behind it in its queue; next free slot
  std::int32_t link = none;          ///< on which it is, or which it waits to enter from its origin
  std::int32_t node = none;          ///< where it stands when not on a link
  std::int32_t destination = none;   ///< none: has a path
  std::int32_t ahead = 0;            ///< links of its path that are left
  std::int32_t following = arrived;  ///< the first of them, or arrived
  const std::int32_t* next_on_path = nullptr;  ///< in the path of this slot
  Place place = Place::nowhere;
  bool reported = false;  ///< as stranded
  Heed heed = Heed::delays;
};

/// What a link's queue needs when a vehicle crosses, in one cache line; times in ticks.
struct alignas(64) LinkState {
  std::int64_t free_flow = 1;                       ///< now: free-flow time over the speed factor
  std::int64_t entry_from = 0;                      ///< earliest next entry by headway
  std::int64_t exit_from = 0;                       ///< earliest next exit by headway
  std::int32_t head = none, tail = none;            ///< vehicles, first out first
  std::int32_t hole_head = none, hole_tail = none;  ///< exits whose space has not come upstream
  std::int32_t on = 0, holes = 0;                   ///< vehicles, holes
  std::int32_t entered = 0;                         ///< vehicles since the start
  std::int32_t waits_for = none;                    ///< the link that its head wants
  std::int32_t first_waiter = none;                 ///< of the links that want this one
  bool exit_pending = false, admit_pending = false;
  bool origin_waits = false;  ///< some vehicle waits beside the road to start here
  bool delayed = false;       ///< the last to leave had waited
};

/// Whose turn it is where queues merge; virtual times in ticks.
struct Turn {
  std::int64_t served = 0;  ///< of the last that this link let in from a queue
  std::int64_t tag = 0;     ///< own virtual finish at the link `tag_of`
  std::int32_t tag_of = none;
  std::int32_t next_waiter = none;  ///< in the list of the link that this one wants
};

/// Vehicles that wait beside the road to start on a link.
struct OriginQueue {
  std::int64_t tag = 0;
  std::int32_t head = none, tail = none;
};

/// A link in the list of those whose head waits, in the order in which they began to.
struct Waiting {
  std::int64_t since = 0;
  std::int32_t before = none, after = none;
};

struct Hole {
  std::int64_t left = 0;
  std::int32_t next = none;
};

struct Departure {
  std::int64_t time = 0;
  std::int32_t vehicle = none;
  std::int32_t slot = none;
};

/// The traffic at one time: a value; a copy has the same future. All indices are internal.
struct State {
  Tick now;
  std::vector<Slot> slots;
  std::vector<Path> paths;            ///< (slot), null for vehicles with a destination
  std::vector<std::int32_t> slot_of;  ///< (vehicle), none when not here
  std::int32_t free_slot = none;
  std::vector<LinkState> links;
  std::vector<Turn> turns;           ///< (link)
  std::vector<OriginQueue> origins;  ///< (link)
  std::vector<Waiting> waiting;      ///< (link)
  std::int32_t waiting_first = none, waiting_last = none;
  std::vector<Hole> holes;
  std::int32_t free_hole = none;
  EventHeap events;
  std::vector<Departure> departures;  ///< a heap
  std::vector<std::int32_t> held;     ///< slots

  Outlook outlook;                      ///< of most drivers: delays as they are perceived, too
  Outlook usual;                        ///< of those who look at closures and speeds only
  std::vector<std::uint8_t> closed;     ///< (link), to entry
  std::vector<std::uint8_t> unseen;     ///< (link), closed and nobody knows; empty: none ever was
  std::vector<double> cost_factor;      ///< (link), or empty
  std::vector<std::int64_t> perceived;  ///< (link), delay in ticks that drivers count on
  std::vector<std::int64_t> delay;      ///< (link), of the last to leave since last looked at
  std::int64_t next_look = 0;           ///< when delays are looked at next, ticks
  bool delayed = false;                 ///< some delay is not 0
  std::int32_t perceived_links = 0;     ///< with a perceived delay
  std::vector<Ways> ways;               ///< (destination)
  std::vector<std::vector<std::shared_ptr<const NextHop>>>
      older_ways;                      ///< as they stood when delays were looked at before,
                                       ///< the newest first
  std::vector<std::int32_t> news_age;  ///< (slot), how many looks ago its news is from; or empty

  std::int64_t inserted = 0, arrivals = 0, removed = 0;  ///< vehicles since the start
  std::int64_t squeezed = 0;            ///< entries into full links by the gridlock rule
  std::int64_t crossings = 0;           ///< of links, for measurements
  std::int32_t waiting_at_origins = 0;  ///< vehicles now
};

/// Empty roads at free flow, time 0.
State begin(const Model& model);

}  // namespace sandtable::traffic
