// SPDX-License-Identifier: Apache-2.0
#include "models/impact/buildings/damage_curve.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/geo/table.hpp"

namespace sandtable::models {

double DamageCurve::at(double depth) const {
  if (!(depth > 0) || depth_m.empty()) return 0;
  const auto above = std::ranges::upper_bound(depth_m, depth);
  const auto i = static_cast<std::size_t>(above - depth_m.begin());
  if (i == depth_m.size()) return share.back();
  if (i == 0) return share.front() * depth / depth_m.front();
  const double part = (depth - depth_m[i - 1]) / (depth_m[i] - depth_m[i - 1]);
  return share[i - 1] + part * (share[i] - share[i - 1]);
}

DamageCurve jrc_curve(CurveOf region) {
  const std::vector<double> depths = {0, 0.5, 1, 1.5, 2, 3, 4, 5, 6};
  switch (region) {
    case CurveOf::africa:
      return {depths, {0, 0.2199, 0.3782, 0.5306, 0.6356, 0.8169, 0.9034, 0.9572, 1}};
    case CurveOf::asia:
      return {depths, {0, 0.3266, 0.4941, 0.6166, 0.7207, 0.8695, 0.9315, 0.9836, 1}};
    case CurveOf::europe:
      return {depths, {0, 0.25, 0.40, 0.50, 0.60, 0.75, 0.85, 0.95, 1}};
    case CurveOf::north_america:
      return {{0, 0.1, 0.5, 1, 1.5, 2, 3, 4, 5, 6},
              {0, 0.2018, 0.4433, 0.5828, 0.6825, 0.7840, 0.8543, 0.9237, 0.9585, 1}};
    case CurveOf::oceania:
      return {depths, {0, 0.48, 0.64, 0.71, 0.79, 0.93, 0.97, 0.98, 1}};
    case CurveOf::south_america:
      return {depths, {0, 0.4908, 0.7112, 0.8420, 0.9494, 0.9836, 1, 1, 1}};
    case CurveOf::file:
      break;
  }
  return {};
}

DamageCurve read_curve(const std::filesystem::path& file) {
  const Table table = read_table(file);
  const auto [depth, share] = table.required_all({"depth", "share"});
  DamageCurve curve;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const double d = table.number(row, depth), s = table.number(row, share);
      if (d < 0 || (!curve.depth_m.empty() && d <= curve.depth_m.back()))
        refuse(table.where(row), fmt::format("depth {} does not rise", d));
      if (!(s >= 0 && s <= 1))
        refuse(table.where(row), fmt::format("share {} (0 to 1 is expected)", s));
      curve.depth_m.push_back(d);
      curve.share.push_back(s);
    } catch (const Error& error) {
      problems.add(error);
    }
  if (table.rows.empty()) problems.add({table.file, 1, 0}, "the curve has no row");
  problems.raise();
  return curve;
}

}  // namespace sandtable::models
