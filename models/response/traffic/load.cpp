// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "models/response/traffic/traffic.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

/// The nodes within a radius of every destination.
std::vector<traffic::Destination> areas(const Population& population, const RoadMap& map,
                                        double radius_m, const Loader& loader) {
  const RoadNetwork& network = *map.network;
  std::vector<traffic::Destination> list;
  for (const Area& area : population.destinations) {
    traffic::Destination& made = list.emplace_back();
    for (std::int32_t n = 0; n < network.nodes(); ++n) {
      const double dx = network.node_x[n] - area.x, dy = network.node_y[n] - area.y;
      if (dx * dx + dy * dy <= radius_m * radius_m) made.nodes.push_back(n);
    }
    if (made.nodes.empty() && area.unnamed) made.nodes.push_back(map.nearest_node(area.x, area.y));
    if (made.nodes.empty())
      loader.problems.add(
          loader.where("destination_radius"),
          fmt::format("no node of the roads lies within {:.0f} m of destination '{}' (nobody could "
                      "arrive): give a larger destination_radius or a larger box",
                      radius_m, area.name));
  }
  loader.problems.raise();
  return list;
}

ParameterList<Traffic::Params> parameters() {
  using P = Traffic::Params;
  ParameterList<P> list;
  list.number({.name = "vehicle_length",
               .unit = "m",
               .fallback = "7.5 m",
               .source = "MATSim's effective cell size",
               .minimum = 2,
               .maximum = 30,
               .at_load = true,
               .sentence = "length of road that a standing vehicle takes"},
              &P::vehicle_length_m)
      .number({.name = "backward_wave",
               .unit = "m s-1",
               .fallback = "7.5 m/s",
               .source = "placeholder: an assumption",
               .minimum = 1,
               .maximum = 20,
               .at_load = true,
               .sentence = "speed at which a free space travels back through a queue"},
              &P::backward_wave_m_s)
      .number({.name = "capacity_factor",
               .fallback = "1",
               .source = "the network file",
               .minimum = 0.05,
               .maximum = 5,
               .at_load = true,
               .sentence = "factor on every flow capacity"},
              &P::capacity_factor)
      .number({.name = "origin_priority",
               .fallback = "1",
               .source = "a declared choice",
               .minimum = 0.01,
               .maximum = 100,
               .at_load = true,
               .sentence = "priority of those who depart over those who drive past"},
              &P::origin_priority)
      .choice({.name = "merge",
               .fallback = "capacity",
               .source = "a declared choice",
               .choices = {"capacity", "lanes"},
               .at_load = true,
               .sentence = "what decides the shares of roads that merge"},
              &P::merge)
      .duration(
          {.name = "stuck_after",
           .fallback = "300 s",
           .source = "MATSim's stuck time for evacuation",
           .minimum = 1,
           .at_load = true,
           .sentence = "gridlock rule: a vehicle that waits so long squeezes into the full road"},
          &P::stuck_after)
      .boolean({.name = "perceive_delays",
                .fallback = "true",
                .source = "a declared choice",
                .at_load = true,
                .sentence = "drivers choose their way by delays, too, not by closures only"},
               &P::perceive_delays)
      .duration({.name = "perceive_every",
                 .fallback = "5 min",
                 .source = "a declared choice",
                 .minimum = 60,
                 .at_load = true,
                 .sentence = "how often delays are looked at"},
                &P::perceive_every)
      .number(
          {.name = "perceive_share",
           .fallback = "0.5",
           .source = "a declared choice",
           .minimum = 0,
           .at_load = true,
           .sentence = "a delay is noticed when it has moved by this share of the free-flow time"},
          &P::perceive_share)
      .duration({.name = "perceive_least",
                 .fallback = "60 s",
                 .source = "a declared choice",
                 .minimum = 0,
                 .at_load = true,
                 .sentence = "and by at least this much"},
                &P::perceive_least)
      .number({.name = "destination_radius",
               .unit = "m",
               .fallback = "1 km",
               .source = "the Castlemaine case",
               .minimum = 1,
               .at_load = true,
               .sentence = "who is so near a destination has arrived"},
              &P::destination_radius_m)
      .choice(
          {.name = "on_closed",
           .fallback = "turn_back",
           .source = "a declared choice",
           .choices = {"go_on", "turn_back", "hold"},
           .sentence = "what those do on a road that the fire closes ahead of them; others go on"},
          &P::on_closed)
      .number({.name = "avoid_factor",
               .fallback = "1",
               .source = "off",
               .minimum = 1,
               .maximum = 100,
               .at_load = true,
               .sentence = "how much longer a road seems within fire_seen of the fire as it "
                           "stands; never closed for it"},
              &P::avoid_factor);
  return list;
}

Traffic load(Loader& loader, const Traffic::Params& params) {
  Traffic model;
  model.map = loader.require<RoadMap>("roads");
  model.population = loader.require<Population>("people");
  const traffic::LinkRules links{params.vehicle_length_m, params.backward_wave_m_s,
                                 params.capacity_factor, params.merge, params.origin_priority};
  traffic::Rules rules;
  rules.stuck_after = params.stuck_after;
  rules.no_way = traffic::NoWay::remove;
  rules.perceive_delays = params.perceive_delays;
  rules.perceive_every = params.perceive_every;
  rules.perceive_share = params.perceive_share;
  rules.perceive_least = params.perceive_least;
  const auto& network = model.map->network;
  model.kernel = std::make_shared<const traffic::Model>(traffic::make_model(
      network, traffic::make_link_table(*network, links), rules,
      areas(*model.population, *model.map, params.destination_radius_m, loader)));
  return model;
}

}  // namespace

Model response_traffic() {
  return describe<Traffic>("response/traffic", parameters(), {"people", "roads", "hazard"}, {},
                           load);
}

}  // namespace sandtable::models
