// SPDX-License-Identifier: Apache-2.0
// Inside the model only: rasters as cells of a grid.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/hazard/inundation/inundation.hpp"

namespace sandtable::models {

/// An elevation as cells: row 0 is the southernmost.
struct Ground {
  std::string crs, declared_crs;
  inundation::Layout layout;
  std::vector<double> bed_m;         ///< (cell), not-a-number outside
  std::vector<std::uint8_t> inside;  ///< (cell)
};

/// Reads an elevation; `declared_crs` is that of a file that names none. Refuses cells that are not
/// square or not along the axes of `crs`, a CRS that is not in metres, a hole (cells without a
/// value that do not reach the raster's edge), and more cells than the memory holds, before it
/// takes any.
Ground read_ground(const std::filesystem::path& file, const std::string& crs,
                   const std::string& declared_crs);

/// Another raster on the same cells, as numbers; refuses other cells, and a value out of bounds
/// (named as `what`) inside.
std::vector<float> read_cells(const std::filesystem::path& file, const Ground& ground,
                              const std::string& what, double least, double most);

/// The position in `kinds` of each cell's soil; refuses a number that is not among them.
std::vector<std::uint8_t> soil_of_cells(const std::filesystem::path& file, const Ground& ground,
                                        const std::vector<inundation::SoilKind>& kinds);

/// Cells inside whose centre is within a radius of a point, or the one that holds it.
std::vector<std::int64_t> cells_within(const FloodPlain& plain, Point at, double radius_m);

/// Cells inside that are the first ones from a side of the grid, between two coordinates along it.
std::vector<std::int64_t> cells_at_edge(const FloodPlain& plain, inundation::Side side,
                                        double from_m, double to_m);

}  // namespace sandtable::models
