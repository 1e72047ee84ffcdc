// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/drive.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

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

void Drive::run() {
  if (context_.bound(model_.arrival) && context_.changed(model_.arrival))
    state_.reached = model_.map->first_reached(context_.read(model_.arrival));
  change_roads();
  take_trips();
  traffic::Sink sink;
  sink.entries = &entries_;
  traffic::advance(state_.roads, *state_.kernel, context_.end(), sink);
  for (const traffic::LinkEntry& entry : entries_) {
    pass(entry.vehicle, model_.map->network->from[entry.link], entry.time);
    tell(Traffic::enters_link, entry.vehicle, entry.link, entry.time);
  }
  for (const traffic::Arrival& arrival : sink.arrivals) arrive(arrival);
  for (const traffic::Stranding& stranding : sink.strandings)
    turn(stranding.vehicle, stranding.node, stranding.time);
  if (context_.bound(model_.arrival)) reach_vehicles();
  write();
}

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
    if (node < 0 || go_or_fall_back(person, node, to[p], Tick{depart[p]})) continue;
    state_.trip_end[p] = std::max(depart[p], context_.begin().count);
    state_.at_node[p] = nowhere;
    ended_ = true;
  }
}

/// Where a new trip begins. One from wherever the vehicle is may find it on its way, beside the
/// road without a way on, or at the end of its last trip; none for one that stands before the
/// hazard.
std::int32_t Drive::origin(std::int32_t person) {
  const std::int32_t from = context_.read(model_.from)[person];
  if (from != nowhere) return state_.at_node[person] = from;
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
  if (to >= 0) {
    traffic::refresh(state_.roads, *state_.kernel, to);
    if (!on_road && state_.roads.ways[to]->next[node] == traffic::no_way) return false;
    trip.destination = to;
    if (state_.free_flow[person] < 0)
      state_.free_flow[person] = state_.kernel->free_flow_ways[to]->cost[node];
  } else {
    const std::int32_t target = -1 - to;
    traffic::Path path = traffic::cheapest_path(state_.roads, *state_.kernel, node, target);
    if (!path) return on_road;  // goes on as before
    if (path->empty() && !on_road) {
      state_.trip_end[person] = std::max(ready, context_.begin()).count;
      state_.at_node[person] = node;
      return ended_ = true;
    }
    trip.path = std::move(path);
  }
  (on_road ? traffic::redirect : traffic::insert)(state_.roads, *state_.kernel, trip);
  return true;
}

/// Where no way leads, to the place to fall back on.
bool Drive::go_or_fall_back(std::int32_t person, std::int32_t node, std::int32_t to, Tick ready) {
  const std::int32_t fallback = context_.read(model_.fallback)[person];
  return go(person, node, to, ready) ||
         (fallback != nowhere && fallback != to && go(person, node, fallback, ready));
}

void Drive::pass(std::int32_t person, std::int32_t node, Tick time) {
  state_.at_node[person] = node;
  moved_ = true;
  if (context_.bound(model_.arrival) && context_.read(model_.arrival)[node] <= time.count)
    expose(person, time.count);
}

void Drive::tell(std::uint32_t kind, std::int32_t person, std::int32_t where, Tick time) {
  if (Events* events = context_.events())
    events->add(time, kind, person, static_cast<std::uint64_t>(where), where);
}

void Drive::arrive(const traffic::Arrival& arrival) {
  pass(arrival.vehicle, arrival.node, arrival.time);
  tell(Traffic::arrives, arrival.vehicle, arrival.node, arrival.time);
  state_.trip_end[arrival.vehicle] = arrival.time.count;
  ended_ = true;
  delay(arrival.vehicle, arrival.time.count);
}

/// What a trip has lasted beyond free flow, at its end or so far.
void Drive::delay(std::int32_t person, std::int64_t now) {
  const std::int64_t lost = now - state_.taken[person] - state_.free_flow[person];
  if (state_.free_flow[person] < 0 || lost <= 0) return;
  state_.delay[person] = static_cast<float>(Tick{lost}.seconds());
  delayed_ = true;
}

/// Without a way on: to the fallback, or to stand beside the road.
void Drive::turn(std::int32_t person, std::int32_t node, Tick time) {
  tell(Traffic::finds_no_way, person, node, time);
  const std::int32_t fallback = context_.read(model_.fallback)[person];
  if (fallback != nowhere && go(person, node, fallback, time)) return;
  state_.held.push_back({person, node, context_.read(model_.to)[person], time, {}});
  state_.at_node[person] = node;
  moved_ = true;
}

void Drive::release_held() {
  std::vector<Traffic::Held> still;
  for (const Traffic::Held& held : state_.held) {
    if (held.place.link != traffic::none) {  // stands before the hazard, for good
      still.push_back(held);
      continue;
    }
    if (!go_or_fall_back(held.person, held.node, held.to, context_.begin())) still.push_back(held);
  }
  state_.held = std::move(still);
}

void Drive::expose(std::int32_t person, std::int64_t time) {
  if (state_.exposed[person] >= state_.taken[person] && state_.exposed[person] < never) return;
  state_.exposed[person] = time;
  reached_ = true;
}

/// When the hazard is at a position on a link: between its points by distance, as far as both are
/// ever reached; else as at the nearer one.
std::int64_t Drive::arrival_at(const traffic::Position& position) const {
  const auto times = context_.read(model_.arrival);
  const RoadMap& map = *model_.map;
  std::int32_t i = map.point_begin[position.link];
  while (i + 2 < map.point_begin[position.link + 1] && map.share[i + 1] < position.share) ++i;
  const std::int64_t before = times[map.point[i]], after = times[map.point[i + 1]];
  const double part = (position.share - map.share[i]) / (map.share[i + 1] - map.share[i]);
  if (before >= never || after >= never) return part < 0.5 ? before : after;
  return before + static_cast<std::int64_t>(part * static_cast<double>(after - before));
}

void Drive::reach_vehicles() {
  const std::int64_t now = context_.end().count;
  std::vector<std::int32_t> links;
  for (const traffic::Slot& vehicle : state_.roads.slots)
    if (vehicle.place == traffic::Place::link && state_.reached[vehicle.link] <= now)
      links.push_back(vehicle.link);
  std::ranges::sort(links);
  links.erase(std::ranges::unique(links).begin(), links.end());
  std::vector<traffic::Position> positions;
  for (const std::int32_t link : links)
    traffic::positions_on(state_.roads, *state_.kernel, link, positions);
  for (const traffic::Position& position : positions)
    if (arrival_at(position) <= now) expose(position.vehicle, now);
  const auto times = context_.read(model_.arrival);
  for (const traffic::Slot& vehicle : state_.roads.slots)
    if (vehicle.place == traffic::Place::origin && times[vehicle.node] <= now)
      expose(vehicle.vehicle, now);
  for (const Traffic::Held& held : state_.held)
    if (const std::int64_t there =
            held.place.link == traffic::none ? times[held.node] : arrival_at(held.place);
        there <= now)
      expose(held.person, std::max(there, held.since.count));
}

void Drive::write() {
  for (const traffic::Slot& vehicle : state_.roads.slots)
    if (vehicle.place == traffic::Place::link || vehicle.place == traffic::Place::origin)
      delay(vehicle.vehicle, context_.end().count);
  for (const Traffic::Held& held : state_.held) delay(held.person, context_.end().count);
  if (ended_) context_.write(model_.trip_end, state_.trip_end);
  if (delayed_) context_.write(model_.delay, state_.delay);
  if (moved_) context_.write(model_.at_node, state_.at_node);
  if (reached_) context_.write(model_.exposed, state_.exposed);
  const traffic::Census census = traffic::census(state_.roads);
  const auto held = static_cast<std::int32_t>(state_.held.size());
  const auto driving = static_cast<std::int32_t>(census.at_origins + census.on_links);
  context_.write_scalar(model_.vehicles, driving + held);
  context_.write_scalar(model_.held, held);
  context_.write_scalar(model_.queued,
                        static_cast<std::int32_t>(census.queued) + state_.roads.waiting_at_origins);
  context_.write_scalar(model_.squeezed, static_cast<std::int32_t>(state_.roads.squeezed));
}

}  // namespace sandtable::models
