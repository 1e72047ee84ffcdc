// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "sim/geo/gmns.hpp"
#include "sim/geo/network_file.hpp"

namespace sandtable::cli {

namespace {

namespace fs = std::filesystem;

struct NetworkOptions {
  std::string network, crs, output;
  bool force = false, json = false;
};

void refuse_overwriting(const NetworkOptions& given) {
  if (given.force) return;
  for (const char* const name : {"config.csv", "node.csv", "link.csv"})
    if (fs::exists(fs::path(given.output) / name))
      refuse(fmt::format("{} is there already: name another folder, or say --force",
                         (fs::path(given.output) / name).string()));
}

void convert(const NetworkOptions& given) {
  refuse_overwriting(given);
  const NetworkFile read = read_network_file(given.network, given.crs);
  const RoadNetwork& network = read.network;
  write_gmns_network(network, given.output);
  const auto fractions =
      std::ranges::count_if(network.lanes, [](double lanes) { return lanes != std::floor(lanes); });
  if (given.json) {
    std::cout << nlohmann::json{{"nodes", network.nodes()},
                                {"links", network.links()},
                                {"crs", network.crs},
                                {"isolated_nodes", isolated_nodes(network)},
                                {"links_of_part_lanes", fractions},
                                {"notes", read.notes},
                                {"output", given.output}}
                     .dump(2)
              << '\n';
    return;
  }
  for (const std::string& note : read.notes) std::cout << note << '\n';
  std::cout << fmt::format(
      "{} nodes, {} links ({}) written to {}: node.csv, link.csv, config.csv\n", network.nodes(),
      network.links(), network.crs, given.output);
  if (fractions > 0)
    std::cout << fmt::format(
        "{} links have part of a lane, as MATSim allows: GMNS's schema wants whole lanes\n",
        fractions);
  std::cout << fmt::format("Next: network = \"{}\" in [roads] of a scenario\n", given.output);
}

}  // namespace

void add_network(CLI::App& app) {
  auto given = std::make_shared<NetworkOptions>();
  CLI::App* command = app.add_subcommand(
      "network", "Write a road network as GMNS (node.csv, link.csv, config.csv)");
  command
      ->add_option("network", given->network,
                   "MATSim network (.xml, .xml.gz), GMNS folder, or OpenStreetMap (.osm.pbf, .osm)")
      ->required();
  command->add_option("--crs", given->crs, "CRS of its coordinates, in metres: EPSG:28355")
      ->required();
  command->add_option("--output", given->output, "Folder to write to")->required();
  command->add_flag("--force", given->force, "Write over what is there");
  command->add_flag("--json", given->json, "Say what was written as JSON");
  command->footer(
      "Example: sandtable network scenarios/first-town/data/network.xml --crs EPSG:32755 \\\n"
      "           --output roads");
  command->callback([given] { convert(*given); });
}

}  // namespace sandtable::cli
