// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/core/error.hpp"

namespace sandtable {

/// A cell of a table and the line on which it stands.
struct Cell {
  std::string text;
  Source where;
};

/// The cells of one column of a CSV file whose first line names its columns (RFC 4180 without line
/// breaks inside cells; blank lines are left out). Throws Error if the file or column is missing.
std::vector<Cell> read_column(const std::filesystem::path& file, const std::string& column,
                              const Source& asked_at);

}  // namespace sandtable
