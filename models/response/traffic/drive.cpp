// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/drive.hpp"

#include <algorithm>

#include "models/response/traffic/trips.hpp"

namespace sandtable::models {

void Drive::run() {
  if (context_.bound(model_.arrival) && context_.changed(model_.arrival))
    state_.reached = model_.map->first_reached(context_.read(model_.arrival));
  change_roads();
  take_trips();
  take_others();
  traffic::Sink sink;
  sink.entries = &entries_;
  traffic::advance(state_.roads, *state_.kernel, context_.end(), sink);
  if (model_.params.incident_rate_per_km > 0) look_for_incidents();
  for (const traffic::LinkEntry& entry : entries_) {
    if (is_other(entry.vehicle)) continue;
    pass(entry.vehicle, model_.map->network->from[entry.link], entry.time);
    tell(Traffic::enters_link, entry.vehicle, entry.link, entry.time);
  }
  for (const traffic::Arrival& arrival : sink.arrivals)
    is_other(arrival.vehicle) ? end_other(arrival.vehicle, arrival.time) : arrive(arrival);
  for (const traffic::Stranding& stranding : sink.strandings)
    is_other(stranding.vehicle) ? go_other(stranding.vehicle, stranding.node, stranding.time)
                                : turn(stranding.vehicle, stranding.node, stranding.time);
  move_walkers();
  if (context_.bound(model_.arrival)) reach_vehicles();
  write();
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
  if (was_turned_back(arrival.vehicle)) state_.at_node[arrival.vehicle] = nowhere;
  delay(arrival.vehicle, arrival.time.count);
}

/// What a trip has lasted beyond free flow, at its end or so far.
void Drive::delay(std::int32_t person, std::int64_t now) {
  if (is_other(person)) return;
  const std::int64_t lost = now - state_.taken[person] - state_.free_flow[person];
  if (state_.free_flow[person] < 0 || lost <= 0) return;
  state_.delay[person] = static_cast<float>(Tick{lost}.seconds());
  delayed_ = true;
}

/// Without a way on: to the fallback, else as declared, else to stand beside the road.
void Drive::turn(std::int32_t person, std::int32_t node, Tick time) {
  tell(Traffic::finds_no_way, person, node, time);
  ++state_.no_way;
  was_turned_back(person);
  const std::int32_t fallback = context_.read(model_.fallback)[person];
  if (fallback != nowhere && go(person, node, fallback, time)) return;
  const std::int32_t to = context_.read(model_.to)[person];
  if (take_no_way(person, node, time)) return;
  state_.held.push_back({person, node, to, time, {}});
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
  release_others();
}

void Drive::expose(std::int32_t person, std::int64_t time) {
  if (is_other(person)) return;
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
  const std::int64_t now = context_.end().count;
  const std::int32_t held = static_cast<std::int32_t>(state_.held.size()) + others_held();
  std::int32_t driving = 0, queued = 0;
  for (const traffic::Slot& vehicle : state_.roads.slots) {
    const bool on_link = vehicle.place == traffic::Place::link;
    if (!on_link && vehicle.place != traffic::Place::origin) continue;
    ++driving;
    queued += !on_link || vehicle.ready <= now;
    delay(vehicle.vehicle, now);
  }
  for (const Traffic::Held& waiting : state_.held) delay(waiting.person, now);
  if (ended_) context_.write(model_.trip_end, state_.trip_end);
  if (delayed_) context_.write(model_.delay, state_.delay);
  if (moved_) context_.write(model_.at_node, state_.at_node);
  if (reached_) context_.write(model_.exposed, state_.exposed);
  context_.write_scalar(model_.vehicles, driving + held);
  context_.write_scalar(model_.held, held);
  context_.write_scalar(model_.queued, queued);
  context_.write_scalar(model_.no_way, state_.no_way);
  context_.write_scalar(model_.walking, static_cast<std::int32_t>(state_.walkers.size()));
  context_.write_scalar(model_.incidents, state_.incidents.count);
  write_others();
  context_.write_scalar(model_.squeezed, static_cast<std::int32_t>(state_.roads.squeezed));
}

}  // namespace sandtable::models
