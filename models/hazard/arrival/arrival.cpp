// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/arrival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <thread>

#include "sim/geo/table.hpp"
#include "sim/scenario/dataset.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

using arrival::Reach;

/// Supports on which any of the outputs is read, each once.
std::vector<SupportRef> places(std::initializer_list<const std::vector<AskedPlace>*> outputs) {
  std::vector<SupportRef> list;
  for (const auto* output : outputs)
    for (const AskedPlace& place : *output)
      if (std::ranges::find(list, place.support) == list.end()) list.push_back(place.support);
  return list;
}

bool asked(const std::vector<AskedPlace>& output, const SupportRef& support) {
  return std::ranges::find(output, support, &AskedPlace::support) != output.end();
}

const Reach& find(const std::vector<Arrival::Reached>& reached, const SupportRef& support,
                  std::int64_t fire) {
  return std::ranges::find(reached, support, &Arrival::Reached::support)
      ->by_fire[static_cast<std::size_t>(fire)];
}

arrival::FireColumns columns(const Arrival::Params& params) {
  arrival::FireColumns columns;
  columns.time = params.time_column;
  columns.unit = params.time_unit;
  columns.ignition = params.file_ignition;
  columns.age = params.age_column;
  columns.front_step_s = params.front_step.seconds();
  columns.shape = params.shape;
  return columns;
}

ParameterList<Arrival::Params> parameters() {
  using P = Arrival::Params;
  ParameterList<P> list;
  list.file({.name = "alternatives",
             .optional = true,
             .sentence = "CSV of possible fires: name, file, weight"},
            &P::alternatives)
      .file({.name = "file", .optional = true, .sentence = "the only fire, if there is one"},
            &P::file)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS in which the scenario lives, in metres: EPSG:28355"},
            &P::crs)
      .text({.name = "declared_crs",
             .optional = true,
             .at_load = true,
             .sentence = "CRS of files that name none"},
            &P::declared_crs)
      .text({.name = "time_column",
             .fallback = "minutes",
             .source = "convention",
             .at_load = true,
             .sentence = "column of the fire files that says when"},
            &P::time_column)
      .text({.name = "time_unit",
             .fallback = "min",
             .source = "convention",
             .at_load = true,
             .sentence = "s, min or h since ignition, or datetime"},
            &P::time_unit)
      .text({.name = "file_ignition",
             .optional = true,
             .at_load = true,
             .sentence = "with datetime: when the fire started, on the files' clock"},
            &P::file_ignition)
      .text({.name = "age_column",
             .optional = true,
             .at_load = true,
             .sentence =
                 "column with the minutes since a ring's own front started: tells spot fires"},
            &P::age_column)
      .duration({.name = "front_step",
                 .fallback = "0 s",
                 .source = "off",
                 .at_load = true,
                 .sentence = "rings at multiples of it are the main front, others spot fires"},
                &P::front_step)
      .choice({.name = "shape",
               .fallback = "rings",
               .source = "convention",
               .choices = {"rings", "cells"},
               .at_load = true,
               .sentence = "rings between which the fire spreads, or cells that burn whole"},
              &P::shape)
      .time({.name = "ignition", .sentence = "when the fire starts"}, &P::ignition)
      .number({.name = "rate",
               .fallback = "1",
               .source = "as computed",
               .minimum = 0.05,
               .maximum = 20,
               .sentence = "factor on the rate of spread"},
              &P::rate)
      .integer({.name = "alternative",
                .fallback = "0",
                .source = "drawn by weight",
                .minimum = 0,
                .sentence = "which of the possible fires; drawn by weight"},
               &P::alternative)
      .number({.name = "fire_seen",
               .unit = "m",
               .fallback = "1 km",
               .source = "EES, agents of the bushfire evacuation model",
               .minimum = 1,
               .at_load = true,
               .sentence = "distance at which flames are seen"},
              &P::fire_seen_m)
      .number({.name = "embers_seen",
               .unit = "m",
               .fallback = "5 km",
               .source = "EES, agents of the bushfire evacuation model",
               .minimum = 1,
               .at_load = true,
               .sentence = "distance at which embers are seen"},
              &P::embers_seen_m)
      .number({.name = "smoke_seen",
               .unit = "m",
               .fallback = "20 km",
               .source = "placeholder: no source",
               .minimum = 1,
               .at_load = true,
               .sentence = "distance at which smoke is seen"},
              &P::smoke_seen_m);
  return list;
}

Arrival load(Loader& loader, const Arrival::Params& params) {
  Arrival model;
  std::vector<arrival::Fire> fires;
  std::vector<std::string> names;
  std::vector<double> weights;
  if (params.alternatives.empty() == params.file.empty())
    refuse(loader.table.where,
           fmt::format("'{}' has {} (give alternatives or file)", loader.process,
                       params.file.empty() ? "no fire" : "two kinds of fires"));
  if (!params.file.empty()) {
    fires.push_back(
        arrival::read_fire(params.file, params.crs, columns(params), params.declared_crs));
    loader.warn("A single fire: this ranks plans for this fire, not for a season.");
    names = {std::filesystem::path(params.file).stem()};
    weights = {1};
  } else {
    const Table table = read_table(params.alternatives);
    const std::size_t name = table.required("name"), file = table.required("file"),
                      weight = table.required("weight");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::filesystem::path path =
          find_data_file(loader.scenario, table.rows[row][file], table.where(row));
      fires.push_back(arrival::read_fire(path, params.crs, columns(params), params.declared_crs));
      names.push_back(table.rows[row][name]);
      weights.push_back(table.number(row, weight));
    }
    if (const std::string wrong = validate_weights(weights); !wrong.empty())
      refuse({table.file, 1, 0}, wrong);
  }
  loader.notes.push_back(fmt::format("{} possible fires", fires.size()));
  loader.alternatives("alternative", names, weights);
  model.fires = std::make_shared<const std::vector<arrival::Fire>>(std::move(fires));
  return model;
}

}  // namespace

void Arrival::ports(PortList& list) {
  ignition_time.spec.support = scalar_support("ignition");
  list.out(ignition_time);
  list.out(arrival_time);
  list.out(fire_seen_time);
  list.out(embers_seen_time);
  list.out(smoke_seen_time);
  list.out(closest_distance);
}

void Arrival::prepare() {
  const int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  auto made = std::make_shared<std::vector<Reached>>();
  for (const SupportRef& support :
       places({&arrival_time.on, &fire_seen_time.on, &embers_seen_time.on, &smoke_seen_time.on,
               &closest_distance.on})) {
    arrival::Wanted wanted;
    wanted.arrival = asked(arrival_time.on, support);
    wanted.closest = asked(closest_distance.on, support);
    if (asked(fire_seen_time.on, support)) wanted.within_m.push_back(params.fire_seen_m);
    if (asked(embers_seen_time.on, support)) wanted.within_m.push_back(params.embers_seen_m);
    if (asked(smoke_seen_time.on, support)) wanted.within_m.push_back(params.smoke_seen_m);
    made->push_back({support, arrival::reach(*fires, support->x(), support->y(), wanted, threads)});
  }
  reached = std::move(made);
}

Arrival::State Arrival::begin(Context& context) const {
  const auto at = [&](double seconds) {
    return std::isfinite(seconds) ? (params.ignition + from_seconds(seconds / params.rate)).count
                                  : Tick::never().count;
  };
  const auto write_times = [&](const std::vector<AskedPlace>& output, auto&& times_of) {
    for (const AskedPlace& place : output) {
      std::vector<std::int64_t> times;
      const std::vector<double>& seconds =
          times_of(place.support, find(*reached, place.support, params.alternative));
      times.reserve(seconds.size());
      for (const double s : seconds) times.push_back(at(s));
      context.write(place, std::move(times));
    }
  };
  const auto within = [&](std::size_t before) {
    return [this, before](const SupportRef& support, const Reach& r) -> const std::vector<double>& {
      std::size_t index = 0;
      if (before > 0 && asked(fire_seen_time.on, support)) ++index;
      if (before > 1 && asked(embers_seen_time.on, support)) ++index;
      return r.within_s[index];
    };
  };
  write_times(arrival_time.on, [](const SupportRef&, const Reach& r) -> const std::vector<double>& {
    return r.arrival_s;
  });
  write_times(fire_seen_time.on, within(0));
  write_times(embers_seen_time.on, within(1));
  write_times(smoke_seen_time.on, within(2));
  for (const AskedPlace& place : closest_distance.on) {
    const std::vector<double>& far = find(*reached, place.support, params.alternative).closest_m;
    context.write(place, std::vector<float>(far.begin(), far.end()));
  }
  context.write_scalar(ignition_time, params.ignition);
  if (Events* events = context.events())
    events->add(params.ignition, 0, static_cast<std::int32_t>(params.alternative));
  return {};
}

Meaning Arrival::expand(const Event&) const {
  return {"ignites", nullptr, {}, {{"ignition", nullptr, -1, 1}}};
}

Model hazard_arrival() {
  return describe<Arrival>("hazard/arrival", parameters(), {}, {}, load);
}

}  // namespace sandtable::models
