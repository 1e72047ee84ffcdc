// SPDX-License-Identifier: Apache-2.0
// The flux between two states of water, against the book: Toro (2001), "Shock-Capturing Methods for
// Free-Surface Shallow Flows", chapter 10, in double and as it stands there.
#include "models/hazard/inundation/kernel/hllc.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

namespace sandtable::inundation {
namespace {

struct Flux {
  double volume, normal;
};

Flux physical(const Side1d& side) {
  const double q = double{side.depth} * side.normal;
  return {q, q * side.normal + 0.5 * gravity_m_s2 * double{side.depth} * side.depth};
}

/// The fastest waves to the left and to the right: dry beds first, then two rarefactions.
struct Waves {
  double left, right;
};
Waves waves(const Side1d& l, const Side1d& r) {
  const double cl = std::sqrt(gravity_m_s2 * double{l.depth});
  const double cr = std::sqrt(gravity_m_s2 * double{r.depth});
  if (l.depth <= 0) return {r.normal - 2 * cr, r.normal + cr};
  if (r.depth <= 0) return {l.normal - cl, l.normal + 2 * cl};
  const double u = 0.5 * (double{l.normal} + r.normal) + cl - cr;
  const double c = 0.5 * (cl + cr) + 0.25 * (double{l.normal} - r.normal);
  return {std::min(l.normal - cl, u - c), std::max(r.normal + cr, u + c)};
}

Flux expected(const Side1d& l, const Side1d& r) {
  const Waves s = waves(l, r);
  if (s.left >= 0) return physical(l);
  if (s.right <= 0) return physical(r);
  const Flux a = physical(l), b = physical(r);
  const double jump = double{r.depth} - l.depth;
  const double jump_of_q = double{r.depth} * r.normal - double{l.depth} * l.normal;
  const double width = s.right - s.left;
  return {(s.right * a.volume - s.left * b.volume + s.left * s.right * jump) / width,
          (s.right * a.normal - s.left * b.normal + s.left * s.right * jump_of_q) / width};
}

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

}  // namespace

// Catches a wrong wave speed (of wet or of dry sides), a sign, a weight, water that carries the
// transverse speed of the wrong side.
TEST_CASE("the flux between two cells is the book's", "[inundation]") {
  double worst = 0.0;
  for (const auto& [l, r] : pairs()) {
    const FluxAcross flux = hllc(l, r);
    const Flux book = expected(l, r);
    const double scale = 1e-6 + std::abs(physical(l).normal) + std::abs(physical(r).normal);
    worst = std::max({worst, std::abs(flux.volume - book.volume) / std::sqrt(scale),
                      std::abs(flux.normal - book.normal) / scale});
    const float carried = book.volume > 0 ? l.across : r.across;
    if (std::abs(book.volume) > 1e-5)
      worst = std::max(worst, std::abs(double{flux.across} / flux.volume - carried));
  }
  CHECK(worst < 1e-4);
}

}  // namespace sandtable::inundation
