// SPDX-License-Identifier: Apache-2.0
// Residents from a raster of people per cell: whole people, their ids, what is refused.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/response/residents/read_residents.hpp"
#include "sim/core/random.hpp"
#include "tests/unit/arrival/drawn.hpp"
#include "tests/unit/geo/temporary.hpp"
#include "tests/unit/residents/place.hpp"

namespace sandtable::testing {

// Would catch cells rounded each by itself: 0.3 people everywhere would be nobody at all.
TEST_CASE("residents: cells become whole people, and no run of them loses any", "[residents]") {
  std::vector<double> cells;
  for (std::uint64_t i = 0; i < 5000; ++i)
    cells.push_back(2 * unit_open(philox({i, 0, 0, 0}, {1, 2}).word[0]));
  cells[7] = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::int32_t> people = models::whole_people(cells);
  double exact = 0;
  std::int64_t whole = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!std::isnan(cells[i])) exact += cells[i];
    whole += people[i];
    CHECK(people[i] >= 0);
    CHECK(std::abs(static_cast<double>(whole) - exact) <= 0.5);
  }
  const std::vector<std::int32_t> thin = models::whole_people(std::vector<double>(1000, 0.3));
  CHECK(std::accumulate(thin.begin(), thin.end(), 0) == 300);
}

namespace {

/// Three by two cells of 100 m about home, the home's node at their common corner.
tests::DrawnRaster six() {
  tests::DrawnRaster raster;
  raster.crs = "EPSG:32755";
  raster.left = Tiny::x0 - 100;
  raster.top = Tiny::y0 + 100;
  raster.no_data = -1;
  raster.rows = {{3, 0.4, 0}, {0.6, -1, 2}};
  return raster;
}

std::vector<models::Household> households(const tests::DrawnRaster& raster, std::int32_t size) {
  const tests::TemporaryPath file("people.tif");
  raster.write(file.path);
  return models::households_of(read_raster(file.path, "EPSG:32755"), size);
}

}  // namespace

// Would catch rows and columns exchanged, corners for middles, and NODATA counted as people.
TEST_CASE("residents: a raster's households stand in the middles of their cells", "[residents]") {
  const auto made = households(six(), 2);
  REQUIRE(made.size() == 4);
  CHECK(made[0].id == "599950 5790050 #1");
  CHECK(made[0].people == 2);
  CHECK(made[1].id == "599950 5790050 #2");
  CHECK(made[1].people == 1);
  CHECK(made[2].id == "599950 5789950 #1");
  CHECK(made[2].people == 1);  // 0.4 and 0.6
  CHECK(made[3].id == "600150 5789950 #1");
  CHECK(made[3].x == Approx(Tiny::x0 + 150));
  CHECK(made[3].y == Approx(Tiny::y0 - 50));
}

// Would catch a NODATA value that is taken for people who are missing.
TEST_CASE("residents: cells below zero are refused", "[residents]") {
  tests::DrawnRaster raster = six();
  raster.no_data = std::numeric_limits<double>::quiet_NaN();
  CHECK(tests::holds(tests::error_of([&] { households(raster, 2); }),
                     "1 cells hold fewer than 0 people"));
}

// Would catch a raster that is read and leads nowhere.
TEST_CASE("residents: a raster's people leave like all", "[residents]") {
  Place place;
  place.scenario = replaced(place.scenario, "people.csv", "people.tif");
  place.scenario = replaced(place.scenario, "kinds = \"kinds.csv\"\n", "");
  place.scenario = replaced(place.scenario, "message_reach = 0.9", "message_reach = 1");
  const Folder folder("raster");
  place.write(folder);
  six().write(folder.path() / "people.tif");
  const Experiment experiment =
      assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
  const Ending ending = run_policy(experiment);
  CHECK(ending.reason.empty());
  const auto& warned = ending.fields.at("people.warned");
  CHECK(warned.size() == 6);
  CHECK(std::accumulate(warned.begin(), warned.end(), 0.0) > 3);
}

}  // namespace sandtable::testing
