// SPDX-License-Identifier: Apache-2.0
// GMNS networks: units, capacity by lane, round trip, and what is refused.
#include "sim/geo/gmns.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/geo/matsim_network.hpp"
#include "tests/unit/geo/temporary.hpp"
#include "tests/unit/scenario/folder.hpp"

using namespace sandtable;
using namespace sandtable::tests;
using sandtable::testing::Folder;
using sandtable::testing::replaced;
using sandtable::testing::without_folder;

namespace {

const std::string kConfig = "long_length,speed,crs\nmiles,mph,EPSG:28355\n";
const std::string kNodes = "node_id,x_coord,y_coord,zone_id\na,0,0,1\nb,1000,0,\nc,2000,0,\n";
const std::string kLinks =
    "link_id,name,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes,allowed_uses\n"
    "1,\"High Street, north\",a,b,true,0.5,30,900,2,\"auto,bike\"\n"
    "2,,b,c,false,1,60,1800,1,\n"
    "3,,c,a,true,2,60,1800,1,\"bike,walk\"\n";

GmnsNetwork read(const std::string& config, const std::string& nodes, const std::string& links,
                 const std::string& crs = "EPSG:28355") {
  const Folder folder("gmns");
  folder.write("config.csv", config).write("node.csv", nodes).write("link.csv", links);
  return read_gmns_network(folder.path(), crs);
}

std::string refused(const std::string& config, const std::string& nodes, const std::string& links) {
  const std::string told = error_of([&] { read(config, nodes, links); });
  return without_folder(Folder("gmns"), told);
}

void check_same(const RoadNetwork& one, const RoadNetwork& other) {
  CHECK(one.crs == other.crs);
  CHECK(one.node_id == other.node_id);
  CHECK(one.node_x == other.node_x);
  CHECK(one.node_y == other.node_y);
  CHECK(one.link_id == other.link_id);
  CHECK(one.from == other.from);
  CHECK(one.to == other.to);
  CHECK(one.length_m == other.length_m);
  CHECK(one.free_speed_m_s == other.free_speed_m_s);
  CHECK(one.capacity_per_s == other.capacity_per_s);
  CHECK(one.lanes == other.lanes);
  CHECK(one.out_links == other.out_links);
}

}  // namespace

// Would catch a capacity taken for all lanes, miles taken for metres, and a footpath taken as road.
TEST_CASE("gmns: capacity is by lane, units are the config's, undirected links are two") {
  const GmnsNetwork read_back = read(kConfig, kNodes, kLinks);
  const RoadNetwork& network = read_back.network;
  CHECK(network.link_id == std::vector<std::string>{"1", "2", "2 reversed"});
  CHECK(network.capacity_per_s[0] == 0.5);
  CHECK(network.length_m[0] == Approx(804.672));
  CHECK(network.free_speed_m_s[0] == Approx(13.4112));
  CHECK(network.from[2] == network.to[1]);
  CHECK(network.to[2] == network.from[1]);
  CHECK(read_back.notes ==
        std::vector<std::string>{"1 links without motor vehicles left out (allowed_uses)"});
}

TEST_CASE("gmns: nodes are brought into the scenario's CRS") {
  const RoadNetwork network =
      read("long_length,speed,crs\nm,m/s,EPSG:4283\n",
           "node_id,x_coord,y_coord\na,147,0\nb,147,-0.01\nc,147,-0.02\n", kLinks)
          .network;
  CHECK(network.node_x[0] == Approx(500000).margin(1e-3));
  CHECK(network.node_y[0] == Approx(10000000).margin(1e-3));
}

// Lanes of 1/2 to 6 and capacities that are no round numbers by the lane.
TEST_CASE("gmns: a MATSim network written and read again is the same, bit by bit") {
  std::string links;
  for (int i = 0; i < 400; ++i)
    links += "<link id=\"l," + std::to_string(i) + "\" from=\"a\" to=\"b \" length=\"" +
             std::to_string(10 + i * 7.77) + "\" freespeed=\"" + std::to_string(4 + i / 9.0) +
             "\" capacity=\"" + std::to_string(300 + i * 97.3) + "\" permlanes=\"" +
             std::to_string(0.5 * (1 + i % 12)) + "\"/>\n";
  const TemporaryFile file("gmns.xml",
                           "<network><nodes><node id=\"a\" x=\"0.1\" y=\"1e5\"/><node id=\"b \" "
                           "x=\"250000.123456789\" y=\"5890000.7\"/></nodes><links>" +
                               links + "</links></network>");
  const RoadNetwork network = read_matsim_network(file.path, "EPSG:28355");
  const Folder folder("written");
  write_gmns_network(network, folder.path() / "roads");
  check_same(read_gmns_network(folder.path() / "roads", "EPSG:28355").network, network);
  check_same(read_gmns_network(folder.path() / "roads" / "link.csv", "EPSG:28355").network,
             network);
}

TEST_CASE("gmns: what is wrong is told at once, by line, with the nearest name") {
  CHECK(refused(replaced(kConfig, "miles", "mils"), replaced(kNodes, "x_coord", "x_cord"),
                replaced(replaced(kLinks, "free_speed", "freespeed"), "lanes", "lane")) ==
        "config.csv:2: long_length is 'mils' (no unit that is known): did you mean 'mile'?\n"
        "node.csv:1: no column 'x_coord': did you mean 'x_cord'?\n"
        "link.csv:1: no column 'free_speed': did you mean 'freespeed'?\n"
        "link.csv:1: no column 'lanes': did you mean 'lane'?");
  const std::string told =
      refused(kConfig, kNodes + "a,5,soon,\n",
              replaced(replaced(kLinks, "b,c,false,1,60,1800", "b,d,maybe,0,60,"), "c,a", "c,z"));
  CHECK(told ==
        "node.csv:5: node 'a' is there twice (ids must be unique)\n"
        "node.csv:5: 'soon' in column 'y_coord' is no number\n"
        "link.csv:3: directed is 'maybe' (true or false is wanted)\n"
        "link.csv:3: length is 0 (it must be a number > 0)\n"
        "link.csv:3: capacity is missing (it must be a number > 0)");
  CHECK(holds(refused(kConfig, kNodes, replaced(kLinks, "b,c,false", "b,d,false")),
              "link.csv:3: to_node_id 'd' is not in node.csv (the link leads nowhere)"));
}

TEST_CASE("gmns: a network without its units is refused, and says what to add") {
  const Folder folder("gmns");
  folder.write("node.csv", kNodes).write("link.csv", kLinks);
  CHECK(holds(error_of([&] { read_gmns_network(folder.path(), "EPSG:28355"); }),
              "config.csv: the file is missing (a GMNS network has node.csv, link.csv and, for its "
              "units, config.csv) add one with long_length, speed and crs"));
}
