// SPDX-License-Identifier: Apache-2.0
// What gauges of a laboratory measured, and what is computed in their places.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "sim/geo/gzip.hpp"

namespace sandtable::validation {

/// Values at ascending times, s.
struct Record {
  std::vector<double> time_s, value;

  void add(double at_s, double what) {
    time_s.push_back(at_s);
    value.push_back(what);
  }
  /// Linear between the times, constant beyond.
  double at(double when_s) const {
    if (when_s <= time_s.front()) return value.front();
    for (std::size_t i = 1; i < time_s.size(); ++i)
      if (when_s < time_s[i])
        return value[i - 1] +
               (when_s - time_s[i - 1]) / (time_s[i] - time_s[i - 1]) * (value[i] - value[i - 1]);
    return value.back();
  }
  /// The part from one time up to and without another.
  Record between(double from_s, double to_s) const {
    Record part;
    for (std::size_t i = 0; i < time_s.size(); ++i)
      if (time_s[i] >= from_s && time_s[i] < to_s) part.add(time_s[i], value[i]);
    return part;
  }
  double mean() const {
    double sum = 0.0;
    for (const double one : value) sum += one;
    return sum / static_cast<double>(value.size());
  }
  std::size_t highest() const {
    return static_cast<std::size_t>(std::max_element(value.begin(), value.end()) - value.begin());
  }
  /// The first time at which the value is above a level; not-a-number if never.
  double first_above(double level) const {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (value[i] > level) return time_s[i];
    return std::numeric_limits<double>::quiet_NaN();
  }
};

/// Over the measured times.
inline double root_mean_square_error(const Record& measured, const Record& computed) {
  double square = 0.0;
  for (std::size_t i = 0; i < measured.time_s.size(); ++i)
    square += std::pow(computed.at(measured.time_s[i]) - measured.value[i], 2);
  return std::sqrt(square / static_cast<double>(measured.time_s.size()));
}
inline double mean_absolute_error(const Record& measured, const Record& computed) {
  double sum = 0.0;
  for (std::size_t i = 0; i < measured.time_s.size(); ++i)
    sum += std::abs(computed.at(measured.time_s[i]) - measured.value[i]);
  return sum / static_cast<double>(measured.time_s.size());
}

/// The columns of a table of numbers parted by tabs, first column the time: one record a column;
/// empty cells are left out.
inline std::vector<Record> read_records(const std::filesystem::path& file, int header_lines,
                                        std::size_t columns, double scale = 1.0) {
  std::vector<Record> records(columns);
  std::istringstream in(read_gzip(file));
  std::string line;
  for (int skipped = 0; skipped < header_lines; ++skipped) std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string cell;
    std::getline(cells, cell, '\t');
    if (cell.find_first_of("0123456789") == std::string::npos) continue;
    const double time_s = std::stod(cell);
    for (Record& record : records) {
      cell.clear();
      std::getline(cells, cell, '\t');
      if (cell.find_first_of("0123456789") != std::string::npos)
        record.add(time_s, scale * std::stod(cell));
    }
  }
  return records;
}

}  // namespace sandtable::validation
