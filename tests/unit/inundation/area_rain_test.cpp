// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: rain that differs from place to place.
#include "models/hazard/inundation/area_rain.hpp"

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "tests/unit/inundation/channel.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

using inundation::AreaRain;

/// A square as a feature of GeoJSON.
std::string square(const std::string& zone, double west) {
  const auto at = [&](double x, double y) {
    return "[" + std::to_string(west + x) + "," + std::to_string(y) + "]";
  };
  return R"({"type":"Feature","properties":{"zone":")" + zone +
         R"("},"geometry":{"type":"Polygon","coordinates":[[)" + at(0, 0) + "," + at(100, 0) + "," +
         at(100, 100) + "," + at(0, 100) + "," + at(0, 0) + "]]}}";
}

/// Zones north (x 0 to 100) and south (x 100 to 200) and two rates.
struct Files {
  explicit Files(const std::string& rates) : folder("zone_rain") {
    folder.write("zones.geojson",
                 R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":)"
                 R"("urn:ogc:def:crs:EPSG::32755"}},"features":[)" +
                     square("north", 0) + "," + square("south", 100) + "]}");
    folder.write("rates.csv", rates);
  }
  AreaRain read() const {
    return inundation::read_zone_rain(folder.path() / "zones.geojson", "zone",
                                      folder.path() / "rates.csv", cells, {});
  }
  Folder folder;
  Support cells{"cells",      SupportKind::cells, {"a", "b", "c"},
                "EPSG:32755", {50, 150, 250},     {50, 50, 50}};
};

}  // namespace

// Would catch a rate taken at an interval's end, steps counted twice or left out at their seams,
// and rain that goes on after its end: whatever the intervals, what falls is the sum by hand.
TEST_CASE("area rain: any intervals hold the volume of the whole", "[inundation]") {
  AreaRain rain{2, {100, 160, 400}, {1e-5F, 0, 4e-5F, 2e-5F, 0, 1e-5F}, {0, 1, -1}};
  rain.end_s = 600;
  const double first = 60 * 1e-5 + 240 * 4e-5, second = 240 * 2e-5 + 200 * 1e-5;
  for (const double step : {7.0, 60.0, 90.0, 1000.0}) {
    double fallen[3] = {0, 0, 0};
    for (double from = 0; from < 1000; from += step) {
      std::vector<float> rate(3, 0.0F);
      rain.add_mean(from, from + step, 1, rate);
      for (int cell = 0; cell < 3; ++cell) fallen[cell] += step * static_cast<double>(rate[cell]);
    }
    CHECK(fallen[0] == Approx(first).epsilon(1e-6));
    CHECK(fallen[1] == Approx(second).epsilon(1e-6));
    CHECK(fallen[2] == 0);
  }
  std::vector<float> rate(3, 0.0F);
  CHECK_FALSE(rain.add_mean(0, 100, 1, rate));
  CHECK(rain.first_s() == 100);
}

// Would catch zones that take each other's rain, rain outside every zone, and wrong units.
TEST_CASE("area rain: each cell takes the rain of its zone", "[inundation]") {
  const AreaRain rain = Files("minutes,south,north\n0,36,0\n10,0,72\n").read();
  CHECK(rain.area_of_cell == std::vector<std::int32_t>{0, 1, -1});
  CHECK(rain.what == "in no zone of rain");
  std::vector<float> rate(3, 0.0F);
  CHECK(rain.add_mean(300, 900, 2, rate));
  CHECK(rate[0] == Approx(2 * 72e-3 / 3600 / 2));
  CHECK(rate[1] == Approx(2 * 36e-3 / 3600 / 2));
  CHECK(rate[2] == 0);
}

// Would catch a zone that stays dry, or a column that falls nowhere, for a slip of the pen.
TEST_CASE("area rain: a zone without a column and a column without a zone are refused",
          "[inundation]") {
  CHECK_THROWS_WITH(Files("minutes,south,nort\n0,36,0\n").read(),
                    Catch::Contains("column 'nort' names no zone: did you mean 'north'?"));
  CHECK_THROWS_WITH(Files("minutes,south\n0,36\n").read(), Catch::Contains("north"));
  CHECK_THROWS_WITH(Files("minutes,south,north\n0,36,-1\n").read(), Catch::Contains("at least 0"));
}

// Would catch rain of zones that does not reach the water, or that `rain_factor` leaves as it is.
TEST_CASE("inundation: rain of zones falls on their cells", "[inundation]") {
  Channel channel(inundation::StructureKind::levee);
  channel.plain->first_depth.assign(60, 0.0F);
  channel.plain->area_rain = {{1, {0}, {1e-5F}, std::vector<std::int32_t>(60, -1)}};
  for (std::size_t cell = 0; cell < 60; ++cell)
    if (cell % 20 >= 10) channel.plain->area_rain[0].area_of_cell[cell] = 0;
  channel.model.params.rain_factor = 3;
  channel.plain->area_rain[0].what = "in no zone";
  channel.start();
  CHECK(
      channel.bench->model.warnings() ==
      std::vector<std::string>{"30 of 60 cells of ground lie in no zone: none of it falls there."});
  for (int minute = 0; minute < 10; ++minute) channel.bench->step();
  CHECK(channel.east_m3() == Approx(3e-5 * 600 * 3000).epsilon(1e-5));
  CHECK(channel.bench->state.water.ledger.rain == Approx(3e-5 * 600 * 3000).epsilon(1e-6));
}

}  // namespace sandtable::testing
