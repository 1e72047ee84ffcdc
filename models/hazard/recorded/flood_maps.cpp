// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/recorded/flood_maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/hazard/recorded/read_maps.hpp"
#include "sim/geo/cell_index.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable::recorded {
namespace {

constexpr std::size_t most_values = 500'000'000;
constexpr double deepest_m = 1000, fastest_m_s = 100;
/// A depth this little below 0 is what is left of a solver's rounding: dry.
constexpr double rounding_m = 0.01;

}  // namespace

Moment moment_at(std::span<const double> time_s, double at_s, Between between) {
  const auto after = std::ranges::upper_bound(time_s, at_s);
  const std::int64_t map = after - time_s.begin() - 1;
  if (map < 0 || after == time_s.end() || between == Between::earlier) return {map, 0};
  const double from = *(after - 1);
  return {map, static_cast<float>((at_s - from) / (*after - from))};
}

double factor_of(const std::string& own, const ReadOptions& options, const char* si,
                 const std::string& what, const Source& where) {
  const bool is_known = !own.empty() && !to_si_name(own).empty();
  if (!own.empty() && !is_known && !options.unit_is_set)
    refuse(where, fmt::format("{} is in '{}' (units are spelled as in UDUNITS): say unit = \"m\"",
                              what, own));
  const std::string& unit = is_known ? own : options.unit;
  if (to_si_name(unit) != to_si_name(si))
    refuse(where, fmt::format("{} is in '{}' ({} is expected)", what, unit, expected_quantity(si)));
  if (is_known && options.unit_is_set && !units_agree(own, options.unit))
    refuse(where, fmt::format("{} is in '{}' but unit is '{}' (they are not the same): leave unit "
                              "out",
                              what, own, options.unit));
  return 1 / from_si(1, unit);
}

std::vector<float> depths_of(std::span<const double> values, double factor,
                             std::span<const double> bed_m, const std::string& what,
                             const Source& where) {
  std::vector<float> depths;
  depths.reserve(values.size());
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const double depth = factor * values[cell] - (bed_m.empty() ? 0 : bed_m[cell]);
    const bool too_low = bed_m.empty() && depth < -rounding_m;
    if (too_low || depth > deepest_m)
      refuse(where, fmt::format("{} is {:g} m deep in cell {} ({} is expected): {}", what, depth,
                                cell + 1, "0 to 1000 m",
                                too_low ? "say which value stands for no data, or name the bed if "
                                          "these are levels"
                                        : "look at its unit, and at the bed if these are levels"));
    depths.push_back(depth > 0 ? static_cast<float>(depth) : 0.0F);  // not-a-number: dry
  }
  return depths;
}

std::vector<float> speeds_of(std::span<const double> values, std::span<const double> other,
                             double factor, const std::string& what, const Source& where) {
  std::vector<float> speeds;
  speeds.reserve(values.size());
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const double v = values[cell], w = other.empty() ? 0 : other[cell];
    const double speed = factor * std::sqrt(v * v + w * w);
    if (speed > fastest_m_s)
      refuse(where,
             fmt::format("{} is {:g} m/s in cell {} (0 to {:g} m/s is expected): look at its "
                         "unit, and say which value stands for no data",
                         what, speed, cell + 1, fastest_m_s));
    speeds.push_back(speed > 0 ? static_cast<float>(speed) : 0.0F);
  }
  return speeds;
}

std::vector<double> bed_under(const FloodCells& cells, const ReadOptions& options) {
  Raster raster = read_raster(options.bed_file, options.crs, {options.declared_crs, ""});
  const double factor = factor_of(raster.unit, {.unit = "m"}, "m", "the bed", {options.bed_file});
  const CellIndex bed(std::move(raster));
  std::vector<double> under;
  under.reserve(cells.size());
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const auto at = bed.holding(cells.middle(cell));
    under.push_back(at ? factor * bed.raster().value[*at] : std::nan(""));
  }
  return under;
}

void refuse_too_many(std::size_t maps, std::size_t cells, const Source& where) {
  if (maps * cells > most_values)
    refuse(where, fmt::format("{} maps of {} cells are too many (at most {} values are read): cut "
                              "them to the area, or take every other map",
                              maps, cells, most_values));
}

ReadFlood read_flood(const std::filesystem::path& file, const ReadOptions& options,
                     const Scenario& scenario) {
  const std::string ending = file.extension().string();
  const bool is_netcdf = ending == ".nc" || ending == ".nc4" || ending == ".cdf";
  ReadFlood flood = ending == ".csv" ? read_listed_flood(file, options, scenario)
                    : is_netcdf      ? read_netcdf_flood(file, options, scenario)
                                     : read_single_flood(file, options);
  flood.maps.name = file.stem().string();
  return flood;
}

}  // namespace sandtable::recorded
