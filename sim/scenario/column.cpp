// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/tokenizer.hpp>
#include <sstream>

#include "sim/scenario/document.hpp"

namespace sandtable {

namespace {

std::vector<std::string> cells_of(std::string line) {
  if (line.ends_with('\r')) line.pop_back();
  // No escape character but the quote: RFC 4180.
  const boost::escaped_list_separator<char> separator("", ",", "\"");
  const boost::tokenizer<boost::escaped_list_separator<char>> tokens(line, separator);
  std::vector<std::string> cells(tokens.begin(), tokens.end());
  for (std::string& cell : cells) {
    const std::size_t first = cell.find_first_not_of(' ');
    cell = first == std::string::npos ? ""
                                      : cell.substr(first, cell.find_last_not_of(' ') - first + 1);
  }
  return cells;
}

}  // namespace

std::vector<Cell> read_column(const std::filesystem::path& file, const std::string& column,
                              const Source& asked_at) {
  if (!std::filesystem::is_regular_file(file))
    refuse(asked_at, fmt::format("missing data file (expected at {})", file.string()));
  std::istringstream stream(read_text(file));
  std::string line;
  std::getline(stream, line);
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  const std::vector<std::string> names = cells_of(line);
  const auto place = std::find(names.begin(), names.end(), column);
  if (place == names.end())
    refuse(asked_at, fmt::format("no column '{}' (in {}){}", column, file.string(),
                                 suggestion(column, names)));
  const auto index = static_cast<std::size_t>(place - names.begin());
  std::vector<Cell> cells;
  for (int number = 2; std::getline(stream, line); ++number) {
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    const std::vector<std::string> row = cells_of(line);
    const Source where{file.string(), number, 0};
    if (index >= row.size())
      refuse(where, fmt::format("the row ends before the column '{}' (it has {} of {} cells)",
                                column, row.size(), names.size()));
    cells.push_back({row[index], where});
  }
  return cells;
}

}  // namespace sandtable
