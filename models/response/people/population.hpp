// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/support.hpp"
#include "sim/core/time.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable::models {

/// What adds to a person's barometer, each once.
enum class Cue : std::uint8_t {
  advice,
  watch_and_act,
  emergency_warning,
  evacuate_now,  // messages
  embers,
  fire,
  smoke,
  immersion,
  rating,
  neighbours
};
inline constexpr std::size_t message_kinds = 4, cues = 10;
inline constexpr std::array<const char*, message_kinds> message_names{
    "ADVICE", "WATCH_AND_ACT", "EMERGENCY_WARNING", "EVACUATE_NOW"};

/// What somebody does whom a message of a kind reaches, as traces tell it.
inline constexpr std::array<const char*, message_kinds> hears{
    "hears_advice", "hears_watch_and_act", "hears_emergency_warning", "hears_evacuate_now"};

/// How a trip is made: by car, on foot, or by car on the day's business, when closed roads count
/// but delays are taken as they come.
enum class TripMode : std::uint8_t { car, foot, car_as_usual };

/// A person as the data say: who, where, and how warnings are taken.
struct Person {
  double initial_threshold = 0, final_threshold = 0;
  std::array<double, cues> impact{};
  double initial_lag_s = 0, final_lag_s = 0;
  std::int32_t household = 0;
  std::int32_t home = 0;         ///< place
  std::int32_t dependents = -1;  ///< place, or none
  std::int32_t destination = -1, fallback = -1;
  std::int32_t fallback_node = -1;  ///< of a fallback without a name, instead
  bool stays = false;               ///< whatever is heard: stays and defends
  bool home_after_dependents = false, home_before_leaving = false;
};

/// Somewhere to go: who comes within the radius has arrived. Where a place without a name has no
/// road within it, at the nearest node.
struct Area {
  std::string name;
  double x = 0, y = 0;
  bool unnamed = false;  ///< the data give coordinates only; the name is these
};

/// One stay of a person's day.
struct Stay {
  std::int32_t place = 0;
  std::int64_t end = Tick::never().count;  ///< ticks since start
};

/// Inside, or on a lower edge.
constexpr bool half_open(const Box& box, Point point) {
  return point.x >= box.min_x && point.y >= box.min_y && point.x < box.max_x && point.y < box.max_y;
}

/// Where an audience is: everywhere, or in any of these.
struct Region {
  bool everywhere = false;
  std::vector<std::int32_t> zones;
  std::vector<Box> boxes;  ///< half-open: their upper edges do not belong to them
};

/// What `response/people` and `response/residents` offer to others; immutable. Of residents'
/// persons home and household alone are filled in; all else of `Person` is for agents with
/// attributes.
struct Population {
  SupportRef people;     ///< by external person id
  SupportRef places;     ///< homes, places of dependents and of the day, each point once
  SupportRef audiences;  ///< zones, groups of zones, everyone
  std::vector<Person> person;
  std::vector<std::int32_t> place_node;              ///< (place): nearest node of the roads
  std::vector<std::vector<std::int32_t>> household;  ///< (household): its people
  std::vector<std::vector<std::int32_t>> audience;   ///< (audience): its people at the start
  std::vector<Area> destinations;
  /// (person): index of the name below, -1 none; the zone is where they are at the start.
  std::vector<std::int32_t> zone, kind;
  std::vector<std::string> zone_names, kind_names;

  /// With day plans only: the rest of the day from the start on, CSR by person.
  std::vector<std::int32_t> day_begin;
  std::vector<Stay> stays;
  std::vector<Region> region;                             ///< (audience)
  std::vector<std::int32_t> zone_of_place, zone_of_node;  ///< -1 none

  /// Where somebody is when the story starts: at home, or where the day has led.
  std::int32_t place_at_start(std::size_t p) const {
    return day_begin.empty() ? person[p].home : stays[static_cast<std::size_t>(day_begin[p])].place;
  }
};

/// No place to go, where a trip ends that could not start, and where one starts from wherever the
/// vehicle is: one that is on its way turns at the next node.
inline constexpr std::int32_t nowhere = std::numeric_limits<std::int32_t>::min();

/// Where a trip goes, as one number: an area's index, or a node as -1 - node.
constexpr std::int32_t to_node(std::int32_t node) {
  return -1 - node;
}

}  // namespace sandtable::models
