// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/osm_road_class.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace sandtable::osm {
namespace {

constexpr double km_h = 1000.0 / 3600, mph = 1609.344 / 3600;

constexpr std::array classes{
    RoadClass{"motorway", 90, 2, 2000, true},     RoadClass{"motorway_link", 75, 1, 1500, true},
    RoadClass{"trunk", 85, 1, 2000, false},       RoadClass{"trunk_link", 70, 1, 1500, false},
    RoadClass{"primary", 65, 1, 1500, false},     RoadClass{"primary_link", 60, 1, 1500, false},
    RoadClass{"secondary", 55, 1, 800, false},    RoadClass{"secondary_link", 50, 1, 800, false},
    RoadClass{"tertiary", 40, 1, 600, false},     RoadClass{"tertiary_link", 30, 1, 600, false},
    RoadClass{"unclassified", 25, 1, 600, false}, RoadClass{"road", 25, 1, 600, false},
    RoadClass{"residential", 25, 1, 600, false},  RoadClass{"living_street", 10, 1, 300, false},
    RoadClass{"service", 15, 1, 300, false},      RoadClass{"track", 10, 1, 300, false}};

/// A number above 0 and the text behind it.
std::optional<double> leading_number(std::string_view text, std::string_view& rest) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number) || number <= 0) return std::nullopt;
  rest = text.substr(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// "50", "50 km/h" or "30 mph" in m/s; nothing for "none", "walk", "FR:urban", "50;30".
std::optional<double> speed(std::string_view text) {
  std::string_view unit;
  const std::optional<double> number = leading_number(text, unit);
  if (!number) return std::nullopt;
  if (unit.empty() || unit == " km/h" || unit == "km/h") return *number * km_h;
  if (unit == " mph" || unit == "mph") return *number * mph;
  return std::nullopt;
}

std::optional<double> lane_count(std::string_view text) {
  std::string_view rest;
  const std::optional<double> number = leading_number(text, rest);
  if (!number || !rest.empty() || *number > 20) return std::nullopt;
  return std::max(1.0, std::floor(*number));
}

bool is_closed(const Tags& tags) {
  static constexpr std::array refused{"no",       "private",   "agricultural",
                                      "forestry", "emergency", "psv"};
  if (value_of(tags, "oneway") == "reversible") return true;
  for (const char* const key : {"motorcar", "motor_vehicle", "vehicle", "access"})
    if (const std::string_view value = value_of(tags, key); !value.empty())
      return std::ranges::find(refused, value) != refused.end();
  return false;
}

void read_directions(const Tags& tags, Road& road) {
  const std::string_view one_way = value_of(tags, "oneway"), junction = value_of(tags, "junction");
  if (one_way == "-1" || one_way == "reverse")
    road.forward = false;
  else if (one_way == "yes" || one_way == "true" || one_way == "1" ||
           (one_way != "no" &&
            (road.kind->one_way || junction == "roundabout" || junction == "circular")))
    road.backward = false;
}

void read_speeds(const Tags& tags, Road& road) {
  const std::optional<double> both = speed(value_of(tags, "maxspeed"));
  const std::array own{speed(value_of(tags, "maxspeed:forward")),
                       speed(value_of(tags, "maxspeed:backward"))};
  road.speed_is_default = !both && !own[0] && !own[1];
  for (const int way : {0, 1})
    road.speed_m_s[way] = own[way].value_or(both.value_or(road.kind->speed_km_h * km_h));
}

void read_lanes(const Tags& tags, Road& road) {
  const std::optional<double> all = lane_count(value_of(tags, "lanes"));
  const std::array own{lane_count(value_of(tags, "lanes:forward")),
                       lane_count(value_of(tags, "lanes:backward"))};
  road.lanes_are_default = !all && !own[0] && !own[1];
  const bool two_ways = road.forward && road.backward;
  for (const int way : {0, 1}) {
    const double share = !all ? road.kind->lanes : two_ways ? std::floor(*all / 2) : *all;
    road.lanes[way] = own[way].value_or(std::max(1.0, share));
    road.capacity_per_h[way] = road.lanes[way] * road.kind->capacity_per_h_and_lane;
  }
}

}  // namespace

std::span<const RoadClass> road_classes() {
  return classes;
}

std::optional<Road> road_of(const Tags& tags) {
  const auto kind = std::ranges::find(classes, value_of(tags, "highway"), &RoadClass::highway);
  if (kind == classes.end() || value_of(tags, "area") == "yes") return std::nullopt;
  Road road;
  road.kind = &*kind;
  road.closed = is_closed(tags);
  read_directions(tags, road);
  read_speeds(tags, road);
  read_lanes(tags, road);
  return road;
}

}  // namespace sandtable::osm
