// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/new/write.hpp"
#include "sim/core/error.hpp"

namespace sandtable::cli {
namespace {

/// A key and its value as TOML has it.
using Values = std::vector<std::pair<std::string, std::string>>;

const Model& model_of(const std::vector<Model>& models, const std::string& name) {
  const auto found = std::ranges::find(models, name, &Model::name);
  if (found == models.end())
    fail("this program has no model " + name + ", which a new scenario is made of");
  return *found;
}

/// A default as TOML writes it.
std::string toml_value(const ParameterSpec& spec) {
  const bool bare = spec.type == ParameterType::boolean || spec.type == ParameterType::integer ||
                    (spec.type == ParameterType::number &&
                     spec.fallback.find_first_not_of("0123456789.+-e") == std::string::npos);
  return bare ? spec.fallback : quoted(spec.fallback);
}

/// A process: what is set, then in comments every default that stands.
std::string process_text(const std::string& name, const Model& model, const Values& set) {
  std::string text = fmt::format("[{}]\nmodel = \"{}\"\n", name, model.name), rest;
  for (const auto& [key, value] : set) text += fmt::format("{} = {}\n", key, value);
  for (const ParameterSpec& spec : model.parameters) {
    if (std::ranges::find(set, spec.name, &Values::value_type::first) != set.end()) continue;
    if (spec.fallback.empty())
      rest += fmt::format("# {} = ...   # left out: {}\n", spec.name, spec.sentence);
    else
      rest += fmt::format("# {} = {}   # {} ({})\n", spec.name, toml_value(spec), spec.sentence,
                          spec.source);
  }
  if (!rest.empty())
    text += "# Not set, with the default that stands and where it is from:\n" + rest;
  return text + '\n';
}

std::string frame_text(const Place& place, const Made& made, const std::string& start) {
  std::string warnings;
  for (const std::string& warning : placeholders_of(place, made))
    warnings += "  " + quoted(warning) + ",\n";
  return fmt::format(
      R"(# {0}: made by `sandtable new`. README.md says what was brought and what is a placeholder.
[scenario]
title = {1}
description = {2}
start = {3}     # placeholder: date, hour and time zone
duration = "12 h"
tick = "1 min"
seed = 1
draws = 20
# These stand in every result. Delete one when what it says is no longer so.
warnings = [
{4}]

# What is asked, before the answer is shown: write down your own question.
[question]
decision = "Which message plan should be kept ready?"
baseline = "nobody-warned"
main_outcome = "exposed_at_home"
matters = "5 people"
acceptable = "exposed_at_home <= 1 % of the people in 90 % of draws"

)",
      place.name, quoted(place.title),
      quoted(fmt::format("{} people, {} road links and the ground of {}; the water "
                         "and the plans are placeholders.",
                         people_in(place.homes.list), place.roads.links(), place.title)),
      start, warnings);
}

constexpr const char* plans = R"toml([uncertain]     # placeholders, all of them
"flood.storm_depth" = { uniform = ["60 mm", "180 mm"] }
"flood.roughness_factor" = { uniform = [0.8, 1.3] }
"people.compliance" = { triangular = [0.5, 0.75, 0.95] }

[policies.nobody-warned]
label = "Nobody is warned"
[policies.everyone-at-once]
label = "Everyone at once, two hours after the start"
orders = "policies/everyone-at-once.csv"
[policies.lowest-first]
label = "Zone by zone, the lowest ground first, half an hour apart"
orders = "policies/lowest-first.csv"

[outcomes]
exposed_at_home = { field = "people.exposed_at_home", last = true, by = "zone", better = "lower", unit = "people", label = "people in a home under half a metre of water or more" }
high_hazard = { field = "harm.in_high_hazard", last = true, better = "lower", unit = "people", label = "people at home in high hazard (depth and speed)" }
exposed_on_road = { field = "people.exposed_on_road", last = true, better = "lower", unit = "people", label = "people whom the water meets on the road" }
out = { field = "people.out", last = true, series = true, unit = "people", label = "people who have come to an exit" }
moved = { field = "people.moved", last = true, unit = "people", label = "people moved" }
queue_hours = { field = "traffic.queued", integral = true, better = "lower", unit = "vehicles h", label = "vehicle-hours in queues" }
closed_hours = { field = "roads.flooded", integral = true, better = "lower", unit = "h", label = "hours of closed road, summed over its sections" }
flooded_area = { field = "flood.flooded_area", max = true, series = true, unit = "km2", label = "area deeper than 0.1 m" }
flood_balance = { field = "flood.mass_error", max = true, unit = "1", label = "water that the computation made or lost, as a share" }
)toml";

constexpr const char* outcomes_of_buildings =
    R"(buildings_flooded = { field = "buildings.flooded", last = true, better = "lower", unit = "buildings", label = "buildings flooded" }
damage = { field = "buildings.damage", last = true, better = "lower", unit = "EUR", label = "damage to buildings, prices of 2010" }
)";

constexpr const char* maps = R"(
[maps]
depth = { field = "flood.depth", every = "60 min", draws = 1 }
peak = { field = "flood.peak_depth", every = "60 min", draws = 1 }
closed = { field = "roads.closed", every = "30 min", draws = 4 }
)";

}  // namespace

std::string quoted(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  }
  return made + '"';
}

std::string scenario_text(const Place& place, const Made& made, const std::string& start,
                          const std::vector<Model>& models) {
  const std::string crs = quoted(place.crs);
  std::string text = frame_text(place, made, start);
  text +=
      "# Placeholder: a storm over the whole place, and no river. Bring inflows, levees, tides.\n";
  text += process_text("flood", model_of(models, "hazard/inundation"),
                       {{"elevation", "\"data/terrain.tif\""},
                        {"crs", crs},
                        {"edges", "\"data/edges.csv\""},
                        {"storm", "\"triangular\""},
                        {"storm_start", "\"60 min\""},
                        {"storm_duration", "\"3 h\""},
                        {"storm_depth", "\"120 mm\""}});
  text += process_text("roads", model_of(models, "network/roads"),
                       {{"hazard", "\"flood\""},
                        {"network", "\"data/roads\""},
                        {"crs", crs},
                        {"point_spacing", "\"25 m\""}});
  text += process_text("people", model_of(models, "response/residents"),
                       {{"hazard", "\"flood\""},
                        {"population", "\"data/people.csv\""},
                        {"zones", quoted(zones_name(place))},
                        {"zone_column", quoted(place.zones.empty() ? "zone" : place.zone_column)},
                        {"destinations", "\"data/exits.csv\""},
                        {"crs", crs}});
  text += process_text("traffic", model_of(models, "response/traffic"),
                       {{"destination_radius", "\"100 m\""}});
  text += process_text("danger", model_of(models, "impact/danger"), {{"hazard", "\"flood\""}});
  text += process_text("harm", model_of(models, "impact/people"), {});
  if (!place.buildings.empty())
    text += process_text(
        "buildings", model_of(models, "impact/buildings"),
        {{"hazard", "\"flood\""}, {"buildings", "\"data/buildings.geojson\""}, {"crs", crs}});
  return text + plans + (place.buildings.empty() ? "" : outcomes_of_buildings) + maps;
}

std::vector<std::string> placeholders_of(const Place& place, const Made& made) {
  std::vector<std::string> list{
      "Placeholder: the water. A storm of 60 to 180 mm in 3 h falls on the whole place, nothing "
      "soaks "
      "in, no river flows, and water leaves at every edge; nobody chose that storm for this "
      "place."};
  const std::string many = fmt::format("{} people", people_in(place.homes.list));
  const std::string how_many =
      place.people_said ? "their number was given by hand" : "nobody counted them";
  if (place.people_from == PeopleFrom::buildings)
    list.push_back(fmt::format("Placeholder: {} live in the buildings by floor area; {}{}.", many,
                               how_many, place.people_said ? "" : " (35 m2 of floor a person)"));
  if (place.people_from == PeopleFrom::roads)
    list.push_back(
        fmt::format("Placeholder: {} live evenly along the smaller roads; {}.", many, how_many));
  list.push_back("Placeholder: households of two and three, and who follows a message.");
  list.push_back(
      fmt::format("Placeholder: where people go ({} exits at the edge of the roads), {}the message "
                  "plans, and the "
                  "hour of the day.",
                  made.exits.size(), place.zones.empty() ? "the zones (a grid), " : ""));
  for (const Brought& file : place.brought)
    if (file.licence.starts_with("not said"))
      list.push_back(
          fmt::format("The licence and publisher of {} ({}) are not said: fill them in "
                      "in datasets.toml.",
                      file.file.filename().string(), file.what));
  return list;
}

}  // namespace sandtable::cli
