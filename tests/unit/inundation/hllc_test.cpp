// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/hllc.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <utility>
#include <vector>

#include "tests/unit/inundation/book_flux.hpp"

namespace sandtable::inundation {
namespace {

/// Still and fast water of all depths, dry sides among them.
std::vector<std::pair<Side1d, Side1d>> pairs() {
  std::mt19937 dice(7);
  const auto between = [&](double a, double b) {
    return static_cast<float>(a + (b - a) * static_cast<double>(dice()) / 4294967296.0);
  };
  const auto side = [&] {
    const float depth = dice() % 8 == 0 ? 0.0F : std::pow(10.0F, between(-3.0, 1.0));
    return Side1d{depth, depth > 0 ? between(-6, 6) : 0.0F, between(-3, 3)};
  };
  std::vector<std::pair<Side1d, Side1d>> all;
  for (int k = 0; k < 20000; ++k) {
    const Side1d before = side();
    all.emplace_back(before, side());
  }
  return all;
}

book::Side as_double(const Side1d& side) {
  return {side.depth, side.normal, side.across};
}

}  // namespace

// Catches a wrong wave speed (of wet or of dry sides), a sign, a weight, water that carries the
// transverse speed of the wrong side.
TEST_CASE("the flux between two cells is the book's", "[inundation]") {
  double worst = 0.0;
  for (const auto& [l, r] : pairs()) {
    const FluxAcross flux = hllc(l, r);
    const book::Side left = as_double(l), right = as_double(r);
    const book::Flux expected = book::hllc(left, right);
    const double scale =
        1e-6 + book::physical(left).normal + book::physical(right).normal;  // both are positive
    worst = std::max({worst, std::abs(flux.volume - expected.volume) / std::sqrt(scale),
                      std::abs(flux.normal - expected.normal) / scale});
    if (std::abs(expected.volume) > 1e-5)
      worst = std::max(worst, std::abs(double{flux.across} / flux.volume -
                                       (expected.volume > 0 ? left : right).across));
  }
  CHECK(worst < 1e-4);
}

}  // namespace sandtable::inundation
