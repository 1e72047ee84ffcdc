// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/points.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "sim/core/random.hpp"

using namespace sandtable;

namespace {

constexpr auto kLatin = DesignKind::latin_hypercube;
constexpr auto kSobol = DesignKind::sobol;
const std::vector<std::string> kPaths{"fire.ignition", "fire.rate", "people.reach"};

DesignPoints points_of(DesignKind kind, std::int64_t replicates, std::int64_t size,
                       std::uint64_t seed = 1) {
  return {{kind, replicates * size, replicates, size}, seed, kPaths};
}

/// Which of the equal strata of (0, 1) a point lies in.
std::int64_t stratum(double point, std::int64_t strata) {
  return static_cast<std::int64_t>(point * static_cast<double>(strata));
}

/// Chi-square of counts that should all be alike.
double chi_square(const std::vector<std::int64_t>& counts) {
  double total = 0, sum = 0;
  for (const std::int64_t count : counts) total += static_cast<double>(count);
  const double expected = total / static_cast<double>(counts.size());
  for (const std::int64_t count : counts)
    sum += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected);
  return sum / expected;
}

}  // namespace

// Would catch a change of keys that keeps every property and yet gives each run other futures.
TEST_CASE("The points of a seed are what they have always been", "[design]") {
  const auto at = [](DesignKind kind, std::int64_t row) {
    return DesignPoints({kind, 512, 8, 64}, 1, {"fire.rate"}).at(row, "fire.rate");
  };
  CHECK(at(DesignKind::monte_carlo, 0) == 0.28110882193414743);
  CHECK(at(DesignKind::monte_carlo, 70) == 0.072306358724881004);
  CHECK(at(kLatin, 0) == 0.14700156451544899);
  CHECK(at(kLatin, 70) == 0.88503086681339482);
  CHECK(at(kSobol, 0) == 0.69968028049828501);
  CHECK(at(kSobol, 70) == 0.82184982604655776);
}

// Would catch a stratum that is hit twice, a jitter that leaves its stratum, a replicate that
// begins a row too late. 7 and 100 are no powers of two.
TEST_CASE("Every stratum of every path is hit once in every replicate", "[design]") {
  for (const auto& [kind, size] : std::vector<std::pair<DesignKind, std::int64_t>>{
           {kLatin, 7}, {kLatin, 64}, {kLatin, 100}, {kSobol, 2}, {kSobol, 64}, {kSobol, 256}}) {
    const DesignPoints points = points_of(kind, 8, size);
    for (const std::string path : {"fire.ignition", "fire.rate", "not.in.dimensions"})
      for (std::int64_t replicate = 0; replicate < 8; ++replicate) {
        std::set<std::int64_t> hit;
        for (std::int64_t row = replicate * size; row < (replicate + 1) * size; ++row)
          hit.insert(stratum(points.at(row, path), size));
        INFO(name(kind) << ' ' << size << ' ' << path << ' ' << replicate);
        CHECK(hit.size() == static_cast<std::size_t>(size));
        CHECK(*hit.rbegin() == size - 1);
      }
  }
}

// Would catch an order that is shared by replicates or paths, or that favours some permutations
// (a plain Feistel network on a tiny domain does). 23 degrees of freedom, 99.9%: 49.728, and 9:
// 27.877 (NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4).
TEST_CASE("Latin hypercube: all orders of four strata are equally likely, so are places within",
          "[design]") {
  const DesignPoints points = points_of(kLatin, 2400, 4);
  std::vector<std::int64_t> orders(256), places(10), together(16);
  for (std::int64_t replicate = 0; replicate < 2400; ++replicate) {
    std::size_t order = 0;
    for (std::int64_t row = 4 * replicate; row < 4 * replicate + 4; ++row) {
      const double point = points.at(row, "a.b");
      order = 4 * order + static_cast<std::size_t>(stratum(point, 4));
      ++places[static_cast<std::size_t>(40 * point) % 10];
      if (row % 4 == 0)
        ++together[static_cast<std::size_t>(4 * stratum(point, 4) +
                                            stratum(points.at(row, "a.c"), 4))];
    }
    ++orders[order];
  }
  std::erase(orders, 0);
  REQUIRE(orders.size() == 24);
  CHECK(chi_square(orders) < 49.728);
  CHECK(chi_square(places) < 27.877);
  CHECK(chi_square(together) < 37.697);  // 15 degrees of freedom: two paths, independent orders
}

// Would catch a dimension off by one, the origin left out, digits in the wrong order. The points
// are those that Joe and Kuo print for their program (D = 3, new-joe-kuo-6.21201).
TEST_CASE("Sobol: the first points are the published ones", "[design]") {
  const std::array<std::array<double, 3>, 10> published{{{0, 0, 0},
                                                         {0.5, 0.5, 0.5},
                                                         {0.75, 0.25, 0.25},
                                                         {0.25, 0.75, 0.75},
                                                         {0.375, 0.375, 0.625},
                                                         {0.875, 0.875, 0.125},
                                                         {0.625, 0.125, 0.875},
                                                         {0.125, 0.625, 0.375},
                                                         {0.1875, 0.3125, 0.9375},
                                                         {0.6875, 0.8125, 0.4375}}};
  const std::vector<SobolDirections> directions = sobol_directions(3);
  for (std::uint32_t i = 0; i < published.size(); ++i)
    for (std::size_t d = 0; d < 3; ++d)
      CHECK(sobol_digits(directions[d], i) * 0x1p-32 == published[i][d]);
}

// Would catch a scramble that does not keep the net: the first two dimensions are a (0,6,2)-net.
TEST_CASE("Sobol: every elementary interval of the first two dimensions holds one point",
          "[design]") {
  const DesignPoints points = points_of(kSobol, 8, 64);
  for (std::int64_t replicate = 0; replicate < 8; ++replicate)
    for (std::int64_t wide = 1; wide <= 64; wide *= 2) {
      std::set<std::int64_t> boxes;
      for (std::int64_t row = 64 * replicate; row < 64 * (replicate + 1); ++row)
        boxes.insert(64 * stratum(points.at(row, kPaths[0]), wide) +
                     stratum(points.at(row, kPaths[1]), 64 / wide));
      CHECK(boxes.size() == 64);
    }
}

// Would catch a digital shift, or a hash that only resembles a nested scramble: numbers with k
// digits in common keep k in common, and part at the next as before; the coin of a digit is fair
// and differs between the values of the digits before it.
TEST_CASE("Owen's scramble is nested, with a coin for every prefix", "[design]") {
  const auto digits = [](double x) { return static_cast<std::uint64_t>(x * 0x1p52) << 12; };
  std::vector<std::int64_t> alike(2), flipped(2);
  for (std::uint64_t replicate = 0; replicate < 400; ++replicate) {
    const Stream stream = Luck(3, replicate).stream("a.b", Purpose::parameter);
    std::vector<std::uint64_t> plain, scrambled;
    for (std::uint32_t i = 0; i < 16; ++i) {
      plain.push_back(std::uint64_t{i} << 60);
      scrambled.push_back(digits(owen_scrambled(i << 28, stream, 5)));
    }
    for (std::size_t i = 0; i < 16; ++i)
      for (std::size_t j = 0; j < i; ++j)
        REQUIRE(std::countl_zero(plain[i] ^ plain[j]) ==
                std::countl_zero(scrambled[i] ^ scrambled[j]));
    const auto coin = [&](std::size_t i) { return (scrambled[i] >> 61) & 1; };
    ++alike[coin(0) == coin(4)];  // third digit, after 00 and after 01
    ++flipped[coin(0)];
  }
  CHECK(chi_square(alike) < 10.828);  // 1 degree of freedom, 99.9%
  CHECK(chi_square(flipped) < 10.828);
}

// Would catch a point that depends on how many replicates there are, or on the seed alone.
TEST_CASE("Draws of a replicate stay when replicates are added, and change with the seed",
          "[design]") {
  for (const DesignKind kind : {kLatin, kSobol}) {
    const DesignPoints few = points_of(kind, 8, 16), more = points_of(kind, 32, 16);
    const DesignPoints other = points_of(kind, 8, 16, 2);
    for (std::int64_t row = 0; row < 128; ++row) {
      CHECK(few.at(row, kPaths[0]) == more.at(row, kPaths[0]));
      CHECK(few.at(row, kPaths[0]) != other.at(row, kPaths[0]));
      CHECK(few.at(row, kPaths[0]) != few.at((row + 16) % 128, kPaths[0]));
      CHECK(few.at(row, kPaths[0]) != few.at(row, kPaths[1]));
    }
  }
}

namespace {

/// The root mean square error of means of `size` points over 32 replicates.
template <class Integrand>
double error_of(DesignKind kind, std::int64_t size, double truth, const Integrand& integrand) {
  const DesignPoints points = points_of(kind, 32, size);
  double squares = 0;
  for (std::int64_t replicate = 0; replicate < 32; ++replicate) {
    double sum = 0;
    for (std::int64_t row = replicate * size; row < (replicate + 1) * size; ++row)
      sum += integrand(points, row);
    const double error = sum / static_cast<double>(size) - truth;
    squares += error * error / 32;
  }
  return std::sqrt(squares);
}

/// The slope of log(error) against log(size) from 64 to 4096, by least squares.
template <class Integrand>
double slope_of(DesignKind kind, double truth, const Integrand& integrand) {
  double xy = 0, xx = 0;
  for (std::int64_t m = 6; m <= 12; ++m) {
    const double x = static_cast<double>(m) - 9;
    xy += x * std::log2(error_of(kind, std::int64_t{1} << m, truth, integrand));
    xx += x * x;
  }
  return xy / xx;
}

}  // namespace

// Would catch a scramble that spoils the sequence, and dimensions that are bound wrongly: then the
// error falls as Monte Carlo's, n^-0.5, not towards n^-1.5 (Owen, "Scrambled net variance for
// integrals of smooth functions", 1997). The integral of x exp(x) over (0, 1) is 1.
TEST_CASE("Sobol: the error of a smooth integral falls faster than Monte Carlo's",
          "[design][long]") {
  const auto smooth = [](const DesignPoints& points, std::int64_t row) {
    double product = 1;
    for (const std::string& path : kPaths) {
      const double x = points.at(row, path);
      product *= x * std::exp(x);
    }
    return product;
  };
  const double sobol = slope_of(kSobol, 1, smooth);
  const double plain = slope_of(DesignKind::monte_carlo, 1, smooth);
  INFO("slopes: sobol " << sobol << ", Monte Carlo " << plain);
  CHECK(sobol < -0.9);
  CHECK(plain > -0.65);
  CHECK(plain < -0.35);
  CHECK(error_of(kSobol, 4096, 1, smooth) <
        0.02 * error_of(DesignKind::monte_carlo, 4096, 1, smooth));
}

// Would catch strata that are spread over the draws but not over the values.
TEST_CASE("Latin hypercube: the error of a sum is far below Monte Carlo's", "[design]") {
  const auto sum = [](const DesignPoints& points, std::int64_t row) {
    double total = 0;
    for (const std::string& path : kPaths) total += std::exp(points.at(row, path));
    return total;
  };
  const double truth = 3 * (std::exp(1.0) - 1);
  CHECK(error_of(kLatin, 128, truth, sum) <
        0.05 * error_of(DesignKind::monte_carlo, 128, truth, sum));
}
