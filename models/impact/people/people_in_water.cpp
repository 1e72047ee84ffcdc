// SPDX-License-Identifier: Apache-2.0
#include "models/impact/people/people_in_water.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "models/impact/people/rating.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

constexpr float rise_depth_m = 1.5F;  // Jonkman et al. (2008): the rise is that of the first 1.5 m

ParameterList<PeopleInWater::Params> parameters() {
  using P = PeopleInWater::Params;
  ParameterList<P> list;
  list.number({.name = "wet_depth",
               .unit = "m",
               .fallback = "0.02 m",
               .source = "a declared choice",
               .minimum = 0,
               .sentence = "water that is less deep is none"},
              &P::wet_m)
      .number({.name = "mortality_factor",
               .fallback = "1",
               .source = "as published; single floods differ from the mean by a factor of ten",
               .minimum = 0,
               .maximum = 100,
               .sentence = "factor on the mortality of Jonkman et al. (2008)"},
              &P::mortality_factor);
  return list;
}

PeopleInWater load(Loader& loader, const PeopleInWater::Params&) {
  PeopleInWater model;
  model.population = loader.require<Population>("people");
  return model;
}

}  // namespace

void PeopleInWater::ports(PortList& list) {
  water.spec.support = speed.spec.support = population->places;
  moved.spec.support = present.spec.support = population->people;
  worst.spec.support = high.spec.support = footing.spec.support = deaths.spec.support =
      population->people;
  list.in(water);
  list.in(speed);
  list.in(moved);
  list.in(present);
  list.out(worst);
  list.out(high);
  list.out(footing);
  list.out(deaths);
}

void PeopleInWater::prepare() {
  std::vector<std::int32_t> places;
  for (std::size_t p = 0; p < population->people->size(); ++p)
    places.push_back(population->place_at_start(p));
  home = std::make_shared<const std::vector<std::int32_t>>(std::move(places));
}

std::vector<std::string> PeopleInWater::warnings() const {
  return {
      "Expected deaths are an average over floods of the past (Jonkman et al. 2008), for those "
      "who stay at home: they rank plans, they foretell nobody's death."};
}

PeopleInWater::State PeopleInWater::begin(Context& context) const {
  const std::size_t people = population->people->size();
  State state;
  state.wet_from.assign(population->place_node.size(), Tick::never().count);
  state.rise_m_h.assign(population->place_node.size(), 0.0F);
  state.danger.resize(population->place_node.size());
  state.worst.assign(people, 0);
  state.high.assign(people, 0);
  state.footing.assign(people, 0);
  state.deaths.assign(people, 0.0F);
  context.write(worst, state.worst);
  context.write(high, state.high);
  context.write(footing, state.footing);
  context.write(deaths, state.deaths);
  return state;
}

/// How fast the first 1.5 m came, at each place.
void PeopleInWater::look_at_rise(State& state, const Context& context) const {
  const auto depth = context.read(water);
  for (std::size_t place = 0; place < state.wet_from.size(); ++place) {
    if (depth[place] < static_cast<float>(params.wet_m)) {
      if (state.rise_m_h[place] == 0) state.wet_from[place] = Tick::never().count;
      continue;
    }
    state.wet_from[place] = std::min(state.wet_from[place], context.begin().count);
    if (depth[place] < rise_depth_m || state.rise_m_h[place] > 0) continue;
    const double hours = Tick{context.end().count - state.wet_from[place]}.seconds() / 3600;
    state.rise_m_h[place] = static_cast<float>(rise_depth_m / hours);
  }
}

bool PeopleInWater::look_at_places(State& state, const Context& context) const {
  const auto depth = context.read(water);
  const auto speeds = context.bound(speed) ? context.read(speed) : std::span<const float>();
  bool worse = false;
  for (std::size_t place = 0; place < state.danger.size(); ++place) {
    const double d = depth[place];
    if (d < params.wet_m) continue;
    const double v = speeds.empty() ? 0 : speeds[place];
    Danger& worst_yet = state.danger[place];
    const auto now = static_cast<std::int32_t>(hazard_class(d, v));
    const bool falls = !child_stands(d, v);
    const bool deeper = depth[place] > worst_yet.depth_m || d * v > 7;
    if (now <= worst_yet.hazard_class && falls <= worst_yet.falls && !deeper) continue;
    worse = true;
    worst_yet.hazard_class = std::max(worst_yet.hazard_class, now);
    worst_yet.falls |= falls;
    worst_yet.depth_m = std::max(worst_yet.depth_m, depth[place]);
    const double dies = params.mortality_factor * mortality(d, v, state.rise_m_h[place]);
    worst_yet.mortality = std::max(worst_yet.mortality, static_cast<float>(std::min(1.0, dies)));
  }
  return worse;
}

/// Who is at home has been there from the start, so the worst of the place is his.
void PeopleInWater::step(State& state, Context& context) const {
  if (!context.changed(water)) return;
  look_at_rise(state, context);
  if (!look_at_places(state, context)) return;
  const auto left = context.read(moved);
  const auto here =
      context.bound(present) ? context.read(present) : std::span<const std::uint8_t>();
  for (std::size_t p = 0; p < state.worst.size(); ++p) {
    const Danger& at_home = state.danger[static_cast<std::size_t>((*home)[p])];
    if (at_home.hazard_class == 0 || left[p] || (!here.empty() && !here[p])) continue;
    state.worst[p] = at_home.hazard_class;
    state.deaths[p] = at_home.mortality;
    state.footing[p] = at_home.falls;
    const bool high_now = state.worst[p] >= static_cast<std::int32_t>(HazardClass::significant);
    if (high_now && !state.high[p])
      if (Events* events = context.events())
        events->add(context.end(), in_danger, static_cast<std::int32_t>(p));
    state.high[p] = high_now;
  }
  context.write(worst, state.worst);
  context.write(high, state.high);
  context.write(footing, state.footing);
  context.write(deaths, state.deaths);
}

Meaning PeopleInWater::expand(const Event& event) const {
  const Support* const on = population->people.get();
  return {"is in high hazard",
          on,
          {{"moved", on, event.entity, 0}},
          {{"in_high_hazard", on, event.entity, 1}}};
}

Model impact_people() {
  return describe<PeopleInWater>("impact/people", parameters(), {"hazard", "people"}, {}, load);
}

}  // namespace sandtable::models
