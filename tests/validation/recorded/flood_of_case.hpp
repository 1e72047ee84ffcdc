// SPDX-License-Identifier: Apache-2.0
// A flood map of a case over its roads and buildings, run through the engine.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sim/geo/vector.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::validation {

/// Lines as a GMNS network, in `crs`: a node at every vertex, a link a stretch between two, one
/// way, called LINE:STRETCH.
inline void write_roads(const testing::Folder& folder, const std::vector<Feature>& lines,
                        const std::string& crs) {
  std::string nodes = "node_id,x_coord,y_coord\n";
  std::string links = "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes\n";
  std::map<std::pair<double, double>, std::size_t> known;
  const auto node = [&](Point at) {
    const auto [found, fresh] = known.try_emplace({at.x, at.y}, known.size());
    if (fresh) nodes += fmt::format("{},{},{}\n", found->second, at.x, at.y);
    return found->second;
  };
  for (std::size_t line = 0; line < lines.size(); ++line)
    for (const Path& path : lines[line].parts)
      for (std::size_t i = 1; i < path.size(); ++i) {
        const std::size_t from = node(path[i - 1]), to = node(path[i]);
        if (from != to)
          links += fmt::format("{}:{},{},{},true,{},10,800,1\n", line, i, from, to,
                               std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y));
      }
  folder.write("roads/node.csv", nodes).write("roads/link.csv", links);
  folder.write("roads/config.csv", "long_length,speed,crs\nm,m/s," + crs + "\n");
}

/// How deep water cuts a road, and how far apart the places are at which roads are looked at.
struct RoadsInWater {
  std::string impassable = "0.3 m", spacing = "1 m";
};

/// A scenario of ten minutes with one map, the roads of a file and, unless it is empty, buildings.
inline Experiment load_flood(const testing::Folder& folder, const std::filesystem::path& map,
                             const std::string& crs, const std::string& roads,
                             const std::string& buildings, const RoadsInWater& in_water = {}) {
  std::string text = fmt::format(
      "[scenario]\ntitle = \"A map over roads\"\nstart = 2026-01-15T00:00:00Z\nduration = \"10 "
      "min\"\n\n[flood]\nmodel = \"hazard/recorded\"\nfile = \"{}\"\ncrs = \"{}\"\n"
      "declared_crs = \"EPSG:4326\"\n\n[roads]\nmodel = \"network/roads\"\nnetwork = \"{}\"\ncrs = "
      "\"{}\"\npoint_spacing = \"{}\"\nimpassable_depth = \"{}\"\n",
      map.string(), crs, roads, crs, in_water.spacing, in_water.impassable);
  if (!buildings.empty())
    text += fmt::format(
        "\n[buildings]\nmodel = \"impact/buildings\"\nbuildings = \"{}\"\ncrs = \"{}\"\nid_column "
        "= \"\"\n",
        buildings, crs);
  text += "\n[policies.none]\n\n[outcomes]\nclosed = { field = \"roads.flooded\", last = true }\n";
  folder.write("scenario.toml", text);
  return assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
}

/// The links' ids and what is 1 on them at the end.
inline std::map<std::string, double> by_link(const Experiment& experiment,
                                             const testing::Ending& ending) {
  const std::size_t field = experiment.system.field("roads.flooded");
  const Support& links = *experiment.system.fields[field].support;
  std::map<std::string, double> flooded;
  for (std::size_t i = 0; i < links.size(); ++i)
    flooded[links.id(i)] = ending.fields.at("roads.flooded")[i];
  return flooded;
}

}  // namespace sandtable::validation
