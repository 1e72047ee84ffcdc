// SPDX-License-Identifier: Apache-2.0
// The bands of one flood on threads, to be run under the thread sanitizer: a band that reads a row
// while another writes it is reported there.
#include <catch2/catch.hpp>
#include <thread>

#include "models/hazard/inundation/kernel/advance.hpp"
#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {
namespace {

void on_threads(std::size_t count, const Parts::Part& part) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < count; ++i) threads.emplace_back([&part, i] { part(i); });
}

Water after_a_while(const Method& method, const Parts& parts) {
  Basin basin;
  basin.columns = 200;
  basin.rows = 180;
  basin.cell_m = 5.0;
  basin.method = method;
  basin.open(Side::south, EdgeKind::stage, 1.5);
  basin.make();
  basin.fill([](double x, double y) { return x < y ? 2.0 : 0.5; });
  const Forcing forcing{.rain_m_s = 1e-5, .edge_values = basin.edge_values};
  CHECK_FALSE(advance(basin.grid, forcing, basin.water, 0, 6, parts).has_value());
  return basin.water;
}

}  // namespace

TEST_CASE("Two threads share a flood, race for nothing, and come to what one comes to") {
  for (const std::int32_t order : {0, 1, 2}) {
    Method method;
    method.scheme = order == 0 ? Scheme::inertial : Scheme::shallow_water;
    method.order = std::max(order, 1);
    CHECK(after_a_while(method, {.threads = 2, .run = on_threads}) == after_a_while(method, {}));
  }
}

}  // namespace sandtable::inundation
