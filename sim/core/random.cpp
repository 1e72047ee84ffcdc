// SPDX-License-Identifier: Apache-2.0
#include "sim/core/random.hpp"

#include "sim/core/hash.hpp"

namespace sandtable {

Words Stream::logged(std::uint64_t entity, std::uint64_t occasion, std::uint64_t block) const {
  const Words drawn = philox({noise_, entity, occasion, block}, key_);
  log_->rows.push_back({log_->process, key_[1], noise_, entity, occasion, block, drawn});
  return drawn;
}

Luck::Luck(std::uint64_t seed, std::uint64_t noise_index, KeyLog* log)
    : seed_key_(hash64(std::array{seed})), noise_(noise_index), log_(log) {}

Luck Luck::forecast(std::uint64_t seed, std::uint64_t forecast_index, std::uint64_t member,
                    KeyLog* log) {
  Luck luck(seed, forecast_index, log);
  luck.seed_key_ = hash64(std::array{seed, member});
  return luck;
}

Stream Luck::stream(std::string_view process, Purpose purpose) const {
  const auto number = static_cast<std::uint64_t>(purpose);
  const std::string_view bytes(reinterpret_cast<const char*>(&number), sizeof number);
  return {seed_key_, hash64(process, bytes), noise_, log_};
}

}  // namespace sandtable
