// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/core/process.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::models {

/// What `network/roads` offers to others: the network, its supports, and points along its links.
struct RoadMap {
  std::shared_ptr<const RoadNetwork> network;
  SupportRef nodes, links;
  SupportRef points;                      ///< all nodes, then points between the ends of links
  std::vector<std::int32_t> point_begin;  ///< CSR by link
  std::vector<std::int32_t> point;        ///< of links, from start to end, both ends included
  std::vector<float> share;               ///< likewise: of the link's length from its start
  std::vector<std::int32_t> opposite;     ///< (link): the other direction of the same road, or -1

  /// When a hazard first touches each link, from when it is at each point (ticks).
  std::vector<std::int64_t> first_reached(std::span<const std::int64_t> at_point) const;

  /// The deepest water on each link, from the depth at each point (m).
  std::vector<float> deepest(std::span<const float> at_point) const;

  /// The node nearest to a point, among those that a link leaves and a link enters.
  std::int32_t nearest_node(double x, double y) const;
};

/// What smoke that slows drivers goes by: nothing, or a distance that the hazard declares.
enum class SmokeBy { none, fire_seen, embers_seen, smoke_seen };

/// Roads that a hazard and orders close and slow.
///
/// Reads, of the hazard and at points along the links, arrival_time (fire) or water_depth (flood).
/// Writes by link: closed (0 or 1), flooded (closed by water), speed_factor, and capacity_factor
/// (of flow and of room, by lanes). Levers: close(link),
/// open(link), slow(link, percent); reverse(link): it is closed, and its lanes serve the other
/// direction of the road; reserve(link, lanes): so many of its own lanes are kept for responders,
/// and with none left it is closed. open(link) undoes all but slow. A link that the hazard has
/// reached stays closed whatever is ordered. An order holds for the link's own direction only:
/// closing a road inbound leaves the way out open.
///
/// With `smoke_by` drivers go at `smoke_speed_factor` of the speed on links of which any point is
/// that near the hazard as it stands, looked at every `smoke_every`; headways stay (Rohaert 2025).
///
/// Water slows drivers by the deepest of a link's points, closes the link at `impassable_depth`,
/// and opens it when it is gone.
struct Roads {
  struct Params {
    std::string network, crs, box, bridges;
    double point_spacing_m = 100;
    SmokeBy smoke_by = SmokeBy::none;
    double smoke_speed_factor = 1;
    Tick smoke_every{300 * Tick::per_second};
    double impassable_depth_m = 0.3;
  };
  enum class Order : std::uint8_t { open, closed, reversed };
  struct State {
    std::vector<std::int64_t> reached;   ///< (link): when the hazard first touches it
    std::vector<std::int32_t> order;     ///< links by that time
    std::size_t passed = 0;              ///< how many of them are reached
    std::vector<Order> by_order;         ///< (link)
    std::vector<std::int32_t> reserved;  ///< (link): lanes kept for responders
    std::vector<double> lanes;          ///< (link): that the public may use, while it is not closed
    std::vector<std::uint8_t> closed;   ///< (link)
    std::vector<float> slowed;          ///< (link): share of the speed, by order
    std::vector<std::int64_t> smoke;    ///< (link): from when it is in smoke; or empty
    std::int32_t in_smoke = 0;          ///< links
    std::vector<std::uint8_t> flooded;  ///< (link): closed by water
    std::vector<float> in_water;        ///< (link): share of the speed that water leaves
    std::size_t bytes() const {
      return reached.size() * (8 + 4 + 2 + 4 + 4 + 8 + 5) + smoke.size() * 8;
    }
  };

  Params params;
  std::shared_ptr<const RoadMap> map = std::make_shared<const RoadMap>();

  In<Tick> arrival{
      {.role = "hazard", .quantity = "arrival_time", .unit = "tick", .optional = true}};
  In<Tick> smoke{
      {.role = "hazard", .quantity = "fire_seen_time", .unit = "tick", .optional = true}};
  In<float> depth{{.role = "hazard", .quantity = "water_depth", .unit = "m", .optional = true}};
  Out<std::uint8_t> closed{{.quantity = "closed", .unit = "1"}};
  Out<std::uint8_t> flooded{{.quantity = "flooded", .unit = "1"}};
  Out<float> speed_factor{{.quantity = "speed_factor", .unit = "1"}};
  Out<float> capacity_factor{{.quantity = "capacity_factor", .unit = "1"}};
  Lever close{{.name = "close"}};
  Lever open{{.name = "open"}};
  Lever slow{{.name = "slow", .arguments = {{.name = "percent"}}}};
  Lever reverse{{.name = "reverse"}};
  Lever reserve{{.name = "reserve", .arguments = {{.name = "lanes", .minimum = 1}}}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  /// closes (event kind 1) or opens (0); the event's value says by what.
  Meaning expand(const Event& event) const;

 private:
  enum By : std::int64_t { by_hazard, by_close, by_open, by_reverse, by_reserve, by_water };
  By what_set(const State& state, std::size_t link, bool shut, bool was_flooded) const;
  void look_at_hazard(State& state, const Context& context) const;
  /// Whether anything was closed, opened or kept for responders.
  bool obey(State& state, Context& context) const;
  /// Whether water closed or opened a link.
  bool look_at_water(State& state, Context& context) const;
  void look_at_smoke(State& state, Context& context) const;
  bool shut_by_order(const State& state, std::size_t link) const;
  std::vector<double> lanes_of_public(const State& state) const;
  std::vector<float> capacities(const State& state) const;
  std::vector<float> speeds(const State& state, Tick now) const;
};

}  // namespace sandtable::models
