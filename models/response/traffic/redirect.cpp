// SPDX-License-Identifier: Apache-2.0
// Those who change their mind on the way.
#include "models/response/traffic/queues.hpp"
#include "models/response/traffic/trips.hpp"

namespace sandtable::traffic {
namespace {

void leave_origin(State& state, std::int32_t slot) {
  const std::int32_t link = state.slots[slot].link;
  OriginQueue& queue = state.origins[link];
  std::int32_t ahead = none;
  for (std::int32_t other = queue.head; other != slot; other = state.slots[other].next)
    ahead = other;
  (ahead == none ? queue.head : state.slots[ahead].next) = state.slots[slot].next;
  if (queue.tail == slot) queue.tail = ahead;
  state.links[link].origin_waits = queue.head != none;
  --state.waiting_at_origins;
}

}  // namespace

void depart_again(State& state, std::int32_t slot, std::int64_t time) {
  Slot& vehicle = state.slots[slot];
  vehicle.place = Place::scheduled;
  vehicle.link = none;
  vehicle.next = none;
  state.departures.push_back({time, vehicle.vehicle, slot});
  std::push_heap(state.departures.begin(), state.departures.end(), Later{});
}

std::int32_t next_node(const State& state, const Model& model, std::int32_t vehicle) {
  if (static_cast<std::size_t>(vehicle) >= state.slot_of.size()) return none;
  const std::int32_t slot = state.slot_of[static_cast<std::size_t>(vehicle)];
  if (slot == none) return none;
  const Slot& here = state.slots[slot];
  return here.place == Place::link ? model.links[here.link].to : here.node;
}

void redirect(State& state, const Model& model, const Trip& trip) {
  const std::int32_t slot = state.slot_of[static_cast<std::size_t>(trip.vehicle)];
  Slot& vehicle = state.slots[slot];
  vehicle.destination = trip.destination;
  set_path(state, slot, trip.path);
  vehicle.heed = trip.heed;
  if (model.rules.older_ways > 0) state.news_age[slot] = trip.news_age;
  vehicle.reported = false;
  const std::int32_t on = vehicle.link;
  if (vehicle.place == Place::origin) {
    leave_origin(state, slot);
    depart_again(state, slot, state.now.count);
  } else if (vehicle.place == Place::link && state.links[on].head == slot &&
             state.links[on].waits_for != none) {
    stop_waiting(state, on);
    schedule_exit(state, on, state.now.count);
  }
}

}  // namespace sandtable::traffic
