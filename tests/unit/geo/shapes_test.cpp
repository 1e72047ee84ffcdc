// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/shapes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "sim/geo/outline_index.hpp"

using namespace sandtable;

namespace {

Path square(double half, double x = 0, double y = 0) {
  return {{x - half, y - half},
          {x + half, y - half},
          {x + half, y + half},
          {x - half, y + half},
          {x - half, y - half}};
}

/// Numbers in [0, 1) for test input.
struct Stream {
  std::uint64_t state = 1;
  double operator()() {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<double>(state >> 11U) * 0x1p-53;
  }
};

Path ragged(std::size_t corners, Stream& next) {
  Path path;
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle =
        2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    const double radius = 500 + 500 * next();
    path.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  path.push_back(path.front());
  return path;
}

}  // namespace

TEST_CASE("a hole is not inside: even-odd over all rings") {
  const std::vector<Path> rings{square(10), square(4)};
  CHECK(inside(rings, {7, 0}));
  CHECK_FALSE(inside(rings, {0, 0}));
  CHECK_FALSE(inside(rings, {11, 0}));
}

TEST_CASE("a point on an edge that two areas share lies in exactly one of them") {
  const std::vector<Path> left{{{0, 0}, {3, 1}, {3.1, 7}, {0, 7}, {0, 0}}};
  const std::vector<Path> right{{{3.1, 7}, {3, 1}, {9, 0}, {9, 7}, {3.1, 7}}};
  Stream next;
  for (int i = 0; i < 1000; ++i) {
    const double t = next();
    const Point on_edge{3 + 0.1 * t, 1 + 6 * t};
    REQUIRE(int{inside(left, on_edge)} + int{inside(right, on_edge)} == 1);
  }
}

TEST_CASE("distances to edges, areas and centroids of a square are exact") {
  const std::vector<Path> rings{square(10, 100, 50)};
  CHECK(edge_distance(rings, {100, 50}) == 10);
  CHECK(edge_distance(rings, {113, 64}) == 5);  // 3-4-5 from the corner
  CHECK(area(rings[0]) == 400);
  CHECK(centroid(rings[0]) == Point{100, 50});
  CHECK(distance(bounds(rings), {113, 64}) == 5);
}

TEST_CASE("the index answers as the plain functions do") {
  Stream next;
  for (const std::size_t corners : {3U, 15U, 16U, 17U, 255U, 256U, 257U, 1000U}) {
    const std::vector<Path> rings{ragged(corners, next)};
    const OutlineIndex index(rings[0]);
    for (int i = 0; i < 500; ++i) {
      const Point point{3000 * next() - 1500, 3000 * next() - 1500};
      const double plain = edge_distance(rings, point);
      REQUIRE(index.inside(point) == inside(rings, point));
      REQUIRE(std::abs(index.edge_distance(point) - plain) < 1e-11 * plain);
      REQUIRE(std::abs(index.edge_distance(point, 100) - std::min(plain, 100.0)) < 1e-9);
      REQUIRE((index.signed_distance(point) < 0) == inside(rings, point));
    }
  }
}
