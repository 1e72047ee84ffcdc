// SPDX-License-Identifier: Apache-2.0
// The tree of a fire's cells against loops over all of them, on random cells that overlap, touch
// and burn at equal times. Catches a box that is searched too narrowly (a cell that is missed), and
// cells taken out of the order of their times.
#include "models/hazard/arrival/cell_tree.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

using namespace sandtable;
using namespace sandtable::arrival;

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

Fire random_cells(std::mt19937& numbers, int count) {
  std::uniform_int_distribution<int> place(0, 40), side(1, 4), late(0, 3);
  Fire fire;
  fire.shape = Shape::cells;
  double time_s = 0;
  for (int i = 0; i < count; ++i) {
    const double x = 10.0 * place(numbers), y = 10.0 * place(numbers), wide = 10.0 * side(numbers);
    time_s += 60.0 * late(numbers);
    fire.rings.push_back(
        {.time_s = time_s,
         .outlines = {{{x, y}, {x + wide, y}, {x + wide, y + 10}, {x, y + 10}, {x, y}}}});
  }
  return fire;
}

}  // namespace

TEST_CASE("the tree of a fire's cells answers as loops over all of them") {
  std::mt19937 numbers(7);
  std::uniform_real_distribution<double> anywhere(-300, 800);
  for (const int count : {1, 2, 17, 300}) {
    const Fire fire = random_cells(numbers, count);
    const std::vector<Front> cells = prepare_cells(fire);
    const CellTree tree(fire);
    for (int i = 0; i < 200; ++i) {
      const Point site{anywhere(numbers), anywhere(numbers)};
      double nearest = kNever;
      for (const Front& cell : cells) nearest = std::min(nearest, cell.distance(site, kNever));
      CHECK(tree.distance(site) == nearest);
      for (const double limit : {0.0, 30.0, 250.0}) {
        double first = kNever;
        for (const Front& cell : cells)
          if (limit == 0 ? cell.holds(site) : cell.signed_distance(site) <= limit)
            first = std::min(first, cell.time_s);
        CHECK(tree.first_within(site, limit) == first);
      }
    }
  }
}

TEST_CASE("a fire without cells comes nowhere") {
  const CellTree tree(Fire{.shape = Shape::cells});
  CHECK(tree.distance({0, 0}) == kNever);
  CHECK(tree.first_within({0, 0}, 100) == kNever);
}
