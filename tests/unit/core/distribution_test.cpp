// SPDX-License-Identifier: Apache-2.0
#include "sim/core/distribution.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace sandtable {
namespace {

struct Moments {
  double mean;
  double variance;
};

/// Over the middles of 200,000 equal parts of (0, 1).
Moments moments(const Distribution& distribution) {
  constexpr int n = 200000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = quantile(distribution, (i + 0.5) / n);
    sum += x;
    squares += x * x;
  }
  return {sum / n, squares / n - sum / n * (sum / n)};
}

void check_moments(const Distribution& distribution, Moments expected, double tolerance) {
  REQUIRE(validate(distribution).empty());
  const Moments found = moments(distribution);
  CHECK(found.mean == Approx(expected.mean).epsilon(tolerance));
  CHECK(found.variance == Approx(expected.variance).epsilon(tolerance));
}

/// The distribution function of each, written here a second time with libm.
double cdf(const Uniform& d, double x) {
  return (x - d.low) / (d.high - d.low);
}
double cdf(const Normal& d, double x) {
  return 0.5 * std::erfc((d.mean - x) / d.standard_deviation / std::sqrt(2.0));
}
double cdf(const Lognormal& d, double x) {
  return cdf(Normal{d.log_mean, d.log_standard_deviation}, std::log(x));
}
double cdf(const Triangular& d, double x) {
  const double width = d.high - d.low;
  if (x < d.mode) return (x - d.low) * (x - d.low) / width / (d.mode - d.low);
  if (x == d.high) return 1;
  return 1 - (d.high - x) * (d.high - x) / width / (d.high - d.mode);
}

template <class D>
void check_inverse(const D& distribution) {
  double greatest = 0;
  double previous = -std::numeric_limits<double>::infinity();
  for (int i = 0; i < 10000; ++i) {
    const double u = (i + 0.5) / 10000;
    const double x = quantile(distribution, u);
    CHECK(x >= previous);
    greatest = std::max(greatest, std::fabs(cdf(distribution, x) - u));
    previous = x;
  }
  CHECK(greatest < 1e-13);
}

}  // namespace

TEST_CASE("quantiles have the closed forms' mean and variance", "[long]") {
  check_moments(Uniform{-60, 30}, {-15, 675}, 1e-6);
  check_moments(Normal{10, 3}, {10, 9}, 1e-4);
  const double s2 = 0.25;
  const double log_mean = 1;
  check_moments(Lognormal{log_mean, 0.5},
                {std::exp(log_mean + s2 / 2), std::expm1(s2) * std::exp(2 * log_mean + s2)}, 1e-3);
  check_moments(Triangular{0.7, 0.9, 1}, {2.6 / 3, (0.49 + 0.81 + 1 - 0.63 - 0.7 - 0.9) / 18},
                1e-6);
  check_moments(Beta{2, 3, 10, 20}, {14, 100 * 6.0 / (25 * 6)}, 1e-6);
  check_moments(Beta{0.5, 0.5, 0, 1}, {0.5, 0.125}, 1e-6);
  check_moments(Discrete{{1, 2, 5}, {1, 1, 2}},
                {3.25, 0.25 * 1 + 0.25 * 4 + 0.5 * 25 - 3.25 * 3.25}, 1e-6);
  check_moments(Empirical{{4, 8, 1, 3}}, {4, (0 + 16 + 9 + 1) / 4.0}, 1e-6);
}

TEST_CASE("quantile is the inverse distribution function and rises") {
  check_inverse(Uniform{-2, 5});
  check_inverse(Normal{10, 3});
  check_inverse(Lognormal{1, 0.5});
  check_inverse(Triangular{0.7, 0.9, 1});
  check_inverse(Triangular{0, 0, 1});
  check_inverse(Triangular{0, 1, 1});
}

TEST_CASE("quantiles in closed form") {
  CHECK(quantile(Constant{4}, 0.9) == 4);
  CHECK(quantile(Uniform{2, 6}, 0.25) == 3);
  CHECK(quantile(Normal{1, 2}, 0.5) == 1);
  CHECK(quantile(Lognormal{0, 1}, 0.5) == 1);
  CHECK(quantile(Triangular{0, 1, 2}, 0.5) == 1);
  CHECK(quantile(Beta{2, 2, 10, 20}, 0.5) == Approx(15).epsilon(1e-14));
}

TEST_CASE("discrete values come in the order listed, each for its share of u") {
  const Discrete discrete{{7, 3, 5, 9}, {1, 0, 2, 1}};
  CHECK(quantile(discrete, 0x1p-53) == 7);
  CHECK(quantile(discrete, 0.2499) == 7);
  CHECK(quantile(discrete, 0.25) == 5);
  CHECK(quantile(discrete, 0.7499) == 5);
  CHECK(quantile(discrete, 1 - 0x1p-53) == 9);
  const Empirical empirical{{7, 3, 5}};
  CHECK(quantile(empirical, 0x1p-53) == 7);
  CHECK(quantile(empirical, 0.5) == 3);
  CHECK(quantile(empirical, 1 - 0x1p-53) == 5);
}

TEST_CASE("a weight of zero is never picked") {  // not even where rounding leaves u at the end
  CHECK(pick(std::array{0.0, 1.0, 0.0}, 0x1p-53) == 1);
  CHECK(pick(std::array{0.0, 1.0, 0.0}, 1 - 0x1p-53) == 1);
  CHECK(pick(std::array{0.1, 0.2, 0.3, 0.0}, 1 - 0x1p-53) == 2);
}

TEST_CASE("wrong parameters are told") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(validate(Uniform{3, 3}) ==
        "low 3 is not below high 3 (the range is empty) use a constant for one value");
  CHECK(validate(Triangular{0, 2, 1}) == "mode 2 lies outside 0 to 1 (give low, mode, high)");
  CHECK(validate(Normal{0, -1}) == "standard deviation is -1 (it must be a finite number above 0)");
  CHECK(validate(Discrete{{1, 2}, {1}}) == "2 values have 1 weights (give one for each)");
  CHECK(validate(Discrete{{1}, {-1}}) == "weight -1 (weights must be 0 or more)");
  const std::array<Distribution, 14> wrong{Constant{nan},         Uniform{0, infinity},
                                           Uniform{2, 1},         Normal{nan, 1},
                                           Normal{0, infinity},   Lognormal{0, 0},
                                           Lognormal{nan, 1},     Triangular{1, 1, 1},
                                           Triangular{0, nan, 1}, Beta{0, 1},
                                           Beta{1, nan},          Beta{1, 1e9},
                                           Discrete{{1}, {0}},    Empirical{{1, infinity}}};
  for (const Distribution& distribution : wrong) CHECK_FALSE(validate(distribution).empty());
  CHECK_FALSE(validate(Discrete{}).empty());
  CHECK_FALSE(validate(Empirical{}).empty());
}

}  // namespace sandtable
