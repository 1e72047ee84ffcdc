// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <limits>

#include "sim/geo/matsim_network.hpp"
#include "sim/geo/matsim_population.hpp"
#include "tests/unit/geo/temporary.hpp"

using namespace sandtable;
using namespace sandtable::tests;

namespace {

const std::string kNodes =
    R"(<?xml version="1.0"?><!DOCTYPE network SYSTEM "network_v2.dtd"><network><nodes>
<node id="a" x="0" y="0"/><node id="b" x="100" y="0"/><node id="c" x="200" y="5"/></nodes>)";

std::string link(const std::string& id, const std::string& ends, const std::string& rest) {
  return "<link id=\"" + id + "\" " + ends + " " + rest + "/>";
}

const std::string kGood = R"(length="100" freespeed="10" capacity="1800" permlanes="1.5")";

std::string network_of(const std::string& links, const std::string& attributes = "") {
  return kNodes + "<links" + attributes + ">" + links + "</links></network>";
}

}  // namespace

TEST_CASE("a network is read in file order with capacity in vehicles per second") {
  const TemporaryFile file("n.xml", network_of(link("1", R"(from="a" to="b")", kGood) +
                                               link("2", R"(from="b" to="c")", kGood) +
                                               link("3", R"(from="b" to="a")", kGood)));
  const RoadNetwork network = read_matsim_network(file.path, "EPSG:28355");
  CHECK(network.crs == "EPSG:28355");
  CHECK(network.node_id == std::vector<std::string>{"a", "b", "c"});
  CHECK(network.link_id == std::vector<std::string>{"1", "2", "3"});
  CHECK(network.capacity_per_s[0] == 0.5);
  CHECK(network.lanes[0] == 1.5);
  CHECK(network.out_begin == std::vector<std::int32_t>{0, 1, 3, 3});
  CHECK(network.out_links == std::vector<std::int32_t>{0, 1, 2});
  CHECK(network.in_begin == std::vector<std::int32_t>{0, 1, 2, 3});
  CHECK(network.in_links == std::vector<std::int32_t>{2, 0, 1});
}

TEST_CASE("capacity is per capperiod, not always per hour") {
  const TemporaryFile file(
      "p.xml", network_of(link("1", R"(from="a" to="b")", kGood), R"( capperiod="00:30:00")"));
  CHECK(read_matsim_network(file.path, "").capacity_per_s[0] == 1.0);
}

TEST_CASE("a box keeps links with both ends inside, and their nodes only") {
  const TemporaryFile file("b.xml", network_of(link("1", R"(from="b" to="c")", kGood) +
                                               link("2", R"(from="a" to="b")", kGood)));
  const RoadNetwork network = read_matsim_network(file.path, "", Box{50, -10, 300, 10});
  CHECK(network.link_id == std::vector<std::string>{"1"});
  CHECK(network.node_id == std::vector<std::string>{"b", "c"});
  CHECK(network.from[0] == 0);
  CHECK(holds(error_of([&] {
                read_matsim_network(file.path, "", Box{5, 5, 6, 6});
              }),
              "in the box"));
}

TEST_CASE("every bad link is told at once, by id, and none is repaired") {
  const TemporaryFile file(
      "bad.xml",
      network_of(link("zero", R"(from="a" to="b")",
                      R"(length="0" freespeed="1" capacity="1" permlanes="1")") +
                 link("minus", R"(from="a" to="b")",
                      R"(length="1" freespeed="-3" capacity="1" permlanes="1")") +
                 link("none", R"(from="a" to="b")", R"(length="1" freespeed="1" permlanes="1")") +
                 link("words", R"(from="a" to="b")",
                      R"(length="1" freespeed="1" capacity="1" permlanes="1 lane")") +
                 link("lost", R"(from="a" to="z")", kGood) +
                 link("twin", R"(from="a" to="b")", kGood) +
                 link("twin", R"(from="a" to="b")", kGood)));
  const std::string text = error_of([&] { read_matsim_network(file.path, ""); });
  for (const char* part :
       {"'zero': length is '0'", "'minus': freespeed is '-3'", "'none': capacity is missing",
        "'words': permlanes is '1 lane'", "'lost': to node 'z'", "'twin' is there twice"}) {
    CAPTURE(part, text);
    CHECK(holds(text, part));
  }
}

TEST_CASE("of many mistakes the first 20 are told, with a count") {
  std::string links;
  for (int i = 0; i < 30; ++i) {
    links += link(std::to_string(i), R"(from="a" to="b")",
                  R"(length="1" freespeed="1" capacity="0" permlanes="1")");
  }
  const TemporaryFile file("many.xml", network_of(links));
  const std::string text = error_of([&] { read_matsim_network(file.path, ""); });
  CHECK(holds(text, "30 mistakes in all"));
  CHECK(holds(text, "link '19'"));
  CHECK_FALSE(holds(text, "link '20'"));
}

TEST_CASE("torn or other files are refused with their place") {
  const TemporaryFile torn("torn.xml", "<network>\n<nodes><node id=\"a\"</nodes>");
  CHECK(holds(error_of([&] { read_matsim_network(torn.path, ""); }), "torn.xml:2:"));
  const TemporaryFile other("other.xml", "<population/>");
  CHECK(holds(error_of([&] { read_matsim_network(other.path, ""); }), "no <network>"));
  CHECK(holds(error_of([&] { read_matsim_network("/no/such.xml", ""); }), "cannot be read"));
}

TEST_CASE("people keep attributes, the selected plan and end times") {
  const TemporaryFile file("people.xml", R"(<population><person id="7"><attributes>
<attribute name="WillStay" class="java.lang.String">true</attribute>
<attribute name="Age" class="java.lang.String">41</attribute>
<attribute name="Empty" class="java.lang.String"></attribute></attributes>
<plan selected="no"><activity type="away" x="9" y="9"/></plan>
<plan selected="yes"><activity type="home" x="1.5" y="2" end_time="07:55:30"/><leg mode="car"/>
<activity type="work" x="3" y="4"/></plan></person></population>)");
  const auto people = read_matsim_population(file.path);
  REQUIRE(people.size() == 1);
  CHECK(*people[0].attribute("WillStay") == "true");
  CHECK(*people[0].attribute("Age") == "41");
  CHECK(people[0].attribute("Empty")->empty());
  CHECK(people[0].attribute("Agent") == nullptr);
  CHECK(people[0].home().type == "home");
  CHECK(people[0].home().x == 1.5);
  CHECK(people[0].home().end_s == 7 * 3600 + 55 * 60 + 30);
  REQUIRE(people[0].activities.size() == 2);
  CHECK(people[0].activities[1].end_s == std::numeric_limits<double>::infinity());
}

TEST_CASE("people without a place, a plan or a readable time are refused together") {
  const TemporaryFile file("bad-people.xml", R"(<population><person id="1"/>
<person id="2"><plan><activity type="home" x="1"/></plan></person>
<person id="3"><plan><activity type="home" x="1" y="1" end_time="noon"/></plan></person>
<person id="3"><plan><activity type="home" x="1" y="1"/></plan></person></population>)");
  const std::string text = error_of([&] { read_matsim_population(file.path); });
  CHECK(holds(text, "person '1' has no activity"));
  CHECK(holds(text, "person '2': activity 'home' without coordinates"));
  CHECK(holds(text, "'noon' is no time"));
  CHECK(holds(text, "person '3' is there twice"));
}
