// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/area_rain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/hazard/inundation/series.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::inundation {
namespace {

constexpr double mm_per_h = 1e-3 / 3600;

/// The names of the zones, each once, and the number of each feature's zone.
struct Zones {
  std::vector<std::string> names;
  std::vector<std::int32_t> of_feature;
};

Zones names_of(const std::vector<Feature>& features, const std::string& file) {
  Zones zones;
  Problems problems;
  for (const Feature& feature : features) {
    const std::string& name = feature.values[0].text;
    if (feature.kind != GeometryKind::polygon)
      problems.add({file, 0, 0},
                   fmt::format("feature {} is no polygon (rain falls on areas)", feature.id));
    if (name.empty())
      problems.add({file, 0, 0}, fmt::format("feature {} names no zone", feature.id));
    const auto at = std::ranges::find(zones.names, name);
    zones.of_feature.push_back(static_cast<std::int32_t>(at - zones.names.begin()));
    if (at == zones.names.end()) zones.names.push_back(name);
  }
  problems.raise();
  return zones;
}

/// Columns of times and of nothing else than zones.
void refuse_strays(const Table& table, const std::vector<std::string>& zones) {
  constexpr std::array<const char*, 4> times = {"time", "seconds", "minutes", "hours"};
  Problems problems;
  for (const std::string& column : table.columns)
    if (std::ranges::find(times, column) == times.end() &&
        std::ranges::find(zones, column) == zones.end())
      problems.add({table.file, 1, 0},
                   fmt::format("column '{}' names no zone:{}", column, suggestion(column, zones)));
  problems.raise();
}

}  // namespace

bool AreaRain::add_mean(double from_s, double to_s, double factor, std::span<float> by_cell) const {
  if (empty() || !(to_s > from_s)) return false;
  std::vector<double> mean(areas, 0.0);
  bool some = false;
  const auto after = std::ranges::upper_bound(time_s, from_s);
  auto step = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - time_s.begin() - 1));
  for (; step < time_s.size() && time_s[step] < to_s; ++step) {
    const double until = step + 1 < time_s.size() ? time_s[step + 1] : end_s;
    const double overlap = std::min(until, to_s) - std::max(time_s[step], from_s);
    if (!(overlap > 0)) continue;
    const float* const rate = rate_m_s.data() + step * areas;
    for (std::size_t area = 0; area < areas; ++area) {
      mean[area] += overlap / (to_s - from_s) * factor * static_cast<double>(rate[area]);
      some = some || rate[area] > 0;
    }
  }
  if (!some) return false;
  for (std::size_t cell = 0; cell < by_cell.size(); ++cell)
    if (const std::int32_t area = area_of_cell[cell]; area >= 0)
      by_cell[cell] += static_cast<float>(mean[static_cast<std::size_t>(area)]);
  return true;
}

double AreaRain::first_s() const {
  const auto wet = std::ranges::find_if(rate_m_s, [](float rate) { return rate > 0; });
  if (wet == rate_m_s.end()) return std::numeric_limits<double>::infinity();
  return time_s[static_cast<std::size_t>(wet - rate_m_s.begin()) / areas];
}

AreaRain read_zone_rain(const std::filesystem::path& zones, const std::string& zone_column,
                        const std::filesystem::path& rates, const Support& cells,
                        const Scenario& scenario) {
  const std::array<std::string, 1> columns = {zone_column};
  const std::vector<Feature> features = read_features(zones, cells.crs(), columns);
  const Zones named = names_of(features, zones.string());
  const Table table = read_table(rates);
  refuse_strays(table, named.names);
  AreaRain rain;
  rain.areas = named.names.size();
  std::vector<Series> series;
  Problems problems;
  for (const std::string& name : named.names) try {
      series.push_back(series_of(table, name, mm_per_h, true, 0, scenario));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  if (series.empty()) refuse({zones.string()}, "no zone (rain by zones needs one at least)");
  rain.time_s = series[0].time_s;
  for (std::size_t step = 0; step < rain.time_s.size(); ++step)
    for (const Series& one : series) rain.rate_m_s.push_back(static_cast<float>(one.value[step]));
  for (const int feature : zone_of_points(features, cells.x(), cells.y()))
    rain.area_of_cell.push_back(feature < 0 ? -1
                                            : named.of_feature[static_cast<std::size_t>(feature)]);
  rain.what = "in no zone of rain";
  return rain;
}

}  // namespace sandtable::inundation
