// SPDX-License-Identifier: Apache-2.0
// Expected numbers: README.md of the cases monaco and andorra, counted there with other tools.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "sim/geo/osm_network.hpp"
#include "sim/geo/osm_road_class.hpp"
#include "sim/geo/strong_part.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"

using namespace sandtable;

namespace {

constexpr validation::Source readme{"README of the case", 0.0, 0.0};
constexpr validation::Source readme_rounded{"README of the case", 0.0, 0.0005};
constexpr validation::Source importer{"the importer's default", 0.0, 0.0};

/// What a case's README counts, and what the importer takes by itself.
struct Place {
  std::string name, crs;
  double highways, drivable, without_tracks, junctions, strong_share, buildings;
  double taken, taken_junctions;
};

/// Everything that the READMEs call drivable, squares (area=yes) too.
osm::Ways drivable_as_the_readme_has_it(osm::Ways ways) {
  for (osm::Way& way : ways.ways)
    std::erase_if(way.tags, [](const auto& tag) { return tag.first == "area"; });
  std::erase_if(ways.ways, [](const osm::Way& way) { return !osm::road_of(way.tags); });
  return ways;
}

/// With closed roads, cut at junctions only.
OsmNetwork all_of(const osm::Ways& ways, const std::string& crs, bool tracks) {
  OsmOptions options;
  options.tracks = tracks;
  options.closed_roads = true;
  options.shape_within_m = std::numeric_limits<double>::infinity();
  options.strong_part_only = false;
  return osm_network_of(ways, crs, {}, options);
}

/// The READMEs' junctions, counted plainly: ends of ways, and nodes used twice.
std::set<std::string> junctions_of(const osm::Ways& ways) {
  std::map<std::int64_t, int> uses;
  for (const osm::Way& way : ways.ways) {
    for (const std::int64_t node : way.nodes) ++uses[node];
    ++uses[way.nodes.front()];
    ++uses[way.nodes.back()];
  }
  std::set<std::string> junctions;
  for (const auto& [node, count] : uses)
    if (count > 1) junctions.insert(std::to_string(node));
  return junctions;
}

void compare(const Place& place) {
  const auto folder = case_folder(place.name);
  if (!folder) return;
  const std::filesystem::path file = *folder / (place.name + ".osm.pbf");
  const std::string topic = "OpenStreetMap: the roads of " + place.name + " (case)";
  const auto count = [&](const std::string& what, double expected, std::size_t got,
                         const validation::Source& source) {
    validation::reproduce({topic, what, expected, static_cast<double>(got)}, source);
  };
  const osm::Ways drivable = drivable_as_the_readme_has_it(osm::read_ways(file, "highway"));
  const OsmNetwork all = all_of(drivable, place.crs, true);
  const std::set<std::string> junctions = junctions_of(drivable);
  const std::vector<std::int32_t> part = strong_parts(all.network);
  std::size_t strong = 0;
  for (std::size_t node = 0; node < part.size(); ++node)
    strong += part[node] == 0 && junctions.contains(all.network.node_id[node]);
  const auto of_one_node = std::ranges::count_if(
      drivable.ways, [](const osm::Way& way) { return way.nodes.size() == 1; });
  const OsmNetwork taken = read_osm_network(file, place.crs);
  count("ways with the key highway", place.highways, taken.counts.highways, readme);
  count("drivable ways, private ones and tracks too", place.drivable, all.counts.ways, readme);
  count("drivable ways without tracks", place.without_tracks,
        all_of(drivable, place.crs, false).counts.ways, readme);
  count("junctions, ways of a single node counted", place.junctions,
        all.counts.junctions + static_cast<std::size_t>(of_one_node), readme);
  CHECK(all.counts.junctions + static_cast<std::size_t>(of_one_node) == junctions.size());
  validation::reproduce(
      {topic, "share of them in the largest strongly connected part", place.strong_share,
       static_cast<double>(strong) / static_cast<double>(junctions.size())},
      readme_rounded);
  count("ways with the key building", place.buildings, osm::read_ways(file, "building").ways.size(),
        readme);
  count("ways taken by default: no tracks, no private roads, no squares", place.taken,
        taken.counts.ways, importer);
  count("their junctions", place.taken_junctions, taken.counts.junctions, importer);
}

}  // namespace

// Would catch ways of a class forgotten or taken twice, junctions missed, and one-way roads that
// are read the wrong way round (the strong part shrinks).
TEST_CASE("osm: Monaco's roads are those that its README counts", "[fact]") {
  compare({"monaco", "EPSG:32632", 2927, 1827, 1764, 2443, 0.932, 23370, 1703, 2266});
}

TEST_CASE("osm: Andorra's roads are those that its README counts", "[fact]") {
  compare({"andorra", "EPSG:32631", 1615, 1331, 1179, 1973, 0.969, 294, 1164, 1721});
}
