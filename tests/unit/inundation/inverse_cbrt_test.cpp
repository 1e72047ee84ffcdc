// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/inverse_cbrt.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>

namespace sandtable::inundation {

// Catches a wrong constant: compared with the mathematics library over 1 um to 10 km.
TEST_CASE("the inverse cube root is as exact as it says", "[inundation]") {
  double worst = 0.0, worst_power = 0.0;
  for (float x = 1e-6F; x < 1e4F; x = std::nextafter(x * 1.00001F, 1e5F)) {
    const double exact = 1.0 / std::cbrt(static_cast<double>(x));
    worst = std::max(worst, std::abs(inverse_cbrt(x) / exact - 1.0));
    worst_power =
        std::max(worst_power, std::abs(inverse_seven_thirds(x) / std::pow(exact, 7.0) - 1));
  }
  CHECK(worst < 3e-7);
  CHECK(worst_power < 2.5e-6);
}

// Catches a compiler that contracts or reorders: the bits of the build that was checked.
TEST_CASE("the inverse cube root gives the same bits everywhere", "[inundation]") {
  CHECK(std::bit_cast<std::uint32_t>(inverse_cbrt(2.0F)) == 0x3f4b2ff6U);
  CHECK(std::bit_cast<std::uint32_t>(inverse_cbrt(0.001F)) == 0x41200000U);
}

}  // namespace sandtable::inundation
