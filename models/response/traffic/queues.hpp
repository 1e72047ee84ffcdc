// SPDX-License-Identifier: Apache-2.0
// Inside the kernel only: the queues of links, and how a vehicle passes from one to the next.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/model.hpp"
#include "models/response/traffic/state.hpp"

namespace sandtable::traffic {

/// At one time heads leave before others are let in, so that all who want a space compete for it.
enum class Kind : std::uint64_t { exit = 0, admit = 1 };
inline constexpr int link_bits = 23, time_shift = 24;
inline constexpr std::uint64_t link_mask = (std::uint64_t{1} << link_bits) - 1;
inline constexpr std::int64_t last_time = (std::int64_t{1} << 40) - 1;  ///< ticks, two years

inline void schedule(State& state, std::int64_t time, Kind kind, std::int32_t link) {
  const auto ticks = static_cast<std::uint64_t>(std::min(time, last_time));
  state.events.push(ticks << time_shift | static_cast<std::uint64_t>(kind) << link_bits |
                    static_cast<std::uint64_t>(link));
}

inline std::int32_t new_hole(State& state, std::int64_t left) {
  if (state.free_hole == none) {
    state.holes.push_back({left, none});
    return static_cast<std::int32_t>(state.holes.size()) - 1;
  }
  const std::int32_t hole = state.free_hole;
  state.free_hole = state.holes[hole].next;
  state.holes[hole] = {left, none};
  return hole;
}

/// Forgets the exits whose space has travelled up to the link's start.
inline void close_holes(State& state, LinkState& link, std::int64_t hole_time, std::int64_t time) {
  while (link.holes > 0 && state.holes[link.hole_head].left + hole_time <= time) {
    const std::int32_t hole = link.hole_head;
    link.hole_head = state.holes[hole].next;
    if (--link.holes == 0) link.hole_tail = none;
    state.holes[hole].next = state.free_hole;
    state.free_hole = hole;
  }
}

inline void add_hole(State& state, LinkState& link, std::int64_t time) {
  const std::int32_t hole = new_hole(state, time);
  if (link.holes++ == 0) {
    link.hole_head = hole;
  } else {
    state.holes[link.hole_tail].next = hole;
  }
  link.hole_tail = hole;
}

inline bool is_full(State& state, const Model& model, std::int32_t to, std::int64_t time) {
  LinkState& link = state.links[to];
  close_holes(state, link, model.links[to].hole_time, time);
  return link.on + link.holes >= model.links[to].spaces;
}

/// When the next vehicle may enter: by headway, and by the exit of the one `spaces` before it,
/// length / wave speed later. never: not until somebody leaves.
inline std::int64_t entry_allowed(State& state, const Model& model, std::int32_t to,
                                  std::int64_t time) {
  LinkState& link = state.links[to];
  const std::int64_t by_headway = std::max(time, link.entry_from);
  if (link.on + link.holes < model.links[to].spaces) return by_headway;
  if (!is_full(state, model, to, time)) return by_headway;
  std::int32_t wanted = link.on + link.holes + 1 - model.links[to].spaces;
  if (wanted > link.holes) return Tick::never().count;
  std::int32_t hole = link.hole_head;
  while (--wanted > 0) hole = state.holes[hole].next;
  return std::max(by_headway, state.holes[hole].left + model.links[to].hole_time);
}

inline bool has_waiters(const State& state, std::int32_t link) {
  return state.links[link].first_waiter != none || state.links[link].origin_waits;
}

inline void schedule_admit(State& state, const Model& model, std::int32_t to, std::int64_t time) {
  if (state.links[to].admit_pending) return;
  const std::int64_t allowed = entry_allowed(state, model, to, time);
  if (allowed >= Tick::never().count) return;
  state.links[to].admit_pending = true;
  schedule(state, allowed, Kind::admit, to);
}

inline void schedule_exit(State& state, std::int32_t from, std::int64_t time) {
  LinkState& link = state.links[from];
  if (link.head == none || link.exit_pending || link.waits_for != none) return;
  link.exit_pending = true;
  const std::int64_t ready = state.slots[link.head].ready;
  schedule(state, std::max({time, ready, link.exit_from}), Kind::exit, from);
}

/// Self-clocked fair queueing (Golestani 1994, INFOCOM): each that waits for `to` carries a virtual
/// finish time, a quantum (1 / priority) after its last or after that of the one let in last.
inline void take_turn(State& state, const Model& model, std::int32_t from, std::int32_t to) {
  Turn& turn = state.turns[from];
  const std::int64_t served = state.turns[to].served;
  turn.tag =
      (turn.tag_of == to ? std::max(served, turn.tag) : served) + model.links[from].merge_quantum;
  turn.tag_of = to;
}

inline void append_waiting(State& state, std::int32_t from, std::int64_t time) {
  state.waiting[from] = {time, state.waiting_last, none};
  (state.waiting_last == none ? state.waiting_first : state.waiting[state.waiting_last].after) =
      from;
  state.waiting_last = from;
}

inline void wait(State& state, const Model& model, std::int32_t from, std::int32_t to,
                 std::int64_t time) {
  take_turn(state, model, from, to);
  state.links[from].waits_for = to;
  state.turns[from].next_waiter = state.links[to].first_waiter;
  state.links[to].first_waiter = from;
  append_waiting(state, from, time);
  schedule_admit(state, model, to, time);
}

inline void leave_waiting_list(State& state, std::int32_t from) {
  const Waiting& gone = state.waiting[from];
  (gone.before == none ? state.waiting_first : state.waiting[gone.before].after) = gone.after;
  (gone.after == none ? state.waiting_last : state.waiting[gone.after].before) = gone.before;
}

inline void stop_waiting(State& state, std::int32_t from) {
  std::int32_t* place = &state.links[state.links[from].waits_for].first_waiter;
  while (*place != from) place = &state.turns[*place].next_waiter;
  *place = state.turns[from].next_waiter;
  state.turns[from].next_waiter = none;
  state.links[from].waits_for = none;
  leave_waiting_list(state, from);
}

/// Takes the head off a link. The link's own next exit and admission are scheduled.
inline std::int32_t leave(State& state, const Model& model, std::int32_t from, std::int64_t time) {
  LinkState& link = state.links[from];
  const LinkRow& row = model.links[from];
  const std::int32_t slot = link.head;
  if (model.rules.perceive_delays) {
    const std::int64_t waited = time - state.slots[slot].ready;
    if (waited > 0 || link.delayed) {
      state.delay[from] = waited;
      link.delayed = waited > 0;
      state.delayed = state.delayed || link.delayed;
    }
  }
  link.head = state.slots[slot].next;
  if (link.head == none) link.tail = none;
  --link.on;
  link.exit_from = std::max(link.exit_from, time) + row.headway;
  close_holes(state, link, row.hole_time, time);
  add_hole(state, link, time);
  if (has_waiters(state, from)) schedule_admit(state, model, from, time);
  schedule_exit(state, from, time);
  ++state.crossings;
  return slot;
}

/// From an entry to the next: longer by the capacity drop while a queue stands on a road before the
/// link, that is when who enters has waited, or another waits, there.
inline std::int64_t entry_headway(const State& state, const Model& model, const Slot& vehicle,
                                  std::int32_t to, std::int64_t time) {
  const std::int64_t headway = model.links[to].headway;
  const Rules& rules = model.rules;
  if (rules.capacity_drop <= 0.0) return headway;
  const bool waited = vehicle.place == Place::link && vehicle.ready < time;
  const std::int32_t waiter = state.links[to].first_waiter;
  if (!waited && waiter == none) return headway;
  double drop = rules.capacity_drop;
  if (rules.capacity_drop_until_m_s > 0.0) {
    const Slot& queued = waited ? vehicle : state.slots[state.links[waiter].head];
    const Tick on_link{std::max<std::int64_t>(1, time - queued.entered)};
    const double speed = model.network->length_m[queued.link] / on_link.seconds();
    drop *= std::max(0.0, 1.0 - speed / rules.capacity_drop_until_m_s);
  }
  return std::llround(static_cast<double>(headway) / (1.0 - drop));
}

inline void enter(State& state, const Model& model, std::int32_t slot, std::int32_t to,
                  std::int64_t time, Sink& sink) {
  LinkState& link = state.links[to];
  Slot& vehicle = state.slots[slot];
  link.entry_from =
      std::max(link.entry_from, time) + entry_headway(state, model, vehicle, to, time);
  vehicle.entered = time;
  vehicle.ready = time + link.free_flow;
  vehicle.link = to;
  vehicle.node = none;
  vehicle.place = Place::link;
  vehicle.next = none;
  if (vehicle.destination == none) {
    ++vehicle.next_on_path;
    vehicle.following = --vehicle.ahead > 0 ? *vehicle.next_on_path : arrived;
  }
  (link.head == none ? link.head : state.slots[link.tail].next) = slot;
  link.tail = slot;
  ++link.on;
  ++link.entered;
  schedule_exit(state, to, time);
  if (sink.entries != nullptr) sink.entries->push_back({vehicle.vehicle, to, Tick{time}});
}

}  // namespace sandtable::traffic
