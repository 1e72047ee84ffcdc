// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/unit/traffic/networks.hpp"

using namespace sandtable;
using namespace sandtable::traffic_tests;
using traffic::Trip;

namespace {}  // namespace

// Would catch: a vehicle that waits for ever because the capacity was 0 in the very second in which
// it should have left (matsim-libs#1733), one that slips through meanwhile, and an exit at the old
// capacity's late time.
TEST_CASE("traffic: a link whose capacity falls to 0 and comes back lets all go on", "[traffic]") {
  Run run(standard_model(network_of(3, {{0, 1}, {1, 2}}), {{{2}}}));
  traffic::Model shut = run.model;
  const std::int32_t link = GENERATE(0, 1);
  shut.links.rows[link].headway = traffic::no_flow;
  for (std::int32_t v = 0; v < 20; ++v)
    traffic::insert(run.state, run.model, Trip{v, from_seconds(1.25 * v), 0, 0, nullptr});
  run.go(50);  // in this second the first should leave link 0 and enter link 1
  traffic::capacity_changed(run.state, run.model, shut);
  traffic::advance(run.state, shut, from_seconds(500), run.sink);
  CHECK(run.state.arrivals == 0);
  CHECK(run.state.links[1].entered == 0);
  traffic::capacity_changed(run.state, shut, run.model);
  run.go(500 + 50 + 20 * 1.25);
  CHECK(run.state.arrivals == 20);
  CHECK(run.state.squeezed == 0);
}
