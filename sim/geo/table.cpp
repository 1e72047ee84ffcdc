// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/table.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "sim/geo/gdal_file.hpp"
#include "sim/geo/gzip.hpp"

namespace sandtable {

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto at = std::ranges::find(columns, name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

std::size_t Table::required(std::string_view name) const {
  if (const auto index = column(name)) return *index;
  refuse({file, 1, 0}, fmt::format("no column '{}':{}", name, suggestion(name, columns)));
}

const std::string& Table::cell(std::size_t row, std::optional<std::size_t> index) const {
  static const std::string empty;
  return index ? rows[row][*index] : empty;
}

double Table::number(std::size_t row, std::size_t index) const {
  const std::string& text = rows[row][index];
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    refuse(where(row), fmt::format("'{}' in column '{}' is no number", text, columns[index]));
  return value;
}

double Table::number(std::size_t row, std::size_t index, double least, double most) const {
  const double value = number(row, index);
  if (value < least || value > most)
    refuse(where(row), fmt::format("{} is {} (a number from {} to {} is expected)", columns[index],
                                   value, least, most));
  return value;
}

namespace {

/// The lines in which the records of a CSV begin, after the header; blank lines hold none.
std::vector<int> record_lines(std::string_view text) {
  std::vector<int> lines;
  bool quoted = false, begun = false;
  int line = 1;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!begun && c != '\n' && c != '\r') {
      begun = true;
      lines.push_back(line);
    }
    if (c != '\n') continue;
    ++line;
    begun = begun && quoted;
  }
  if (!lines.empty()) lines.erase(lines.begin());
  return lines;
}

}  // namespace

Table parse_table(std::string text, const std::string& file) {
  Table table{file, {}, {}, record_lines(text)};
  const gdal::Quiet quiet;
  const gdal::File open(file, std::move(text), gdal::Kind::table);
  if (open.data->GetLayerCount() != 1)
    refuse({file}, "cannot be read as CSV (a header line and rows are expected)");
  OGRLayer& layer = *open.data->GetLayer(0);
  const OGRFeatureDefn& columns = *layer.GetLayerDefn();
  for (int i = 0; i < columns.GetFieldCount(); ++i)
    table.columns.emplace_back(columns.GetFieldDefn(i)->GetNameRef());
  for (const auto& feature : layer) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (int i = 0; i < columns.GetFieldCount(); ++i)
      row.emplace_back(feature->GetFieldAsString(i));
  }
  if (table.lines.size() != table.rows.size()) table.lines.clear();
  return table;
}

Table read_table(const std::filesystem::path& file) {
  return parse_table(read_gzip(file), file.string());
}

std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    double value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error == std::errc{}) {
      numbers.push_back(value);
      at = next;
    } else {
      ++at;
    }
  }
  return numbers;
}

}  // namespace sandtable
