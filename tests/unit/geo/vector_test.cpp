// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/vector.hpp"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/geo/temporary.hpp"

using namespace sandtable;
using namespace sandtable::tests;

namespace {

std::string feature(const std::string& properties, const std::string& type,
                    const std::string& coordinates) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":")" + type +
         R"(","coordinates":)" + coordinates + "}}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string gzip(const std::string& text) {
  const TemporaryFile file("z.gz", "");
  const gzFile out = gzopen(file.path.c_str(), "wb");
  gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
  gzclose(out);
  std::ifstream in(file.path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::string kRing = "[[0,0],[10,0],[10,10],[0,10],[0,0]]";
const std::string kHole = "[[4,4],[6,4],[6,6],[4,6],[4,4]]";
const std::vector<std::string> kNoColumns;

}  // namespace

TEST_CASE("polygons keep holes, ids and columns, plain and gzip'd alike") {
  const std::string text =
      collection(feature(R"("zone":"west","people":12,"note":null)", "Polygon",
                         "[" + kRing + "," + kHole + "]") +
                 "," +
                 feature(R"("zone":"7","people":0,"note":"x")", "MultiPolygon",
                         "[[" + kRing + "],[[[20,0],[30,0],[30,10],[20,0]]]]"));
  const TemporaryFile plain("a.geojson", text), packed("a.geojson.gz", gzip(text));
  const std::vector<std::string> columns{"people", "note", "zone"};
  VectorOptions options;
  options.id_column = "zone";
  options.declared_crs = "EPSG:28355";
  for (const auto& path : {plain.path, packed.path}) {
    const auto features = read_features(path, "EPSG:28355", columns, options);
    REQUIRE(features.size() == 2);
    CHECK(features[0].id == "west");
    CHECK(features[0].kind == GeometryKind::polygon);
    CHECK(features[0].parts.size() == 2);
    CHECK(features[1].parts.size() == 2);
    CHECK(features[0].values[0].number == 12);
    CHECK(features[0].values[1].text.empty());
    CHECK(std::isnan(features[0].values[1].number));
    CHECK(std::isnan(features[0].values[2].number));
    CHECK(features[1].values[2].number == 7);
    CHECK(zone_of_points(features, std::vector{1.0, 5.0, 25.0, 99.0},
                         std::vector{1.0, 5.0, 1.0, 99.0}) == std::vector{0, 1, 1, -1});
  }
}

TEST_CASE("longitude comes first, and a projection's origin is where its definition says") {
  // EPSG:3111: latitude -37, longitude 145 is (2500000, 2500000) m, GDA94.
  const TemporaryFile file("p.geojson", collection(feature("", "Point", "[145,-37]")));
  VectorOptions gda94;
  gda94.declared_crs = "EPSG:4283";
  const auto features = read_features(file.path, "EPSG:3111", kNoColumns, gda94);
  CHECK(features[0].parts[0][0].x == Approx(2500000).margin(1e-3));
  CHECK(features[0].parts[0][0].y == Approx(2500000).margin(1e-3));
  std::vector<double> xs{147}, ys{0};  // UTM zone 55 south: (500000, 10000000)
  reproject("EPSG:4283", "EPSG:28355", xs, ys);
  CHECK(xs[0] == Approx(500000).margin(1e-3));
  CHECK(ys[0] == Approx(10000000).margin(1e-3));
}

TEST_CASE("a GeoJSON file in metres that does not say so is refused, not taken for degrees") {
  const TemporaryFile file("m.geojson", collection(feature("", "Point", "[250000,5890000]")));
  CHECK(
      holds(error_of([&] { read_features(file.path, "EPSG:28355", kNoColumns); }), "not degrees"));
  VectorOptions options;
  options.declared_crs = "EPSG:28355";
  CHECK(read_features(file.path, "EPSG:28355", kNoColumns, options)[0].parts[0][0].x == 250000);
}

TEST_CASE("a file without a CRS needs a declared one") {
  const TemporaryFile file("points.csv", "WKT,name\n\"POINT(3 4)\",x\n");
  CHECK(
      holds(error_of([&] { read_features(file.path, "EPSG:28355", kNoColumns); }), "names no CRS"));
  VectorOptions options;
  options.declared_crs = "EPSG:28355";
  CHECK(read_features(file.path, "EPSG:28355", kNoColumns, options)[0].parts[0][0].y == 4);
  options.declared_crs = "EPSG:nonsense";
  CHECK(holds(error_of([&] { read_features(file.path, "EPSG:28355", kNoColumns, options); }),
              "is unknown"));
}

TEST_CASE("unknown columns, open rings and foreign files are refused by name") {
  const TemporaryFile file("c.geojson", collection(feature(R"("MINUTES":1)", "Point", "[1,1]")));
  const std::vector<std::string> typo{"MINUTS"};
  CHECK(holds(error_of([&] { read_features(file.path, "EPSG:4326", typo); }), "'MINUTES'"));
  const TemporaryFile open("open.csv", "id,WKT\n7,\"POLYGON((0 0,1 0,1 1,0 1))\"\n");
  VectorOptions options;
  options.declared_crs = "EPSG:28355";
  options.id_column = "id";
  CHECK(holds(error_of([&] { read_features(open.path, "EPSG:28355", kNoColumns, options); }),
              "feature '7' has a ring that is not closed"));
  const TemporaryFile text("t.geojson", "not a map");
  CHECK(holds(error_of([&] { read_features(text.path, "EPSG:28355", kNoColumns); }),
              "not a vector file"));
}

TEST_CASE("moments are read with and without a zone") {
  CHECK(moment("2017/02/16 23:00:00")->clock_s - moment("2017-02-16T13:00:00")->clock_s == 36000);
  CHECK_FALSE(moment("2017/02/16 23:00:00")->zone_s);
  CHECK(*moment("2017-02-16T13:00:00+11:00")->zone_s == 39600);
  CHECK(*moment("2017-02-16T13:00:00Z")->zone_s == 0);
  CHECK_FALSE(moment("soon"));
}
