// SPDX-License-Identifier: Apache-2.0
// Jakarta, a flood as that of 2007: depths now and as by its name "design", with the planned works,
// over its roads and buildings (case jakarta). Expected numbers: plain_counts.py beside this file,
// with numpy alone, in degrees on the grid.
//
// A building is flooded when water in the middle of the box around it is deeper than 0.15 m (its
// floor); a road is cut when it is 0.3 m deep or more somewhere along its line.
#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/recorded/flood_of_case.hpp"

using namespace sandtable;
using namespace sandtable::validation;

namespace {

const std::string crs = "EPSG:32748";

constexpr validation::Source numpy{"plain count with numpy", 0.0, 0.0};

struct Expected {
  const char* map;
  double buildings, roads;
};

/// The lines of the case's zip, which GDAL unpacks.
std::vector<Feature> roads_of(const std::filesystem::path& folder, const testing::Folder& to) {
  const std::string inside = "/vsizip/" + (folder / "jakarta_roads.zip").string();
  to.write("unpacked.txt", "");
  for (const char* ending : {".shp", ".shx", ".dbf", ".prj"}) {
    const std::string name = std::string("jakarta_roads") + ending;
    REQUIRE(CPLCopyFile((to.path() / name).c_str(), (inside + "/" + name).c_str()) == 0);
  }
  return read_features(to.path() / "jakarta_roads.shp", crs, {});
}

void compare(const std::filesystem::path& cases, const testing::Folder& folder,
             const Expected& expected) {
  const std::filesystem::path map =
      cases / ("Flood_" + std::string(expected.map) + "_Depth_Jakarta_geographic.asc.gz");
  const Experiment experiment =
      load_flood(folder, map, crs, "roads", (cases / "jakarta_building_7689.gpkg.gz").string());
  const testing::Ending ending = testing::run_policy(experiment, 0);
  REQUIRE(ending.reason == "");
  const auto& flooded = ending.fields.at("buildings.flooded");
  std::set<std::string> cut;
  for (const auto& [link, closed] : by_link(experiment, ending))
    if (closed > 0) cut.insert(link.substr(0, link.find(':')));
  const std::string topic =
      "Recorded flood: Jakarta, map '" + std::string(expected.map) + "' (case)";
  reproduce({topic, "buildings, of 7,689, deeper than 0.15 m in water", expected.buildings,
             std::accumulate(flooded.begin(), flooded.end(), 0.0)},
            numpy);
  reproduce({topic, "roads, of 18,574, cut by 0.3 m of water or more", expected.roads,
             static_cast<double>(cut.size())},
            numpy);
}

}  // namespace

// Would catch a map read upside down or shifted by a cell, buildings or roads looked up elsewhere,
// depths in another unit, and a threshold that is another.
TEST_CASE("recorded: Jakarta's buildings and roads under two depth maps", "[fact][recorded]") {
  const auto cases = case_folder("jakarta");
  if (!cases) return;
  const testing::Folder folder("jakarta");
  write_roads(folder, roads_of(*cases, folder), crs);
  compare(*cases, folder, {"Current", 3843, 6455});
  compare(*cases, folder, {"Design", 3243, 3861});
}
