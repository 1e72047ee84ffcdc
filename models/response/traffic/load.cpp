// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "models/response/traffic/traffic.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

/// The nodes within a radius of every destination.
std::vector<traffic::Destination> areas(const Population& population, const RoadNetwork& network,
                                        double radius_m, const Loader& loader) {
  std::vector<traffic::Destination> list;
  for (const Area& area : population.destinations) {
    traffic::Destination& made = list.emplace_back();
    for (std::int32_t n = 0; n < network.nodes(); ++n) {
      const double dx = network.node_x[n] - area.x, dy = network.node_y[n] - area.y;
      if (dx * dx + dy * dy <= radius_m * radius_m) made.nodes.push_back(n);
    }
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
               .sentence = "length of road that a standing vehicle takes"},
              &P::vehicle_length_m)
      .number({.name = "backward_wave",
               .unit = "m s-1",
               .fallback = "7.5 m/s",
               .source = "placeholder: an assumption",
               .minimum = 1,
               .maximum = 20,
               .sentence = "speed at which a free space travels back through a queue"},
              &P::backward_wave_m_s)
      .number({.name = "capacity_factor",
               .fallback = "1",
               .source = "the network file",
               .minimum = 0.05,
               .maximum = 5,
               .sentence = "factor on every flow capacity"},
              &P::capacity_factor)
      .number({.name = "origin_priority",
               .fallback = "1",
               .source = "a declared choice",
               .minimum = 0.01,
               .maximum = 100,
               .sentence = "priority of those who depart over those who drive past"},
              &P::origin_priority)
      .choice(
          {.name = "merge",
           .fallback = "capacity",
           .source = "a declared choice",
           .choices = {"capacity", "lanes", "priority"},
           .sentence = "what decides the shares of roads that merge; priority: merge_priorities"},
          &P::merge)
      .file({.name = "merge_priorities",
             .optional = true,
             .sentence = "CSV: link, priority above 0; links that it does not name have 1"},
            &P::merge_priorities)
      .number({.name = "capacity_drop",
               .fallback = "0",
               .source = "off",
               .minimum = 0,
               .maximum = 0.5,
               .sentence = "share of a road's flow capacity that is lost while a queue stands "
                           "before it"},
              &P::capacity_drop)
      .number({.name = "capacity_drop_until",
               .unit = "m s-1",
               .fallback = "0 m/s",
               .source = "off; the linear form is Yuan, Knoop and Hoogendoorn's (2015)",
               .minimum = 0,
               .sentence = "speed in the queue from which on nothing is lost, below it linearly "
                           "more; 0: the same at any speed"},
              &P::capacity_drop_until_m_s)
      .duration(
          {.name = "stuck_after",
           .fallback = "300 s",
           .source = "MATSim's stuck time for evacuation",
           .minimum = 1,
           .sentence = "gridlock rule: a vehicle that waits so long squeezes into the full road"},
          &P::stuck_after)
      .choice({.name = "route_choice",
               .fallback = "on_delay",
               .source = "a declared choice",
               .choices = {"on_delay", "on_closure", "duo"},
               .sentence = "drivers change their way for delays that they notice, for closures and "
                           "speeds only, or take what is the shortest now (dynamic user optimum)"},
              &P::route_choice)
      .number({.name = "duo_weight",
               .fallback = "0.5",
               .source = "UXsim's default",
               .minimum = 0.05,
               .maximum = 1,
               .sentence = "duo: share of drivers who go by the last look at delays; of the others "
                           "the same share goes by the look before, and so on"},
              &P::duo_weight)
      .duration({.name = "perceive_every",
                 .fallback = "5 min",
                 .source = "a declared choice",
                 .minimum = 60,
                 .sentence = "how often delays are looked at"},
                &P::perceive_every)
      .number(
          {.name = "perceive_share",
           .fallback = "0.5",
           .source = "a declared choice",
           .minimum = 0,
           .sentence = "a delay is noticed when it has moved by this share of the free-flow time"},
          &P::perceive_share)
      .duration({.name = "perceive_least",
                 .fallback = "60 s",
                 .source = "a declared choice",
                 .minimum = 0,
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
      .choice({.name = "no_way_on",
               .fallback = "hold",
               .source = "a declared choice",
               .choices = {"hold", "turn_back", "walk", "count_exposed"},
               .sentence = "what those do whom a closure leaves with no way on, not even to their "
                           "fallback"},
              &P::no_way_on)
      .number({.name = "walk_speed",
               .unit = "m s-1",
               .fallback = "1.34 m/s",
               .source = "Weidmann (1993): mean free walking speed",
               .minimum = 0.1,
               .maximum = 5,
               .sentence = "of those who leave their car"},
              &P::walk_speed_m_s)
      .number({.name = "avoid_factor",
               .fallback = "1",
               .source = "off",
               .minimum = 1,
               .maximum = 100,
               .sentence = "how much longer a road seems within fire_seen of the fire as it "
                           "stands; never closed for it"},
              &P::avoid_factor);
  return list;
}

/// (link): from the file, 1 for those that it does not name; null without a file.
std::shared_ptr<const std::vector<double>> read_priorities(const std::string& file,
                                                           const Support& links) {
  if (file.empty()) return nullptr;
  const Table table = read_table(file);
  const auto [link_column, priority_column] = table.required_all({"link", "priority"});
  std::map<std::string, std::int32_t> index;
  for (std::size_t link = 0; link < links.size(); ++link)
    index.emplace(links.id(link), static_cast<std::int32_t>(link));
  std::vector<double> priorities(links.size(), 1.0);
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const std::string& id = table.cell(row, link_column);
      const auto link = index.find(id);
      if (link == index.end())
        refuse(table.where(row),
               fmt::format("the roads have no link '{}'{}", id, suggestion(id, links.ids())));
      const double priority = table.number(row, priority_column);
      if (!(priority > 0))
        refuse(table.where(row),
               fmt::format("link '{}' has priority {} (it must be above 0)", id, priority));
      priorities[link->second] = priority;
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return std::make_shared<const std::vector<double>>(std::move(priorities));
}

/// Every road can be walked both ways: the links as they are, then each backwards.
std::shared_ptr<const RoadNetwork> network_on_foot(const RoadNetwork& roads) {
  auto made = std::make_shared<RoadNetwork>();
  made->node_id.resize(roads.node_id.size());
  made->link_id.resize(2 * roads.link_id.size());
  made->from = roads.from;
  made->to = roads.to;
  made->from.insert(made->from.end(), roads.to.begin(), roads.to.end());
  made->to.insert(made->to.end(), roads.from.begin(), roads.from.end());
  made->index();
  return made;
}

Traffic load(Loader& loader, const Traffic::Params& params) {
  Traffic model;
  model.params = model.loaded = params;
  model.map = loader.require<RoadMap>("roads");
  model.population = loader.require<Population>("people");
  model.priorities = read_priorities(params.merge_priorities, *model.map->links);
  if (params.merge == traffic::MergeBy::priority && !model.priorities)
    refuse(loader.where("merge"),
           "merge = \"priority\" has no priorities (every road would be equal) give "
           "merge_priorities, a CSV file of link and priority");
  const auto& network = model.map->network;
  model.on_foot = network_on_foot(*network);
  model.kernel = std::make_shared<const traffic::Model>(
      traffic::make_model(network, model.link_table(), model.rules(),
                          areas(*model.population, *network, params.destination_radius_m, loader)));
  return model;
}

}  // namespace

Model response_traffic() {
  return describe<Traffic>("response/traffic", parameters(), {"people", "roads", "hazard"}, {},
                           load);
}

}  // namespace sandtable::models
