// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

namespace sandtable {

/// A time since the scenario's start, or a length of time, in ticks of 2^-14 s. The one type of
/// time.
struct Tick {
  std::int64_t count = 0;

  static constexpr std::int64_t per_second = 16384;
  /// Later than anything that happens.
  static constexpr Tick never() { return {std::numeric_limits<std::int64_t>::max() / 4}; }

  constexpr auto operator<=>(const Tick&) const = default;
  constexpr Tick operator+(Tick other) const { return {count + other.count}; }
  constexpr Tick operator-(Tick other) const { return {count - other.count}; }
  constexpr Tick operator*(std::int64_t factor) const { return {count * factor}; }
  constexpr Tick& operator+=(Tick other) { return count += other.count, *this; }
  constexpr double seconds() const { return static_cast<double>(count) / per_second; }
};

/// The nearest tick to a number of seconds; ties away from zero.
inline Tick from_seconds(double seconds) {
  return {std::llround(seconds * static_cast<double>(Tick::per_second))};
}

}  // namespace sandtable
