// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "models/network/roads/roads.hpp"
#include "models/response/people/population.hpp"
#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/incidents.hpp"
#include "models/response/traffic/observe.hpp"
#include "models/response/traffic/other_trips.hpp"
#include "models/response/traffic/walk.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// What those do who are on a road when the hazard closes it ahead of them: drive on to its end,
/// drive back to its start, or stand where they are. Those who have it behind them drive on.
enum class OnClosed { go_on, turn_back, hold };

/// When drivers know that water has closed a road: when the first of them stands before it, or at
/// once.
enum class WaterKnown { when_seen, at_once };

/// By what drivers choose their way: delays that they notice, closures and speeds only, or the
/// shortest by the travel times of now, looked at every so often (dynamic user optimum).
enum class RouteChoice { on_delay, on_closure, duo };

/// What becomes of those whom a closure leaves with no way on, not even to their fallback: they
/// stand at their node until a way opens, drive back to where they set out (and try again later;
/// they stand where that cannot be reached either, and where they had set out on
/// the way), leave the car and go on foot (they stand if the
/// hazard leaves no way), or count as exposed at once and are off the road for good.
enum class NoWayOn { hold, turn_back, walk, count_exposed };

/// The traffic of people's trips: the kernel of advance.hpp on the clock.
///
/// A vehicle is known by the person who drives it. A link is closed to entry by `closed`; those on
/// it when an order closes it go on, those whom the hazard meets do as `on_closed` says. A vehicle
/// is exposed when the hazard is at its own position on the link, looked at at the end of every
/// tick and at every node that it passes. A destination is an area: who reaches a node inside its
/// radius has arrived. Where no way leads on, a vehicle turns to its fallback; if there is no way
/// to that either `no_way_on` says what becomes of it; a trip that cannot even start, or that ends
/// where it began, has no end node. Trips of households (to dependents and home) take the cheapest
/// way when they start, and another when they meet a closed link; those of the day likewise, but by
/// closures and speeds only (`trip_mode`).
///
/// Trips on foot (trip_mode) go to the nearest destination, or to their node, along roads in either
/// direction, closed or not, but not into a road that the hazard has reached: who has no other way
/// stands. A trip is one `on_foot`, however many go together. Who leaves the car (`no_way_on`)
/// walks likewise, and loses no more time to queues from then on.
///
/// `other_trips` are vehicles of nobody in the population: they count as vehicles, in queues and as
/// held, and have a mean delay of their own (others_delay, of all that have departed, so far).
/// Incidents (incidents.hpp) block lanes at the start of a link: its capacity falls, its room does
/// not.
struct Traffic {
  struct Params {
    double vehicle_length_m = 7.5, backward_wave_m_s = 7.5, capacity_factor = 1,
           origin_priority = 1;
    traffic::MergeBy merge = traffic::MergeBy::capacity;
    std::string merge_priorities;
    double capacity_drop = 0, capacity_drop_until_m_s = 0;
    Tick stuck_after, perceive_every, perceive_least;
    RouteChoice route_choice = RouteChoice::on_delay;
    double duo_weight = 0.5;
    double perceive_share = 0.5;
    double destination_radius_m = 1000;
    double avoid_factor = 1;
    OnClosed on_closed = OnClosed::turn_back;
    WaterKnown water_known = WaterKnown::when_seen;
    NoWayOn no_way_on = NoWayOn::hold;
    double walk_speed_m_s = 1.34;
    double incident_rate_per_km = 0, incident_lanes = 1, incident_open_share = 0.7,
           incident_one_lane_share = 0;
    Tick incident_duration{1800 * Tick::per_second};
    std::string other_trips;
    bool operator==(const Params&) const = default;
  };
  /// Kinds of events of a person; their value is the link or the node.
  static constexpr std::uint32_t enters_link = 1, arrives = 2, finds_no_way = 3;
  static constexpr std::uint32_t walks_along = 4;
  /// An event of a link.
  static constexpr std::uint32_t incident = 5;
  /// A vehicle that stands at a node without a way on, or on a link before the hazard.
  struct Held {
    std::int32_t person, node, to;
    Tick since;
    traffic::Position place;  ///< of one on a link
  };
  struct State {
    std::shared_ptr<const traffic::Model> kernel;       ///< with the capacities of now
    std::shared_ptr<const traffic::Model> draw_kernel;  ///< with the parameters of this draw
    traffic::State roads;
    std::vector<std::int64_t> taken;      ///< (person): departure of the last trip taken over
    std::vector<std::int64_t> free_flow;  ///< (person): of that trip, ticks; -1 unknown
    std::vector<Held> held;
    std::vector<std::int32_t> turned_back;  ///< persons on their way back, sorted
    std::vector<std::int32_t> lost;         ///< persons off the road for good, sorted
    std::int32_t no_way = 0;                ///< vehicles of persons that found no way on, so far
    std::vector<Walker> walkers;
    Incidents incidents;
    std::vector<OtherVehicle> others;
    std::vector<std::int32_t> other_order;  ///< of others by departure
    std::size_t others_departed = 0;
    std::vector<std::uint8_t> closed;   ///< (link), as last seen
    std::vector<std::int64_t> reached;  ///< (link): when the hazard first touches it
    std::vector<std::int64_t> trip_end, exposed;
    std::vector<std::int32_t> at_node;
    std::vector<float> delay;
    bool waiting_trips = false;  ///< a trip is told that departs later
    std::size_t bytes() const;
  };

  Params params;
  std::shared_ptr<const RoadMap> map = std::make_shared<const RoadMap>();
  std::shared_ptr<const Population> population = std::make_shared<const Population>();
  std::shared_ptr<const traffic::Model> kernel;  ///< with the parameters of `loaded`
  Params loaded;
  std::shared_ptr<const std::vector<double>> priorities;  ///< (link), or null: all 1
  std::shared_ptr<const Footways> footways;
  std::shared_ptr<const std::vector<OtherTrips>> others =
      std::make_shared<const std::vector<OtherTrips>>();

  In<Tick> depart{{.role = "people", .quantity = "trip_depart", .unit = "tick"}};
  In<std::int32_t> from{{.role = "people", .quantity = "trip_from", .unit = "1"}};
  In<std::int32_t> to{{.role = "people", .quantity = "trip_to", .unit = "1"}};
  In<std::int32_t> fallback{{.role = "people", .quantity = "trip_fallback", .unit = "1"}};
  In<std::uint8_t> closed{{.role = "roads", .quantity = "closed", .unit = "1"}};
  In<float> speed_factor{{.role = "roads", .quantity = "speed_factor", .unit = "1"}};
  In<Tick> arrival{
      {.role = "hazard", .quantity = "arrival_time", .unit = "tick", .optional = true}};
  In<Tick> near{{.role = "hazard", .quantity = "fire_seen_time", .unit = "tick", .optional = true}};
  In<std::uint8_t> mode{{.role = "people", .quantity = "trip_mode", .unit = "1", .optional = true}};
  In<Tick> ignition{
      {.role = "hazard", .quantity = "ignition_time", .unit = "tick", .optional = true}};
  In<std::uint8_t> flooded{{.role = "roads", .quantity = "flooded", .unit = "1", .optional = true}};
  In<float> capacity{{.role = "roads", .quantity = "capacity_factor", .unit = "1"}};

  Out<Tick> trip_end{{.quantity = "trip_end", .unit = "tick"}};
  Out<std::int32_t> at_node{{.quantity = "at_node", .unit = "1"}};
  Out<Tick> exposed{{.quantity = "exposed_time", .unit = "tick"}};
  Out<float> delay{{.quantity = "delay", .unit = "s"}};
  Out<std::int32_t> vehicles{{.quantity = "vehicles", .unit = "vehicles"}};
  Out<std::int32_t> queued{{.quantity = "queued", .unit = "vehicles"}};
  Out<std::int32_t> held{{.quantity = "held", .unit = "vehicles"}};
  Out<std::int32_t> squeezed{{.quantity = "squeezed", .unit = "vehicles"}};
  Out<std::int32_t> no_way{{.quantity = "no_way", .unit = "vehicles"}};
  Out<std::int32_t> incidents{{.quantity = "incidents", .unit = "1"}};
  Out<std::int32_t> others_arrived{{.quantity = "others_arrived", .unit = "vehicles"}};
  Out<float> others_delay{{.quantity = "others_delay", .unit = "s"}};
  Out<std::int32_t> walking{{.quantity = "on_foot", .unit = "1"}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;

  traffic::LinkTable link_table() const;
  traffic::Rules rules() const;
  /// The kernel with the parameters of this draw; `kernel` itself where they are those of `loaded`.
  std::shared_ptr<const traffic::Model> kernel_of_draw() const;
};

}  // namespace sandtable::models
