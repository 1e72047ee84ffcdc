// SPDX-License-Identifier: Apache-2.0
// Steady flow over a bump and in a channel with friction, against exact solutions.
#include <algorithm>
#include <string>

#include "tests/unit/inundation/basin.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/exact.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

struct Steady {
  double length_m, q, depth_out, seconds;
  float manning;
  bool free_out;
  Basin::Shape bed, depth;
};

Basin channel(const Steady& flow, std::int32_t cells, std::int32_t order) {
  Basin basin;
  basin.columns = cells;
  basin.rows = 1;
  basin.cell_m = flow.length_m / cells;
  basin.manning = flow.manning;
  basin.method = method_of(Scheme::shallow_water, order);
  basin.bed = flow.bed;
  basin.open(Side::west, EdgeKind::inflow, flow.q);
  if (flow.free_out)
    basin.open(Side::east, EdgeKind::free);
  else
    basin.open(Side::east, EdgeKind::stage, flow.bed(flow.length_m, 0) + flow.depth_out);
  basin.make();
  basin.fill(flow.depth);
  basin.run(flow.seconds);
  return basin;
}

/// Mean of |depth - exact| over mean depth.
double error(const Basin& basin, const Basin::Shape& exact) {
  double off = 0.0, all = 0.0;
  for (std::int32_t k = 0; k < basin.columns; ++k) {
    off += std::abs(basin.depth(k, 0) - exact(basin.x(k), 0));
    all += exact(basin.x(k), 0);
  }
  return off / all;
}

void show(const std::string& topic, const Steady& flow, double first, double second,
          std::int32_t cells = 250) {
  const double one = error(channel(flow, cells, 1), flow.depth);
  const double two = error(channel(flow, cells, 2), flow.depth);
  reproduce({topic, "error of depth, first order, %", 0, 100 * one}, {"SWASHES", 0, first});
  reproduce({topic, "error of depth, second order, %", 0, 100 * two}, {"SWASHES", 0, second});
}

Steady over_bump(exact_flow::Bump kind, double q, double depth_out) {
  return {25.0,
          q,
          depth_out,
          200.0,
          0.0F,
          kind == exact_flow::Bump::transcritical,
          [](double x, double) { return exact_flow::bump(x); },
          [=](double x, double) { return exact_flow::bump_depth(kind, x, q, depth_out); }};
}

Steady macdonald() {
  return {1000.0,
          2.0,
          exact_flow::macdonald_depth(1000),
          4000.0,
          0.033F,
          false,
          [](double x, double) { return exact_flow::macdonald_bed(x, 2.0, 0.033); },
          [](double x, double) { return exact_flow::macdonald_depth(x); }};
}

}  // namespace

// Catches a bed source or a boundary that is wrong when water flows (a lake at rest would not show
// it).
TEST_CASE("shallow-water: steady flow over a bump", "[inundation][fact]") {
  using exact_flow::Bump;
  show("Flood: flow over a bump, subcritical", over_bump(Bump::subcritical, 4.42, 2.0), 0.5, 0.05);
  show("Flood: flow over a bump, transcritical", over_bump(Bump::transcritical, 1.53, 0.5), 2.0,
       0.5);
  show("Flood: flow over a bump with a jump", over_bump(Bump::shock, 0.18, 0.33), 2.0, 1.0);
}

// Catches friction that does not balance gravity.
TEST_CASE("shallow-water: MacDonald's channel", "[inundation][fact]") {
  show("Flood: MacDonald's channel, subcritical with friction", macdonald(), 1.0, 0.2);
}

// Catches a second order that is only called so.
TEST_CASE("shallow-water: errors fall with the cell as the order says", "[inundation][fact]") {
  const Steady flow = over_bump(exact_flow::Bump::subcritical, 4.42, 2.0);
  for (const int order : {1, 2}) {
    const double coarse = error(channel(flow, 100, order), flow.depth);
    const double fine = error(channel(flow, 200, order), flow.depth);
    reproduce({"Flood: flow over a bump, 25 cm and 12.5 cm cells",
               order == 1 ? "order of convergence, first" : "order of convergence, second",
               1.0 * order, std::log2(coarse / fine)},
              {"theory", 0, 0.35});
  }
}

}  // namespace sandtable::validation
