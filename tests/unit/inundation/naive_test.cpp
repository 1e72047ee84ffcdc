// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/inundation/naive.hpp"

#include <algorithm>
#include <limits>
#include <random>

#include "tests/unit/inundation/basin.hpp"

namespace sandtable::inundation {
namespace {

constexpr std::int32_t columns = 19, rows = 13;

/// Rough ground with holes, roughness that varies, edges of all kinds, raised crests, shallow and
/// deep and no water that flows anywhere.
struct Chaos {
  Grid grid;
  Water water;
  std::vector<double> edge_values;
};

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : dice_(seed) {}
  double between(double a, double b) {
    return a + (b - a) * static_cast<double>(dice_()) / 4294967296.0;
  }
  bool one_in(std::uint32_t many) { return dice_() % many == 0; }

 private:
  std::mt19937 dice_;
};

void open_border(Dice& dice, const std::vector<double>& bed, std::vector<Edge>& edges,
                 std::vector<double>& values) {
  const auto maybe = [&](std::int32_t column, std::int32_t row, Side side) {
    const double ground = bed[static_cast<std::size_t>(row) * columns + column];
    if (std::isnan(ground) || dice.one_in(4)) return;
    const EdgeKind kind = dice.one_in(3)   ? EdgeKind::free
                          : dice.one_in(2) ? EdgeKind::stage
                                           : EdgeKind::inflow;
    edges.push_back({column, row, side, kind});
    values.push_back(kind == EdgeKind::stage ? ground + dice.between(-0.5, 2.0)
                                             : dice.between(0.0, 1.0));
  };
  for (std::int32_t column = 0; column < columns; ++column) {
    maybe(column, 0, Side::south);
    maybe(column, rows - 1, Side::north);
  }
  for (std::int32_t row = 0; row < rows; ++row) {
    maybe(0, row, Side::west);
    maybe(columns - 1, row, Side::east);
  }
}

void raise_crests(Dice& dice, Chaos& made) {
  for (std::int32_t row = 0; row < rows; ++row)
    for (std::int32_t column = 0; column < columns; ++column)
      for (const Side side : {Side::east, Side::north}) {
        const std::int32_t k = made.grid.index(column, row);
        const std::int32_t beyond = k + (side == Side::east ? 1 : made.grid.stride);
        if (!dice.one_in(9) || made.grid.inside[k] == 0 || made.grid.inside[beyond] == 0) continue;
        set_crest(made.grid, made.water, column, row, side, dice.between(0.5, 3.0));
      }
}

/// Cells (shallow-water) or faces between two cells (inertial) flow anywhere.
void stir(Dice& dice, Chaos& made) {
  const bool faces = made.grid.method.scheme == Scheme::inertial;
  for (std::int32_t row = 0; row < rows; ++row)
    for (std::int32_t column = 0; column < columns; ++column) {
      const std::int32_t k = made.grid.index(column, row);
      if (made.grid.inside[k] == 0) continue;
      const double depth = std::min(made.water.depth_m[k], 2.0);
      const auto flow = [&] { return static_cast<float>(depth * dice.between(-2, 2)); };
      if (!faces || made.grid.inside[k + 1] != 0) made.water.flow_x[k] = flow();
      if (!faces || made.grid.inside[k + made.grid.stride] != 0) made.water.flow_y[k] = flow();
    }
}

Chaos chaos(std::uint32_t seed, const Method& method) {
  Dice dice(seed);
  std::vector<double> bed, depth;
  std::vector<float> manning;
  for (std::int32_t k = 0; k < columns * rows; ++k) {
    const bool outside = dice.one_in(12);
    bed.push_back(outside ? std::numeric_limits<double>::quiet_NaN() : dice.between(0.0, 2.0));
    depth.push_back(outside || dice.one_in(6) ? 0.0 : std::pow(10.0, dice.between(-2.0, 0.5)));
    manning.push_back(static_cast<float>(dice.between(0.01, 0.1)));
  }
  Chaos made;
  std::vector<Edge> edges;
  open_border(dice, bed, edges, made.edge_values);
  made.grid = make_grid({columns, rows, 5.0, bed, manning}, edges, method);
  made.water = make_water(made.grid);
  std::replace_if(
      depth.begin(), depth.end(), [](double d) { return std::isnan(d); }, 0.0);
  set_depths(made.grid, made.water, depth);
  raise_crests(dice, made);
  stir(dice, made);
  return made;
}

/// The largest difference of depth (m) or flow (m2/s) inside, and over a face inside.
double difference(const Grid& grid, const Water& water, const naive::State& plain) {
  double worst = 0.0;
  for (std::int32_t row = 0; row < rows; ++row)
    for (std::int32_t column = 0; column < columns; ++column) {
      const std::int32_t k = grid.index(column, row);
      if (grid.inside[k] == 0) continue;
      worst = std::max({worst, std::abs(water.depth_m[k] - plain.depth_m[k]),
                        std::abs(water.flow_x[k] - plain.flow_x[k]),
                        std::abs(water.flow_y[k] - plain.flow_y[k])});
    }
  return worst;
}

}  // namespace

// Catches a term of either scheme that is wrong, left out or taken from the wrong place, at walls,
// edges, crests and shores too: one step must be what a plain program makes of it.
TEST_CASE("a step is that of a plain program", "[inundation]") {
  const int number = GENERATE(0, 1, 2);
  double worst = 0.0;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    Chaos made = chaos(seed, either(number));
    const double step_s = 0.1;
    const naive::State plain =
        number == 0 ? naive::step_inertial(made.grid, made.water, made.edge_values, step_s)
                    : naive::step_shallow_water(made.grid, made.water, made.edge_values, step_s);
    const auto broken =
        advance(made.grid, {.edge_values = made.edge_values}, made.water, 0.0, step_s);
    REQUIRE_FALSE(broken.has_value());
    REQUIRE(made.water.steps == 1);
    worst = std::max(worst, difference(made.grid, made.water, plain));
    INFO("seed " << seed);
    CHECK(worst < 1e-5);
  }
}

}  // namespace sandtable::inundation
