// SPDX-License-Identifier: Apache-2.0
// OpenStreetMap: what tags mean, where roads are cut, what is cut off, and what is refused.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "sim/geo/network_file.hpp"
#include "sim/geo/osm_network.hpp"
#include "sim/geo/osm_road_class.hpp"
#include "tests/cases.hpp"
#include "tests/unit/geo/temporary.hpp"

using namespace sandtable;
using namespace sandtable::tests;

namespace {

/// A node on a grid of some 100 m: longitude 9 + x/1000 degrees, latitude y/1000.
std::string node(int id, double x, double y) {
  return "<node id=\"" + std::to_string(id) + "\" version=\"1\" lon=\"" +
         std::to_string(9 + x / 1000) + "\" lat=\"" + std::to_string(y / 1000) + "\"/>\n";
}

/// A way: "a=b c=d" are its tags.
std::string way(int id, const std::vector<int>& nodes, const std::string& tags) {
  std::string text = "<way id=\"" + std::to_string(id) + "\" version=\"1\">\n";
  for (const int n : nodes) text += "<nd ref=\"" + std::to_string(n) + "\"/>";
  for (std::size_t at = 0; at < tags.size();) {
    const std::size_t end = std::min(tags.find(' ', at), tags.size()), is = tags.find('=', at);
    text += "<tag k=\"" + tags.substr(at, is - at) + "\" v=\"" + tags.substr(is + 1, end - is - 1) +
            "\"/>";
    at = end + 1;
  }
  return text + "</way>\n";
}

std::string osm_of(const std::string& content) {
  return "<?xml version=\"1.0\"?><osm version=\"0.6\">\n" + content + "</osm>\n";
}

OsmNetwork network_of(const std::string& content, const OsmOptions& options = {}) {
  return osm_network_of(osm::parse_ways(osm_of(content), "a.osm", "highway"), "EPSG:32632", {},
                        options);
}

osm::Road road(const osm::Tags& tags) {
  return osm::road_of(tags).value();
}

OsmOptions whole() {
  OsmOptions options;
  options.strong_part_only = false;
  return options;
}

const std::string kCross = node(1, 0, 0) + node(2, 1, 0) + node(3, 2, 0) + node(4, 1, 1);

}  // namespace

// Would catch miles taken for kilometres, lanes of both directions given to each, and a default in
// place of what is written.
TEST_CASE("osm: speeds, lanes and capacities are the tags', else the class's") {
  const osm::Road primary = road({{"highway", "primary"}, {"maxspeed", "30 mph"}, {"lanes", "4"}});
  CHECK(primary.speed_m_s[0] == Approx(13.4112));
  CHECK(primary.lanes[0] == 2);
  CHECK(primary.capacity_per_h[1] == 3000);
  CHECK_FALSE(primary.speed_is_default);
  const osm::Road street = road({{"highway", "residential"}, {"maxspeed", "FR:urban"}});
  CHECK(street.speed_is_default);
  CHECK(street.speed_m_s[0] == Approx(25 / 3.6));
  CHECK(street.lanes[0] == 1);
  CHECK(street.capacity_per_h[0] == 600);
  const osm::Road uneven = road({{"highway", "secondary"},
                                 {"lanes", "3"},
                                 {"lanes:forward", "2"},
                                 {"maxspeed", "50"},
                                 {"maxspeed:backward", "70"}});
  CHECK(uneven.lanes[0] == 2);
  CHECK(uneven.lanes[1] == 1);
  CHECK(uneven.speed_m_s[1] == Approx(70 / 3.6));
  CHECK(road({{"highway", "trunk"}, {"lanes", "2"}, {"oneway", "yes"}}).lanes[0] == 2);
}

// Would catch a page that says other defaults than those that are used.
TEST_CASE("osm: docs/data-formats.md has the defaults of every class") {
  std::ifstream page(source_folder() / "docs" / "data-formats.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  for (const osm::RoadClass& kind : osm::road_classes()) {
    const std::string row =
        fmt::format("| {}{} | {} | {} | {} |", kind.highway, kind.one_way ? " (one-way)" : "",
                    kind.speed_km_h, kind.lanes, kind.capacity_per_h_and_lane);
    INFO(row);
    CHECK(holds(text, row));
  }
}

// Would catch one-way streets that are read the wrong way round, and a footpath taken for a road.
TEST_CASE("osm: directions and access") {
  CHECK_FALSE(road({{"highway", "motorway"}}).backward);
  CHECK(road({{"highway", "motorway"}, {"oneway", "no"}}).backward);
  CHECK_FALSE(road({{"highway", "primary"}, {"oneway", "-1"}}).forward);
  CHECK_FALSE(road({{"highway", "tertiary"}, {"junction", "roundabout"}}).backward);
  CHECK(road({{"highway", "service"}, {"access", "private"}}).closed);
  CHECK_FALSE(
      road({{"highway", "service"}, {"access", "private"}, {"motor_vehicle", "yes"}}).closed);
  CHECK(road({{"highway", "primary"}, {"oneway", "reversible"}}).closed);
  CHECK_FALSE(osm::road_of({{"highway", "footway"}}));
  CHECK_FALSE(osm::road_of({{"railway", "rail"}}));
}

// Would catch a crossing that is none, and links that lead the wrong way.
TEST_CASE("osm: roads are cut where they meet, and lead both ways unless they are one-way") {
  const RoadNetwork network = network_of(kCross + way(7, {1, 2, 3}, "highway=residential") +
                                             way(8, {2, 4}, "highway=primary oneway=yes"),
                                         whole())
                                  .network;
  CHECK(network.node_id == std::vector<std::string>{"1", "2", "3", "4"});
  CHECK(network.link_id == std::vector<std::string>{"7:1-2", "7:2-1", "7:2-3", "7:3-2", "8:2-4"});
  CHECK(network.node_x[0] == Approx(500000).margin(1e-3));  // 9 degrees east is the zone's middle
  CHECK(network.length_m[4] == Approx(110.5 * 1).epsilon(0.005));
}

// Would catch bends cut off (the length is the shape's) and a node for every point of a shape.
TEST_CASE("osm: bends are kept as far as they matter, lengths follow the shape") {
  const std::string bend = node(1, 0, 0) + node(2, 1, 0.1) + node(3, 2, 1) + node(4, 3, 0);
  OsmOptions options;
  const auto nodes_within = [&](double within_m) {
    options.shape_within_m = within_m;
    return network_of(bend + way(7, {1, 2, 3, 4}, "highway=primary"), options).network;
  };
  CHECK(nodes_within(1000).node_id == std::vector<std::string>{"1", "4"});
  CHECK(nodes_within(60).node_id == std::vector<std::string>{"1", "3", "4"});
  CHECK(nodes_within(1).node_id == std::vector<std::string>{"1", "2", "3", "4"});
  const RoadNetwork fine = nodes_within(0), coarse = nodes_within(1000);
  CHECK(coarse.length_m[0] ==
        Approx(fine.length_m[0] + fine.length_m[2] + fine.length_m[4]).epsilon(1e-12));
}

// Would catch a ring without a way round it: a link from a node to itself leads nowhere.
TEST_CASE("osm: a ring road that meets others at one node keeps its farthest") {
  OsmOptions options;
  options.shape_within_m = 1000;
  const RoadNetwork network =
      network_of(kCross + node(5, 0, 1) + way(7, {1, 2, 4, 5, 1}, "highway=residential") +
                     way(8, {1, 3}, "highway=residential"),
                 options)
          .network;
  CHECK(network.links() == 6);
  for (std::int32_t link = 0; link < network.links(); ++link)
    CHECK(network.from[link] != network.to[link]);
}

// Would catch a dead end of one-way roads in which cars stand for ever.
TEST_CASE("osm: the largest strongly connected part is kept, and what is cut off is told") {
  const std::string content =
      kCross + node(5, 0, 5) + node(6, 1, 5) + way(7, {1, 2, 3}, "highway=residential") +
      way(8, {2, 4}, "highway=primary oneway=yes") + way(9, {5, 6}, "highway=residential") +
      way(10, {1, 4}, "highway=track") + way(11, {1, 4}, "highway=service access=private");
  const OsmNetwork read = network_of(content);
  CHECK(read.network.node_id == std::vector<std::string>{"1", "2", "3"});
  CHECK(read.counts.tracks == 1);
  CHECK(read.counts.closed == 1);
  CHECK(holds(read.notes.back(), "3 nodes and 3 links (0.3 km) in 2 parts cut off"));
  OsmOptions options;
  options.closed_roads = true;
  CHECK(network_of(content, options).network.nodes() == 4);
}

TEST_CASE("osm: a road whose nodes the file lacks ends there") {
  const OsmNetwork read =
      network_of(kCross + way(7, {1, 2, 99, 3, 4}, "highway=residential"), whole());
  CHECK(read.network.link_id == std::vector<std::string>{"7:1-2", "7:2-1", "7:3-4", "7:4-3"});
  CHECK(read.counts.torn == 1);
}

TEST_CASE("osm: a building is an area with its holes") {
  const TemporaryFile file(
      "b.osm", osm_of(kCross + node(5, 1.2, 0.2) + node(6, 1.4, 0.2) + node(8, 1.2, 0.4) +
                      way(7, {2, 3, 4, 2}, "building=yes") + way(9, {1, 2, 4}, "building=yes") +
                      way(10, {5, 6, 8, 5}, "") + way(11, {2, 3, 4, 2}, "") +
                      "<relation id=\"3\" version=\"1\"><member type=\"way\" ref=\"11\" "
                      "role=\"outer\"/><member type=\"way\" ref=\"10\" role=\"inner\"/><tag "
                      "k=\"type\" v=\"multipolygon\"/><tag k=\"building\" v=\"school\"/>"
                      "</relation>\n"));
  std::size_t broken = 0;
  const std::vector<osm::Area> areas = osm::read_areas(file.path, "building", broken);
  REQUIRE(areas.size() == 2);
  CHECK(areas[0].id == "way 7");
  CHECK(areas[1].id == "relation 3");
  CHECK(areas[1].rings.size() == 2);
  CHECK(osm::value_of(areas[1].tags, "building") == "school");
}

// Would catch a road network that silently lacks what a broken download lacks.
TEST_CASE("osm: a file cut short is refused, and one without roads, and a CRS in degrees") {
  const std::string roads = kCross + way(7, {1, 2, 3}, "highway=residential");
  CHECK(holds(error_of([&] { osm::parse_ways(osm_of(roads).substr(0, 300), "a.osm", "highway"); }),
              "a.osm: not a whole OpenStreetMap file ("));
  CHECK(holds(error_of([] { read_network_file("nowhere.osm.pbf", "EPSG:32632"); }),
              "nowhere.osm.pbf: the file cannot be read (there is none of this name)"));
  CHECK(error_of([&] {
          network_of(kCross + way(7, {1, 2}, "highway=footway"));
        }) == "a.osm: no road for cars in the file (1 ways with the key highway, 0 of them taken)");
  CHECK(holds(error_of([&] {
                osm_network_of(osm::parse_ways(osm_of(roads), "a.osm", "highway"), "EPSG:4326");
              }),
              "CRS 'EPSG:4326' is not in metres (it is in degrees) name a projected one"));
  const TemporaryFile empty("e.osm.pbf", "");
  CHECK(holds(error_of([&] { read_network_file(empty.path, "EPSG:32632"); }), "e.osm.pbf: "));
}

TEST_CASE("osm: an .osm.pbf cut short is refused") {
  const auto folder = case_folder("monaco");
  if (!folder) return;
  std::ifstream stream(*folder / "monaco.osm.pbf", std::ios::binary);
  std::string bytes(1'000'000, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const TemporaryFile file("cut.osm.pbf", bytes);
  CHECK(holds(error_of([&] { read_network_file(file.path, "EPSG:32632"); }),
              "cut.osm.pbf: not a whole OpenStreetMap file ("));
}
