// SPDX-License-Identifier: Apache-2.0
// Would catch a run of links that fuses over a junction, a kept node or unlike links, and one that
// lets vehicles through earlier or later than its links one by one.
#include "models/response/traffic/fuse.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;

namespace {

/// Two roads of six links each that merge into one with a bottleneck behind it.
std::shared_ptr<const RoadNetwork> two_roads() {
  std::vector<Road> roads;
  std::int32_t node = 3;
  for (const std::int32_t start : {0, 1}) {
    std::int32_t at = start;
    for (int k = 0; k < 5; ++k, at = node++) roads.push_back({at, node, 100.0 + 30 * k});
    roads.push_back({at, 2, 170});
  }
  for (std::int32_t at = 2; at < 18; at = node++) {
    roads.push_back({at, node, 90});
    if (node == 17) break;
  }
  roads.push_back({17, 18, 120, 20, 0.3});
  return network_of(19, roads);
}

}  // namespace

TEST_CASE("traffic: fused roads bring everybody there at the same tick") {
  const auto network = two_roads();
  const traffic::LinkTable links = traffic::make_link_table(*network, standard_rules());
  std::vector<std::uint8_t> keep_node(static_cast<std::size_t>(network->nodes()), 0);
  keep_node[0] = keep_node[1] = keep_node[18] = 1;
  std::vector<std::uint8_t> keep_link(static_cast<std::size_t>(network->links()), 0);
  keep_link[3] = 1;
  const traffic::Fused fused = traffic::fuse(*network, links, keep_node, keep_link);
  // The first road in three (what can close stands alone), the second, the third, the bottleneck.
  CHECK(fused.network->links() == 6);
  CHECK(fused.fused_link[3] != fused.fused_link[2]);
  CHECK(fused.fused_link[6] == fused.fused_link[11]);
  traffic::Rules rules = plain_rules();
  rules.stuck_after = from_seconds(1e6);
  const traffic::Model plain = make_model(network, links, rules, {{{18}}});
  const traffic::Model other = make_model(fused.network, fused.links, rules, {{{18}}});
  std::vector<traffic::Trip> trips;
  for (std::int32_t vehicle = 0; vehicle < 400; ++vehicle)
    trips.push_back({vehicle, from_seconds(2.7 * vehicle), vehicle % 2, 0, nullptr});
  std::array<traffic::Sink, 2> sinks;
  std::array<std::int64_t, 2> crossings{};
  for (std::size_t k = 0; k < 2; ++k) {
    const traffic::Model& model = k == 0 ? plain : other;
    traffic::State state = traffic::begin(model);
    for (const traffic::Trip& trip : trips) traffic::insert(state, model, trip);
    traffic::advance(state, model, from_seconds(5000), sinks[k]);
    crossings[k] = state.crossings;
  }
  REQUIRE(sinks[0].arrivals.size() == 400);
  CHECK(sinks[0].arrivals == sinks[1].arrivals);
  CHECK(crossings[1] < crossings[0]);
}
