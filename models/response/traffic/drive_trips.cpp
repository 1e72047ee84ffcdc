// SPDX-License-Identifier: Apache-2.0
// How trips begin, from a place or on the way.
#include <algorithm>
#include <cstring>

#include "models/response/traffic/drive.hpp"
#include "models/response/traffic/trips.hpp"

namespace sandtable::models {

namespace {

/// The first index from `from` on at which two lists of one size differ, or their size.
std::size_t first_difference(std::span<const std::int64_t> a, std::span<const std::int64_t> b,
                             std::size_t from) {
  constexpr std::size_t block = 64;
  while (from + block <= a.size() &&
         std::memcmp(&a[from], &b[from], block * sizeof(std::int64_t)) == 0)
    from += block;
  while (from < a.size() && a[from] == b[from]) ++from;
  return from;
}

}  // namespace

void Drive::take_trips() {
  if (!context_.changed(model_.depart) && !state_.waiting_trips) return;
  state_.waiting_trips = false;
  const auto depart = context_.read(model_.depart);
  const auto to = context_.read(model_.to);
  for (std::size_t p = first_difference(depart, state_.taken, 0); p < depart.size();
       p = first_difference(depart, state_.taken, p + 1)) {
    if (depart[p] >= never) continue;
    if (depart[p] >= context_.end().count) {
      state_.waiting_trips = true;
      continue;
    }
    const auto person = static_cast<std::int32_t>(p);
    state_.taken[p] = depart[p];
    state_.free_flow[p] = -1;
    const std::int32_t node = origin(person);
    moved_ = true;
    if (node < 0) continue;
    if (on_foot(person) ? walk_on(person, node, Tick{depart[p]})
                        : go_or_fall_back(person, node, to[p], Tick{depart[p]}))
      continue;
    state_.trip_end[p] = std::max(depart[p], context_.begin().count);
    state_.at_node[p] = nowhere;
    ended_ = true;
  }
}

bool Drive::is_mode(std::int32_t person, TripMode mode) const {
  return context_.bound(model_.mode) &&
         context_.read(model_.mode)[person] == static_cast<std::uint8_t>(mode);
}

/// By the household's means, or because he has left the car and is still on his way.
bool Drive::on_foot(std::int32_t person) const {
  if (is_mode(person, TripMode::foot)) return true;
  return context_.read(model_.from)[person] == nowhere &&
         std::ranges::find(state_.walkers, person, &Walker::person) != state_.walkers.end();
}

/// Where a new trip begins. One from wherever the vehicle is may find it on its way, beside the
/// road without a way on, or at the end of its last trip; none for one that stands before the
/// hazard, or is off the road for good.
std::int32_t Drive::origin(std::int32_t person) {
  const std::int32_t from = context_.read(model_.from)[person];
  if (from != nowhere) return state_.at_node[person] = from;
  if (std::ranges::binary_search(state_.lost, person)) return traffic::none;
  const std::int32_t ahead = traffic::next_node(state_.roads, *state_.kernel, person);
  if (ahead != traffic::none) return ahead;
  const auto held = std::ranges::find(state_.held, person, &Traffic::Held::person);
  if (held == state_.held.end()) return state_.at_node[person];
  if (held->place.link != traffic::none) return traffic::none;
  state_.held.erase(held);
  return state_.at_node[person];
}

/// Puts a vehicle on the road, if there is a way; one that is there goes on elsewhere.
bool Drive::go(std::int32_t person, std::int32_t node, std::int32_t to, Tick ready) {
  const bool on_road = context_.read(model_.from)[person] == nowhere &&
                       traffic::next_node(state_.roads, *state_.kernel, person) != traffic::none;
  traffic::Trip trip{person, ready, node, traffic::none, nullptr};
  if (is_mode(person, TripMode::car_as_usual)) trip.heed = traffic::Heed::closures;
  if (to >= 0) {
    if (!on_road && traffic::way_on(state_.roads, *state_.kernel, to, node) == traffic::no_way)
      return false;
    trip.destination = to;
    trip.news_age = news_age(person);
    if (state_.free_flow[person] < 0)
      state_.free_flow[person] = state_.kernel->free_flow_ways[to]->cost[node];
  } else {
    const std::int32_t target = -1 - to;
    traffic::Path path =
        traffic::cheapest_path(state_.roads, *state_.kernel, node, target, trip.heed);
    if (!path) return on_road;  // goes on as before
    if (path->empty() && !on_road) {
      state_.trip_end[person] = std::max(ready, context_.begin()).count;
      state_.at_node[person] = node;
      return ended_ = true;
    }
    trip.path = std::move(path);
  }
  was_turned_back(person);
  (on_road ? traffic::redirect : traffic::insert)(state_.roads, *state_.kernel, trip);
  return true;
}

/// Where no way leads, to the place to fall back on.
bool Drive::go_or_fall_back(std::int32_t person, std::int32_t node, std::int32_t to, Tick ready) {
  const std::int32_t fallback = context_.read(model_.fallback)[person];
  return go(person, node, to, ready) ||
         (fallback != nowhere && fallback != to && go(person, node, fallback, ready));
}

}  // namespace sandtable::models
