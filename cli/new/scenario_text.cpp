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
draws = 40
# These stand in every result. Delete one when what it says is no longer so.
warnings = [
{4}]

# What is asked, before the answer is shown: write down your own question.
[question]
decision = "Which message plan should be kept ready?"
baseline = "nobody-warned"
main_outcome = "exposed"
matters = "5 people"
acceptable = "exposed <= 1 % of the people in 90 % of draws"

)",
      place.name, quoted(place.title),
      quoted(fmt::format("{} people, {} road links and the ground of {}; the water "
                         "and the plans are placeholders.",
                         people_in(place.homes.list), place.roads.links(), place.title)),
      start, warnings);
}

constexpr const char* plans_and_outcomes = R"([uncertain]     # placeholders, all of them
"water.ignition" = { uniform = ["-30 min", "30 min"] }
"water.rate" = { triangular = [0.7, 1.0, 1.4] }
"people.message_reach" = { triangular = [0.7, 0.9, 1.0] }

[policies.nobody-warned]
label = "Nobody is warned"
[policies.everyone-at-once]
label = "Everyone at once, two hours after the start"
orders = "policies/everyone-at-once.csv"
[policies.lowest-first]
label = "Sector by sector, the lowest ground first, half an hour apart"
orders = "policies/lowest-first.csv"

[outcomes]
exposed = { field = "people.exposed", last = true, by = "zone", better = "lower", unit = "people", label = "leavers whom the water reaches" }
stayers_overtaken = { field = "people.stayers_overtaken", last = true, by = "zone", unit = "people", label = "those who stay, overtaken" }
moved = { field = "people.moved", last = true, unit = "people", label = "people moved" }
moved_unthreatened = { field = "people.moved_unthreatened", last = true, better = "lower", unit = "people", label = "moved though never threatened" }
share_out = { field = "people.out", last = true, mean = true, of = ["threatened", "leaver"], better = "higher", unit = "1", series = true, label = "share of threatened leavers out at the end" }
queue_hours = { field = "traffic.queued", integral = true, better = "lower", unit = "vehicles h", series = true, label = "vehicle-hours in queues" }

[maps]
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
      "# Placeholder: water that rises evenly over the lowest ground. The terrain for a computed\n"
      "# flood is data/terrain.tif.\n";
  text += process_text("water", model_of(models, "hazard/arrival"),
                       {{"file", "\"data/rising-water.tif\""},
                        {"shape", "\"raster\""},
                        {"missing", "\"never\""},
                        {"crs", crs},
                        {"ignition", "\"60 min\""},
                        {"fire_seen", "\"50 m\""},
                        {"embers_seen", "\"50 m\""},
                        {"smoke_seen", "\"50 m\""}});
  text += process_text("roads", model_of(models, "network/roads"),
                       {{"hazard", "\"water\""},
                        {"network", "\"data/roads\""},
                        {"crs", crs},
                        {"point_spacing", "\"25 m\""}});
  text += process_text("people", model_of(models, "response/people"),
                       {{"hazard", "\"water\""},
                        {"population", "\"data/population.xml.gz\""},
                        {"zones", quoted(zones_name(place))},
                        {"zone_column", quoted(place.zones.empty() ? "zone" : place.zone_column)},
                        {"destinations", "\"data/exits.csv\""},
                        {"crs", crs},
                        {"threat_distance", "\"0 m\""}});
  text += process_text("traffic", model_of(models, "response/traffic"),
                       {{"hazard", "\"water\""}, {"destination_radius", "\"100 m\""}});
  return text + plans_and_outcomes;
}

std::vector<std::string> placeholders_of(const Place& place, const Made& made) {
  std::vector<std::string> list{fmt::format(
      "Placeholder: the water. It rises evenly from {:.0f} to {:.0f} m above sea level in {:g} h, "
      "wherever the ground is that low; nobody computed it, and no result says anything of a real "
      "flood.",
      made.water.from_m, made.water.to_m, made.water.hours)};
  const std::string many = fmt::format("{} people", people_in(place.homes.list));
  const std::string how_many =
      place.people_said ? "their number was given by hand" : "nobody counted them";
  if (place.people_from == PeopleFrom::buildings)
    list.push_back(fmt::format("Placeholder: {} live in the buildings by floor area; {}{}.", many,
                               how_many, place.people_said ? "" : " (35 m2 of floor a person)"));
  if (place.people_from == PeopleFrom::roads)
    list.push_back(
        fmt::format("Placeholder: {} live evenly along the smaller roads; {}.", many, how_many));
  list.push_back(
      "Placeholder: households, who reacts to which message, and how long they take to leave.");
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
