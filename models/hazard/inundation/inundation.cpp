// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/inundation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "models/hazard/inundation/forcing.hpp"
#include "sim/core/error.hpp"

namespace sandtable::models {

namespace {

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
  return water.depth_m.size() * (8 + 4 * 4) + peak.size() * 4 + infiltrated.size() * 8 +
         fast.size();
}

void Inundation::prepare() {
  auto made = std::make_shared<std::vector<Sampled>>();
  for (const std::vector<AskedPlace>* output : {&water_depth.on, &flow_speed.on})
    for (const auto& [support, slot] : *output) {
      if (std::ranges::find(*made, support, &Sampled::support) != made->end()) continue;
      Sampled& one = made->emplace_back(support);
      for (std::size_t i = 0; i < support->size(); ++i) {
        const Point at{support->x()[i], support->y()[i]};
        one.cell.push_back(plain->layout.cell_at(at));
        if (plain->pixel_bed.empty()) continue;
        const std::int64_t pixel = plain->pixels.cell_at(at);
        one.bed.push_back(pixel < 0 ? 0.0F : plain->pixel_bed[static_cast<std::size_t>(pixel)]);
        if (pixel < 0 || std::isnan(one.bed.back())) one.cell.back() = -1;
      }
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
  for (const inundation::AreaRain& rain : plain->area_rain) {
    std::int64_t dry = 0;
    for (std::size_t cell = 0; cell < plain->inside.size(); ++cell)
      dry += plain->inside[cell] != 0 && rain.area_of_cell[cell] < 0;
    if (dry > 0)
      list.push_back(fmt::format("{} of {} cells of ground lie {}: none of it falls there.", dry,
                                 plain->grid.inside_cells, rain.what));
  }
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
  state.culvert_m3.assign(plain->culverts.size(), 0.0);
  if (params.infiltration == Infiltration::green_ampt)
    state.infiltrated.assign(state.water.depth_m.size(), 0.0);
  if (params.scheme == inundation::Scheme::inertial) state.fast.assign(plain->cells->size(), 0);
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
  context.write_scalar(froude, 0.0F);
  context.write_scalar(fast_from, Tick::never());
  context.write(fast, std::vector<std::uint8_t>(plain->cells->size(), 0));
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
  const Drivers drivers(*plain, params, state, from_s, to_s);
  inundation::Forcing forcing = drivers.forcing();
  forcing.infiltrated_m = state.infiltrated;
  forcing.culvert_m3 = state.culvert_m3;
  if (const auto broke =
          inundation::advance(*state.grid, forcing, state.water, from_s, to_s, parts))
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
  std::ranges::fill(state.culvert_m3, 0.0);
  double now = context.begin().seconds();
  for (const Action& action : orders) {
    const double then = std::max(now, action.effect.seconds());
    run(state, now, then, context.parts());
    obey(state, action, context.events());
    now = then;
  }
  run(state, now, context.end().seconds(), context.parts());
  look_at_levee(state, context);
  if (!state.fast.empty()) look_at_speed(state, context);
  write(state, context);
}

}  // namespace sandtable::models
