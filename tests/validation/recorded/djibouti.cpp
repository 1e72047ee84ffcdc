// SPDX-License-Identifier: Apache-2.0
// Djibouti, river floods of nine return periods over its roads (case djibouti-roads-flood): how
// much road each puts under water, and what that comes to in a year. Expected numbers:
// plain_counts.py beside this file, with numpy alone, in degrees on the grid; lengths there are on
// a sphere.
//
// A stretch of road, from vertex to vertex, is flooded where water is so deep somewhere along it.
// The mean over the years is the area under length over yearly chance 1 / T, by trapezoids, the
// rarest map standing for all that are rarer.
#include <array>
#include <catch2/catch.hpp>

#include "sim/geo/network_file.hpp"
#include "sim/geo/osm_file.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/recorded/flood_of_case.hpp"

using namespace sandtable;
using namespace sandtable::validation;

namespace {

const std::string crs = "EPSG:32638";
constexpr validation::Source numpy{"plain count with numpy", 0.005, 0.0};

constexpr std::array<int, 9> periods{2, 5, 10, 25, 50, 100, 250, 500, 1000};

struct Expected {
  const char* depth;
  std::array<double, 9> km;  ///< (period)
  double km_a_year;
};

/// Every way with the key highway, as a line.
std::vector<Feature> roads_of(const std::filesystem::path& folder) {
  const osm::Ways ways = osm::read_ways(folder / "djibouti_roads_secondary.osm.pbf", "highway");
  std::vector<Feature> lines;
  for (const osm::Way& way : ways.ways) {
    std::vector<double> xs, ys;
    for (const std::int64_t node : way.nodes) {
      xs.push_back(ways.place_of(node)->x);
      ys.push_back(ways.place_of(node)->y);
    }
    reproject("EPSG:4326", crs, xs, ys);
    Path path;
    for (std::size_t i = 0; i < xs.size(); ++i) path.push_back({xs[i], ys[i]});
    lines.push_back({std::to_string(way.id), GeometryKind::line, {path}, {}});
  }
  return lines;
}

double flooded_km(const testing::Folder& folder, const std::filesystem::path& cases, int period,
                  const std::string& depth) {
  const std::filesystem::path map =
      cases / fmt::format("inunriver_rcp4p5_MIROC-ESM-CHEM_2030_rp{:05}.tif.gz", period);
  const Experiment experiment = load_flood(folder, map, crs, "roads", "", {depth, "5 m"});
  const testing::Ending ending = testing::run_policy(experiment, 0);
  REQUIRE(ending.reason == "");
  const auto roads = read_network_file(folder.path() / "roads", crs, {}).network;
  const auto flooded = by_link(experiment, ending);
  double sum = 0;
  for (std::int32_t link = 0; link < roads.links(); ++link)
    sum += flooded.at(roads.link_id[link]) * roads.length_m[link] / 1000;
  return sum;
}

void compare(const testing::Folder& folder, const std::filesystem::path& cases,
             const Expected& expected) {
  const std::string topic =
      std::string("Recorded flood: Djibouti, km of road under ") + expected.depth + " (case)";
  double year = 0, last_km = 0, last_chance = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const double km = flooded_km(folder, cases, periods[i], expected.depth);
    const double chance = 1.0 / periods[i];
    reproduce({topic, fmt::format("once in {} years", periods[i]), expected.km[i], km}, numpy);
    year += (last_chance - chance) * (last_km + km) / 2 * (i > 0);
    last_km = km, last_chance = chance;
  }
  year += last_chance * last_km;
  reproduce({topic, "mean over the years", expected.km_a_year, year}, numpy);
}

}  // namespace

// Would catch a map shifted by a cell of 0.9 km, cells taken for square, depths of another period,
// and a sum over chances that goes wrong at its ends.
TEST_CASE("recorded: Djibouti's roads under floods of nine return periods", "[fact][recorded]") {
  const auto cases = case_folder("djibouti-roads-flood");
  if (!cases) return;
  const testing::Folder folder("djibouti");
  write_roads(folder, roads_of(*cases), crs);
  compare(
      folder, *cases,
      {"0.05 m", {0, 0, 132.51, 169.067, 169.067, 169.067, 224.114, 224.114, 234.639}, 22.8367});
  compare(folder, *cases,
          {"0.1 m", {0, 0, 0, 84.184, 84.184, 132.51, 169.067, 169.067, 169.067}, 6.8737});
}
