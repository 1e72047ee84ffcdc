// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/structures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "sim/core/error.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::inundation {
namespace {

struct Corner {
  std::int64_t column = 0, row = 0;
};

Corner nearest_corner(const Layout& layout, Point point) {
  return {std::llround((point.x - layout.x) / layout.cell_m),
          std::llround((point.y - layout.y) / layout.cell_m)};
}

/// The face between a corner and the next, if two cells of the grid lie beside it.
void add_face(const Layout& layout, Corner a, Corner b, std::vector<Face>& faces) {
  const bool upwards = a.column == b.column;
  const std::int64_t column = upwards ? a.column - 1 : std::min(a.column, b.column);
  const std::int64_t row = upwards ? std::min(a.row, b.row) : a.row - 1;
  const std::int64_t last_column = layout.columns - (upwards ? 2 : 1);
  const std::int64_t last_row = layout.rows - (upwards ? 1 : 2);
  if (column < 0 || row < 0 || column > last_column || row > last_row) return;
  const double half = layout.cell_m / 2;
  const Point middle{layout.x + static_cast<double>(a.column + b.column) * half,
                     layout.y + static_cast<double>(a.row + b.row) * half};
  faces.push_back({static_cast<std::int32_t>(column), static_cast<std::int32_t>(row),
                   upwards ? Side::east : Side::north, middle});
}

/// From corner to corner, nearest to the straight line; along x where both are as near.
void walk(const Layout& layout, Corner from, Corner to, std::vector<Face>& faces) {
  const std::int64_t dx = to.column - from.column, dy = to.row - from.row;
  const auto off = [&](Corner at) {
    return std::abs((at.column - from.column) * dy - (at.row - from.row) * dx);
  };
  Corner at = from;
  while (at.column != to.column || at.row != to.row) {
    const Corner along_x{at.column + (dx > 0 ? 1 : -1), at.row};
    const Corner along_y{at.column, at.row + (dy > 0 ? 1 : -1)};
    const bool x_left = at.column != to.column, y_left = at.row != to.row;
    const Corner next = x_left && (!y_left || off(along_x) <= off(along_y)) ? along_x : along_y;
    add_face(layout, at, next, faces);
    at = next;
  }
}

const std::array<std::string, 3> kinds = {"levee", "barrier", "gate"};

Structure read_one(const Feature& feature, const std::string& file, const Layout& layout) {
  const std::string& name = feature.values[0].text;
  const std::string& kind = feature.values[1].text;
  Structure made{name, {}, feature.values[2].number, true, {}};
  if (name.empty()) refuse({file, 0, 0}, fmt::format("line {} has no name", feature.id));
  if (feature.kind != GeometryKind::line)
    refuse({file, 0, 0}, fmt::format("'{}' is not a line", name));
  const auto found = std::ranges::find(kinds, kind);
  if (found == kinds.end())
    refuse({file, 0, 0},
           fmt::format("'{}' is of kind '{}'{}", name, kind, suggestion(kind, kinds)));
  made.kind = static_cast<StructureKind>(found - kinds.begin());
  made.stands = made.kind != StructureKind::barrier;
  if (!std::isfinite(made.crest_m))
    refuse({file, 0, 0}, fmt::format("'{}' has crest '{}' (a height in m is expected)", name,
                                     feature.values[2].text));
  for (const Path& part : feature.parts)
    for (const Face& face : faces_along(layout, part)) made.faces.push_back(face);
  if (made.faces.empty())
    refuse({file, 0, 0}, fmt::format("'{}' lies outside the elevation's grid", name));
  return made;
}

std::int64_t cell(const Table& table, std::size_t row, std::size_t x, std::size_t y,
                  const Layout& layout) {
  const std::int64_t found = layout.cell_at({table.number(row, x), table.number(row, y)});
  if (found < 0)
    refuse(table.where(row), fmt::format("{}, {} lies outside the elevation's grid",
                                         table.cell(row, x), table.cell(row, y)));
  return found;
}

}  // namespace

std::int64_t Layout::cell_at(Point point) const {
  const double column = std::floor((point.x - x) / cell_m),
               row = std::floor((point.y - y) / cell_m);
  if (!(column >= 0 && row >= 0 && column < columns && row < rows)) return -1;
  return static_cast<std::int64_t>(row) * columns + static_cast<std::int64_t>(column);
}

std::vector<Face> faces_along(const Layout& layout, std::span<const Point> line) {
  std::vector<Face> faces;
  for (std::size_t i = 1; i < line.size(); ++i)
    walk(layout, nearest_corner(layout, line[i - 1]), nearest_corner(layout, line[i]), faces);
  return faces;
}

std::vector<Structure> read_structures(const std::filesystem::path& file, const std::string& crs,
                                       const Layout& layout) {
  const std::array<std::string, 3> columns = {"name", "kind", "crest"};
  std::vector<Structure> list;
  Problems problems;
  for (const Feature& feature : read_features(file, crs, columns)) try {
      list.push_back(read_one(feature, file.string(), layout));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

std::vector<Pump> read_pumps(const std::filesystem::path& file, const Layout& layout) {
  const Table table = read_table(file);
  const auto [name, from_x, from_y, to_x, to_y, discharge, runs] =
      table.required_all({"name", "from_x", "from_y", "to_x", "to_y", "discharge", "runs"});
  std::vector<Pump> list;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      Pump pump{table.cell(row, name), cell(table, row, from_x, from_y, layout), -1,
                table.number(row, discharge), table.cell(row, runs) == "yes"};
      if (!table.cell(row, to_x).empty() || !table.cell(row, to_y).empty())
        pump.to = cell(table, row, to_x, to_y, layout);
      if (pump.name.empty()) refuse(table.where(row), "a pump has no name: give one");
      if (!(pump.m3_s > 0))
        refuse(table.where(row),
               fmt::format("pump '{}' has discharge {} (above 0 m3/s is expected)", pump.name,
                           pump.m3_s));
      if (!pump.runs && table.cell(row, runs) != "no")
        refuse(table.where(row),
               fmt::format("runs is '{}' (yes or no is expected)", table.cell(row, runs)));
      list.push_back(std::move(pump));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

}  // namespace sandtable::inundation
