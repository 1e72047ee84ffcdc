// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/hazard/inundation/kernel/active_cells.hpp"
#include "models/hazard/inundation/kernel/water.hpp"

namespace sandtable::inundation {

/// Rows that one thread sweeps, padded, from `first` up to and with `last`.
struct Band {
  std::int32_t first = 1, last = 0;
};

/// A band is not worth a thread of its own below so many cells.
inline constexpr std::int64_t least_cells_of_band = 16384;

/// The active rows in at most `most` bands of about as many active cells; at least one band. None
/// but the last is thinner than what its neighbours read.
std::vector<Band> split(const ActiveCells& active, std::size_t most);

/// Where a row of the new state goes: pointers to its padded column 0; for the first row also the
/// flow through the grid's south edge.
struct RowOut {
  double* depth = nullptr;
  float *flow_x = nullptr, *flow_y = nullptr, *flow_south = nullptr;
};

/// The new state of a band while its neighbours still read the old one: rows that they may read
/// are kept aside until all bands are swept.
class NewRows {
 public:
  /// The fluxes around a band read so many rows beyond it.
  static constexpr std::int32_t border = 3;

  NewRows(const Grid& grid, Water& water) : grid_(grid), water_(water) {}
  /// `below`, `above`: whether another band lies there.
  void begin(const Band& band, bool below, bool above);
  /// A row of the new state, which holds the old one: the water itself, or its copy.
  RowOut open(std::int32_t row);
  /// Puts the rows kept aside into the water.
  void close();

 private:
  struct Aside {
    std::int32_t row = 0;
    std::vector<double> depth;
    std::vector<float> flow_x, flow_y;
  };

  const Grid& grid_;
  Water& water_;
  Band band_;
  bool below_ = false, above_ = false;
  std::size_t used_ = 0;
  std::vector<Aside> aside_;
};

}  // namespace sandtable::inundation
