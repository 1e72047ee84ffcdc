// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <memory>

#include "models/hazard/inundation/kernel/subgrid_pixels.hpp"
#include "sim/core/error.hpp"

namespace sandtable::inundation {
namespace {

constexpr std::int32_t most_pixels = 100;

void check(const Terrain& terrain, std::int32_t pixels, const Method& method) {
  if (method.scheme != Scheme::inertial)
    refuse("subgrid tables with scheme = \"shallow-water\" (they hold for \"inertial\" only)");
  if (pixels < 1 || pixels > most_pixels)
    refuse(fmt::format("subgrid cells of {} pixels (1 to {} are expected)", pixels, most_pixels));
  const std::int64_t count = std::int64_t{terrain.columns} * terrain.rows;
  if (std::ssize(terrain.bed_m) != count)
    refuse(fmt::format("{} bed levels for {} pixels", terrain.bed_m.size(), count));
  if (terrain.manning.size() != 1 && std::ssize(terrain.manning) != count)
    refuse(fmt::format("{} roughness values for {} pixels", terrain.manning.size(), count));
  for (const float manning : terrain.manning)
    if (!(manning >= 0) || std::isinf(manning))
      refuse(fmt::format("roughness {} (Manning's n is 0 or more)", manning));
}

/// The lowest pixel of each cell; not-a-number where none has a bed.
std::vector<double> lowest_of_cells(const Pixels& pixels) {
  std::vector<double> lowest;
  for (std::int32_t row = 0; row < pixels.rows(); ++row)
    for (std::int32_t column = 0; column < pixels.columns(); ++column) {
      double& found = lowest.emplace_back(std::numeric_limits<double>::quiet_NaN());
      pixels.each_of(column, row, [&](std::int64_t pixel, std::int32_t, std::int32_t) {
        const double bed = pixels.terrain.bed_m[pixel];
        if (!(found <= bed)) found = bed;
      });
    }
  return lowest;
}

/// The mean of the first `count` of some values, of which the last may count in part.
double mean_of_first(std::span<const double> sorted, double count) {
  double sum = 0.0, left = count;
  for (const double value : sorted) {
    if (left <= 0) break;
    sum += value * std::min(1.0, left);
    left -= 1.0;
  }
  return sum / count;
}

void fill_lines(const Pixels& pixels, const Grid& grid, SubgridTables& tables) {
  const double all = static_cast<double>(pixels.along) * pixels.along;
  for (const std::int32_t count : line_counts(pixels.along))
    tables.per_share.push_back(all / count);
  const auto cells = static_cast<std::size_t>(grid.padded_cells());
  tables.mean_bed.assign(tables.per_share.size() * cells, 0.0F);
  tables.per_inside.assign(cells, 1.0F);
  std::vector<double> beds;
  for (std::int32_t row = 0; row < grid.rows; ++row)
    for (std::int32_t column = 0; column < grid.columns; ++column) {
      beds.clear();
      pixels.each_of(column, row, [&](std::int64_t pixel, std::int32_t, std::int32_t) {
        beds.push_back(pixels.terrain.bed_m[pixel] - pixels.lowest_m);
      });
      if (beds.empty()) continue;
      std::sort(beds.begin(), beds.end());
      const auto k = static_cast<std::size_t>(grid.index(column, row));
      const auto inside = static_cast<double>(beds.size());
      tables.per_inside[k] = static_cast<float>(all / inside);
      for (std::size_t line = 0; line < tables.per_share.size(); ++line)
        tables.mean_bed[line * cells + k] =
            static_cast<float>(mean_of_first(beds, inside / tables.per_share[line]));
    }
  for (const std::int32_t ghost : grid.edge_ghost)  // beyond an edge the ground is flat
    for (std::size_t line = 0; line < tables.per_share.size(); ++line)
      tables.mean_bed[line * cells + static_cast<std::size_t>(ghost)] = grid.bed[ghost];
}

}  // namespace

std::vector<std::int32_t> line_counts(std::int32_t pixels) {
  const std::int32_t all = pixels * pixels, lines = std::min(all, SubgridTables::most_lines);
  std::vector<std::int32_t> counts;
  for (std::int32_t line = 1; line <= lines; ++line)
    counts.push_back(std::max(line, (2 * all * line * line + lines * lines) / (2 * lines * lines)));
  return counts;
}

/// From the last line down the levels fall to the lowest and then rise.
SubgridLevel subgrid_level(const SubgridTables& tables, std::int64_t k, double depth_m) {
  const double depth =
      depth_m * static_cast<double>(tables.per_inside[static_cast<std::size_t>(k)]);
  SubgridLevel found{std::numeric_limits<double>::infinity(), 0, 0};
  for (std::int64_t line = std::ssize(tables.per_share) - 1; line >= 0; --line) {
    const auto i = static_cast<std::size_t>(line);
    const double above = depth * tables.per_share[i];
    const double level =
        static_cast<double>(tables.mean_bed[static_cast<std::size_t>(line * tables.cells() + k)]) +
        above;
    if (level > found.level_m + SubgridTables::same_level_m) break;
    if (level < found.level_m) found = {level, above, 1 / tables.per_share[i]};
  }
  return found;
}

SubgridDepth subgrid_depth(const SubgridTables& tables, std::int64_t k, double level_m) {
  SubgridDepth found;
  for (std::size_t line = 0; line < tables.per_share.size(); ++line) {
    const double bed = tables.mean_bed[line * tables.per_inside.size() + k];
    const double depth = (level_m - bed) / tables.per_share[line];
    if (depth > found.depth_m) found = {depth, 1 / tables.per_share[line]};
  }
  const double inside = 1 / static_cast<double>(tables.per_inside[k]);
  return {found.depth_m * inside, found.wet_share * inside};
}

Grid make_subgrid(const Terrain& terrain, std::int32_t along, std::span<const Edge> edges,
                  const Method& method) {
  check(terrain, along, method);
  Pixels pixels{terrain, along};
  const std::vector<double> lowest = lowest_of_cells(pixels);
  const float unused = 0.0F;  // the tables hold the roughness
  Grid grid =
      make_grid({pixels.columns(), pixels.rows(), terrain.cell_m * along, lowest, {&unused, 1}},
                edges, method);
  grid.manning_squared = {};
  pixels.lowest_m = grid.lowest_m;
  auto tables = std::make_shared<SubgridTables>();
  tables->pixels = along;
  fill_lines(pixels, grid, *tables);
  fill_faces(pixels, grid, *tables);
  grid.subgrid = std::move(tables);
  return grid;
}

std::int64_t subgrid_bytes(std::int32_t pixels) {
  const std::int64_t lines = std::ssize(line_counts(pixels));
  return static_cast<std::int64_t>(sizeof(float)) * (lines + 1 + 2 * (6 + FaceTables::values));
}

}  // namespace sandtable::inundation
