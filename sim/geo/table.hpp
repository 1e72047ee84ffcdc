// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"

namespace sandtable {

/// A CSV file as text, with the line of every row.
struct Table {
  std::string file;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  std::optional<std::size_t> column(std::string_view name) const;
  /// A column that must be there; refuses with the nearest known name.
  std::size_t required(std::string_view name) const;
  /// The text of a cell; "" if the column is not there.
  const std::string& cell(std::size_t row, std::optional<std::size_t> column) const;
  /// A cell as a number; refuses anything else.
  double number(std::size_t row, std::size_t column) const;
  /// Row i stands in line i + 2 (no cell holds a line break).
  Source where(std::size_t row) const { return {file, static_cast<int>(row) + 2, 0}; }
};

/// Reads a CSV with a header line (GDAL's CSV driver: quotes, separators).
Table read_table(const std::filesystem::path& file);

/// The numbers in a text such as "[251507.2,5902000.4]" or "Elphinstone,262869,5890813".
std::vector<double> numbers_in(std::string_view text);

}  // namespace sandtable
