// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "models/network/roads/roads.hpp"
#include "sim/geo/network_file.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

/// "min_x, min_y, max_x, max_y" in metres; nothing if empty.
std::optional<Box> read_box(const std::string& text, const Source& where) {
  if (text.empty()) return std::nullopt;
  const std::vector<double> numbers = numbers_in(text);
  if (text.find_first_not_of("0123456789+-.eE, ") != std::string::npos || numbers.size() != 4 ||
      numbers[0] >= numbers[2] || numbers[1] >= numbers[3])
    refuse(
        where,
        fmt::format("box '{}' is none (expected \"min_x, min_y, max_x, max_y\" in metres)", text));
  return Box{numbers[0], numbers[1], numbers[2], numbers[3]};
}

/// Places points along links; the two directions of a road share theirs.
class PointMaker {
 public:
  PointMaker(RoadMap& map, double spacing_m, const std::vector<std::uint8_t>& bridge)
      : map_(map), spacing_m_(spacing_m), bridge_(bridge) {
    const RoadNetwork& network = *map.network;
    ids_ = network.node_id;
    for (std::string& id : ids_) id = "node " + id;
    xs_ = network.node_x;
    ys_ = network.node_y;
    map_.point_begin.push_back(0);
    for (std::int32_t link = 0; link < network.links(); ++link) add(link);
    map_.points =
        std::make_shared<const Support>("road points", SupportKind::places, std::move(ids_),
                                        network.crs, std::move(xs_), std::move(ys_));
  }

 private:
  void add(std::int32_t link) {
    const RoadNetwork& network = *map_.network;
    const std::int32_t a = network.from[link], b = network.to[link];
    const double dx = network.node_x[b] - network.node_x[a],
                 dy = network.node_y[b] - network.node_y[a];
    const double length = std::sqrt(dx * dx + dy * dy);
    const int parts =
        bridge_[link] ? 1 : std::max(1, static_cast<int>(std::ceil(length / spacing_m_)));
    const auto [at, fresh] = between_.try_emplace({std::min(a, b), std::max(a, b)},
                                                  static_cast<std::int32_t>(ids_.size()));
    for (int i = 1; fresh && i < parts; ++i) {
      const double share = (a < b ? i : parts - i) / static_cast<double>(parts);
      ids_.push_back(fmt::format("between {} and {}: {}/{}", network.node_id[std::min(a, b)],
                                 network.node_id[std::max(a, b)], i, parts));
      const double along = a < b ? share : 1 - i / static_cast<double>(parts);
      xs_.push_back(network.node_x[a] + along * dx);
      ys_.push_back(network.node_y[a] + along * dy);
    }
    put(a, 0);
    for (int i = 1; i < parts; ++i)
      put(at->second + (a < b ? i : parts - i) - 1,
          static_cast<float>(i) / static_cast<float>(parts));
    put(b, 1);
    map_.point_begin.push_back(static_cast<std::int32_t>(map_.point.size()));
  }
  void put(std::int32_t point, float share) {
    map_.point.push_back(point);
    map_.share.push_back(share);
  }

  RoadMap& map_;
  double spacing_m_;
  const std::vector<std::uint8_t>& bridge_;
  std::vector<std::string> ids_;
  std::vector<double> xs_, ys_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> between_;
};

/// For every link the first that leads back between the same nodes.
std::vector<std::int32_t> opposites(const RoadNetwork& network) {
  std::vector<std::int32_t> found(static_cast<std::size_t>(network.links()), -1);
  for (std::int32_t link = 0; link < network.links(); ++link) {
    const std::int32_t from = network.to[link];
    for (std::int32_t i = network.out_begin[from];
         i < network.out_begin[from + 1] && found[link] < 0; ++i)
      if (network.to[network.out_links[i]] == network.from[link])
        found[link] = network.out_links[i];
  }
  return found;
}

ParameterList<Roads::Params> parameters() {
  using P = Roads::Params;
  ParameterList<P> list;
  list.file({.name = "network",
             .sentence = "MATSim network (.xml or .xml.gz); GMNS: the folder of node.csv, link.csv "
                         "and config.csv, or its link.csv; OpenStreetMap (.osm.pbf, .osm)"},
            &P::network)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS of the network's coordinates, in metres: EPSG:28355; GMNS and "
                         "OpenStreetMap are brought into it"},
            &P::crs)
      .text({.name = "box",
             .optional = true,
             .at_load = true,
             .sentence = "keep the links inside: \"min_x, min_y, max_x, max_y\" in metres"},
            &P::box)
      .number({.name = "point_spacing",
               .unit = "m",
               .fallback = "100 m",
               .source = "fine against the distance between rings",
               .minimum = 1,
               .at_load = true,
               .sentence =
                   "distance of the points along a link at which the hazard is read: the size of a "
                   "flood's cells is fine enough"},
              &P::point_spacing_m)
      .file({.name = "bridges",
             .optional = true,
             .sentence = "CSV of links that pass above what is below them (link): the hazard is "
                         "read at their ends only"},
            &P::bridges)
      .choice({.name = "smoke_by",
               .fallback = "none",
               .source = "off",
               .choices = {"none", "fire_seen", "embers_seen", "smoke_seen"},
               .at_load = true,
               .sentence = "smoke slows drivers within this distance (of the hazard's parameters) "
                           "of the hazard as it stands"},
              &P::smoke_by)
      .number({.name = "smoke_speed_factor",
               .fallback = "0.5",
               .source = "placeholder: Wetterberg et al. (2020) and Intini et al. (2022) give the "
                         "fall of speed with the smoke's optical density, which is not known here",
               .minimum = 0.05,
               .maximum = 1,
               .sentence = "share of the free speed that drivers choose in smoke"},
              &P::smoke_speed_factor)
      .duration({.name = "smoke_every",
                 .fallback = "5 min",
                 .source = "a declared choice",
                 .minimum = 1,
                 .at_load = true,
                 .sentence = "how often the roads in smoke are looked at"},
                &P::smoke_every)
      .number({.name = "impassable_depth",
               .unit = "m",
               .fallback = "0.3 m",
               .source = "Pregnolato et al. (2017)",
               .minimum = 0.01,
               .maximum = 2,
               .sentence = "depth of water at the deepest point of a link that closes it"},
              &P::impassable_depth_m);
  return list;
}

/// Where a link is on a map: halfway between its ends.
std::pair<std::vector<double>, std::vector<double>> middles(const RoadNetwork& network) {
  std::pair<std::vector<double>, std::vector<double>> made;
  for (std::int32_t link = 0; link < network.links(); ++link) {
    const std::int32_t a = network.from[link], b = network.to[link];
    made.first.push_back((network.node_x[a] + network.node_x[b]) / 2);
    made.second.push_back((network.node_y[a] + network.node_y[b]) / 2);
  }
  return made;
}

RoadNetwork read_network(Loader& loader, const Roads::Params& params) {
  NetworkFile read =
      read_network_file(params.network, params.crs, read_box(params.box, loader.where("box")));
  for (std::string& note : read.notes) loader.notes.push_back(std::move(note));
  return std::move(read.network);
}

/// (link): 1 for those that the file names.
std::vector<std::uint8_t> read_bridges(const std::string& file, const Support& links) {
  std::vector<std::uint8_t> bridge(links.size(), 0);
  if (file.empty()) return bridge;
  const Table table = read_table(file);
  const std::size_t column = table.required("link");
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    if (const auto link = links.find(table.cell(row, column)))
      bridge[*link] = 1;
    else
      problems.add(table.where(row),
                   fmt::format("the roads have no link '{}'{}", table.cell(row, column),
                               suggestion(table.cell(row, column), links.ids())));
  problems.raise();
  return bridge;
}

Roads load(Loader& loader, const Roads::Params& params) {
  auto map = std::make_shared<RoadMap>();
  map->network = std::make_shared<const RoadNetwork>(read_network(loader, params));
  const RoadNetwork& network = *map->network;
  map->nodes = std::make_shared<const Support>("nodes", SupportKind::nodes, network.node_id,
                                               network.crs, network.node_x, network.node_y);
  auto [middle_x, middle_y] = middles(network);
  map->links =
      std::make_shared<const Support>("links", SupportKind::links, network.link_id, network.crs,
                                      std::move(middle_x), std::move(middle_y));
  map->opposite = opposites(network);
  PointMaker(*map, params.point_spacing_m, read_bridges(params.bridges, *map->links));
  loader.notes.push_back(fmt::format("{} nodes, {} links{}", network.nodes(), network.links(),
                                     params.box.empty() ? "" : " inside the declared box"));
  if (const std::int32_t alone = isolated_nodes(network); alone > 0)
    loader.notes.push_back(fmt::format("{} nodes that no link touches", alone));
  Roads model;
  model.map = map;
  loader.offer<RoadMap>(map);
  return model;
}

}  // namespace

Model network_roads() {
  return describe<Roads>("network/roads", parameters(), {"hazard"}, {typeid(RoadMap)}, load);
}

}  // namespace sandtable::models
