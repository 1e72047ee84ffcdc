// SPDX-License-Identifier: Apache-2.0
#include "models/impact/people/people_in_water.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "models/impact/danger/rating.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

ParameterList<PeopleInWater::Params> parameters() {
  ParameterList<PeopleInWater::Params> list;
  list.number({.name = "mortality_factor",
               .fallback = "1",
               .source = "as published; single floods differ from the mean by a factor of ten",
               .minimum = 0,
               .maximum = 100,
               .sentence = "factor on the mortality of Jonkman et al. (2008)"},
              &PeopleInWater::Params::mortality_factor);
  return list;
}

PeopleInWater load(Loader& loader, const PeopleInWater::Params&) {
  PeopleInWater model;
  model.population = loader.require<Population>("people");
  return model;
}

}  // namespace

void PeopleInWater::ports(PortList& list) {
  hazard.spec.support = takes_footing.spec.support = mortality.spec.support = population->places;
  moved.spec.support = present.spec.support = population->people;
  worst.spec.support = high.spec.support = footing.spec.support = deaths.spec.support =
      population->people;
  list.in(hazard);
  list.in(takes_footing);
  list.in(mortality);
  list.in(moved);
  list.in(present);
  list.out(worst);
  list.out(high);
  list.out(footing);
  list.out(deaths);
}

void PeopleInWater::prepare() {
  const std::size_t people = population->people->size();
  Homes of;
  of.begin.assign(population->place_node.size() + 1, 0);
  of.people.resize(people);
  for (std::size_t p = 0; p < people; ++p) ++of.begin[population->place_at_start(p) + 1];
  std::partial_sum(of.begin.begin(), of.begin.end(), of.begin.begin());
  std::vector<std::int32_t> next(of.begin.begin(), of.begin.end() - 1);
  for (std::size_t p = 0; p < people; ++p)
    of.people[next[population->place_at_start(p)]++] = static_cast<std::int32_t>(p);
  homes = std::make_shared<const Homes>(std::move(of));
}

std::vector<std::string> PeopleInWater::warnings() const {
  return {
      "Expected deaths are an average over floods of the past (Jonkman et al. 2008), for those "
      "who stay at home: they rank plans, they foretell nobody's death."};
}

PeopleInWater::State PeopleInWater::begin(Context& context) const {
  const std::size_t people = population->people->size();
  State state;
  state.worst.assign(people, 0);
  state.high.assign(people, 0);
  state.footing.assign(people, 0);
  state.deaths.assign(people, 0.0F);
  write(state, context);
  return state;
}

void PeopleInWater::write(const State& state, Context& context) const {
  context.write(worst, state.worst);
  context.write(high, state.high);
  context.write(footing, state.footing);
  context.write(deaths, state.deaths);
}

bool PeopleInWater::stand_in(std::size_t place, const Water& water, State& state,
                             Context& context) const {
  const std::int32_t now = water.hazard[place];
  const std::uint8_t falls = water.takes_footing[place];
  const double dies = params.mortality_factor * water.mortality[place];
  const auto expected = static_cast<float>(std::min(1.0, dies));
  bool worse = false;
  for (std::int32_t i = homes->begin[place]; i < homes->begin[place + 1]; ++i) {
    const std::int32_t p = homes->people[i];
    if (water.moved[p] || (!water.present.empty() && !water.present[p])) continue;
    if (now <= state.worst[p] && falls <= state.footing[p] && expected <= state.deaths[p]) continue;
    worse = true;
    state.worst[p] = std::max(state.worst[p], now);
    state.footing[p] = std::max(state.footing[p], falls);
    state.deaths[p] = std::max(state.deaths[p], expected);
    const bool high_now = state.worst[p] >= static_cast<std::int32_t>(HazardClass::significant);
    if (high_now && !state.high[p])
      if (Events* events = context.events()) events->add(context.end(), in_danger, p);
    state.high[p] = high_now;
  }
  return worse;
}

void PeopleInWater::step(State& state, Context& context) const {
  if (!context.changed(hazard) && !context.changed(mortality) && !context.changed(moved)) return;
  const Water water{
      context.read(hazard), context.read(takes_footing), context.read(mortality),
      context.read(moved),
      context.bound(present) ? context.read(present) : std::span<const std::uint8_t>()};
  bool worse = false;
  for (std::size_t place = 0; place < water.hazard.size(); ++place)
    if (water.hazard[place] > 0) worse |= stand_in(place, water, state, context);
  if (worse) write(state, context);
}

Meaning PeopleInWater::expand(const Event& event) const {
  const Support* const on = population->people.get();
  return {"is in high hazard",
          on,
          {{"moved", on, event.entity, 0}},
          {{"in_high_hazard", on, event.entity, 1}}};
}

Model impact_people() {
  return describe<PeopleInWater>("impact/people", parameters(), {"danger", "people"}, {}, load);
}

}  // namespace sandtable::models
