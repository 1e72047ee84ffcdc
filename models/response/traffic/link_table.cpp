// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/link_table.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/core/error.hpp"

namespace sandtable::traffic {
namespace {

constexpr double longest_s =
    1e7;  // no time of a link is longer; keeps sums of ticks far from overflow

std::int64_t ticks(double seconds) {
  return std::max<std::int64_t>(1, from_seconds(std::min(seconds, longest_s)).count);
}

void check(const RoadNetwork& network, std::span<const double> priority, Problems& problems) {
  const auto positive = [&](std::size_t link, const char* what, double value) {
    if (value > 0.0 && std::isfinite(value)) return;
    problems.add("link '" + network.link_id[link] + "' has a " + what + " of " +
                 std::to_string(value) + " (it must be above 0)");
  };
  for (std::size_t link = 0; link < network.link_id.size(); ++link) {
    positive(link, "free speed", network.free_speed_m_s[link]);
    positive(link, "flow capacity", network.capacity_per_s[link]);
    positive(link, "number of lanes", network.lanes[link]);
    if (!priority.empty()) positive(link, "merge priority", priority[link]);
    if (!(network.length_m[link] >= 0.0)) positive(link, "length", network.length_m[link]);
  }
}

void check(const LinkRules& rules, Problems& problems) {
  const auto positive = [&](const char* what, double value) {
    if (!(value > 0.0)) problems.add(std::string(what) + " must be above 0");
  };
  positive("the length of a vehicle", rules.vehicle_length_m);
  positive("the speed of the backward wave", rules.backward_wave_m_s);
  positive("the factor of flow capacities", rules.capacity_factor);
  positive("the priority of departing vehicles", rules.origin_priority);
}

}  // namespace

LinkTable make_link_table(const RoadNetwork& network, const LinkRules& rules,
                          std::span<const double> priority) {
  Problems problems;
  if (!priority.empty() && priority.size() != network.link_id.size()) {
    refuse("merge priorities: " + std::to_string(priority.size()) + " for " +
           std::to_string(network.links()) + " links (one a link is needed)");
  }
  check(rules, problems);
  check(network, priority, problems);
  problems.raise();
  LinkTable table;
  table.rows.resize(network.link_id.size());
  for (std::size_t link = 0; link < table.rows.size(); ++link) {
    LinkRow& row = table.rows[link];
    const double length = network.length_m[link];
    const double lanes = network.lanes[link];
    const double seconds_each = 1.0 / (network.capacity_per_s[link] * rules.capacity_factor);
    const double weight = !priority.empty()                  ? priority[link]
                          : rules.merge_by == MergeBy::lanes ? lanes
                                                             : 1.0;
    const bool by_capacity = priority.empty() && rules.merge_by == MergeBy::capacity;
    const double turn = by_capacity ? seconds_each : 1.0 / weight;
    row.free_flow = ticks(length / network.free_speed_m_s[link]);
    row.headway = ticks(seconds_each);
    row.hole_time = from_seconds(length / rules.backward_wave_m_s).count;
    row.merge_quantum = ticks(turn);
    row.origin_quantum = ticks(turn / rules.origin_priority);
    row.from = network.from[link];
    row.to = network.to[link];
    const double room = std::ceil(length * lanes / rules.vehicle_length_m - 1e-9);
    row.spaces = static_cast<std::int32_t>(std::clamp(room, 1.0, 1e8));
  }
  return table;
}

}  // namespace sandtable::traffic
