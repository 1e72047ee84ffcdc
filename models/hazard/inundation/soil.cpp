// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/soil.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"
#include "sim/geo/table.hpp"

namespace sandtable::inundation {

/// With y = (F' - F) / (F + P): a y - P ln(1 + y) = K t, a = F + P, is convex in y. Padé's
/// ln(1 + y) <= y (6 + y) / (6 + 4 y) makes a quadratic whose root lies above y, so that Newton's
/// method comes down to y.
double ponded_m(const Soil& soil, double infiltrated_m, double for_s) {
  const double added = soil.conductivity_m_s * for_s;
  const double pull = soil.suction_m * soil.deficit;
  if (!(added > 0)) return infiltrated_m;
  if (!(pull > 0)) return infiltrated_m + added;
  const double a = infiltrated_m + pull;
  const double square = 4 * a - pull, half = 3 * infiltrated_m - 2 * added;
  double y = (std::sqrt(half * half + 6 * square * added) - half) / square;
  for (int i = 0; i < 3; ++i)
    y -= (a * y - pull * math::log1p(y) - added) * (1 + y) / (a * (1 + y) - pull);
  return infiltrated_m + a * y;
}

std::vector<SoilKind> read_soils(const std::filesystem::path& file) {
  const Table table = read_table(file);
  const auto [number, conductivity, suction, deficit] =
      table.required_all({"soil", "conductivity", "suction", "deficit"});
  std::vector<SoilKind> list;
  Problems problems;
  if (table.rows.empty() || table.rows.size() > 255)
    refuse({table.file}, fmt::format("{} soils (1 to 255 are expected)", table.rows.size()));
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const double read = table.number(row, number);
      SoilKind kind{std::llround(read),
                    {table.number(row, conductivity, 0, 1e5) * 1e-3 / 3600,
                     table.number(row, suction, 0, 1e5) * 1e-3, table.number(row, deficit, 0, 1)}};
      if (static_cast<double>(kind.number) != read)
        refuse(table.where(row),
               fmt::format("soil is '{}' (a whole number is expected)", table.cell(row, number)));
      if (std::ranges::find(list, kind.number, &SoilKind::number) != list.end())
        refuse(table.where(row), fmt::format("soil {} stands twice: keep one row", kind.number));
      list.push_back(kind);
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

}  // namespace sandtable::inundation
