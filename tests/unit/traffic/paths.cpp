// SPDX-License-Identifier: Apache-2.0
// Would catch a kept path that is no longer the cheapest, a bound that is too high, and a tie
// broken in another way than by the plain search, which is the oracle.
#include <catch2/catch.hpp>

#include "models/response/traffic/chains.hpp"
#include "models/response/traffic/path_memo.hpp"
#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;

namespace {

/// Asks for many paths; how many there were.
int compare(traffic::State& state, const traffic::Model& model, Dice& dice) {
  const std::int32_t nodes = model.network->nodes();
  int found = 0;
  for (int trial = 0; trial < 200; ++trial) {
    const std::int32_t from = dice.below(nodes), to = dice.below(nodes);
    const auto wanted = traffic::shortest_path(*model.network, state.outlook.link, from, {&to, 1});
    const traffic::Path path = traffic::cheapest_path(state, model, from, to);
    REQUIRE((path != nullptr) == wanted.has_value());
    if (path) REQUIRE(*path == *wanted);
    found += path != nullptr;
    std::vector<std::int64_t> usual;
    for (std::size_t link = 0; link < state.links.size(); ++link)
      usual.push_back(state.closed[link] ? traffic::no_entry : state.links[link].free_flow);
    const auto as_usual = traffic::shortest_path(*model.network, usual, from, {&to, 1});
    const traffic::Path other =
        traffic::cheapest_path(state, model, from, to, traffic::Heed::closures);
    REQUIRE((other != nullptr) == as_usual.has_value());
    if (other) REQUIRE(*other == *as_usual);
  }
  return found;
}

}  // namespace

/// Towns joined by roads of up to five links, one-way or both ways, some of them rings.
std::shared_ptr<const RoadNetwork> towns(Dice& dice, std::int32_t count) {
  std::vector<Road> roads;
  std::int32_t nodes = count;
  const auto add = [&](std::int32_t from, std::int32_t to, bool both_ways) {
    Road road{from, to};
    road.length_m = 100.0 * (1 + dice.below(3));
    roads.push_back(road);
    if (both_ways) roads.push_back({to, from, road.length_m});
  };
  for (std::int32_t k = 0; k < 2 * count; ++k) {
    const bool both_ways = k < count || dice.below(2) == 0;
    std::int32_t at = k < count ? k : dice.below(count);
    const std::int32_t end = k < count ? (k + 1) % count : dice.below(count);
    for (std::int32_t links = dice.below(5); links > 0; --links) {
      add(at, nodes, both_ways);
      at = nodes++;
    }
    if (at != end) add(at, end, both_ways);
  }
  return network_of(nodes, roads);
}

TEST_CASE("traffic: the cheapest path is that of a plain search, whatever was asked before") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Dice dice(seed);
    const auto network = seed % 2 == 0 ? random_network(dice, 40, 80) : towns(dice, 12);
    const traffic::Model model = standard_model(network, {{{0}}});
    traffic::State state = traffic::begin(model);
    CHECK(compare(state, model, dice) > 100);
    for (int change = 0; change < 6; ++change) {
      std::vector<std::int32_t> links;
      std::vector<std::uint8_t> closed;
      std::vector<double> speed;
      for (int k = 0; k < 10; ++k) {
        links.push_back(dice.below(network->links()));
        closed.push_back(static_cast<std::uint8_t>(dice.below(2)));
        // The last changes make links faster than free flow, where what is kept says nothing.
        speed.push_back(change < 4 ? 1.0 / (1 + dice.below(4)) : 2.0);
      }
      traffic::set_speed(state, model, links, speed);
      traffic::set_closed(state, model, links, closed);
      // Who goes as usual does not see that links seem longer.
      if (change < 4)
        traffic::set_cost_factor(state, model, {links.data(), 3}, std::vector<double>(3, 5.0));
      CHECK(compare(state, model, dice) > 0);
    }
    CHECK(state.outlook.cheaper_links > 0);
  }
}

TEST_CASE("traffic: chains hold every link once, in order, and end where there is a choice") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Dice dice(seed);
    const auto network = towns(dice, 8);
    std::vector<std::uint8_t> keep(static_cast<std::size_t>(network->nodes()), 0);
    keep.back() = 1;
    const traffic::Chains chains = traffic::make_chains(*network, keep);
    CHECK(chains.is_junction.back() == 1);
    CHECK(chains.size() < network->links());
    REQUIRE(chains.links.size() == static_cast<std::size_t>(network->links()));
    for (std::int32_t chain = 0; chain < chains.size(); ++chain) {
      std::int32_t node = chains.from[chain], place = 0;
      for (const std::int32_t link : chains.links_of(chain)) {
        CHECK(network->from[link] == node);
        CHECK((chains.is_junction[node] != 0) == (place == 0));
        CHECK(chains.chain_of[link] == chain);
        CHECK(chains.place[link] == place++);
        node = network->to[link];
      }
      CHECK(node == chains.to[chain]);
      CHECK(chains.in_begin[node] <= chain);
      CHECK(chain < chains.in_begin[node + 1]);
    }
  }
}
