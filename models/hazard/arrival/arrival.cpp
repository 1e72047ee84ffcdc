// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/arrival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "sim/core/error.hpp"

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

/// Every place in a cell without a value. Places are homes: told to the kilometre only.
void refuse_missing(const Arrival& model) {
  Problems problems;
  for (const Arrival::Reached& part : *model.reached)
    for (std::size_t fire = 0; fire < part.by_fire.size(); ++fire) {
      const std::vector<std::size_t>& missing = part.by_fire[fire].missing;
      if (missing.empty()) continue;
      std::string first;
      for (std::size_t i = 0; i < std::min<std::size_t>(3, missing.size()); ++i)
        first +=
            fmt::format("{}({:.0f}, {:.0f}) km", i > 0 ? ", " : "",
                        part.support->x()[missing[i]] / 1000, part.support->y()[missing[i]] / 1000);
      problems.add({(*model.fires)[fire].raster->raster().file},
                   fmt::format("no value at {} of {} {} (the first near {}): fill the gaps, or say "
                               "missing = \"never\" if the fire never comes there",
                               missing.size(), part.support->size(), part.support->name(), first));
    }
  problems.raise();
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
  if (has_intensity) list.out(intensity);
}

void Arrival::prepare() {
  const int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  auto made = std::make_shared<std::vector<Reached>>();
  for (const SupportRef& support :
       places({&arrival_time.on, &fire_seen_time.on, &embers_seen_time.on, &smoke_seen_time.on,
               &closest_distance.on, &intensity.on})) {
    arrival::Wanted wanted;
    wanted.arrival = asked(arrival_time.on, support);
    wanted.closest = asked(closest_distance.on, support);
    wanted.intensity = asked(intensity.on, support);
    if (asked(fire_seen_time.on, support)) wanted.within_m.push_back(params.fire_seen_m);
    if (asked(embers_seen_time.on, support)) wanted.within_m.push_back(params.embers_seen_m);
    if (asked(smoke_seen_time.on, support)) wanted.within_m.push_back(params.smoke_seen_m);
    made->push_back({support, arrival::reach(*fires, support->x(), support->y(), wanted, threads)});
  }
  reached = std::move(made);
  if (params.missing == arrival::Missing::refuse) refuse_missing(*this);
}

std::vector<std::string> Arrival::warnings() const {
  std::vector<std::string> list;
  for (const Reached& part : *reached)
    for (std::size_t fire = 0; fire < part.by_fire.size(); ++fire)
      if (const std::size_t outside = part.by_fire[fire].outside.size(); outside > 0)
        list.push_back(
            fmt::format("{} of {} {} lie outside the raster of {}: it never reaches them there.",
                        outside, part.support->size(), part.support->name(), (*fires)[fire].name));
  return list;
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
  for (const AskedPlace& place : intensity.on) {
    const std::vector<double>& here = find(*reached, place.support, params.alternative).intensity;
    context.write(place, std::vector<float>(here.begin(), here.end()));
  }
  context.write_scalar(ignition_time, params.ignition);
  if (Events* events = context.events())
    events->add(params.ignition, 0, static_cast<std::int32_t>(params.alternative));
  return {};
}

Meaning Arrival::expand(const Event&) const {
  return {"ignites", nullptr, {}, {{"ignition", nullptr, -1, 1}}};
}

}  // namespace sandtable::models
