// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/hazard/inundation/kernel/padded.hpp"

namespace sandtable::inundation {

/// A few rows of a padded array that go along with a sweep: row r lies where row r - count lay,
/// count a power of two. They stay in the processor's cache, where whole arrays would not. A row
/// may be read by `margin` beyond its ends, where it holds zeros.
class RollingRows {
 public:
  RollingRows(std::int32_t stride, std::int32_t count)
      : stride_(padded_stride(stride + 2 * margin)),
        count_(count),
        values_(static_cast<std::size_t>(stride_) * count) {}

  float* row(std::int32_t row) { return values_.data() + at(row) + margin; }
  /// Zeros in the columns from begin - 1 up to and with end.
  void clear(std::int32_t row, std::int32_t begin, std::int32_t end) {
    std::fill(this->row(row) + begin - 1, this->row(row) + end + 1, 0.0F);
  }
  void clear() { std::fill(values_.begin(), values_.end(), 0.0F); }

 private:
  static constexpr std::int32_t margin = cache_line / sizeof(float);
  std::ptrdiff_t at(std::int32_t row) const { return (row & (count_ - 1)) * stride_; }

  std::int64_t stride_;
  std::int32_t count_;
  Padded<float> values_;
};

}  // namespace sandtable::inundation
