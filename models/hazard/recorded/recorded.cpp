// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/recorded/recorded.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sandtable::models {

namespace {

using recorded::Moment;
using recorded::value_at;

constexpr float flooded_m = 0.1F;

}  // namespace

void Recorded::ports(PortList& list) {
  depth.spec.support = peak_depth.spec.support = records->cells;
  flooded_area.spec.support = scalar_support("flood");
  list.out(water_depth);
  list.out(flow_speed);
  list.out(depth);
  list.out(peak_depth);
  list.out(flooded_area);
}

void Recorded::prepare() {
  auto made = std::make_shared<std::vector<Sampled>>();
  for (const std::vector<AskedPlace>* output : {&water_depth.on, &flow_speed.on})
    for (const auto& [support, slot] : *output) {
      if (std::ranges::find(*made, support, &Sampled::support) != made->end()) continue;
      Sampled& one = made->emplace_back(support);
      for (std::size_t i = 0; i < support->size(); ++i) {
        const auto cell = records->places.holding({support->x()[i], support->y()[i]});
        one.cell.push_back(cell ? static_cast<std::int64_t>(*cell) : -1);
      }
    }
  sampled = std::move(made);
}

std::vector<std::string> Recorded::warnings() const {
  std::vector<std::string> list;
  for (const Sampled& one : *sampled)
    if (const auto outside = std::ranges::count(one.cell, -1); outside > 0)
      list.push_back(
          fmt::format("{} of {} {} lie outside the maps: water never reaches them there.", outside,
                      one.cell.size(), one.support->name()));
  if (flow_speed.on.empty()) return list;
  for (const recorded::FloodMaps& one : records->floods)
    if (one.speed_m_s.empty())
      list.push_back(
          fmt::format("{} says no speeds: they count as 0, and what rests on depth times "
                      "speed is too low.",
                      one.name));
  return list;
}

const recorded::FloodMaps& Recorded::flood() const {
  return records->floods[static_cast<std::size_t>(params.alternative)];
}

Recorded::State Recorded::begin(Context& context) const {
  State state;
  state.peak.assign(records->area_m2.size(), 0.0F);
  state.now =
      recorded::moment_at(flood().time_s, (context.end() - params.delay).seconds(), params.between);
  write_places(state, context);
  write_cells(state, context);
  return state;
}

void Recorded::step(State& state, Context& context) const {
  const std::vector<double>& times = flood().time_s;
  const Moment now =
      recorded::moment_at(times, (context.end() - params.delay).seconds(), params.between);
  if (now != state.now) {
    state.now = now;
    write_places(state, context);
  }
  const std::int64_t every = params.map_every.count;
  const bool is_time = context.end().count / every != context.begin().count / every;
  if (is_time && state.mapped != now) write_cells(state, context);
  const bool is_over = now.map + 1 == static_cast<std::int64_t>(times.size());
  if (is_over && state.mapped == now) state.due = Tick::never();
}

void Recorded::write_places(const State& state, Context& context) const {
  const auto write = [&](const AskedPlace& asked, const std::vector<std::vector<float>>& maps,
                         float factor) {
    const std::vector<std::int64_t>& cells =
        std::ranges::find(*sampled, asked.support, &Sampled::support)->cell;
    std::vector<float> there(cells.size(), 0.0F);
    for (std::size_t i = 0; i < cells.size() && !maps.empty(); ++i)
      if (cells[i] >= 0)
        there[i] = factor * value_at(maps, state.now, static_cast<std::size_t>(cells[i]));
    context.write(asked, std::move(there));
  };
  for (const AskedPlace& asked : water_depth.on)
    write(asked, flood().depth_m, static_cast<float>(params.depth_factor));
  for (const AskedPlace& asked : flow_speed.on) write(asked, flood().speed_m_s, 1.0F);
}

/// Between two maps depth is greatest at one of them or now, so that the peak misses nothing.
void Recorded::write_cells(State& state, Context& context) const {
  const std::vector<std::vector<float>>& maps = flood().depth_m;
  const auto factor = static_cast<float>(params.depth_factor);
  for (std::int64_t map = state.mapped.map + 1; map <= state.now.map; ++map)
    for (std::size_t cell = 0; cell < state.peak.size(); ++cell)
      state.peak[cell] = std::max(state.peak[cell], maps[static_cast<std::size_t>(map)][cell]);
  std::vector<float> now(state.peak.size()), most(state.peak.size());
  double area = 0;
  for (std::size_t cell = 0; cell < now.size(); ++cell) {
    const float unscaled = value_at(maps, state.now, cell);
    state.peak[cell] = std::max(state.peak[cell], unscaled);
    now[cell] = factor * unscaled;
    most[cell] = factor * state.peak[cell];
    if (now[cell] > flooded_m) area += records->area_m2[cell];
  }
  state.mapped = state.now;
  context.write(depth, std::move(now));
  context.write(peak_depth, std::move(most));
  context.write_scalar(flooded_area, area);
}

}  // namespace sandtable::models
