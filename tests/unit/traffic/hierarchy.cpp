// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/hierarchy.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "models/response/traffic/reach.hpp"
#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::no_entry;

namespace {

/// Few distinct values: many ties.
std::int64_t random_cost(Dice& dice) {
  return dice.below(6) == 0 ? no_entry : 1 + dice.below(5);
}

}  // namespace

// Would catch: a pair of nodes above a third without an arc between them, so that some way up and
// down is missing; a node lost by the dissection.
TEST_CASE("traffic: all nodes that a node has above it are joined", "[traffic]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Dice dice(seed);
    const auto network = random_network(dice, 60, 10 * dice.below(8));
    const traffic::Hierarchy roads = traffic::make_hierarchy(*network);
    CHECK(std::set(roads.node.begin(), roads.node.end()).size() == 60);
    for (std::int32_t at = 0; at < roads.nodes(); ++at)
      for (std::int32_t i = roads.begin[at]; i < roads.begin[at + 1]; ++i) {
        CHECK(roads.lower[i] == at);
        CHECK(roads.upper[i] > at);
        for (std::int32_t j = i + 1; j < roads.begin[at + 1]; ++j) {
          const std::int32_t arc = roads.arc(roads.upper[i], roads.upper[j]);
          REQUIRE(roads.lower[arc] == roads.upper[i]);
          REQUIRE(roads.upper[arc] == roads.upper[j]);
        }
      }
  }
}

// Would catch: weights for which it matters when they were brought up to date, an arc left out as
// if the change did not matter to it, and a way that is not the table's, by its cost or by a tie.
TEST_CASE("traffic: weights follow costs, and the ways are those of a table", "[traffic]") {
  int ways = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Dice dice(seed);
    const auto network = random_network(dice, 50, 10 * dice.below(8));
    std::vector<std::int64_t> cost;
    for (std::int32_t link = 0; link < network->links(); ++link) cost.push_back(random_cost(dice));
    const traffic::Hierarchy roads = traffic::make_hierarchy(*network);
    traffic::Weights weights = traffic::make_weights(roads, cost);
    for (int change = 0; change < 20; ++change) {
      std::vector<std::int32_t> changed;
      for (int k = dice.below(12); k > 0; --k) {
        changed.push_back(dice.below(network->links()));
        cost[changed.back()] = random_cost(dice);
      }
      traffic::update_weights(weights, roads, cost, changed);
      REQUIRE(weights == traffic::make_weights(roads, cost));
      const std::vector<std::int32_t> to{dice.below(50), dice.below(50), dice.below(50)};
      const traffic::NextHop table = traffic::build_next_hop(*network, cost, {to});
      const traffic::Costs costs{*network, roads, cost, weights};
      traffic::Reach reach;
      reach.begin(costs, to, traffic::ranks_above(roads, to));
      for (int k = 0; k < 50; ++k) {
        const std::int32_t node = dice.below(50);
        REQUIRE(reach.cost(costs, node) == table.cost[node]);
        REQUIRE(reach.next(costs, node) == table.next[node]);
        REQUIRE(reach.keep_next(costs, node) == table.next[node]);
        REQUIRE(reach.kept_next(node) == table.next[node]);
        ways += table.next[node] >= 0;
      }
      CHECK(!traffic::Reach(reach).begun());
    }
  }
  CHECK(ways > 10000);
}
