// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
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
  std::vector<int>
      lines;  ///< (row): the line in which it begins; empty: row i stands in line i + 2

  std::optional<std::size_t> column(std::string_view name) const;
  /// A column that must be there; refuses with the nearest known name.
  std::size_t required(std::string_view name) const;
  /// Several columns that must be there; refuses all that are not at once.
  template <std::size_t N>
  std::array<std::size_t, N> required_all(const char* const (&names)[N]) const {
    std::array<std::size_t, N> found{};
    Problems problems;
    for (std::size_t i = 0; i < N; ++i) try {
        found[i] = required(names[i]);
      } catch (const Error& error) {
        problems.add(error);
      }
    problems.raise();
    return found;
  }
  /// The text of a cell; "" if the column is not there.
  const std::string& cell(std::size_t row, std::optional<std::size_t> column) const;
  /// A cell as a finite number; refuses anything else.
  double number(std::size_t row, std::size_t column) const;
  /// The same from `least` to `most`; refuses anything else.
  double number(std::size_t row, std::size_t column, double least, double most) const;
  Source where(std::size_t row) const {
    return {file, row < lines.size() ? lines[row] : static_cast<int>(row) + 2, 0};
  }
};

/// Reads a CSV with a header line (GDAL's CSV driver: quotes, separators).
Table read_table(const std::filesystem::path& file);

/// The same of a text; `file` names it in messages, and ends in .csv.
Table parse_table(std::string text, const std::string& file);

/// The numbers in a text such as "[251507.2,5902000.4]" or "Elphinstone,262869,5890813".
std::vector<double> numbers_in(std::string_view text);

}  // namespace sandtable
