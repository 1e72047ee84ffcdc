// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/advance.hpp"

#include <algorithm>

#include "models/response/traffic/queues.hpp"
#include "models/response/traffic/trips.hpp"

namespace sandtable::traffic {
namespace {

void pass(State& state, const Model& model, std::int32_t from, std::int32_t to, std::int64_t time,
          Sink& sink) {
  const std::int32_t slot = leave(state, model, from, time);
  enter(state, model, slot, to, time, sink);
}

/// The head of a link has come to its end and may leave.
void exit_link(State& state, const Model& model, std::int32_t from, std::int64_t time, Sink& sink) {
  state.links[from].exit_pending = false;
  const std::int32_t slot = state.links[from].head;
  // The head was taken off meanwhile, or the capacity is another than when this was planned.
  if (slot == none || state.links[from].waits_for != none || state.slots[slot].ready > time ||
      state.links[from].exit_from > time)
    return schedule_exit(state, from, time);
  const std::int32_t node = model.links[from].to;
  const std::int32_t to = next_link(state, model, slot, node);
  if (to == arrived) {
    arrive(state, leave(state, model, from, time), node, time, sink);
  } else if (to == no_way) {
    strand(state, model, leave(state, model, from, time), node, from, time, sink);
  } else if (has_waiters(state, to) || entry_allowed(state, model, to, time) > time) {
    wait(state, model, from, to, time);
  } else {
    pass(state, model, from, to, time, sink);
  }
}

/// The link, or none for the queue at the origin, whose turn it is to enter `to`.
std::int32_t next_in_turn(const State& state, std::int32_t to) {
  std::int32_t best = none;
  std::int64_t tag = Tick::never().count;
  for (std::int32_t link = state.links[to].first_waiter; link != none;
       link = state.turns[link].next_waiter) {
    const std::int64_t other = state.turns[link].tag;
    if (best != none && (other > tag || (other == tag && link > best))) continue;
    best = link;
    tag = other;
  }
  const OriginQueue& origin = state.origins[to];
  return origin.head != none && (best == none || origin.tag < tag) ? none : best;
}

void admit(State& state, const Model& model, std::int32_t to, std::int64_t time, Sink& sink) {
  state.links[to].admit_pending = false;
  if (!has_waiters(state, to)) return;
  if (entry_allowed(state, model, to, time) <= time) {
    const std::int32_t from = next_in_turn(state, to);
    if (from == none) {
      enter(state, model, pop_origin(state, model, to), to, time, sink);
    } else {
      state.turns[to].served = state.turns[from].tag;
      stop_waiting(state, from);
      pass(state, model, from, to, time, sink);
    }
  }
  if (has_waiters(state, to)) schedule_admit(state, model, to, time);
}

/// The gridlock rule: who has waited so long at the head of a link enters even a full one.
void squeeze(State& state, const Model& model, std::int64_t time, Sink& sink) {
  const std::int32_t from = state.waiting_first;
  const std::int32_t to = state.links[from].waits_for;
  if (!is_full(state, model, to, time)) {  // held up by priority, not by a jam
    leave_waiting_list(state, from);
    append_waiting(state, from, time);
    return;
  }
  stop_waiting(state, from);
  ++state.squeezed;
  pass(state, model, from, to, time, sink);
}

void handle(State& state, const Model& model, std::uint64_t key, Sink& sink) {
  state.events.pop();
  const auto time = static_cast<std::int64_t>(key >> time_shift);
  const auto link = static_cast<std::int32_t>(key & link_mask);
  if ((key >> link_bits & 1) == static_cast<std::uint64_t>(Kind::admit)) {
    admit(state, model, link, time, sink);
  } else {
    exit_link(state, model, link, time, sink);
  }
}

void depart(State& state, const Model& model, Sink& sink) {
  const Departure first = state.departures.front();
  std::pop_heap(state.departures.begin(), state.departures.end(), Later{});
  state.departures.pop_back();
  start(state, model, first.slot, state.slots[first.slot].node, first.time, sink);
}

}  // namespace

void advance(State& state, const Model& model, Tick until, Sink& sink) {
  constexpr std::int64_t never = Tick::never().count;
  while (true) {
    const std::int64_t event =
        state.events.empty() ? never : static_cast<std::int64_t>(state.events.top() >> time_shift);
    const std::int64_t departure = state.departures.empty() ? never : state.departures.front().time;
    const std::int64_t stuck =
        state.waiting_first == none
            ? never
            : state.waiting[state.waiting_first].since + model.rules.stuck_after.count;
    const std::int64_t time = std::min({event, departure, stuck, state.next_look});
    if (time >= until.count) break;
    if (time == state.next_look) {
      look_at_delays(state, model, time);
    } else if (time == departure) {
      depart(state, model, sink);
    } else if (time == event) {
      handle(state, model, state.events.top(), sink);
    } else {
      squeeze(state, model, time, sink);
    }
  }
  state.now = std::max(state.now, until);
}

}  // namespace sandtable::traffic
