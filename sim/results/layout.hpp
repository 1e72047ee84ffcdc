// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/maps.hpp"
#include "sim/results/record.hpp"

namespace sandtable {

inline constexpr const char* kResultsKind = "results";
inline constexpr const char* kResultsFormat = "1.0";

/// The ticks of a series: 0 to n, both with it.
std::size_t series_length(const RunInfo& info);

/// Outcomes and groupings whose names the format keeps for itself, or that stand twice.
void check_names(const RunInfo& info, Problems& problems);

/// The datasets of a results file or a block, made for a given number of draws and orders, and
/// filled in runs of neighbouring draws.
class Layout {
 public:
  /// `numbers`: of all draws, ascending; `orders`: rows of /decisions over all of them.
  Layout(const hdf5::Group& root, const RunInfo& info, std::span<const std::int64_t> numbers,
         std::size_t orders);
  /// Writes `draws` from row `row` on, their orders from row `order` on.
  void put(std::size_t row, std::size_t order, std::span<const DrawRecord> draws) const;

 private:
  struct Grouped {
    std::size_t outcome, slot;  ///< slot: position within the outcome's by
    hdf5::Dataset values;
  };
  struct Series {
    std::size_t outcome, slot;  ///< slot: position among the outcomes with a series
    hdf5::Dataset values;
  };
  void make_indices(const hdf5::Group& root, const hdf5::Axes& axes);
  void make_outcomes(const hdf5::Group& root, const hdf5::Axes& axes);
  void make_groups(const hdf5::Group& root, const hdf5::Axes& axes);
  void make_series(const hdf5::Group& root, const hdf5::Axes& axes);
  void make_decisions(const hdf5::Group& root, std::size_t orders);
  void put_indices(std::size_t row, std::span<const DrawRecord> draws) const;
  void put_branches(std::size_t row, std::span<const DrawRecord> draws) const;
  void put_outcomes(std::size_t row, std::span<const DrawRecord> draws) const;
  void put_groups(std::size_t row, std::span<const DrawRecord> draws) const;
  void put_series(std::size_t row, std::span<const DrawRecord> draws) const;
  void put_decisions(std::size_t order, std::span<const DrawRecord> draws) const;

  const RunInfo& info_;
  std::vector<hdf5::Dataset> indices_;     ///< noise_index, design_row, forecast_index, digest
  std::vector<hdf5::Dataset> branches_;    ///< status, reason
  std::vector<hdf5::Dataset> parameters_;  ///< one
  std::vector<hdf5::Dataset> outcomes_, censored_;
  std::vector<Grouped> groups_;
  std::vector<Series> series_;
  MapLayout maps_;
  std::vector<hdf5::Dataset> decisions_;  ///< draw_number, policy_index, time, five texts
};

}  // namespace sandtable
