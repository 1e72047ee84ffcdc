// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace sandtable::inundation {

/// The bytes of a line of the processor's cache, and of its widest vectors.
inline constexpr std::size_t cache_line = 64;

/// Allocates arrays whose element 1, not 0, begins a cache line.
template <typename Value>
struct PaddedAllocator {
  using value_type = Value;

  PaddedAllocator() = default;
  template <typename Other>
  explicit(false) PaddedAllocator(const PaddedAllocator<Other>&) {}

  Value* allocate(std::size_t count) {
    void* const lines = ::operator new(cache_line + count * sizeof(Value), alignment);
    return static_cast<Value*>(lines) + skipped;
  }
  void deallocate(Value* values, std::size_t) { ::operator delete(values - skipped, alignment); }
  bool operator==(const PaddedAllocator&) const { return true; }

 private:
  static constexpr std::align_val_t alignment{cache_line};
  static constexpr std::ptrdiff_t skipped = cache_line / sizeof(Value) - 1;
};

/// Values of cells with a column of padding before the first: rows of `padded_stride` values, whose
/// column 1 begins a cache line, so that the blocks of cells that are computed together do.
template <typename Value>
using Padded = std::vector<Value, PaddedAllocator<Value>>;

/// The values from a row to the next for so many columns with one of padding on either side: whole
/// cache lines, and not a multiple of 2 kB, as rows above each other would share places in the
/// cache.
constexpr std::int64_t padded_stride(std::int64_t columns) {
  constexpr std::int64_t line = cache_line / sizeof(float);
  const std::int64_t stride = (columns + 2 + line - 1) / line * line;
  return stride % (32 * line) == 0 ? stride + line : stride;
}

}  // namespace sandtable::inundation
