// SPDX-License-Identifier: Apache-2.0
#include "sim/results/maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "sim/results/cf.hpp"

namespace sandtable {

namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

void describe(const hdf5::Dataset& dataset, const std::string& long_name,
              const std::string& unit = "") {
  dataset.attribute("long_name", long_name);
  dataset.attribute("units", unit);
}

/// The group of one process while it is made: its axes.
struct ProcessGroup {
  hdf5::Group group;
  hdf5::Dataset draw, time;
  std::map<std::size_t, hdf5::Dataset> supports;  ///< by index into RunInfo::map_supports
};

hdf5::Dataset make_time(const hdf5::Group& group, const MapInfo& map, const RunInfo& info) {
  std::vector<double> minutes;
  for (double at_s = 0; at_s <= info.duration_s; at_s += map.every_s)
    minutes.push_back(at_s / 60.0);
  hdf5::Dataset time = group.axis<double>("time", minutes);
  describe(time, "time of the scenario", cf_time("minutes", info.start));
  time.attribute("standard_name", "time");
  time.attribute("calendar", "standard");
  return time;
}

ProcessGroup make_group(const hdf5::Group& maps, const MapInfo& map, const RunInfo& info,
                        std::span<const std::int64_t> numbers) {
  hdf5::Group group = maps.create_group(map.process);
  const auto kept = static_cast<std::size_t>(
      std::ranges::count_if(numbers, [&](std::int64_t number) { return number < map.draws; }));
  hdf5::Dataset draw = group.axis<std::int64_t>("map_draw", numbers.first(kept));
  describe(draw, "number of the draw: one of which maps are kept", "1");
  hdf5::Dataset time = make_time(group, map, info);
  return {std::move(group), std::move(draw), std::move(time), {}};
}

void put_coordinate(const hdf5::Group& group, const hdf5::Dataset& axis, const std::string& suffix,
                    const std::vector<double>& values, const std::string& crs) {
  constexpr std::array<std::array<const char*, 4>, 4> kWords = {{
      {"_x", "x in the CRS", "m", ""},
      {"_y", "y in the CRS", "m", ""},
      {"_lon", "longitude (WGS 84)", "degrees_east", "longitude"},
      {"_lat", "latitude (WGS 84)", "degrees_north", "latitude"},
  }};
  if (values.empty()) return;
  const auto words = std::ranges::find_if(kWords, [&](const auto& w) { return suffix == w[0]; });
  const hdf5::Dataset made = group.create<double>(axis.name() + suffix, {&axis});
  describe(made, (*words)[1], (*words)[2]);
  made.attribute("standard_name", std::string((*words)[3]));
  made.attribute("crs", crs);
  made.write(std::span(values));
}

hdf5::Dataset make_support(const hdf5::Group& group, const MapSupport& support) {
  hdf5::Dataset axis = group.text_axis(support.name, support.ids);
  describe(axis, "external id of the " + support.name);
  put_coordinate(group, axis, "_x", support.x, support.crs);
  put_coordinate(group, axis, "_y", support.y, support.crs);
  put_coordinate(group, axis, "_lon", support.lon, "");
  put_coordinate(group, axis, "_lat", support.lat, "");
  return axis;
}

std::string coordinates_of(const MapSupport& support) {
  std::string text;
  if (!support.x.empty()) text += fmt::format("{0}_x {0}_y", support.name);
  if (!support.lon.empty()) text += fmt::format(" {0}_lon {0}_lat", support.name);
  return text;
}

hdf5::Dataset make_map(const ProcessGroup& made, const MapInfo& map, const MapSupport& support,
                       const hdf5::Dataset& policy) {
  hdf5::Dataset values = made.group.create<float>(
      map.name, {&made.draw, &policy, &made.time, &made.supports.at(map.support)});
  values.attribute("_FillValue", kMissing);
  describe(values, is_counted(map.unit) ? fmt::format("{} ({})", map.field, map.unit) : map.field,
           cf_unit(map.unit));
  values.attribute("sandtable_unit", map.unit);
  values.attribute("coordinates", coordinates_of(support));
  return values;
}

}  // namespace

MapLayout::MapLayout(const hdf5::Group& root, const RunInfo& info,
                     std::span<const std::int64_t> numbers, const hdf5::Dataset& policy) {
  const hdf5::Group group = root.create_group("maps");
  std::map<std::string, ProcessGroup> groups;
  for (const MapInfo& map : info.maps) {
    auto at = groups.find(map.process);
    if (at == groups.end())
      at = groups.emplace(map.process, make_group(group, map, info, numbers)).first;
    ProcessGroup& made = at->second;
    const MapSupport& support = info.map_supports[map.support];
    if (!made.supports.contains(map.support))
      made.supports.emplace(map.support, make_support(made.group, support));
    const std::size_t times = made.time.shape()[0];
    maps_.push_back({map.draws, times * support.ids.size(), make_map(made, map, support, policy)});
  }
}

void MapLayout::put(std::size_t row, std::span<const DrawRecord> draws) const {
  for (std::size_t m = 0; m < maps_.size(); ++m)
    for (std::size_t d = 0; d < draws.size() && draws[d].number < maps_[m].draws; ++d) {
      std::vector<float> values;
      for (const BranchRecord& branch : draws[d].branches)
        if (branch.done)
          values.insert(values.end(), branch.maps.at(m).begin(), branch.maps.at(m).end());
        else
          values.insert(values.end(), maps_[m].length, kMissing);
      maps_[m].values.write_rows(row + d, std::span<const float>(values));
    }
}

void read_maps(const hdf5::Group& root, const RunInfo& info, std::vector<DrawRecord>& draws) {
  for (DrawRecord& draw : draws)
    for (BranchRecord& branch : draw.branches) branch.maps.resize(info.maps.size());
  for (std::size_t m = 0; m < info.maps.size(); ++m) {
    const hdf5::Dataset dataset =
        root.open_group("maps").open_group(info.maps[m].process).open(info.maps[m].name);
    const std::vector<std::uint64_t> shape = dataset.shape();
    const auto values = dataset.read<float>();
    const auto length = static_cast<std::ptrdiff_t>(shape[2] * shape[3]);
    auto at = values.begin();
    for (std::size_t d = 0; d < shape[0]; ++d)
      for (BranchRecord& branch : draws[d].branches) {
        branch.maps[m].assign(at, at + length);
        at += length;
      }
  }
}

}  // namespace sandtable
