// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/active_cells.hpp"

#include <algorithm>

namespace sandtable::inundation {
namespace {

/// Spans nearer to each other than this are one: to begin a span costs as much as a few cells.
constexpr std::int32_t narrow_gap = 16;

/// Marks a block that was never looked at.
constexpr std::uint8_t unknown = 2;

/// Adds a span behind those before it.
void append(std::vector<Span>& spans, const Span& span) {
  if (!spans.empty() && span.begin - spans.back().end <= narrow_gap)
    spans.back().end = std::max(spans.back().end, span.end);
  else
    spans.push_back(span);
}

}  // namespace

ActiveCells::ActiveCells(const Grid& grid)
    : rows_(grid.rows),
      columns_(grid.columns),
      blocks_((grid.columns + block - 1) / block),
      wet_(static_cast<std::size_t>(blocks_) * (grid.rows + 2), unknown),
      wet_before_(wet_.size()),
      active_(wet_.size()),
      spans_(static_cast<std::size_t>(grid.rows) + 2),
      around_(spans_.size()) {
  for (std::int32_t row = 1; row <= rows_; ++row) spans_[row] = {{1, columns_ + 1}};
}

void ActiveCells::find(const Grid& grid, std::span<const double> depth_m, double flow_depth_m,
                       std::span<const std::int32_t> forced, bool all, std::int32_t rows_ahead) {
  wet_before_.swap(wet_);
  std::fill(wet_.begin(), wet_.end(), all ? std::uint8_t{1} : std::uint8_t{0});
  if (!all)
    for (std::int32_t row = 1; row <= rows_; ++row)
      for (const Span& span : spans_[row])
        find_wet(span, depth_m.data() + std::int64_t{row} * grid.stride, flow_depth_m,
                 wet_.data() + static_cast<std::size_t>(row) * blocks_);
  for (const std::int32_t cell : forced) {
    const std::int32_t column = std::clamp(cell % grid.stride, 1, columns_);
    const std::int32_t row = std::clamp(cell / grid.stride, 1, rows_);
    wet_[static_cast<std::size_t>(row) * blocks_ + (column - 1) / block] = 1;
  }
  if (wet_ == wet_before_) return;
  widen();
  join(rows_ahead);
}

void ActiveCells::join(std::int32_t rows_ahead) {
  cells_ = 0;
  first_row_ = rows_ + 1;
  last_row_ = 0;
  for (std::int32_t row = 1; row <= rows_; ++row) {
    const std::uint8_t* const active = active_.data() + static_cast<std::size_t>(row) * blocks_;
    spans_[row].clear();
    for (std::int32_t b = 0; b < blocks_; ++b)
      if (active[b] != 0)
        append(spans_[row], {1 + b * block, std::min(1 + (b + 1) * block, columns_ + 1)});
    for (const Span& span : spans_[row]) cells_ += span.size();
    if (spans_[row].empty()) continue;
    first_row_ = std::min(first_row_, row);
    last_row_ = row;
  }
  spans_[0] = spans_[1];
  std::vector<Span> all;
  for (std::int32_t row = 0; row <= rows_ + 1; ++row) {
    all.clear();
    const std::int32_t last = std::min(rows_, row + rows_ahead - 1);
    for (std::int32_t other = std::max(0, row - rows_ahead); other <= last; ++other)
      all.insert(all.end(), spans_[other].begin(), spans_[other].end());
    std::sort(all.begin(), all.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    around_[row].clear();
    for (const Span& span : all) append(around_[row], span);
  }
}

}  // namespace sandtable::inundation
