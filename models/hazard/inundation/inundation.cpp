// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/inundation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "models/hazard/inundation/forcing.hpp"
#include "sim/core/error.hpp"

namespace sandtable::models {

namespace {

constexpr float flooded_m = 0.1F;

/// Sets the crest of some faces, or takes it away.
void set_crests(const inundation::Grid& grid, inundation::Water& water,
                const inundation::Structure& structure, bool stands) {
  const double crest = stands ? structure.crest_m : grid.lowest_m;
  for (const inundation::Face& face : structure.faces)
    if (both_inside(grid, face))
      inundation::set_crest(grid, water, face.column, face.row, face.side, crest);
}

}  // namespace

std::size_t Inundation::State::bytes() const {
  return water.depth_m.size() * (8 + 4 * 4) + peak.size() * 4;
}

void Inundation::ports(PortList& list) {
  depth.spec.support = peak_depth.spec.support = plain->cells;
  stands.spec.support = plain->structure_names;
  runs.spec.support = plain->pump_names;
  breached.spec.support = scalar_support("breach");
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

void Inundation::prepare() {
  auto made = std::make_shared<std::vector<Sampled>>();
  for (const std::vector<AskedPlace>* output : {&water_depth.on, &flow_speed.on})
    for (const auto& [support, slot] : *output) {
      if (std::ranges::find(*made, support, &Sampled::support) != made->end()) continue;
      Sampled& one = made->emplace_back(support);
      for (std::size_t i = 0; i < support->size(); ++i)
        one.cell.push_back(plain->layout.cell_at({support->x()[i], support->y()[i]}));
    }
  sampled = std::move(made);
}

std::vector<std::string> Inundation::warnings() const {
  std::vector<std::string> list;
  for (const Sampled& one : *sampled)
    if (const auto outside = std::ranges::count(one.cell, -1); outside > 0)
      list.push_back(fmt::format(
          "{} of {} {} lie outside the elevation's grid: water never reaches them there.", outside,
          one.cell.size(), one.support->name()));
  return list;
}

Inundation::State Inundation::begin(Context& context) const {
  State state;
  state.grid = grid_of_draw(plain, params.roughness_factor);
  state.water = inundation::make_water(*state.grid);
  if (!plain->first_depth.empty())
    inundation::set_depths(
        *state.grid, state.water,
        std::vector<double>(plain->first_depth.begin(), plain->first_depth.end()));
  state.peak.assign(plain->cells->size(), 0.0F);
  for (std::size_t i = 0; i < plain->structures.size(); ++i) {
    state.stands.push_back(plain->structures[i].stands);
    if (plain->structures[i].stands)
      set_crests(*state.grid, state.water, plain->structures[i], true);
  }
  for (const inundation::Pump& pump : plain->pumps) state.runs.push_back(pump.runs);
  if (!plain->breaches.empty())
    state.may_break =
        context.random(Purpose::failure).uniform(plain->structure_names->key(plain->levee)) <
        params.breach_chance;
  context.write_scalar(breached, std::uint8_t{0});
  write(state, context);
  return state;
}

void Inundation::set_structure(State& state, std::size_t structure, bool stand) const {
  state.stands[structure] = stand;
  set_crests(*state.grid, state.water, plain->structures[structure], stand);
}

void Inundation::obey(State& state, const Action& action, Events* events) const {
  const auto target = static_cast<std::size_t>(action.target);
  const bool on_structure = action.lever == place.slot || action.lever == remove.slot;
  const bool on = action.lever == place.slot || action.lever == start.slot;
  std::vector<std::uint8_t>& flags = on_structure ? state.stands : state.runs;
  if (flags[target] == on) return;
  if (on_structure)
    set_structure(state, target, on);
  else
    state.runs[target] = on;
  if (events)
    events->add(action.effect, on_structure ? (on ? placed : removed) : (on ? started : stopped),
                static_cast<std::int32_t>(target));
}

void Inundation::run(State& state, double from_s, double to_s, const Parts& parts) const {
  if (to_s <= from_s) return;
  const Drivers drivers(*plain, params, state.runs, from_s, to_s);
  if (const auto broke =
          inundation::advance(*state.grid, drivers.forcing(), state.water, from_s, to_s, parts))
    fail(broke->text() + " choose scheme = \"shallow-water\", or look at the elevation there");
}

/// The breach begins when water stands high enough, and grows from then on.
void Inundation::look_at_levee(State& state, Context& context) const {
  if (!state.may_break) return;
  const double now = context.end().seconds();
  if (state.broke == Tick::never().count) {
    const inundation::Structure& levee = plain->structures[plain->levee];
    const double level = level_beside(*state.grid, state.water, levee.faces[plain->breaches[0]]);
    if (level < levee.crest_m - params.breach_level_m) return;
    state.broke = context.end().count;
    context.write_scalar(breached, std::uint8_t{1});
    if (Events* events = context.events())
      events->add(context.end(), breaks, static_cast<std::int32_t>(plain->levee));
  }
  const double growth = std::max(1.0, params.breach_growth.seconds());
  const double share = std::clamp((now - Tick{state.broke}.seconds()) / growth, 0.0, 1.0);
  const double before = now - (context.end() - context.begin()).seconds();
  if (share >= 1 && before - Tick{state.broke}.seconds() >= growth) return;
  lower_crests(*plain, *state.grid, state.water, params.breach_width_m,
               share * params.breach_depth_m);
}

void Inundation::step(State& state, Context& context) const {
  std::vector<Action> orders;
  for (const Lever* lever : {&place, &remove, &start, &stop})
    std::ranges::copy(context.actions(*lever), std::back_inserter(orders));
  std::ranges::stable_sort(orders, {}, &Action::effect);
  double now = context.begin().seconds();
  for (const Action& action : orders) {
    const double then = std::max(now, action.effect.seconds());
    run(state, now, then, context.parts());
    obey(state, action, context.events());
    now = then;
  }
  run(state, now, context.end().seconds(), context.parts());
  look_at_levee(state, context);
  write(state, context);
}

void Inundation::write(State& state, Context& context) const {
  const inundation::Grid& grid = *state.grid;
  std::vector<float> depth_now(plain->cells->size()), speed;
  inundation::depths(grid, state.water, depth_now);
  for (std::size_t cell = 0; cell < depth_now.size(); ++cell)
    state.peak[cell] = std::max(state.peak[cell], depth_now[cell]);
  if (!flow_speed.on.empty()) {
    speed.resize(depth_now.size());
    inundation::speeds(grid, state.water, speed);
  }
  const auto write_places = [&](const std::vector<AskedPlace>& places,
                                const std::vector<float>& values) {
    for (const AskedPlace& asked : places) {
      const std::vector<std::int64_t>& cells =
          std::ranges::find(*sampled, asked.support, &Sampled::support)->cell;
      std::vector<float> there(cells.size(), 0.0F);
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i] >= 0) there[i] = std::max(0.0F, values[static_cast<std::size_t>(cells[i])]);
      context.write(asked, std::move(there));
    }
  };
  write_places(water_depth.on, depth_now);
  write_places(flow_speed.on, speed);
  context.write(stands, state.stands);
  context.write(runs, state.runs);
  const std::int64_t every = params.map_every.count;
  if (context.end() > Tick{} && context.end().count / every == context.begin().count / every)
    return;
  std::int64_t wet = 0;
  for (const float d : depth_now) wet += d > flooded_m;
  context.write_scalar(flooded_area,
                       static_cast<double>(wet) * plain->layout.cell_m * plain->layout.cell_m);
  context.write_scalar(mass_error, inundation::mass_error(grid, state.water));
  context.write(depth, std::move(depth_now));
  context.write(peak_depth, state.peak);
}

Meaning Inundation::expand(const Event& event) const {
  const Support* const on = event.kind == started || event.kind == stopped
                                ? plain->pump_names.get()
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
    default:
      return {"breaks", on, {}, {{"stands", on, event.entity, 0}}};
  }
}

}  // namespace sandtable::models
