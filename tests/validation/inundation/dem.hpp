// SPDX-License-Identifier: Apache-2.0
// Terrain and hydrographs of the flood cases, as text gives them.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "sim/geo/gzip.hpp"

namespace sandtable::validation {

/// A square-celled terrain, row 0 in the south; NaN outside.
struct Dem {
  std::int32_t columns = 0, rows = 0;
  double west = 0.0, south = 0.0, cell_m = 0.0;
  std::vector<double> bed;

  std::int32_t column(double x) const {
    return static_cast<std::int32_t>(std::floor((x - west) / cell_m));
  }
  std::int32_t row(double y) const {
    return static_cast<std::int32_t>(std::floor((y - south) / cell_m));
  }
  double at(std::int32_t column, std::int32_t row) const {
    return bed[static_cast<std::size_t>(row) * columns + column];
  }
  double x(std::int32_t column) const { return west + (column + 0.5) * cell_m; }
  double y(std::int32_t row) const { return south + (row + 0.5) * cell_m; }
};

/// An ESRI ASCII grid's text.
inline Dem parse_dem(const std::string& text) {
  std::istringstream in(text);
  Dem dem;
  double outside = 0.0;
  std::string word;
  in >> word >> dem.columns >> word >> dem.rows >> word >> dem.west >> word >> dem.south >> word >>
      dem.cell_m >> word >> outside;
  dem.bed.resize(static_cast<std::size_t>(dem.columns) * dem.rows);
  for (std::int32_t row = dem.rows - 1; row >= 0; --row)
    for (std::int32_t column = 0; column < dem.columns; ++column) {
      double& bed = dem.bed[static_cast<std::size_t>(row) * dem.columns + column];
      in >> bed;
      if (bed == outside) bed = std::numeric_limits<double>::quiet_NaN();
    }
  return dem;
}

/// Means over blocks of n x n cells of those inside; outside where fewer than half are inside.
inline Dem coarsen(const Dem& fine, std::int32_t n) {
  Dem dem{(fine.columns + n - 1) / n,
          (fine.rows + n - 1) / n,
          fine.west,
          fine.south,
          fine.cell_m * n,
          {}};
  for (std::int32_t row = 0; row < dem.rows; ++row)
    for (std::int32_t column = 0; column < dem.columns; ++column) {
      double sum = 0.0;
      std::int32_t count = 0;
      for (std::int32_t b = n * row; b < std::min(n * row + n, fine.rows); ++b)
        for (std::int32_t a = n * column; a < std::min(n * column + n, fine.columns); ++a)
          if (!std::isnan(fine.at(a, b))) sum += fine.at(a, b), ++count;
      dem.bed.push_back(2 * count >= n * n ? sum / count
                                           : std::numeric_limits<double>::quiet_NaN());
    }
  return dem;
}

/// Columns of numbers after a header line.
inline std::vector<std::vector<double>> read_numbers(const std::filesystem::path& file) {
  std::istringstream in(read_gzip(file));
  std::vector<std::vector<double>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == ',' || c == '\r'; }, ' ');
    std::istringstream cells(line);
    std::vector<double> row;
    for (std::string cell; cells >> cell;) row.push_back(std::strtod(cell.c_str(), nullptr));
    if (!row.empty()) rows.push_back(row);
  }
  return rows;
}

/// Linear between the rows (time, value), constant beyond.
inline double at_time(const std::vector<std::vector<double>>& series, double time) {
  if (time <= series.front()[0]) return series.front()[1];
  for (std::size_t i = 1; i < series.size(); ++i)
    if (time < series[i][0])
      return series[i - 1][1] + (time - series[i - 1][0]) / (series[i][0] - series[i - 1][0]) *
                                    (series[i][1] - series[i - 1][1]);
  return series.back()[1];
}

}  // namespace sandtable::validation
