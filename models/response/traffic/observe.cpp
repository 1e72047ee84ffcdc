// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/observe.hpp"

#include <algorithm>

namespace sandtable::traffic {
namespace {

Position on_link(const State& state, const Model& model, const Slot& vehicle, std::int32_t ahead) {
  const double travelled =
      static_cast<double>(state.now.count - vehicle.entered) /
      static_cast<double>(std::max<std::int64_t>(1, vehicle.ready - vehicle.entered));
  const double queue = static_cast<double>(ahead) / model.links[vehicle.link].spaces;
  const double share = std::clamp(std::min(travelled, 1.0 - queue), 0.0, 1.0);
  return {vehicle.vehicle, Place::link, vehicle.link, share, none};
}

template <class T>
std::size_t of(const std::vector<T>& list) {
  return list.capacity() * sizeof(T);
}

std::size_t bytes(const Outlook& outlook) {
  return of(outlook.link) + of(outlook.weights) + of(outlook.changed);
}

std::size_t bytes(const std::vector<Ways>& list) {
  std::size_t sum = of(list);
  for (const Ways& ways : list) sum += ways.free.bytes() + ways.reach.bytes();
  return sum;
}

}  // namespace

Position position(const State& state, const Model& model, std::int32_t vehicle) {
  if (vehicle < 0 || static_cast<std::size_t>(vehicle) >= state.slot_of.size()) return {};
  const std::int32_t slot = state.slot_of[vehicle];
  if (slot == none) return {};
  const Slot& here = state.slots[slot];
  if (here.place != Place::link) return {vehicle, here.place, none, 0.0, here.node};
  std::int32_t ahead = 0;
  for (std::int32_t other = state.links[here.link].head; other != slot;
       other = state.slots[other].next) {
    ++ahead;
  }
  return on_link(state, model, here, ahead);
}

void positions_on(const State& state, const Model& model, std::int32_t link,
                  std::vector<Position>& out) {
  std::int32_t ahead = 0;
  for (std::int32_t slot = state.links[link].head; slot != none; slot = state.slots[slot].next) {
    out.push_back(on_link(state, model, state.slots[slot], ahead++));
  }
}

std::int64_t count_queued(const State& state, std::span<std::int32_t> per_link) {
  std::int64_t sum = 0;
  for (const Slot& vehicle : state.slots) {
    if (vehicle.place != Place::link || vehicle.ready > state.now.count) continue;
    ++sum;
    if (!per_link.empty()) ++per_link[static_cast<std::size_t>(vehicle.link)];
  }
  return sum;
}

Census census(const State& state) {
  Census count;
  for (const Slot& vehicle : state.slots) {
    count.scheduled += vehicle.place == Place::scheduled;
    count.at_origins += vehicle.place == Place::origin;
    count.on_links += vehicle.place == Place::link;
    count.held += vehicle.place == Place::held;
    count.queued += vehicle.place == Place::link && vehicle.ready <= state.now.count;
  }
  return count;
}

std::size_t bytes(const State& state) {
  return sizeof(State) + of(state.slots) + of(state.paths) + of(state.slot_of) + of(state.links) +
         of(state.turns) + of(state.origins) + of(state.waiting) + of(state.holes) +
         of(state.events.keys) + of(state.departures) + of(state.held) + bytes(state.outlook) +
         bytes(state.usual) + of(state.closed) + of(state.cost_factor) + of(state.perceived) +
         of(state.delay) + bytes(state.ways) + of(state.news_age);
}

}  // namespace sandtable::traffic
