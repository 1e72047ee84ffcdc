// SPDX-License-Identifier: Apache-2.0
// Expected numbers: README.md of the case surf-coast, counted there with other tools.
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "models/hazard/arrival/arrival_table.hpp"
#include "sim/geo/matsim_population.hpp"
#include "tests/cases.hpp"

using namespace sandtable;
using namespace sandtable::arrival;

TEST_CASE("surf-coast: a fire of cells, in a GeoJSON file that does not name its CRS") {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  FireColumns columns;
  columns.time = "HOUR_BURNT";
  columns.unit = "h";
  columns.shape = Shape::cells;
  const Fire fire = read_fire(
      *folder / "anglesea_evac_test_ffdi104_phx5_2016data_minsup_fh2017_grid_epsg32754.json.gz",
      "EPSG:32754", columns, "EPSG:32754");
  CHECK(fire.rings.size() == 5499);
  CHECK(final_area_m2(fire) / 1e6 == Approx(5499 * 0.18 * 0.18).epsilon(0.01));
  std::vector<double> xs, ys;
  for (const MatsimPerson& person : read_matsim_population(*folder / "plans-10k.xml.gz")) {
    const auto at_noon = std::find_if(person.activities.begin(), person.activities.end(),
                                      [](const auto& stay) { return stay.end_s > 12 * 3600; });
    if (at_noon == person.activities.end()) continue;
    xs.push_back(at_noon->x);
    ys.push_back(at_noon->y);
  }
  Wanted wanted;
  wanted.closest = true;
  const Reach table = reach({&fire, 1}, xs, ys, wanted)[0];
  const auto within = [&](double distance) {
    return std::count_if(table.closest_m.begin(), table.closest_m.end(),
                         [&](double value) { return value <= distance; });
  };
  CHECK(within(0) == 13);
  CHECK(within(1000) == 279);
  CHECK(within(2000) == 1723);
  CHECK(within(5000) == 2601);  // README: 2,566; to the cells' edges, by brute force too, 2,601
}
