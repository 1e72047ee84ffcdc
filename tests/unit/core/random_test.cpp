// SPDX-License-Identifier: Apache-2.0
#include "sim/core/random.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "sim/core/hash.hpp"

namespace sandtable {
namespace {

constexpr std::uint64_t ones = ~std::uint64_t{0};

/// The greatest distance between the numbers' distribution and the uniform one.
double kolmogorov_distance(std::vector<double> u) {
  std::sort(u.begin(), u.end());
  const auto n = static_cast<double>(u.size());
  double greatest = 0;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const auto k = static_cast<double>(i);
    greatest = std::max({greatest, u[i] - k / n, (k + 1) / n - u[i]});
  }
  return greatest;
}

}  // namespace

TEST_CASE("philox gives Random123's known answers") {  // kat_vectors, philox4x64 10
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{{0x16554d9eca36314cu, 0xdb20fe9d672d0fdcu,
                                               0xd7e772cee186176bu, 0x7e68b68aec7ba23bu}});
  CHECK(
      philox({ones, ones, ones, ones}, {ones, ones}) ==
      Words{{0x87b092c3013fe90bu, 0x438c3c67be8d0224u, 0x9cc7d7c69cd777b6u, 0xa09caebf594f0ba0u}});
  CHECK(
      philox({0x243f6a8885a308d3u, 0x13198a2e03707344u, 0xa4093822299f31d0u, 0x082efa98ec4e6c89u},
             {0x452821e638d01377u, 0xbe5466cf34e90c6cu}) ==
      Words{{0xa528f45403e61d95u, 0x38c72dbd566e9788u, 0xa5a1610e72fd18b5u, 0x57bd43b5e52b7fe6u}});
}

TEST_CASE("unit_open never gives 0 or 1") {  // catches log(0) and quantile(1) later
  CHECK(unit_open(0) == 0x1p-53);
  CHECK(unit_open(ones) == 1 - 0x1p-53);
  CHECK(unit_open(std::uint64_t{1} << 63) == 0.5 + 0x1p-53);
  CHECK(unit_open(0) + unit_open(ones) == 1);
}

TEST_CASE("a stream's key and counter are as written down") {
  const std::uint64_t seed = 7;
  const std::string purpose{3, 0, 0, 0, 0, 0, 0, 0};
  const Stream stream = Luck(seed, 5).stream("people", Purpose::message_reach);
  const std::string seed_bytes{7, 0, 0, 0, 0, 0, 0, 0};
  CHECK(stream.words(11, 12, 13) ==
        philox({5, 11, 12, 13}, {hash64(seed_bytes), hash64("people", purpose)}));
  CHECK(stream.uniform(11, 12) == unit_open(stream.words(11, 12, 0).word[0]));
}

TEST_CASE("luck does not depend on what was drawn before") {  // catches hidden state
  const Stream stream = Luck(1, 0).stream("fire", Purpose::parameter);
  const Words first = stream.words(42);
  for (std::uint64_t entity = 0; entity < 100; ++entity) stream.words(entity);
  CHECK(stream.words(42) == first);
}

TEST_CASE("every part of the key changes the luck") {
  std::set<std::uint64_t> seen;
  const auto add = [&](const Words& words) { seen.insert(words.word[0]); };
  add(Luck(1, 0).stream("a", Purpose::parameter).words(0));
  add(Luck(2, 0).stream("a", Purpose::parameter).words(0));
  add(Luck(1, 1).stream("a", Purpose::parameter).words(0));
  add(Luck(1, 0).stream("b", Purpose::parameter).words(0));
  add(Luck(1, 0).stream("a", Purpose::alternative).words(0));
  add(Luck(1, 0).stream("a", Purpose::parameter).words(1));
  add(Luck(1, 0).stream("a", Purpose::parameter).words(0, 1));
  add(Luck(1, 0).stream("a", Purpose::parameter).words(0, 0, 1));
  add(Luck::forecast(1, 0, 0).stream("a", Purpose::parameter).words(0));
  add(Luck::forecast(1, 0, 1).stream("a", Purpose::parameter).words(0));
  add(Luck::forecast(1, 1, 0).stream("a", Purpose::parameter).words(0));
  CHECK(seen.size() == 11);
}

TEST_CASE("the log holds every key, and no log gives the same luck") {
  KeyLog log;
  log.process = 7;
  const Stream logged = Luck(1, 2, &log).stream("a", Purpose::first_plugin);
  const Stream silent = Luck(1, 2).stream("a", Purpose::first_plugin);
  const Words words = logged.words(3, 4, 5);
  CHECK(words == silent.words(3, 4, 5));
  CHECK(logged.uniform(6) == silent.uniform(6));
  REQUIRE(log.rows.size() == 2);
  const std::string purpose{'\xe8', 3, 0, 0, 0, 0, 0, 0};  // 1000
  CHECK(log.rows[0] == KeyLog::Row{7, hash64("a", purpose), 2, 3, 4, 5, words});
  CHECK(log.rows[1].entity == 6);
}

TEST_CASE("uniform is uniform over entities, occasions and draws") {
  constexpr int n = 20000;
  std::vector<double> entities, occasions, draws;
  for (std::uint64_t i = 0; i < n; ++i) {
    const Stream stream = Luck(1, 0).stream("a", Purpose::parameter);
    entities.push_back(stream.uniform(i));
    occasions.push_back(stream.uniform(0, i));
    draws.push_back(Luck(1, i).stream("a", Purpose::parameter).uniform(0));
  }
  const double bound = 1.949 / std::sqrt(n);  // Kolmogorov's distribution, one in a thousand
  CHECK(kolmogorov_distance(entities) < bound);
  CHECK(kolmogorov_distance(occasions) < bound);
  CHECK(kolmogorov_distance(draws) < bound);
}

TEST_CASE("purposes have numbers and names of their own") {  // catches a pasted line
  std::set<Purpose> numbers;
  std::set<std::string_view> names;
  for (const auto& [purpose, text] : purposes) {
    CHECK(purpose < Purpose::first_plugin);
    CHECK(name(purpose) == text);
    numbers.insert(purpose);
    names.insert(text);
  }
  CHECK(numbers.size() == purposes.size());
  CHECK(names.size() == purposes.size());
  CHECK(name(Purpose::first_plugin) == "plugin");
  CHECK(name(Purpose{999}).empty());
}

}  // namespace sandtable
