// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/trips.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "models/response/traffic/queues.hpp"
#include "sim/core/error.hpp"

namespace sandtable::traffic {
namespace {

void check_path(const Trip& trip, const RoadNetwork& network) {
  std::int32_t node = trip.origin;
  for (const std::int32_t link : *trip.path) {
    if (link < 0 || link >= network.links()) refuse("a path names a link that does not exist");
    if (network.from[link] != node) {
      refuse("the path of vehicle " + std::to_string(trip.vehicle) + " breaks before link '" +
             network.link_id[link] + "' (a link must start where the one before it ends)");
    }
    node = network.to[link];
  }
}

void check(const State& state, const Model& model, const Trip& trip) {
  const std::string who = "vehicle " + std::to_string(trip.vehicle);
  if (trip.vehicle < 0) refuse(who + " has a negative number");
  if (trip.ready >= Tick{last_time}) refuse(who + " departs years from now");
  if (trip.news_age < 0) refuse(who + " has news from the future");
  if (static_cast<std::size_t>(trip.vehicle) < state.slot_of.size() &&
      state.slot_of[trip.vehicle] != none) {
    refuse(who + " is on its way already (it can go again when it has arrived)");
  }
  if (trip.origin < 0 || trip.origin >= model.network->nodes()) {
    refuse(who + " starts at a node that does not exist");
  }
  const bool to_destination = trip.destination != none;
  if (to_destination == (trip.path != nullptr)) {
    refuse(who + " needs a destination or a path (and not both)");
  }
  if (!to_destination) {
    check_path(trip, *model.network);
  } else if (trip.destination < 0 ||
             trip.destination >= static_cast<std::int32_t>(model.destinations.size())) {
    refuse(who + " goes to a destination that does not exist");
  }
}

std::int32_t new_slot(State& state) {
  if (state.free_slot == none) {
    state.slots.emplace_back();
    state.paths.emplace_back();
    return static_cast<std::int32_t>(state.slots.size()) - 1;
  }
  const std::int32_t slot = state.free_slot;
  state.free_slot = state.slots[slot].next;
  state.slots[slot] = Slot{};
  return slot;
}

void finish(State& state, std::int32_t slot) {
  const Slot gone = state.slots[slot];
  state.slot_of[gone.vehicle] = none;
  state.paths[slot].reset();
  state.slots[slot] = Slot{};
  state.slots[slot].next = state.free_slot;
  state.free_slot = slot;
}

void push_origin(State& state, const Model& model, std::int32_t slot, std::int32_t link,
                 std::int64_t time) {
  OriginQueue& queue = state.origins[link];
  state.slots[slot].next = none;
  (queue.head == none ? queue.head : state.slots[queue.tail].next) = slot;
  if (queue.tail == none) {
    queue.tag = std::max(queue.tag, state.turns[link].served) + model.links[link].origin_quantum;
  }
  queue.tail = slot;
  state.links[link].origin_waits = true;
  ++state.waiting_at_origins;
  schedule_admit(state, model, link, time);
}

}  // namespace

namespace {

/// Where the ways of the past lead; a closed link is seen when one stands before it.
std::int32_t by_old_news(State& state, const Model& model, std::int32_t slot, std::int32_t node) {
  const std::int32_t to = state.slots[slot].destination;
  const std::int32_t age = std::min<std::int32_t>(
      state.news_age[slot], static_cast<std::int32_t>(state.older_ways.size()));
  if (age > 0) {
    const std::int32_t link = state.older_ways[age - 1][to]->next[node];
    if (link == arrived || (link != no_way && state.outlook.link[link] < no_entry)) return link;
  }
  return way_on(state, model, to, node);
}

}  // namespace

std::int32_t way_on(State& state, const Model& model, std::int32_t destination, std::int32_t node) {
  return next_on_way(state.ways[destination], state.outlook, model, destination, node);
}

bool find_path(State& state, const Model& model, std::int32_t slot, std::int32_t node) {
  const Path& path = state.paths[slot];
  const std::int32_t end = path->empty() ? node : model.network->to[path->back()];
  Path found = cheapest_path(state, model, node, end, state.slots[slot].heed);
  if (!found) return false;
  set_path(state, slot, std::move(found));
  return true;
}

namespace {

/// As far as drivers know.
std::int32_t wanted_link(State& state, const Model& model, std::int32_t slot, std::int32_t node) {
  const Slot& vehicle = state.slots[slot];
  if (vehicle.destination != none) {
    if (model.rules.older_ways > 0) return by_old_news(state, model, slot, node);
    return way_on(state, model, vehicle.destination, node);
  }
  const std::int32_t link = vehicle.following;
  if (link == arrived || !is_known_closed(state, link)) return link;
  return find_path(state, model, slot, node) ? vehicle.following : no_way;
}

}  // namespace

std::int32_t next_link(State& state, const Model& model, std::int32_t slot, std::int32_t node) {
  std::int32_t link = wanted_link(state, model, slot, node);
  if (state.unseen.empty()) return link;
  while (link >= 0 && state.closed[link] != 0) {
    see_closed(state, model, link);
    link = wanted_link(state, model, slot, node);
  }
  return link;
}

void arrive(State& state, std::int32_t slot, std::int32_t node, std::int64_t time, Sink& sink) {
  sink.arrivals.push_back({state.slots[slot].vehicle, node, Tick{time}});
  ++state.arrivals;
  finish(state, slot);
}

void strand(State& state, const Model& model, std::int32_t slot, std::int32_t node,
            std::int32_t link, std::int64_t time, Sink& sink) {
  Slot& vehicle = state.slots[slot];
  if (!vehicle.reported) sink.strandings.push_back({vehicle.vehicle, node, link, Tick{time}});
  vehicle.reported = true;
  if (model.rules.no_way == NoWay::remove) {
    ++state.removed;
    finish(state, slot);
    return;
  }
  vehicle.place = Place::held;
  vehicle.node = node;
  vehicle.link = none;
  vehicle.next = none;
  state.held.push_back(slot);
}

void take_off(State& state, const Model& model, std::int32_t vehicle) {
  const std::int32_t slot = state.slot_of[static_cast<std::size_t>(vehicle)];
  if (slot == none || state.slots[slot].place != Place::link) return;
  const std::int32_t on = state.slots[slot].link;
  LinkState& link = state.links[on];
  if (link.head == slot && link.waits_for != none) stop_waiting(state, on);
  std::int32_t ahead = none;
  for (std::int32_t other = link.head; other != slot; other = state.slots[other].next)
    ahead = other;
  (ahead == none ? link.head : state.slots[ahead].next) = state.slots[slot].next;
  if (link.tail == slot) link.tail = ahead;
  --link.on;
  ++state.removed;
  finish(state, slot);
  schedule_exit(state, on, state.now.count);
  if (has_waiters(state, on)) schedule_admit(state, model, on, state.now.count);
}

void start(State& state, const Model& model, std::int32_t slot, std::int32_t node,
           std::int64_t time, Sink& sink) {
  const std::int32_t link = next_link(state, model, slot, node);
  if (link == arrived) return arrive(state, slot, node, time, sink);
  if (link == no_way) return strand(state, model, slot, node, none, time, sink);
  state.slots[slot].place = Place::origin;
  state.slots[slot].link = link;
  const bool alone = !has_waiters(state, link);
  push_origin(state, model, slot, link, time);
  if (alone && entry_allowed(state, model, link, time) <= time) {
    enter(state, model, pop_origin(state, model, link), link, time, sink);
  }
}

std::int32_t pop_origin(State& state, const Model& model, std::int32_t link) {
  OriginQueue& queue = state.origins[link];
  const std::int32_t slot = queue.head;
  queue.head = state.slots[slot].next;
  if (queue.head == none) queue.tail = none;
  state.links[link].origin_waits = queue.head != none;
  state.turns[link].served = queue.tag;
  if (queue.head != none) queue.tag += model.links[link].origin_quantum;
  --state.waiting_at_origins;
  return slot;
}

void insert(State& state, const Model& model, const Trip& trip) {
  check(state, model, trip);
  const std::int32_t slot = new_slot(state);
  Slot& vehicle = state.slots[slot];
  vehicle.vehicle = trip.vehicle;
  vehicle.node = trip.origin;
  vehicle.destination = trip.destination;
  vehicle.place = Place::scheduled;
  vehicle.heed = trip.heed;
  vehicle.entered = std::max(trip.ready, state.now).count;
  vehicle.ready = vehicle.entered;
  if (trip.path != nullptr) set_path(state, slot, trip.path);
  if (model.rules.older_ways > 0) {
    state.news_age.resize(state.slots.size(), 0);
    state.news_age[slot] = trip.news_age;
  }
  if (static_cast<std::size_t>(trip.vehicle) >= state.slot_of.size()) {
    state.slot_of.resize(static_cast<std::size_t>(trip.vehicle) + 1, none);
  }
  state.slot_of[trip.vehicle] = slot;
  state.departures.push_back({vehicle.ready, trip.vehicle, slot});
  std::push_heap(state.departures.begin(), state.departures.end(), Later{});
  ++state.inserted;
}

void set_path(State& state, std::int32_t slot, Path path) {
  Slot& vehicle = state.slots[slot];
  vehicle.next_on_path = path ? path->data() : nullptr;
  vehicle.ahead = path ? static_cast<std::int32_t>(path->size()) : 0;
  vehicle.following = vehicle.ahead > 0 ? path->front() : arrived;
  state.paths[slot] = std::move(path);
}

}  // namespace sandtable::traffic
