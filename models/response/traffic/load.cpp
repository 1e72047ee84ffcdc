// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "models/response/traffic/parameters.hpp"
#include "sim/geo/table.hpp"
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
  model.kernel = std::make_shared<const traffic::Model>(traffic::make_model(
      network, model.link_table(), model.rules(),
      areas(*model.population, *model.map, params.destination_radius_m, loader)));
  model.footways =
      std::make_shared<const Footways>(make_footways(*network, model.kernel->destinations));
  if (!params.other_trips.empty()) {
    auto others = read_other_trips(loader, params.other_trips, *model.map);
    set_free_flow(others, *model.kernel);
    model.others = std::make_shared<const std::vector<OtherTrips>>(std::move(others));
  }
  return model;
}

}  // namespace

Model response_traffic() {
  return describe<Traffic>("response/traffic", traffic_parameters(), {"people", "roads", "hazard"},
                           {}, load);
}

}  // namespace sandtable::models
