// SPDX-License-Identifier: Apache-2.0
#include "sim/core/math.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "sim/core/random.hpp"

namespace sandtable {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// |x - y| in units of y's last place.
double ulps(double x, double y) {
  return std::fabs(x - y) / (std::nextafter(std::fabs(y), infinity) - std::fabs(y));
}

double relative(double x, double y) {
  return std::fabs(x - y) / std::fabs(y);
}

/// A number between low and high, the i-th.
double between(double low, double high, std::uint64_t i) {
  return low + (high - low) * Luck(1, 0).stream("test", Purpose::parameter).uniform(i);
}

using Function = double (*)(double);

/// The greatest difference from libm, which is within 1 ulp of the truth, on 20,000 numbers.
double worst(Function ours, Function libm, double low, double high) {
  double greatest = 0;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const double x = between(low, high, i);
    greatest = std::max(greatest, ulps(ours(x), libm(x)));
  }
  return greatest;
}

}  // namespace

TEST_CASE("elementary functions agree with libm") {  // catches a wrong function behind a name
  CHECK(worst(math::exp, std::exp, -700, 700) <= 2);
  CHECK(worst(math::expm1, std::expm1, -1, 1) <= 2);
  CHECK(worst(math::exp2, std::exp2, -1000, 1000) <= 2);
  CHECK(worst(math::log, std::log, 0, 1e3) <= 2);
  CHECK(worst(math::log1p, std::log1p, -0.9, 0.9) <= 2);
  CHECK(worst(math::log2, std::log2, 0, 1e3) <= 2);
  CHECK(worst(math::log10, std::log10, 0, 1e3) <= 2);
  CHECK(worst(math::cbrt, std::cbrt, -1e3, 1e3) <= 4);  // glibc's own error is up to 4 ulp
  CHECK(worst(math::sin, std::sin, -1e3, 1e3) <= 2);
  CHECK(worst(math::cos, std::cos, -1e3, 1e3) <= 2);
  CHECK(worst(math::tan, std::tan, -1e3, 1e3) <= 2);
  CHECK(worst(math::asin, std::asin, -1, 1) <= 2);
  CHECK(worst(math::acos, std::acos, -1, 1) <= 2);
  CHECK(worst(math::atan, std::atan, -10, 10) <= 2);
  CHECK(worst(math::sinh, std::sinh, -10, 10) <= 3);
  CHECK(worst(math::cosh, std::cosh, -10, 10) <= 3);
  CHECK(worst(math::tanh, std::tanh, -3, 3) <= 3);
  CHECK(worst(math::erf, std::erf, -3, 3) <= 3);
  CHECK(worst(math::erfc, std::erfc, -3, 20) <= 6);
  CHECK(worst(math::log_gamma, std::lgamma, 3, 1e4) <= 6);
}

TEST_CASE("functions of two numbers agree with libm") {
  double power = 0;
  double length = 0;
  double angle = 0;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const double x = between(0, 50, i);
    const double y = between(-50, 50, i + 20000);
    power = std::max(power, ulps(math::pow(x, y), std::pow(x, y)));
    length = std::max(length, ulps(math::hypot(x, y), std::hypot(x, y)));
    angle = std::max(angle, ulps(math::atan2(y, x), std::atan2(y, x)));
  }
  CHECK(power <= 2);
  CHECK(length <= 2);
  CHECK(angle <= 2);
}

TEST_CASE("elementary functions at their edges") {
  CHECK(math::exp(0) == 1);
  CHECK(math::exp(-1e4) == 0);
  CHECK(math::exp(1e4) == infinity);
  CHECK(math::log(1) == 0);
  CHECK(math::log(0) == -infinity);
  CHECK(std::isnan(math::log(-1)));
  CHECK(math::pow(0, 0) == 1);
  CHECK(math::pow(2, 10) == 1024);
  CHECK(math::cbrt(-27) == -3);
  CHECK(math::sin(0) == 0);
}

TEST_CASE("normal_quantile gives the published values") {
  // Wichura (1988), section "Accuracy": his check values; then tables of the normal.
  CHECK(math::normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(4e-16));
  CHECK(math::normal_quantile(0.001) == Approx(-3.090232306167814).epsilon(4e-16));
  CHECK(math::normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(4e-16));
  CHECK(math::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(4e-16));
  CHECK(math::normal_quantile(0.5) == 0);
  CHECK(math::normal_quantile(0) == -infinity);
  CHECK(math::normal_quantile(1) == infinity);
  CHECK(std::isnan(math::normal_quantile(-0.1)));
  CHECK(std::isnan(math::normal_quantile(std::nan(""))));
}

TEST_CASE("normal_quantile is the inverse of normal_cdf") {
  double previous = -infinity;
  for (int i = 1; i < 10000; ++i) {
    const double p = i / 10000.0;
    const double z = math::normal_quantile(p);
    CHECK(z > previous);
    CHECK(relative(math::normal_cdf(z), p) < 1e-14);
    previous = z;
  }
  CHECK(math::normal_cdf(-1.959963984540054) == Approx(0.025).epsilon(1e-14));
}

TEST_CASE("incomplete_beta in closed form") {
  for (const double x : {1e-9, 0.1, 0.3, 0.5, 0.77, 0.999}) {
    CHECK(math::incomplete_beta(1, 1, x) == Approx(x).epsilon(1e-14));
    CHECK(math::incomplete_beta(3, 1, x) == Approx(x * x * x).epsilon(1e-14));
    CHECK(math::incomplete_beta(1, 2, x) == Approx(x * (2 - x)).epsilon(1e-14));
    CHECK(math::incomplete_beta(2, 2, x) == Approx(x * x * (3 - 2 * x)).epsilon(1e-14));
    const double arcsine = 2 / std::numbers::pi * std::asin(std::sqrt(x));
    CHECK(math::incomplete_beta(0.5, 0.5, x) == Approx(arcsine).epsilon(1e-13));
  }
  CHECK(math::incomplete_beta(2, 3, 0) == 0);
  CHECK(math::incomplete_beta(2, 3, 1) == 1);
  CHECK(std::isnan(math::incomplete_beta(0, 3, 0.5)));
  CHECK(std::isnan(math::incomplete_beta(2, 3, 1.5)));
}

TEST_CASE("incomplete_beta and beta_quantile agree with Boost's") {
  double forward = 0;
  double inverse = 0;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const double a = math::exp(between(-3, 6, 3 * i));
    const double b = math::exp(between(-3, 6, 3 * i + 1));
    const double p = between(0, 1, 3 * i + 2);
    forward =
        std::max(forward, std::fabs(math::incomplete_beta(a, b, p) - boost::math::ibeta(a, b, p)));
    inverse = std::max(inverse,
                       std::fabs(math::beta_quantile(a, b, p) - boost::math::ibeta_inv(a, b, p)));
  }
  CHECK(forward < 1e-12);
  CHECK(inverse < 1e-12);
}

TEST_CASE("beta_quantile in closed form") {
  for (const double p : {1e-12, 0.001, 0.2, 0.5, 0.8, 0.999}) {
    for (const double n : {1.0, 2.0, 5.0, 40.0}) {
      const double low = -std::expm1(std::log1p(-p) / n);
      CHECK(math::beta_quantile(1, n, p) == Approx(low).epsilon(1e-13));
      CHECK(math::beta_quantile(n, 1, p) == Approx(std::pow(p, 1 / n)).epsilon(1e-13));
    }
    const double sine = std::sin(std::numbers::pi / 2 * p);
    CHECK(math::beta_quantile(0.5, 0.5, p) == Approx(sine * sine).epsilon(1e-13));
  }
  for (const double a : {0.1, 0.5, 2.0, 7.0, 1000.0})
    CHECK(math::beta_quantile(a, a, 0.5) == Approx(0.5).epsilon(1e-13));
  CHECK(math::beta_quantile(2, 3, 0) == 0);
  CHECK(math::beta_quantile(2, 3, 1) == 1);
  CHECK(std::isnan(math::beta_quantile(2, -3, 0.5)));
}

TEST_CASE("beta_quantile rises with p for awkward shapes") {  // catches a Newton that is lost
  for (const double a : {0.01, 0.3, 1.0, 30.0, 1e5})
    for (const double b : {0.01, 0.3, 1.0, 30.0, 1e5}) {
      double previous = 0;
      for (int i = 1; i < 100; ++i) {
        const double x = math::beta_quantile(a, b, i / 100.0);
        CHECK(x >= previous);
        CHECK(x <= 1);
        previous = x;
      }
    }
}

}  // namespace sandtable
