// SPDX-License-Identifier: Apache-2.0
// What changes on the roads before anybody moves.
#include <algorithm>
#include <cmath>

#include "models/response/traffic/drive.hpp"
#include "models/response/traffic/trips.hpp"

namespace sandtable::models {

/// Roads within sight of the hazard, as it stands now, seem longer; they are not closed.
void Drive::avoid() {
  const auto near = context_.read(model_.near);
  const RoadNetwork& network = *model_.map->network;
  std::vector<std::int32_t> links;
  for (std::int32_t link = 0; link < network.links(); ++link)
    if (std::min(near[network.from[link]], near[network.to[link]]) <= context_.begin().count)
      links.push_back(link);
  traffic::set_cost_factor(state_.roads, *state_.kernel, links,
                           std::vector<double>(links.size(), model_.params.avoid_factor));
}

/// By lanes that serve the other direction or are kept: more or fewer vehicles pass, and stand, on
/// a link, and it merges with more or less weight, unless weights are declared. By incidents: fewer
/// pass. Who stands on a link with less room stays.
void Drive::change_capacity() {
  const std::shared_ptr<const traffic::Model> before = state_.kernel;
  const auto factors = context_.read(model_.capacity);
  state_.kernel = state_.draw_kernel;
  if (std::ranges::all_of(factors, [](float factor) { return factor == 1.0F; }) &&
      state_.incidents.blocked.empty()) {
    state_.incidents.changed = false;
    return traffic::capacity_changed(state_.roads, *before, *state_.kernel);
  }
  auto kernel = std::make_shared<traffic::Model>(*state_.draw_kernel);
  const bool declared = model_.params.merge == traffic::MergeBy::priority;
  for (std::size_t link = 0; link < factors.size(); ++link) {
    if (factors[link] == 1.0F) continue;
    traffic::LinkRow& row = kernel->links.rows[link];
    const double factor = factors[link];
    if (factor <= 0) {
      row.headway = traffic::no_flow;
      continue;
    }
    const auto divide = [factor](std::int64_t& each) {
      each = std::max<std::int64_t>(1, std::llround(static_cast<double>(each) / factor));
    };
    divide(row.headway);
    if (!declared) divide(row.merge_quantum), divide(row.origin_quantum);
    row.spaces = std::max(1, static_cast<std::int32_t>(std::ceil(row.spaces * factor)));
  }
  const std::vector<std::int32_t> shut = let_incidents_pass(*kernel);
  state_.kernel = std::move(kernel);
  traffic::capacity_changed(state_.roads, *before, *state_.kernel);
  for (const Incidents::Blocked& one : state_.incidents.blocked)
    if (std::ranges::binary_search(shut, one.link)) {
      std::int64_t& entry_from = state_.roads.links[one.link].entry_from;
      entry_from = std::max(entry_from, one.until.count);
    }
}

/// Sets what incidents leave of the capacity; the links that they shut are returned, in order.
std::vector<std::int32_t> Drive::let_incidents_pass(traffic::Model& kernel) {
  const Traffic::Params& params = model_.params;
  const auto factors = context_.read(model_.capacity);
  std::vector<std::int32_t> shut;
  state_.incidents.changed = false;
  for (const Incidents::Blocked& one : state_.incidents.blocked) {
    const double lanes = model_.map->network->lanes[one.link] * factors[one.link];
    const double left = capacity_left(lanes, params.incident_lanes, params.incident_open_share,
                                      params.incident_one_lane_share);
    traffic::LinkRow& row = kernel.links.rows[one.link];
    if (left > 0)
      row.headway = std::llround(static_cast<double>(row.headway) / left);
    else
      shut.push_back(one.link);
  }
  return shut;
}

/// Those of the minute that ends in this step.
void Drive::look_for_incidents() {
  for (const traffic::LinkEntry& entry : entries_)
    state_.incidents.driven_km[entry.link] += model_.map->network->length_m[entry.link] / 1000;
  constexpr std::int64_t minute = 60 * Tick::per_second;
  const std::int64_t now = context_.begin().count / minute;
  if (context_.end().count / minute == now) return;
  for (const std::int32_t link :
       incidents_of_minute(state_.incidents, *model_.map->links, context_.random(Purpose::incident),
                           now, model_.params.incident_rate_per_km)) {
    block(state_.incidents, link, context_.end() + model_.params.incident_duration);
    if (Events* events = context_.events())
      events->add(context_.end(), Traffic::incident, link, static_cast<std::uint64_t>(now), 0);
  }
}

/// Whoever is on a link when water closes it is exposed; he drives on, as far as the road goes.
void Drive::meet_water() {
  const auto flooded = context_.read(model_.flooded);
  std::vector<traffic::Position> positions;
  for (std::int32_t link = 0; link < model_.map->network->links(); ++link) {
    if (!flooded[link] || state_.roads.links[link].on == 0) continue;
    positions.clear();
    traffic::positions_on(state_.roads, *state_.kernel, link, positions);
    for (const traffic::Position& position : positions)
      expose(position.vehicle, context_.begin().count);
  }
}

void Drive::change_roads() {
  clear(state_.incidents, context_.begin());
  if (context_.changed(model_.capacity) || state_.incidents.changed) change_capacity();
  if (model_.params.avoid_factor > 1 && context_.bound(model_.near)) avoid();
  if (context_.changed(model_.closed)) {
    const auto closed = context_.read(model_.closed);
    std::vector<std::int32_t> links;
    std::vector<std::uint8_t> values, unseen;
    const bool by_sight =
        context_.bound(model_.flooded) && model_.params.water_known == WaterKnown::when_seen;
    for (std::size_t link = 0; link < closed.size(); ++link)
      if (closed[link] != state_.closed[link]) {
        links.push_back(static_cast<std::int32_t>(link));
        values.push_back(closed[link]);
        if (by_sight) unseen.push_back(context_.read(model_.flooded)[link]);
        state_.closed[link] = closed[link];
      }
    if (!links.empty()) {
      traffic::set_closed(state_.roads, *state_.kernel, links, values, unseen);
      if (model_.params.on_closed != OnClosed::go_on)
        for (const std::int32_t link : links) meet_hazard(link);
      if (std::ranges::count(values, 0) > 0) release_held();  // else no way can have opened
    }
  }
  if (context_.bound(model_.flooded) && context_.changed(model_.flooded)) meet_water();
  if (context_.changed(model_.speed_factor)) {
    const auto factors = context_.read(model_.speed_factor);
    std::vector<std::int32_t> links(factors.size());
    for (std::size_t link = 0; link < links.size(); ++link)
      links[link] = static_cast<std::int32_t>(link);
    traffic::set_speed(state_.roads, *state_.kernel, links,
                       std::vector<double>(factors.begin(), factors.end()));
  }
}

/// The hazard closes a link: those on it who have it ahead turn back or stand.
void Drive::meet_hazard(std::int32_t link) {
  if (!state_.closed[link] || state_.reached.empty() ||
      state_.reached[link] > context_.end().count || state_.roads.links[link].on == 0)
    return;
  const auto times = context_.read(model_.arrival);
  const RoadMap& map = *model_.map;
  std::int32_t first = map.point_begin[link];
  for (std::int32_t i = first; i < map.point_begin[link + 1]; ++i)
    if (times[map.point[i]] < times[map.point[first]]) first = i;
  std::vector<traffic::Position> positions;
  traffic::positions_on(state_.roads, *state_.kernel, link, positions);
  for (const traffic::Position& position : positions)
    if (position.share < map.share[first]) stop_before(position);
}

void Drive::stop_before(const traffic::Position& position) {
  const std::int32_t person = position.vehicle;
  const std::int32_t start = model_.map->network->from[position.link];
  const double back_s =
      position.share * Tick{state_.roads.links[position.link].free_flow}.seconds();
  const Tick at_start = context_.begin() + from_seconds(back_s);
  traffic::take_off(state_.roads, *state_.kernel, person);
  if (is_other(person)) return go_other(person, start, at_start);
  const std::int32_t to = context_.read(model_.to)[person];
  moved_ = true;
  if (model_.params.on_closed == OnClosed::hold)
    return state_.held.push_back({person, start, to, context_.begin(), position});
  state_.at_node[person] = start;
  was_turned_back(person);
  if (go_or_fall_back(person, start, to, at_start)) return;
  ++state_.no_way;
  if (!take_no_way(person, start, at_start))
    state_.held.push_back({person, start, to, at_start, {}});
}

}  // namespace sandtable::models
