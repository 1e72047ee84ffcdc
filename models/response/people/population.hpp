// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/support.hpp"

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

/// How a trip is made.
enum class TripMode : std::uint8_t { car, foot };

/// A person as the data say: who, where, and how warnings are taken.
struct Person {
  double initial_threshold = 0, final_threshold = 0;
  std::array<double, cues> impact{};
  double initial_lag_s = 0, final_lag_s = 0;
  std::int32_t household = 0;
  std::int32_t home = 0;         ///< place
  std::int32_t dependents = -1;  ///< place, or none
  std::int32_t destination = -1, fallback = -1;
  bool stays = false;  ///< whatever is heard: stays and defends
  bool home_after_dependents = false, home_before_leaving = false;
};

/// Somewhere to go: who comes within the radius has arrived.
struct Area {
  std::string name;
  double x = 0, y = 0;
};

/// What `response/people` offers to others; immutable.
struct Population {
  SupportRef people;     ///< by external person id
  SupportRef places;     ///< homes and places of dependents, each point once
  SupportRef audiences;  ///< zones, groups of zones, everyone
  std::vector<Person> person;
  std::vector<std::int32_t> place_node;              ///< (place): nearest node of the roads
  std::vector<std::vector<std::int32_t>> household;  ///< (household): its people
  std::vector<std::vector<std::int32_t>> audience;   ///< (audience): its people
  std::vector<Area> destinations;
  std::vector<std::int32_t> zone, kind;  ///< (person): index of the name below, -1 none
  std::vector<std::string> zone_names, kind_names;
};

/// No place to go, and where a trip ends that could not start.
inline constexpr std::int32_t nowhere = std::numeric_limits<std::int32_t>::min();

/// Where a trip goes, as one number: an area's index, or a node as -1 - node.
constexpr std::int32_t to_node(std::int32_t node) {
  return -1 - node;
}

}  // namespace sandtable::models
