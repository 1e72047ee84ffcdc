// SPDX-License-Identifier: Apache-2.0
// What the process offers and takes, what it writes, and what its events mean.
#include <fmt/format.h>

#include <algorithm>

#include "models/hazard/inundation/froude.hpp"
#include "models/hazard/inundation/inundation.hpp"
#include "models/hazard/inundation/kernel/subgrid_tables.hpp"

namespace sandtable::models {

namespace {

constexpr float flooded_m = 0.1F;

/// How many cells are flooded; with subgrid tables each counts by its share that is.
double flooded_cells(const inundation::Grid& grid, const inundation::Water& water,
                     const std::vector<float>& depth) {
  double cells = 0;
  if (!grid.subgrid) {
    for (const float one : depth) cells += one > flooded_m ? 1 : 0;
    return cells;
  }
  for (std::int64_t k = 0; k < std::ssize(grid.inside); ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (grid.inside[at] == 0 || !(water.depth_m[at] > 0)) continue;
    const double level = inundation::subgrid_level(*grid.subgrid, k, water.depth_m[at]).level_m;
    cells += inundation::subgrid_depth(*grid.subgrid, k, level - double{flooded_m}).wet_share;
  }
  return cells;
}

}  // namespace

void Inundation::ports(PortList& list) {
  depth.spec.support = peak_depth.spec.support = fast.spec.support = plain->cells;
  stands.spec.support = plain->structure_names;
  runs.spec.support = plain->pump_names;
  breached.spec.support = scalar_support("breach");
  culvert_flow.spec.support = plain->culvert_names;
  froude.spec.support = fast_from.spec.support = scalar_support("fastest flow");
  flooded_area.spec.support = scalar_support("flood");
  mass_error.spec.support = scalar_support("flood balance");
  list.out(water_depth);
  list.out(flow_speed);
  list.out(depth);
  list.out(peak_depth);
  list.out(stands);
  list.out(runs);
  list.out(breached);
  list.out(flooded_area);
  list.out(mass_error);
  list.out(culvert_flow);
  list.out(froude);
  list.out(fast_from);
  list.out(fast);
  const auto movable = [plain = plain](const Action& action) -> std::string {
    const inundation::Structure& one = plain->structures[static_cast<std::size_t>(action.target)];
    if (one.kind != inundation::StructureKind::levee) return "";
    return fmt::format("'{}' is a levee (it is neither placed nor removed): name a barrier or gate",
                       one.name);
  };
  for (Lever* lever : {&place, &remove}) {
    lever->spec.target = plain->structure_names;
    lever->spec.problem = movable;
    list.lever(*lever);
  }
  for (Lever* lever : {&start, &stop}) {
    lever->spec.target = plain->pump_names;
    list.lever(*lever);
  }
}

/// Whether the flow has left the domain of the inertial equations.
void Inundation::look_at_speed(State& state, Context& context) const {
  const inundation::Fastest now =
      inundation::mark_fast(*state.grid, state.water, flooded_m, state.fast);
  if (now.froude <= state.froude) return;
  if (state.froude <= 1 && now.froude > 1) {
    state.fast_from = context.end().count;
    state.first_fast = now.cell;
    context.write_scalar(fast_from, context.end());
    if (Events* events = context.events())
      events->add(context.end(), outruns, static_cast<std::int32_t>(now.cell));
  }
  state.froude = now.froude;
  context.write_scalar(froude, now.froude);
}

std::vector<std::string> Inundation::notices(const State& state) const {
  if (state.first_fast < 0) return {};
  const auto first = static_cast<std::size_t>(state.first_fast);
  return {fmt::format(
      "the flow runs faster than its waves (a Froude number above 1, beyond the equations of "
      "scheme = \"inertial\"): try scheme = \"shallow-water\" [from {:.0f} min after the start on, "
      "at {:.0f}, {:.0f}; in {} cells; at most {:.2f}]",
      Tick{state.fast_from}.seconds() / 60, plain->cells->x()[first], plain->cells->y()[first],
      std::ranges::count(state.fast, std::uint8_t{1}), state.froude)};
}

/// The depth on the pixel of a place whose cell holds water.
float Inundation::depth_at(const State& state, const Sampled& places, std::size_t i) const {
  const std::int64_t cell = places.cell[i];
  const std::int64_t columns = plain->layout.columns;
  const std::int64_t k = state.grid->index(static_cast<std::int32_t>(cell % columns),
                                           static_cast<std::int32_t>(cell / columns));
  const double held = state.water.depth_m[static_cast<std::size_t>(k)];
  const double level = inundation::subgrid_level(*state.grid->subgrid, k, held).level_m;
  return std::max(0.0F, static_cast<float>(level - static_cast<double>(places.bed[i])));
}

void Inundation::write_places(const State& state, const std::vector<float>& depth_now,
                              Context& context) const {
  const auto write_each = [&](const std::vector<AskedPlace>& places, const auto& value) {
    for (const AskedPlace& asked : places) {
      const Sampled& on = *std::ranges::find(*sampled, asked.support, &Sampled::support);
      std::vector<float> there(on.cell.size(), 0.0F);
      for (std::size_t i = 0; i < on.cell.size(); ++i)
        if (on.cell[i] >= 0) there[i] = std::max(0.0F, value(on, i));
      context.write(asked, std::move(there));
    }
  };
  write_each(water_depth.on, [&](const Sampled& on, std::size_t i) {
    return on.bed.empty() ? depth_now[static_cast<std::size_t>(on.cell[i])]
                          : depth_at(state, on, i);
  });
  write_each(flow_speed.on, [&](const Sampled& on, std::size_t i) {
    if (!on.bed.empty() && !(depth_at(state, on, i) > 0)) return 0.0F;
    const std::int64_t cell = on.cell[i];
    const std::int64_t columns = plain->layout.columns;
    return inundation::speed_at(*state.grid, state.water,
                                state.grid->index(static_cast<std::int32_t>(cell % columns),
                                                  static_cast<std::int32_t>(cell / columns)));
  });
}

void Inundation::write(State& state, Context& context) const {
  std::vector<float> depth_now(plain->cells->size());
  inundation::depths(*state.grid, state.water, depth_now);
  for (std::size_t cell = 0; cell < depth_now.size(); ++cell)
    state.peak[cell] = std::max(state.peak[cell], depth_now[cell]);
  write_places(state, depth_now, context);
  context.write(stands, state.stands);
  context.write(runs, state.runs);
  const double seconds = std::max(1.0, (context.end() - context.begin()).seconds());
  std::vector<float> flow;
  for (const double m3 : state.culvert_m3) flow.push_back(static_cast<float>(m3 / seconds));
  context.write(culvert_flow, std::move(flow));
  const std::int64_t every = params.map_every.count;
  if (context.end() > Tick{} && context.end().count / every == context.begin().count / every)
    return;
  context.write_scalar(flooded_area, flooded_cells(*state.grid, state.water, depth_now) *
                                         plain->layout.cell_m * plain->layout.cell_m);
  context.write_scalar(mass_error, inundation::mass_error(*state.grid, state.water));
  context.write(depth, std::move(depth_now));
  context.write(peak_depth, state.peak);
  if (!state.fast.empty()) context.write(fast, state.fast);
}

Meaning Inundation::expand(const Event& event) const {
  const Support* const on = event.kind == started || event.kind == stopped ? plain->pump_names.get()
                            : event.kind == outruns                        ? plain->cells.get()
                                                    : plain->structure_names.get();
  switch (event.kind) {
    case placed:
      return {"is placed", on, {{"place", on, event.entity, 0}}, {{"stands", on, event.entity, 1}}};
    case removed:
      return {
          "is removed", on, {{"remove", on, event.entity, 0}}, {{"stands", on, event.entity, 0}}};
    case started:
      return {"starts", on, {{"start", on, event.entity, 0}}, {{"runs", on, event.entity, 1}}};
    case stopped:
      return {"stops", on, {{"stop", on, event.entity, 0}}, {{"runs", on, event.entity, 0}}};
    case outruns:
      return {"is where the flow first outruns its waves", on, {}, {{"fast", on, event.entity, 1}}};
    default:
      return {"breaks", on, {}, {{"stands", on, event.entity, 0}}};
  }
}

}  // namespace sandtable::models
