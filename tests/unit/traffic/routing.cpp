// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/routing.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::NextHop;
using traffic::no_entry;

namespace {

std::vector<std::int64_t> random_costs(Dice& dice, std::int32_t links) {
  std::vector<std::int64_t> costs;  // few distinct values: many ties
  for (std::int32_t link = 0; link < links; ++link) costs.push_back(1 + dice.below(5));
  return costs;
}

/// Bellman and Ford, the plain way.
NextHop plain_table(const RoadNetwork& network, const std::vector<std::int64_t>& cost,
                    const traffic::Destination& to) {
  const auto nodes = static_cast<std::size_t>(network.nodes());
  NextHop table{std::vector<std::int64_t>(nodes, no_entry),
                std::vector<std::int32_t>(nodes, traffic::no_way)};
  for (const std::int32_t node : to.nodes) table.cost[node] = 0;
  for (std::int32_t round = 0; round < network.nodes(); ++round) {
    for (std::int32_t link = 0; link < network.links(); ++link) {
      const std::int64_t beyond = table.cost[network.to[link]];
      if (cost[link] >= no_entry || beyond >= no_entry) continue;
      std::int64_t& here = table.cost[network.from[link]];
      here = std::min(here, cost[link] + beyond);
    }
  }
  for (std::int32_t link = network.links() - 1; link >= 0; --link) {
    const std::int32_t start = network.from[link];
    if (cost[link] < no_entry && table.cost[start] < no_entry &&
        table.cost[start] == cost[link] + table.cost[network.to[link]]) {
      table.next[start] = link;
    }
  }
  for (const std::int32_t node : to.nodes) table.next[node] = traffic::arrived;
  return table;
}

}  // namespace

// Would catch: a table that is not cheapest, or breaks ties otherwise than by the lowest link.
TEST_CASE("traffic: next-hop tables are those of a plain search", "[traffic]") {
  Dice dice(7);
  for (int round = 0; round < 50; ++round) {
    const auto network = random_network(dice, 12, 20);
    const auto cost = random_costs(dice, network->links());
    const traffic::Destination to{{dice.below(12), dice.below(12)}};
    CHECK(build_next_hop(*network, cost, to) == plain_table(*network, cost, to));
  }
}

// Would catch: a single vehicle's path that differs from what a table would say.
TEST_CASE("traffic: a single path is the table's", "[traffic]") {
  Dice dice(13);
  for (int round = 0; round < 200; ++round) {
    const auto network = random_network(dice, 30, 40);
    auto cost = random_costs(dice, network->links());
    for (int k = 0; k < 20; ++k) cost[dice.below(network->links())] = no_entry;
    const traffic::Destination to{{dice.below(30)}};
    const NextHop table = build_next_hop(*network, cost, to);
    const std::int32_t from = dice.below(30);
    const auto path = traffic::shortest_path(*network, cost, from, to.nodes);
    REQUIRE(path.has_value() == (table.next[from] != traffic::no_way));
    if (!path) continue;
    std::int32_t node = from;
    for (const std::int32_t link : *path) {
      REQUIRE(link == table.next[node]);
      node = network->to[link];
    }
    REQUIRE(table.next[node] == traffic::arrived);
  }
}
