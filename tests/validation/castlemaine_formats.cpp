// SPDX-License-Identifier: Apache-2.0
// The case castlemaine through other formats: EES's messages against the case's clean table of the
// same sequence, and the network through GMNS.
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <tuple>

#include "models/policy/orders/ees_messages.hpp"
#include "sim/geo/gmns.hpp"
#include "sim/geo/matsim_network.hpp"
#include "sim/geo/table.hpp"
#include "tests/cases.hpp"

using namespace sandtable;

namespace {

/// Minutes after ignition, kind, zone, place, x, y.
using Sent = std::tuple<double, std::string, std::string, std::string, double, double>;

std::multiset<Sent> of_table(const std::filesystem::path& folder) {
  const Table groups = read_table(folder / "groups.csv"),
              table = read_table(folder / "messages.csv");
  const auto [group, zone] = groups.required_all({"group", "zone"});
  std::multimap<std::string, std::string> zones;
  for (const std::vector<std::string>& row : groups.rows) zones.emplace(row[group], row[zone]);
  const auto [offset, kind, to, place, x, y] =
      table.required_all({"offset_min", "kind", "group", "destination", "x", "y"});
  std::multiset<Sent> sent;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::vector<std::string>& cells = table.rows[row];
    const bool named = !cells[place].empty();
    const auto [begin, end] = zones.equal_range(cells[to]);
    for (auto at = begin; at != end; ++at)
      sent.insert({table.number(row, offset), cells[kind], at->second, cells[place],
                   named ? table.number(row, x) : 0, named ? table.number(row, y) : 0});
  }
  return sent;
}

std::multiset<Sent> of_messages(const std::filesystem::path& file, double ignition_s) {
  std::multiset<Sent> sent;
  for (const ees::Message& message : ees::read_messages(file).list)
    for (const ees::Zone& zone : message.zones) {
      const ees::Place place = message.place.value_or(ees::Place{});
      sent.insert({(message.clock_s - ignition_s) / 60, message.type, zone.id, place.name, place.x,
                   place.y});
    }
  return sent;
}

}  // namespace

// Would catch a zone, a place or a message that one of the readers leaves out.
TEST_CASE("castlemaine: EES's messages are the orders of the clean table, zone by zone") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  const std::multiset<Sent> sent = of_messages(*folder / "messages.json", 11 * 3600.0);
  CHECK(sent.size() == 4 * 14 + 2 * 34 + 13);
  CHECK(sent == of_table(*folder));
}

TEST_CASE("surf-coast: EES's messages name the zones that its README counts") {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  std::map<std::string, std::size_t> counted;
  for (const char* const name : {"s2", "s5", "s6", "s7"})
    counted[name] =
        ees::read_messages(*folder / ("messages." + std::string(name) + ".json")).list.size();
  CHECK(counted["s2"] == 1);
  CHECK(counted["s5"] == 1);
  CHECK(counted["s6"] == 2);
  CHECK(counted["s7"] >= 3);
}

// 43,828 links of 0.5 to 6 lanes. Would catch a digit lost on the way.
TEST_CASE("castlemaine: the network through GMNS is the same network, bit by bit") {
  const auto cases = case_folder("castlemaine");
  if (!cases) return;
  const RoadNetwork network = read_matsim_network(*cases / "network.xml.gz", "EPSG:28355");
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("gmns-" + std::to_string(::getpid()));
  write_gmns_network(network, folder);
  const GmnsNetwork back = read_gmns_network(folder, "EPSG:28355");
  std::filesystem::remove_all(folder);
  CHECK(back.notes.empty());
  CHECK(back.network.node_id == network.node_id);
  CHECK(back.network.node_x == network.node_x);
  CHECK(back.network.node_y == network.node_y);
  CHECK(back.network.link_id == network.link_id);
  CHECK(back.network.from == network.from);
  CHECK(back.network.to == network.to);
  CHECK(back.network.length_m == network.length_m);
  CHECK(back.network.free_speed_m_s == network.free_speed_m_s);
  CHECK(back.network.capacity_per_s == network.capacity_per_s);
  CHECK(back.network.lanes == network.lanes);
}
