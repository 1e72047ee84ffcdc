// SPDX-License-Identifier: Apache-2.0
// network/access: who can still get where.
#include "models/network/access/access.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/models/bench.hpp"
#include "tests/unit/traffic/networks.hpp"

namespace sandtable::testing {

// Would catch ways searched from the facility instead of to it, a detour overlooked, and a road
// that is opened again and stays closed here. 0 -> 1 -> 2 with a detour 0 -> 3 -> 2; the facility
// is at 2, from where a road leads back to 0 only.
TEST_CASE("access: who has an open way to a facility", "[access]") {
  auto map = std::make_shared<models::RoadMap>();
  map->network = traffic_tests::network_of(4, {{0, 1, 100, 10, 1, 1},
                                               {1, 2, 100, 10, 1, 1},
                                               {0, 3, 100, 10, 1, 1},
                                               {3, 2, 100, 10, 1, 1},
                                               {2, 0, 100, 10, 1, 1}});
  map->links = std::make_shared<const Support>("links", SupportKind::links, map->network->link_id);
  auto population = std::make_shared<models::Population>();
  population->people = std::make_shared<const Support>(
      "people", SupportKind::people, std::vector<std::string>{"a", "b", "c", "d"});
  population->person.resize(4);
  population->place_node = {0, 1, 2, 3};
  for (std::int32_t p = 0; p < 4; ++p) population->person[static_cast<std::size_t>(p)].home = p;
  models::Access model;
  model.map = map;
  model.population = population;
  model.facilities = std::make_shared<const Support>("facilities", SupportKind::places,
                                                     std::vector<std::string>{"hospital"});
  model.facility_node = {2};
  Bench<models::Access> bench(model);
  using Flags = std::vector<std::uint8_t>;
  const auto cut = [&] { return bench.written<std::uint8_t>(bench.model.cut_off.slot); };
  const auto unserved = [&] { return bench.written<double>(bench.model.unserved.slot)[0]; };
  bench.set(bench.model.closed, Flags{0, 0, 0, 0, 0});
  bench.begin();
  CHECK(unserved() == 0);
  bench.set(bench.model.closed, Flags{0, 1, 0, 0, 0});
  bench.step();
  CHECK(cut() == Flags{0, 1, 0, 0});
  CHECK(unserved() == 0.25);
  bench.set(bench.model.closed, Flags{0, 1, 1, 0, 0});
  bench.step();
  CHECK(cut() == Flags{1, 1, 0, 0});
  bench.set(bench.model.closed, Flags{0, 0, 1, 0, 0});
  bench.step();
  CHECK(cut() == Flags{0, 0, 0, 0});
  CHECK(unserved() == 0);
}

}  // namespace sandtable::testing
