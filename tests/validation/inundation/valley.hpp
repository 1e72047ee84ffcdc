// SPDX-License-Identifier: Apache-2.0
// The Environment Agency's test 5 as its case has it.
#pragma once

#include <array>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/validation/inundation/dem.hpp"

namespace sandtable::validation {

struct Valley {
  Dem dem;
  std::vector<std::vector<double>> inflow, points;
  std::vector<std::array<double, 2>> sources;
};

inline Valley read_valley(const std::filesystem::path& folder) {
  Valley valley;
  valley.dem = parse_dem(read_gzip(folder / "ea5-10m.dem.raw.gz"));
  valley.points = read_numbers(folder / "ea5.stage");
  // (m2/s, s): times 10 m cells and 20 of them.
  for (const std::vector<double>& row : read_numbers(folder / "ea5.bdy"))
    if (row.size() == 2 && (row[0] > 0 || row[1] != 6))
      valley.inflow.push_back({row[1], 10 * row[0]});
  valley.inflow.erase(valley.inflow.begin());
  std::istringstream in(read_gzip(folder / "ea5-10m.bci"));
  std::string kind, name, series;
  for (double x = 0, y = 0; in >> kind >> x >> y >> name >> series;)
    valley.sources.push_back({x, y});
  return valley;
}

}  // namespace sandtable::validation
