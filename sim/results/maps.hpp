// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/results/hdf5.hpp"
#include "sim/results/record.hpp"

namespace sandtable {

/// The datasets of /maps: a group a process, (map_draw, policy, time, SUPPORT) a map.
class MapLayout {
 public:
  MapLayout() = default;
  /// `numbers`: of all draws of the file, ascending; `policy`: the root's axis.
  MapLayout(const hdf5::Group& root, const RunInfo& info, std::span<const std::int64_t> numbers,
            const hdf5::Dataset& policy);
  /// Writes the maps of `draws`, the first of which is row `row` of the file. Those that keep maps
  /// are the file's first, so that their rows are the same.
  void put(std::size_t row, std::span<const DrawRecord> draws) const;

 private:
  struct Map {
    std::int64_t draws;
    std::size_t length;  ///< values a branch
    hdf5::Dataset values;
  };
  std::vector<Map> maps_;
};

/// Reads the maps of every draw that keeps any.
void read_maps(const hdf5::Group& root, const RunInfo& info, std::vector<DrawRecord>& draws);

}  // namespace sandtable
