// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/points.hpp"

#include <algorithm>

#include "sim/core/hash.hpp"
#include "sim/core/random.hpp"

namespace sandtable {

namespace {

/// What the words of a path in a replicate are for; with Monte Carlo, the entity is 0.
enum class Use { order, place, coin };

std::uint64_t entity_of(Use use) {
  constexpr std::array<std::string_view, 3> names{"order", "place", "coin"};
  return hash64("design", names[static_cast<std::size_t>(use)]);
}

/// How many of the replicate's keyed words are less than that of `index`: a random permutation,
/// one of its numbers at a time. Costs `size` words, which no draw feels at the sizes allowed.
std::uint64_t rank_of(const Stream& stream, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t entity = entity_of(Use::order);
  const std::uint64_t own = stream.words(entity, index).word[0];
  std::uint64_t rank = 0;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::uint64_t other = stream.words(entity, i).word[0];
    rank += other < own || (other == own && i < index);
  }
  return rank;
}

/// 32 bits of place within a stratum, so that stratum and place are exact in a double and no
/// rounding leads into the next stratum.
double latin_hypercube(const Stream& stream, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t bits = stream.words(entity_of(Use::place), index).word[0] >> 32;
  const double place = (static_cast<double>(bits) + 0.5) * 0x1p-32;
  return (static_cast<double>(rank_of(stream, index, size)) + place) / static_cast<double>(size);
}

}  // namespace

DesignPoints::DesignPoints(const Design& design, std::uint64_t seed,
                           std::vector<std::string> dimensions)
    : design_(design), seed_(seed) {
  if (design.kind != DesignKind::sobol) return;
  dimensions_ = std::move(dimensions);
  directions_ = sobol_directions(dimensions_.size());
}

double DesignPoints::at(std::int64_t row, std::string_view path) const {
  const auto number = static_cast<std::uint64_t>(row);
  if (design_.kind == DesignKind::monte_carlo)
    return Luck(seed_, number).stream(path, Purpose::parameter).uniform(0);
  const auto size = static_cast<std::uint64_t>(design_.size);
  const Stream stream = Luck(seed_, number / size).stream(path, Purpose::parameter);
  const std::uint64_t index = number % size;
  const auto own = std::ranges::find(dimensions_, path);
  if (own == dimensions_.end()) return latin_hypercube(stream, index, size);
  const SobolDirections& directions =
      directions_[static_cast<std::size_t>(own - dimensions_.begin())];
  return owen_scrambled(sobol_digits(directions, static_cast<std::uint32_t>(index)), stream,
                        entity_of(Use::coin));
}

}  // namespace sandtable
