// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/rain_rasters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/hazard/inundation/series.hpp"
#include "sim/geo/cell_index.hpp"
#include "sim/geo/cf_times.hpp"
#include "sim/scenario/dataset.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable::inundation {
namespace {

constexpr std::size_t most_values = 500'000'000;
constexpr double water_kg_m3 = 1000;
/// A rate this little below 0 is rounding of a packed file: none.
constexpr double rounding_m_s = 0.01e-3 / 3600;

/// m/s of one of the file's numbers.
double factor_of(const std::string& own, const std::string& declared, const std::string& what,
                 const Source& where) {
  const std::string& unit = own.empty() ? declared : own;
  if (unit.empty()) refuse(where, fmt::format("{} names no unit: say rain_unit = \"mm/h\"", what));
  if (!own.empty() && !declared.empty() && !units_agree(own, declared))
    refuse(where, fmt::format("{} is in '{}' but rain_unit is '{}' (they are not the same): leave "
                              "rain_unit out",
                              what, own, declared));
  const std::string si = to_si_name(unit);
  if (si == to_si_name("m s-1")) return 1 / from_si(1, unit);
  if (si == to_si_name("kg m-2 s-1")) return 1 / from_si(1, unit) / water_kg_m3;
  if (si == "m" || si == to_si_name("kg m-2"))
    refuse(where,
           fmt::format("{} is in '{}' (a depth, of what time it does not say; a rate is expected, "
                       "mm/h or kg m-2 s-1): divide it by the length of its interval",
                       what, unit));
  refuse(where, fmt::format("{} is in '{}' (mm/h or kg m-2 s-1 is expected)", what, unit));
}

/// Times at which rates begin, and when the last ends.
void set_times(std::vector<double> times, Stamp stamp, const Source& where, AreaRain& rain) {
  if (times.size() < 2)
    refuse(where, "one rate of rain (how long it holds is not known): give two or more");
  const std::size_t n = times.size();
  if (stamp == Stamp::begin) {
    rain.end_s = times[n - 1] + (times[n - 1] - times[n - 2]);
  } else {
    rain.end_s = times[n - 1];
    const double first = times[0] - (times[1] - times[0]);
    times.insert(times.begin(), first);
    times.pop_back();
  }
  rain.time_s = std::move(times);
}

/// The cells of the rasters over the ground, and their rates one raster after the other.
class Collector {
 public:
  Collector(const Support& cells, std::span<const std::uint8_t> inside)
      : cells_(cells), inside_(inside) {}

  void set_cells(Raster raster, std::size_t rasters) {
    const CellIndex index(std::move(raster));
    const std::size_t values = index.raster().value.size();
    std::vector<std::int64_t> holding(cells_.size(), -1);
    std::vector<std::int32_t> area(values, -1);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (inside_[cell] == 0) continue;
      const auto at = index.holding({cells_.x()[cell], cells_.y()[cell]});
      if (!at) continue;
      holding[cell] = static_cast<std::int64_t>(*at);
      area[*at] = 0;
    }
    for (std::size_t at = 0; at < values; ++at)
      if (area[at] == 0) area[at] = static_cast<std::int32_t>(used_.size()), used_.push_back(at);
    for (const std::int64_t at : holding)
      rain_.area_of_cell.push_back(at < 0 ? -1 : area[static_cast<std::size_t>(at)]);
    rain_.areas = used_.size();
    const Source where{index.raster().file};
    if (used_.empty()) refuse(where, "the rain lies beside the elevation: are their CRS right?");
    if (rasters * used_.size() > most_values)
      refuse(where, fmt::format("{} rates of {} cells are too many (at most {} values are read): "
                                "take fewer times",
                                rasters, used_.size(), most_values));
  }

  void add(std::span<const double> values, double factor, const std::string& what,
           const Source& where) {
    for (const std::size_t at : used_) {
      const double rate = factor * values[at];
      if (!(rate > -rounding_m_s) || std::isinf(rate))
        refuse(where,
               std::isnan(rate)
                   ? fmt::format("{} has no value over the ground: fill its gaps", what)
                   : fmt::format("{} is {:g} somewhere (0 or more is expected)", what, values[at]));
      rain_.rate_m_s.push_back(static_cast<float>(std::max(0.0, rate)));
    }
  }
  AreaRain finish() { return std::move(rain_); }

 private:
  const Support& cells_;
  std::span<const std::uint8_t> inside_;
  std::vector<std::size_t> used_;  ///< of the raster's cells, ascending
  AreaRain rain_;
};

bool is_rate(const NetcdfVariable& variable) {
  const std::string si = to_si_name(variable.unit);
  return !si.empty() && (si == to_si_name("m s-1") || si == to_si_name("kg m-2 s-1"));
}

/// The variable that is named, or the only one over time and place whose unit is that of a rate.
const NetcdfVariable& choose(const NetcdfFile& file, const std::string& wanted) {
  if (!wanted.empty()) return file.required(wanted);
  std::vector<std::string> rates, all;
  for (const NetcdfVariable& one : file.variables()) {
    if (one.sizes.size() != 3) continue;
    all.push_back(one.name);
    if (is_rate(one)) rates.push_back(one.name);
  }
  if (rates.empty() && all.size() == 1) rates = all;
  if (rates.size() != 1)
    refuse(file.where(), fmt::format("{} variables may be rain ({}): name it by rain_variable",
                                     rates.empty() ? all.size() : rates.size(),
                                     fmt::join(rates.empty() ? all : rates, ", ")));
  return file.required(rates[0]);
}

AreaRain of_netcdf(const std::filesystem::path& file, const RainRasterOptions& options,
                   Collector collector, const std::string& crs, const Scenario& scenario) {
  const NetcdfFile nc(file);
  const NetcdfVariable& variable = choose(nc, options.variable);
  const NetcdfVariable* const axis = cf_time_axis(nc, variable);
  if (variable.sizes.size() != 3 || axis == nullptr)
    refuse(nc.where(), fmt::format("'{}' does not run over times and places (three dimensions are "
                                   "expected, times first, in \"hours since ...\")",
                                   variable.name));
  const std::string name = fmt::format("'{}'", variable.name);
  const double factor = factor_of(variable.unit, options.unit, name, nc.where());
  std::vector<double> times = cf_times(nc, *axis);
  for (double& time : times) time -= scenario.start_unix_s;
  collector.set_cells(netcdf_cells(nc, variable, crs, options.declared_crs), times.size());
  for (std::size_t i = 0; i < times.size(); ++i)
    collector.add(nc.read(variable, i), factor, fmt::format("{} at time {}", name, i + 1),
                  nc.where());
  AreaRain rain = collector.finish();
  set_times(std::move(times), options.stamp, nc.where(), rain);
  return rain;
}

void refuse_other_cells(const Raster& raster, const Raster& first) {
  const double near = 0.01 * std::hypot(first.corner_x[1] - first.corner_x[0],
                                        first.corner_y[1] - first.corner_y[0]);
  bool same = raster.rows == first.rows && raster.columns == first.columns;
  for (std::size_t i = 0; same && i < first.corner_x.size(); ++i)
    same = std::abs(raster.corner_x[i] - first.corner_x[i]) <= near &&
           std::abs(raster.corner_y[i] - first.corner_y[i]) <= near;
  if (!same)
    refuse({raster.file}, fmt::format("its cells are not those of {}: warp it to them",
                                      std::filesystem::path(first.file).filename().string()));
}

AreaRain of_list(const std::filesystem::path& file, const RainRasterOptions& options,
                 Collector collector, const std::string& crs, const Scenario& scenario) {
  const Table table = read_table(file);
  const std::size_t column = table.required("file");
  std::vector<double> times = times_of(table, scenario);
  Raster first;
  Problems problems;
  for (std::size_t row = 0; row < times.size(); ++row) try {
      const auto path = find_data_file(scenario, table.cell(row, column), table.where(row));
      const Raster raster = read_raster(path, crs, {options.declared_crs, ""});
      if (row == 0)
        first = raster, collector.set_cells(raster, times.size());
      else
        refuse_other_cells(raster, first);
      const double factor = factor_of(raster.unit, options.unit, "the rain", {raster.file});
      collector.add(raster.value, factor, "the rain", {raster.file});
    } catch (const Error& error) {
      if (row == 0) throw;
      problems.add(error);
    }
  problems.raise();
  AreaRain rain = collector.finish();
  set_times(std::move(times), options.stamp, {table.file}, rain);
  return rain;
}

}  // namespace

AreaRain read_rain_rasters(const std::filesystem::path& file, const RainRasterOptions& options,
                           const Support& cells, std::span<const std::uint8_t> inside,
                           const Scenario& scenario) {
  const auto read = file.extension() == ".csv" ? of_list : of_netcdf;
  AreaRain rain = read(file, options, Collector(cells, inside), cells.crs(), scenario);
  if (rain.end_s <= 0 || rain.time_s.front() >= scenario.duration.seconds())
    refuse({file.string()},
           fmt::format("none of its times lies in the scenario (it begins {}; the rain goes from "
                       "{:g} h to {:g} h after that)",
                       scenario.start, rain.time_s.front() / 3600, rain.end_s / 3600));
  rain.what = "beside the rasters of rain";
  return rain;
}

}  // namespace sandtable::inundation
