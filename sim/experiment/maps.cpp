// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/maps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace sandtable {

namespace {

std::string process_of(const std::string& field) {
  return field.substr(0, field.find('.'));
}

/// An axis of netCDF: letters, digits and underscores.
std::string axis_name(std::string name) {
  std::ranges::replace(name, ' ', '_');
  return name;
}

/// Why nothing on this support may stand on a map; "" if it may.
std::string refusal(const Support& support) {
  switch (support.kind()) {
    case SupportKind::people:
      return "of each person (no results file may show where a person lives or is): keep an "
             "outcome "
             "with by = \"zone\" instead";
    case SupportKind::places:
      return "of places, homes among them (no results file may show where a person lives or is): "
             "keep an outcome with by = \"zone\" instead";
    case SupportKind::scalar:
      return "of all together (a map has many places): keep an outcome with series = true instead";
    default:
      return "";
  }
}

std::vector<std::string> known_fields(const System& system) {
  std::vector<std::string> known;
  for (const FieldInfo& field : system.fields)
    if (refusal(*field.support).empty()) known.push_back(field.name);
  return known;
}

std::size_t support_index(const Support& support, RunInfo& info) {
  const std::string name = axis_name(support.name());
  const auto found = std::ranges::find(info.map_supports, name, &MapSupport::name);
  const auto index = static_cast<std::size_t>(found - info.map_supports.begin());
  if (found == info.map_supports.end())
    info.map_supports.push_back(
        {name, support.ids(), support.crs(), support.x(), support.y(), {}, {}});
  return index;
}

/// One group of the file has one axis of times and one of draws.
void check_alike(const MapSpec& map, const MapInfo& made, const RunInfo& info, Problems& problems) {
  for (const MapInfo& other : info.maps)
    if (other.process == made.process &&
        (other.every_s != made.every_s || other.draws != made.draws))
      problems.add(map.where, fmt::format("map '{}' differs from '{}' in every or draws (maps of "
                                          "one process are kept at the same times and draws)",
                                          map.name, other.name));
}

void check_free(const MapSpec& map, const std::string& axis, Problems& problems) {
  const std::vector<std::string> taken = {"time",      "map_draw",    axis,
                                          "draw",      "policy",      axis + "_x",
                                          axis + "_y", axis + "_lon", axis + "_lat"};
  if (std::ranges::find(taken, map.name) != taken.end())
    problems.add(map.where, fmt::format("the map '{}' cannot be written (the results file keeps "
                                        "the name for an axis): rename it",
                                        map.name));
}

}  // namespace

void bind_maps(const Scenario& scenario, const System& system, std::vector<MapPlan>& plans,
               RunInfo& info, Problems& problems) {
  for (const MapSpec& map : scenario.maps) {
    const std::size_t index = system.field(map.field);
    if (index == unbound) {
      if (!map.field.empty())
        problems.add(map.where, fmt::format("map '{}': unknown field '{}':{}", map.name, map.field,
                                            suggestion(map.field, known_fields(system))));
      continue;
    }
    const FieldInfo& field = system.fields[index];
    if (const std::string why = refusal(*field.support); !why.empty()) {
      problems.add(map.where, fmt::format("map '{}': '{}' is told {}", map.name, map.field, why));
      continue;
    }
    const bool is_time = field.unit == "tick";
    MapInfo made{map.name,
                 process_of(map.field),
                 map.field,
                 is_time ? "s" : field.unit,
                 map.every.seconds(),
                 map.draws,
                 support_index(*field.support, info)};
    check_alike(map, made, info, problems);
    check_free(map, info.map_supports[made.support].name, problems);
    plans.push_back({index, is_time, map.every, map.draws});
    info.maps.push_back(std::move(made));
  }
}

MapKeeper::MapKeeper(std::span<const MapPlan> plans, std::int64_t draw, std::size_t branches)
    : plans_(plans), draw_(draw), kept_(branches) {
  for (auto& branch : kept_) branch.resize(plans.size());
}

void MapKeeper::observe(Tick now, std::size_t branch, const BranchView& view) {
  for (std::size_t m = 0; m < plans_.size(); ++m) {
    const MapPlan& plan = plans_[m];
    if (draw_ >= plan.draws || now.count % plan.every.count != 0) continue;
    std::vector<float>& kept = kept_[branch][m];
    const Version& field = view.field(plan.field);
    for (std::size_t i = 0; i < field.size(); ++i) {
      const double value = field.number(i);
      if (!plan.is_time)
        kept.push_back(static_cast<float>(value));
      else
        kept.push_back(value >= static_cast<double>(Tick::never().count)
                           ? std::numeric_limits<float>::quiet_NaN()
                           : static_cast<float>(value / Tick::per_second));
    }
  }
}

void MapKeeper::hand_over(std::span<BranchRecord> records) {
  for (std::size_t b = 0; b < records.size(); ++b) records[b].maps = std::move(kept_[b]);
}

}  // namespace sandtable
