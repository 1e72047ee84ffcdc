// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/sobol.hpp"

#include <bit>
#include <boost/random/sobol.hpp>

namespace sandtable {

namespace {

constexpr int kDigits = 52;

}  // namespace

std::vector<SobolDirections> sobol_directions(std::size_t dimensions) {
  std::vector<SobolDirections> directions(dimensions);
  if (dimensions == 0) return directions;
  // In Gray code order x_n = x_(n-1) XOR v_k where 2^(k-1) is the greatest power of two in n, so
  // that n = 2^(k-1) gives v_k away. Boost leaves x_0 = 0 out.
  boost::random::sobol_engine<std::uint32_t, 32> engine(dimensions);
  std::vector<std::uint32_t> before(dimensions, 0);
  std::uint32_t number = 0;
  for (std::size_t k = 0; k < std::tuple_size_v<SobolDirections>; ++k) {
    for (const std::uint32_t last = 1U << k; number < last; ++number)
      for (std::size_t d = 0; d < dimensions; ++d) {
        const std::uint32_t point = engine();
        directions[d][k] = point ^ before[d];
        before[d] = point;
      }
  }
  return directions;
}

std::uint32_t sobol_digits(const SobolDirections& directions, std::uint32_t index) {
  std::uint32_t digits = 0;
  for (std::uint32_t gray = index ^ (index >> 1); gray != 0; gray &= gray - 1)
    digits ^= directions[static_cast<std::size_t>(std::countr_zero(gray))];
  return digits;
}

double owen_scrambled(std::uint32_t digits, const Stream& stream, std::uint64_t entity) {
  const std::uint64_t plain = std::uint64_t{digits} << (kDigits - 32);
  std::uint64_t scrambled = 0;
  for (int level = 0; level < kDigits; ++level) {
    const int place = kDigits - 1 - level;
    const std::uint64_t before = place + 1 < kDigits ? plain >> (place + 1) : 0;
    const std::uint64_t coin =
        stream.words(entity, static_cast<std::uint64_t>(level), before).word[0] >> 63;
    scrambled |= (((plain >> place) & 1) ^ coin) << place;
  }
  return unit_open(scrambled << (64 - kDigits));
}

}  // namespace sandtable
