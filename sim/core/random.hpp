// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/purpose.hpp"

namespace sandtable {

/// What one call of the generator gives.
struct Words {
  std::array<std::uint64_t, 4> word{};
  auto operator<=>(const Words&) const = default;
};

/// Philox4x64-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11.
/// Inline, for a call would cost more than the ten rounds.
inline Words philox(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 2> key) {
  const philox4x64_ctr_t c = {{counter[0], counter[1], counter[2], counter[3]}};
  const philox4x64_key_t k = {{key[0], key[1]}};
  const philox4x64_ctr_t out = philox4x64_R(10, c, k);
  return {{out.v[0], out.v[1], out.v[2], out.v[3]}};
}

/// A number in the open interval (0, 1): (k + 1/2) 2^-52 with k the word's upper 52 bits. Every
/// value is exact in a double; the least is 2^-53, the greatest 1 - 2^-53; u and 1 - u are equally
/// likely.
constexpr double unit_open(std::uint64_t word) {
  return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52;
}

/// Every key that was used and what it gave: for tests and --verify. Not for more than one thread.
struct KeyLog {
  struct Row {
    std::uint32_t process = 0;          ///< whose step drew; the policies' slot last
    std::uint64_t process_purpose = 0;  ///< hash64(process name, purpose)
    std::uint64_t noise = 0;
    std::uint64_t entity = 0;
    std::uint64_t occasion = 0;
    std::uint64_t block = 0;
    Words words;
    auto operator<=>(const Row&) const = default;
  };
  std::uint32_t process = 0;  ///< who steps now
  std::vector<Row> rows;
};

/// The luck of one process for one purpose in one draw: a pure function, with no state to advance.
class Stream {
 public:
  Stream(std::uint64_t seed_key, std::uint64_t process_purpose, std::uint64_t noise_index,
         KeyLog* log = nullptr)
      : key_{seed_key, process_purpose}, noise_(noise_index), log_(log) {}

  /// philox(counter = {noise index, entity, occasion, block}, key = {seed, process and purpose}).
  /// `entity` is hash64(support name, external id); `occasion` the id of the exogenous thing, 0 if
  /// once in a life, never a count of what did happen; `block` counts from 0 when 4 words are few.
  Words words(std::uint64_t entity, std::uint64_t occasion = 0, std::uint64_t block = 0) const {
    if (log_) [[unlikely]]
      return logged(entity, occasion, block);
    return philox({noise_, entity, occasion, block}, key_);
  }

  /// unit_open of the first word.
  double uniform(std::uint64_t entity, std::uint64_t occasion = 0) const {
    return unit_open(words(entity, occasion).word[0]);
  }

 private:
  Words logged(std::uint64_t entity, std::uint64_t occasion, std::uint64_t block) const;

  std::array<std::uint64_t, 2> key_;
  std::uint64_t noise_;
  KeyLog* log_;
};

/// All luck of one draw: the same under every policy, for no policy is in a key.
class Luck {
 public:
  Luck(std::uint64_t seed, std::uint64_t noise_index, KeyLog* log = nullptr);

  /// The luck of a forecast's member: never the true draw's, whatever the indices are.
  static Luck forecast(std::uint64_t seed, std::uint64_t forecast_index, std::uint64_t member,
                       KeyLog* log = nullptr);

  /// The luck of a process for a purpose. Costs a hash of the name: keep it for the step's loop.
  Stream stream(std::string_view process, Purpose purpose) const;

 private:
  std::uint64_t seed_key_;
  std::uint64_t noise_;
  KeyLog* log_;
};

}  // namespace sandtable
