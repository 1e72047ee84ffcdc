// SPDX-License-Identifier: Apache-2.0
// Prints one digest for each family of numbers that reach outcomes, over 100,000 inputs each.
// run.sh compares them with golden_bits.txt under two compilers and two levels of optimisation.
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/distribution.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "tests/golden/print.hpp"

namespace {

using namespace sandtable;
using golden::print;

constexpr std::uint64_t inputs = 100000;

/// The digest of function(u, v) with u and v uniform on (0, 1), the same for every family.
template <class Function>
void family(const char* name, Function function) {
  const Stream stream = Luck(20170216, 0).stream("golden", Purpose::parameter);
  std::vector<std::uint64_t> bits;
  bits.reserve(inputs);
  for (std::uint64_t i = 0; i < inputs; ++i) {
    const Words words = stream.words(i);
    const double value = function(unit_open(words.word[0]), unit_open(words.word[1]));
    bits.push_back(std::bit_cast<std::uint64_t>(value));
  }
  print(name, bits);
}

void randomness() {
  const Stream stream = Luck(20170216, 3).stream("golden", Purpose::message_reach);
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint64_t> words;
  for (std::uint64_t i = 0; i < inputs; ++i) {
    hashes.push_back(hash64("zones", std::to_string(i)));
    const Words four = stream.words(hashes.back(), i, i % 3);
    words.insert(words.end(), four.word.begin(), four.word.end());
  }
  print("hash64", hashes);
  print("philox", words);
  family("uniform", [](double u, double) { return u; });
}

/// From -size to size.
double centred(double u, double size) {
  return size * (2 * u - 1);
}

void elementary() {
  family("exp", [](double u, double) { return math::exp(centred(u, 700)); });
  family("expm1", [](double u, double) { return math::expm1(centred(u, 2)); });
  family("exp2", [](double u, double) { return math::exp2(centred(u, 1000)); });
  family("log", [](double u, double v) { return math::log(v < 0.5 ? u : 1e6 * u); });
  family("log1p", [](double u, double) { return math::log1p(u - 0.5); });
  family("log2", [](double u, double) { return math::log2(1e3 * u); });
  family("log10", [](double u, double) { return math::log10(1e3 * u); });
  family("pow", [](double u, double v) { return math::pow(100 * u, centred(v, 20)); });
  family("cbrt", [](double u, double) { return math::cbrt(centred(u, 1e3)); });
  family("hypot", [](double u, double v) { return math::hypot(1e3 * u, v); });
  family("sin", [](double u, double) { return math::sin(centred(u, 1e3)); });
  family("cos", [](double u, double) { return math::cos(centred(u, 1e3)); });
  family("tan", [](double u, double) { return math::tan(centred(u, 1e3)); });
  family("asin", [](double u, double) { return math::asin(centred(u, 1)); });
  family("acos", [](double u, double) { return math::acos(centred(u, 1)); });
  family("atan", [](double u, double) { return math::atan(centred(u, 10)); });
  family("atan2", [](double u, double v) { return math::atan2(centred(u, 1), centred(v, 1)); });
  family("sinh", [](double u, double) { return math::sinh(centred(u, 10)); });
  family("cosh", [](double u, double) { return math::cosh(centred(u, 10)); });
  family("tanh", [](double u, double) { return math::tanh(centred(u, 4)); });
  family("erf", [](double u, double) { return math::erf(centred(u, 4)); });
  family("erfc", [](double u, double) { return math::erfc(centred(u, 20)); });
  family("log_gamma", [](double u, double) { return math::log_gamma(1e3 * u); });
}

void special() {
  family("normal_cdf", [](double u, double) { return math::normal_cdf(centred(u, 8)); });
  family("normal_quantile",
         [](double u, double v) { return math::normal_quantile(v < 0.9 ? u : u * 0x1p-60); });
  family("incomplete_beta",
         [](double u, double v) { return math::incomplete_beta(20 * v, 3 * u, u); });
  family("beta_quantile", [](double u, double v) { return math::beta_quantile(20 * v, 2.5, u); });
}

void distributions() {
  struct Named {
    const char* name;
    Distribution distribution;
  };
  const std::array<Named, 8> all{{{"Constant", Constant{0.1}},
                                  {"Uniform", Uniform{-0.3, 7.7}},
                                  {"Normal", Normal{10.1, 3.3}},
                                  {"Lognormal", Lognormal{1.1, 0.7}},
                                  {"Triangular", Triangular{0.7, 0.9, 1.3}},
                                  {"Beta", Beta{2.2, 3.3, 0.1, 0.9}},
                                  {"Discrete", Discrete{{3, 1, 2}, {0.1, 0.2, 0.3}}},
                                  {"Empirical", Empirical{{0.3, 0.1, 0.2}}}}};
  for (const Named& one : all)
    family(one.name, [&one](double u, double) { return quantile(one.distribution, u); });
}

}  // namespace

int main() {
  randomness();
  elementary();
  special();
  distributions();
  golden::floods();
}
