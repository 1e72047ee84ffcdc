// SPDX-License-Identifier: Apache-2.0
// first-town from other formats is the same town.
#include <catch2/catch.hpp>

#include "sim/geo/gmns.hpp"
#include "sim/geo/matsim_network.hpp"
#include "tests/unit/rule/town.hpp"

namespace sandtable::rule_tests {

// Would catch a road that is a little shorter, slower or narrower, or stands elsewhere in the list.
TEST_CASE("formats: first-town on its network through GMNS runs the same, to the bit") {
  const Town town("gmns");
  const Run before = run(town.load());
  write_gmns_network(read_matsim_network(town.path() / "data/network.xml", "EPSG:32755"),
                     town.path() / "data/roads");
  town.edit("scenario.toml", "data/network.xml", "data/roads");
  const Run after = run(town.load());
  CHECK(after.digests == before.digests);
  for (std::size_t policy = 0; policy < before.courses.size(); ++policy)
    CHECK(difference(before.courses[policy], after.courses[policy]) == "");
}

}  // namespace sandtable::rule_tests
