// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/hazard/inundation/kernel/grid.hpp"
#include "sim/geo/shapes.hpp"

namespace sandtable::inundation {

/// Where a grid lies: its south-west corner and the size of its cells, m.
struct Layout {
  double x = 0, y = 0, cell_m = 0;
  std::int32_t columns = 0, rows = 0;

  /// The cell (row * columns + column) that holds a point, -1 outside.
  std::int64_t cell_at(Point point) const;
};

/// A face between two cells: the east or the north side of a cell, and where its middle is.
struct Face {
  std::int32_t column = 0, row = 0;
  Side side = Side::east;
  Point middle;
};

/// The faces along a line, a chain without gaps: its points are moved to the nearest corners of
/// cells, and between them it goes from corner to corner, always to the one nearer to the line.
/// Faces on the grid's own edge are left out.
std::vector<Face> faces_along(const Layout& layout, std::span<const Point> line);

/// A levee stands; a barrier stands once it is placed; a gate lets water through once it is open.
enum class StructureKind : std::uint8_t { levee, barrier, gate };

/// A line that water must rise above.
struct Structure {
  std::string name;
  StructureKind kind = StructureKind::levee;
  double crest_m = 0;   ///< in the datum of the bed
  bool stands = false;  ///< at the start
  std::vector<Face> faces;
};

/// Lines of a vector file: columns name, kind (levee, barrier, gate), crest (m in the datum of the
/// bed). Levees and gates stand at the start, barriers do not. All mistakes at once.
std::vector<Structure> read_structures(const std::filesystem::path& file, const std::string& crs,
                                       const Layout& layout);

/// Water moved from one place to another, or out of the grid, at a rate, while it runs.
struct Pump {
  std::string name;
  std::int64_t from = -1, to = -1;  ///< cells; `to` is -1 for out of the grid
  double m3_s = 0;
  bool runs = false;  ///< at the start
};

/// CSV: name, from_x, from_y, to_x, to_y (both empty: out of the grid), discharge (m3/s), runs (yes
/// or no). All mistakes at once.
std::vector<Pump> read_pumps(const std::filesystem::path& file, const Layout& layout);

}  // namespace sandtable::inundation
