// SPDX-License-Identifier: Apache-2.0
// Where people live: whole people that keep the total, in the right places.
#include "sim/geo/homes.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/geo/elevation.hpp"
#include "tests/unit/geo/temporary.hpp"
#include "tests/unit/scenario/folder.hpp"

using namespace sandtable;
using namespace sandtable::tests;
using sandtable::testing::Folder;
using sandtable::testing::without_folder;

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
const std::string kUtm = "EPSG:32632";
constexpr Box kWorld{-1e9, -1e9, 1e9, 1e9};

/// A raster of counts on cells of 100 m, in a folder of its own.
struct Counts {
  explicit Counts(const std::vector<float>& values, std::size_t columns) : folder("counts") {
    std::filesystem::create_directories(folder.path());
    const Elevation cells{kUtm, 500000, 5000200, 100, values.size() / columns, columns, values};
    file = folder.path() / "people.tif";
    write_on_cells(cells, values, "", file);
  }
  Folder folder;
  std::filesystem::path file;
};

Building house(const std::string& id, double x, double y, double area_m2,
               const std::string& kind = "yes") {
  Building building;
  building.id = id;
  building.kind = kind;
  building.middle = {x, y};
  building.area_m2 = area_m2;
  return building;
}

}  // namespace

// Would catch people lost or made by rounding.
TEST_CASE("homes: shares are whole and keep the total") {
  const std::vector<double> weights{1, 0, 2.5, 1, 0.25, 1};
  for (const std::int64_t people : {0, 1, 7, 100'003}) {
    const std::vector<std::int32_t> shares = share_out(people, weights);
    CHECK(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == people);
    CHECK(shares[1] == 0);
    for (std::size_t i = 0; i < weights.size(); ++i)
      CHECK(std::abs(shares[i] - static_cast<double>(people) * weights[i] / 5.75) <= 1);
  }
}

// Would catch cells of 0.4 people that all become nobody, and no data that becomes people.
TEST_CASE("homes: a raster's people keep their total, in the middles of its cells") {
  const Counts counts({0.4F, 0.4F, 0.4F, kNone, 10.0F, 3.4F}, 3);
  const Homes homes = homes_of_raster(counts.file, kUtm, kWorld, {});
  CHECK(homes.people_read == Approx(14.6));
  REQUIRE(people_in(homes.list) == 15);
  CHECK(homes.list.back().id == "cell 2 1");
  CHECK(homes.list.back().place.x == Approx(500250));
  CHECK(homes.list.back().place.y == Approx(5000050));
  CHECK(people_in(
            homes_of_raster(counts.file, kUtm, {500200, 5000000, 500300, 5000100}, {}).list) == 3);
  CHECK(holds(error_of([&] {
                homes_of_raster(counts.file, kUtm, {0, 0, 1, 1}, {});
              }),
              "the raster does not reach into the bounds"));
}

// Would catch people who live in a school, and a cell's people who move to the next one.
TEST_CASE("homes: a cell's people live in its houses, by floor area") {
  const Counts counts({0, 12, 0, 0, 4, 0}, 3);
  std::vector<Building> houses{house("a", 500110, 5000150, 100), house("b", 500190, 5000110, 100),
                               house("school", 500150, 5000150, 900, "school"),
                               house("next", 500210, 5000150, 900)};
  houses[1].levels = 3;
  const Homes homes = homes_of_raster(counts.file, kUtm, kWorld, houses);
  REQUIRE(homes.list.size() == 3);
  CHECK(homes.list[0].id == "a");
  CHECK(homes.list[0].people == 3);
  CHECK(homes.list[1].people == 9);
  CHECK(homes.list[2].id == "cell 1 1");
  CHECK(homes.notes.size() == 1);
}

// Would catch latitude and longitude taken for each other, in a raster that is in degrees.
TEST_CASE("homes: a raster in degrees is brought into metres") {
  const Folder folder("degrees");
  folder.write("people.asc", "ncols 2\nnrows 1\nxllcorner 9\nyllcorner 45\ncellsize 0.001\n3 4\n")
      .write("people.prj",
             "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
             "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]");
  const Homes homes =
      homes_of_raster(folder.path() / "people.asc", kUtm, {499000, 4980000, 501000, 4990000}, {});
  REQUIRE(homes.list.size() == 2);
  CHECK(homes.list[0].place.x == Approx(500039.4).margin(1));  // 0.0005 degrees at 45 north
  CHECK(homes.list[0].place.y == Approx(4982950.4 + 55.6).margin(1));
}

TEST_CASE("homes: a CSV of people, by line") {
  const Folder folder("people");
  folder.write("p.csv", "id,lon,lat,people\nh1,9,45,3\nh2,9.001,45,0\n,9.5,45,2\n")
      .write("bad.csv", "x,y,people\n1,2,2.5\n1,far,-1\n");
  const Homes homes =
      homes_of_csv(folder.path() / "p.csv", kUtm, {499000, 4980000, 501000, 4990000});
  REQUIRE(homes.list.size() == 1);
  CHECK(homes.list[0].id == "h1");
  CHECK(homes.list[0].place.x == Approx(500000).margin(1e-3));
  CHECK(homes.notes[0] == "1 homes of 3 lie outside the bounds and are left out");
  CHECK(without_folder(folder,
                       error_of([&] { homes_of_csv(folder.path() / "bad.csv", kUtm, kWorld); })) ==
        "bad.csv:2: people is 2.5 (a whole number of at least 0 is expected)\n"
        "bad.csv:3: people is -1 (a whole number of at least 0 is expected)\n"
        "bad.csv:3: 'far' in column 'y' is no number");
}

TEST_CASE("homes: counts below 0 are no people") {
  const Counts counts({1, -200, 0, 0}, 2);
  CHECK(holds(error_of([&] { homes_of_raster(counts.file, kUtm, kWorld, {}); }),
              "a count of -200 people (below 0: is it the no-data value"));
}

// Would catch a hole counted as floor, and an outline that is another after it was written.
TEST_CASE("buildings: what is written is read again, holes are no floor") {
  Building court = house("way 7", 0, 0, 0, "apartments");
  court.rings = {{{500000, 5000000},
                  {500040, 5000000},
                  {500040, 5000040},
                  {500000, 5000040},
                  {500000, 5000000}},
                 {{500010, 5000010},
                  {500030, 5000010},
                  {500030, 5000030},
                  {500010, 5000030},
                  {500010, 5000010}}};
  court.levels = 4;
  const Building point = house("8", 500100, 5000000, 0);
  const Folder folder("buildings");
  std::filesystem::create_directories(folder.path());
  const auto file = folder.path() / "b.geojson";
  write_buildings(std::vector{court, point}, kUtm, file);
  const Buildings read = read_buildings(file, kUtm);
  REQUIRE(read.list.size() == 2);
  CHECK(read.list[0].area_m2 == Approx(1200));
  CHECK(read.list[0].levels == 4);
  CHECK(read.list[0].kind == "apartments");
  CHECK(read.list[0].middle.x == Approx(500020));
  CHECK(read.list[0].rings.size() == 2);
  CHECK(read.list[1].rings.empty());
  CHECK(read_buildings(file, kUtm, Box{500090, 4999990, 500110, 5000010}).list.size() == 1);
  CHECK(holds(error_of([&] { read_buildings(file, "EPSG:4326"); }), "is not in metres"));
}
