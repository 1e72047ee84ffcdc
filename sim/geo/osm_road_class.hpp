// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sim/geo/osm_file.hpp"

namespace sandtable::osm {

/// What a road of a class is taken for where its tags do not say.
struct RoadClass {
  const char* highway;             ///< value of the key `highway`
  double speed_km_h;               ///< free speed
  double lanes;                    ///< of a direction
  double capacity_per_h_and_lane;  ///< vehicles
  bool one_way;
};

/// The classes for motor vehicles, the greatest roads first; `track` is the last.
///
/// Free speeds: OSRM's car profile (Project-OSRM/osrm-backend, profiles/car.lua at 0012f458). Lanes
/// and capacities: MATSim's OSM reader (matsim-org/matsim-libs, contribs/osm, LinkProperties.java
/// at 32dfbbf1), which leaves out service roads and tracks: theirs are those of a living street.
/// `road` (class unknown) is taken for unclassified. A track's speed is OSRM's for a default road.
std::span<const RoadClass> road_classes();

/// What the tags of a way with the key `highway` say of the cars that may use it.
struct Road {
  const RoadClass* kind = nullptr;
  bool forward = true, backward = true;
  double speed_m_s[2]{};       ///< forward, backward
  double lanes[2]{};           ///< likewise
  double capacity_per_h[2]{};  ///< likewise, of all lanes
  bool speed_is_default = true, lanes_are_default = true;
  bool closed = false;  ///< motor vehicles may not: access private, no, and the like
};

/// A road of a known class; nothing for footpaths, railways, squares (area=yes) and the rest.
///
/// Speed: maxspeed[:forward, :backward] in km/h, or in mph where it says so. Lanes:
/// lanes:forward and :backward, else half of `lanes` on a road with two directions, at least one,
/// a middle lane left out. One-way: oneway=yes, true, 1 or -1, roundabouts, motorways and their
/// links unless oneway=no; oneway=reversible is closed. Of motorcar, motor_vehicle, vehicle and
/// access the first that is said decides whether it is closed.
std::optional<Road> road_of(const Tags& tags);

}  // namespace sandtable::osm
