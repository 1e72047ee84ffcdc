// SPDX-License-Identifier: Apache-2.0
#include "models/impact/danger/danger.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "models/impact/danger/rating.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

constexpr float rise_depth_m = 1.5F;  // Jonkman et al. (2008): the rise is that of the first 1.5 m
constexpr float slowest_m_h = 1e-6F;

ParameterList<Danger::Params> parameters() {
  ParameterList<Danger::Params> list;
  list.number({.name = "wet_depth",
               .unit = "m",
               .fallback = "0.02 m",
               .source = "a declared choice",
               .minimum = 0,
               .sentence = "water that is less deep is none"},
              &Danger::Params::wet_m);
  return list;
}

Danger load(Loader& loader, const Danger::Params&) {
  Danger model;
  model.population = loader.require<Population>("people");
  return model;
}

}  // namespace

void Danger::ports(PortList& list) {
  water.spec.support = speed.spec.support = population->places;
  hazard.spec.support = takes_footing.spec.support = mortality.spec.support = population->places;
  list.in(water);
  list.in(speed);
  list.out(hazard);
  list.out(takes_footing);
  list.out(mortality);
}

Danger::State Danger::begin(Context& context) const {
  const std::size_t places = population->place_node.size();
  State state;
  state.dry_until.assign(places, Tick::never().count);
  state.rise_m_h.assign(places, 0.0F);
  context.write(hazard, std::vector<std::int32_t>(places, 0));
  context.write(takes_footing, std::vector<std::uint8_t>(places, 0));
  context.write(mortality, std::vector<float>(places, 0.0F));
  return state;
}

/// How fast the first 1.5 m came, at each place; where it stood from the start it did not rise.
void Danger::look_at_rise(State& state, const Context& context) const {
  const std::int64_t now = context.begin().count;
  const auto depth = context.read(water);
  for (std::size_t place = 0; place < state.dry_until.size(); ++place) {
    if (depth[place] < static_cast<float>(params.wet_m)) {
      if (state.rise_m_h[place] == 0) state.dry_until[place] = Tick::never().count;
      continue;
    }
    state.dry_until[place] = std::min(state.dry_until[place], state.last_look);
    if (depth[place] < rise_depth_m || state.rise_m_h[place] > 0) continue;
    const double hours = Tick{now - state.dry_until[place]}.seconds() / 3600;
    state.rise_m_h[place] = hours > 0 ? static_cast<float>(rise_depth_m / hours) : slowest_m_h;
  }
}

void Danger::step(State& state, Context& context) const {
  if (context.changed(water)) {
    look_at_rise(state, context);
    look(state, context);
  }
  state.last_look = context.begin().count;
}

void Danger::look(const State& state, Context& context) const {
  const auto depth = context.read(water);
  const auto speeds = context.bound(speed) ? context.read(speed) : std::span<const float>();
  const std::size_t places = state.rise_m_h.size();
  std::vector<std::int32_t> classes(places, 0);
  std::vector<std::uint8_t> falls(places, 0);
  std::vector<float> dies(places, 0.0F);
  for (std::size_t place = 0; place < places; ++place) {
    const double d = depth[place];
    if (d < params.wet_m) continue;
    const double v = speeds.empty() ? 0 : speeds[place];
    classes[place] = static_cast<std::int32_t>(hazard_class(d, v));
    falls[place] = !child_stands(d, v);
    dies[place] = static_cast<float>(models::mortality(d, v, state.rise_m_h[place]));
  }
  context.write(hazard, std::move(classes));
  context.write(takes_footing, std::move(falls));
  context.write(mortality, std::move(dies));
}

Model impact_danger() {
  return describe<Danger>("impact/danger", parameters(), {"hazard", "people"}, {}, load,
                          {.instantaneous = true});
}

}  // namespace sandtable::models
