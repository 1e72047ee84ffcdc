// SPDX-License-Identifier: Apache-2.0
// Would catch a kept path that is no longer the cheapest, a bound that is too high, and a tie
// broken in another way than by the plain search, which is the oracle.
#include <catch2/catch.hpp>

#include "models/response/traffic/path_memo.hpp"
#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;

namespace {

/// Asks for many paths; how many there were.
int compare(const traffic::State& state, const traffic::Model& model, Dice& dice) {
  const std::int32_t nodes = model.network->nodes();
  int found = 0;
  for (int trial = 0; trial < 200; ++trial) {
    const std::int32_t from = dice.below(nodes), to = dice.below(nodes);
    const auto wanted = traffic::shortest_path(*model.network, state.cost, from, {&to, 1});
    const traffic::Path path = traffic::cheapest_path(state, model, from, to);
    REQUIRE((path != nullptr) == wanted.has_value());
    if (path) REQUIRE(*path == *wanted);
    found += path != nullptr;
  }
  return found;
}

}  // namespace

TEST_CASE("traffic: the cheapest path is that of a plain search, whatever was asked before") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Dice dice(seed);
    const auto network = random_network(dice, 40, 80);
    const traffic::Model model = standard_model(network, {{{0}}});
    traffic::State state = traffic::begin(model);
    CHECK(compare(state, model, dice) == 200);
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
      CHECK(compare(state, model, dice) > 0);
    }
    CHECK(state.cheaper_links > 0);
  }
}
