// SPDX-License-Identifier: Apache-2.0
#include "models/response/people/behave.hpp"

#include <algorithm>
#include <functional>

namespace sandtable::models {

Behaviour::Behaviour(const People& model, People::State& state, Context& context)
    : model_(model),
      population_(*model.population),
      state_(state),
      context_(context),
      tick_((context.end() - context.begin()).count),
      reach_(context.random(Purpose::message_reach)),
      initial_lag_(context.random(Purpose::initial_lag)),
      final_lag_(context.random(Purpose::final_lag)) {}

Behaviour::Changes Behaviour::run() {
  if (!state_.started) start();
  hear_from_roads();
  for (const Action& message : context_.actions(model_.message)) {
    run_timers(message.effect.count);
    send(message);
  }
  run_timers(context_.end().count);
  look_from_the_road();
  return {trips_changed_, changed_};
}

void Behaviour::push(std::int64_t time, std::int32_t p, What what, std::int32_t place) {
  if (time >= never) return;
  state_.timers.push_back({time, p, what, place});
  std::ranges::push_heap(state_.timers, std::greater{});
}

void Behaviour::start() {
  state_.started = true;
  const auto distance = context_.read(model_.distance);
  const auto fire = context_.read(model_.fire_seen);
  for (std::int32_t p = 0; p < static_cast<std::int32_t>(state_.actor.size()); ++p) {
    const Person& person = population_.person[p];
    const std::int32_t place = state_.actor[p].place;
    state_.fate.threatened[p] = distance[place] <= model_.params.threat_distance_m;
    come_to(p, place, 0);
    if (state_.fate.threatened[p] && !person.stays) push(fire[place], p, What::home_at_risk);
    if (model_.params.day_plans) plan_day(p, 0);
    if (model_.params.rating) push(0, p, What::rating);
  }
  changed_ = true;
}

/// A person at a place sees there what there is to see, from `now` on.
void Behaviour::come_to(std::int32_t p, std::int32_t place, std::int64_t now) {
  state_.actor[p].place = place;
  const auto from_now = [&](const In<Tick>& times) {
    return std::max(now, context_.read(times)[place]);
  };
  push(from_now(model_.arrival), p, What::arrival, place);
  push(from_now(model_.embers_seen), p, What::embers_seen, place);
  push(from_now(model_.fire_seen), p, What::fire_seen, place);
  if (model_.params.smoke) push(from_now(model_.smoke_seen), p, What::smoke_seen, place);
  if (model_.params.day_plans) in_or_out(p, now);
}

void Behaviour::run_timers(std::int64_t until) {
  while (!state_.timers.empty() && state_.timers.front().time < until) {
    const People::Timer timer = state_.timers.front();
    std::ranges::pop_heap(state_.timers, std::greater{});
    state_.timers.pop_back();
    handle(timer);
  }
}

void Behaviour::handle(const People::Timer& timer) {
  const std::int32_t p = timer.person;
  Actor& actor = state_.actor[p];
  const bool there = actor.place == timer.place;
  switch (timer.what) {
    case What::arrival:
      if (there) be_overtaken(p);
      break;
    case What::embers_seen:
      if (there) feel(p, Cue::embers, timer.time);
      break;
    case What::fire_seen:
      if (there) feel(p, Cue::fire, timer.time);
      if (there && model_.params.immersion) feel(p, Cue::immersion, timer.time);
      break;
    case What::smoke_seen:
      if (there) feel(p, Cue::smoke, timer.time);
      break;
    case What::rating:
      feel(p, Cue::rating, timer.time);
      break;
    case What::home_at_risk:
      if (!state_.fate.out[p]) state_.fate.late[p] = 1, changed_ = true;
      break;
    case What::go_to_dependents:
      if (actor.stage == Stage::waiting && !overtaken_first(p))
        set_out(p, to_node(population_.place_node[population_.person[p].dependents]), nowhere,
                Stage::to_dependents);
      break;
    case What::visit_over:
      if (actor.stage != Stage::visiting) break;
      if (population_.person[p].home_after_dependents) {
        if (!overtaken_first(p))
          set_out(p, to_node(population_.place_node[population_.person[p].home]), nowhere,
                  Stage::to_home);
        break;
      }
      actor.stage = Stage::settled;
      actor.initial_done = true;
      consider_leaving(p, std::max(timer.time, actor.next_depart));
      break;
    case What::leave:
      ready_to_leave(p, timer.time);
      break;
    case What::activity_over:
      if (there) go_on_with_day(p, timer.time);
      break;
  }
}

void Behaviour::send(const Action& message) {
  const auto kind = static_cast<std::size_t>(message.values[0]);
  for (const std::int32_t p : audience(message)) {
    const std::uint64_t key = population_.people->key(static_cast<std::size_t>(p));
    if (reach_.uniform(key, kind + 1) >= model_.params.message_reach) continue;
    std::uint8_t& heard = state_.fate.heard[kind][p];
    if (heard < 255) ++heard;
    changed_ = true;
    note(p, message.effect.count, static_cast<std::uint32_t>(kind), message.target);
    if (message.values[1] >= 0)
      state_.actor[p].destination = static_cast<std::int32_t>(message.values[1]);
    feel(p, static_cast<Cue>(kind), message.effect.count);
  }
}

void Behaviour::feel(std::int32_t p, Cue cue, std::int64_t now) {
  Actor& actor = state_.actor[p];
  const Person& person = population_.person[p];
  const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(cue));
  if (actor.felt & bit) return;
  actor.felt = static_cast<std::uint16_t>(actor.felt | bit);
  actor.barometer += person.impact[static_cast<std::size_t>(cue)];
  if (actor.barometer <= 0) return;
  const bool first = !actor.initial_met && actor.barometer >= person.initial_threshold;
  if (first) note(p, now, People::meets_initial);
  actor.initial_met |= first;
  if (!actor.final_met && actor.barometer >= person.final_threshold) {
    actor.final_met = true;
    note(p, now, People::meets_final);
  }
  if (person.stays) return;
  if (first && (actor.stage != Stage::to_activity || person.dependents < 0))
    respond_at_first(p, now);
  consider_leaving(p, now);
}

/// A waiting time in ticks: as given, or uniform between 0 and that.
std::int64_t Behaviour::lag(std::int32_t p, double given_s, const Stream& luck) const {
  const bool drawn = model_.params.lags == LagRule::uniform;
  const std::uint64_t key = population_.people->key(static_cast<std::size_t>(p));
  return from_seconds(given_s * (drawn ? luck.uniform(key) : 1.0)).count;
}

void Behaviour::respond_at_first(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  const Person& person = population_.person[p];
  actor.initial_done = person.dependents < 0 || actor.stage != Stage::settled || actor.leave_set;
  if (actor.initial_done) return;
  actor.stage = Stage::waiting;
  plan(p, What::go_to_dependents, now + lag(p, person.initial_lag_s, initial_lag_), now);
}

void Behaviour::consider_leaving(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  if (!(actor.final_met || actor.called) || actor.leave_set ||
      (actor.initial_met && !actor.initial_done))
    return;
  const bool turns =
      actor.stage == Stage::to_activity && model_.params.household != HouseholdRule::all;
  if (!at_a_place(p) && !turns) return;
  actor.leave_set = true;
  plan(p, What::leave, now + lag(p, population_.person[p].final_lag_s, final_lag_), now);
}

/// Trips are told a tick ahead, so that the traffic can start them at their very time.
void Behaviour::plan(std::int32_t p, What what, std::int64_t time, std::int64_t now) {
  state_.actor[p].next_depart = time;
  push(std::max(now, time - tick_), p, what);
}

/// When a planned trip starts: not before the traffic hears of it, at the end of this step. So each
/// trip of a person departs later than the one before it ended, and is not taken for it.
std::int64_t Behaviour::departure(std::int32_t p) const {
  return std::max(state_.actor[p].next_depart, context_.end().count);
}

/// Whether the fire is here before the departure.
bool Behaviour::overtaken_first(std::int32_t p) const {
  return context_.read(model_.arrival)[state_.actor[p].place] <= departure(p);
}

void Behaviour::be_overtaken(std::int32_t p) {
  Actor& actor = state_.actor[p];
  if (actor.stage == Stage::overtaken) return;
  actor.stage = Stage::overtaken;
  (population_.person[p].stays ? state_.fate.overtaken : state_.fate.exposed)[p] = 1;
  note(p, context_.begin().count, People::reached);
  changed_ = true;
  if (model_.params.household != HouseholdRule::all) return;
  for (const std::int32_t other : population_.household[population_.person[p].household])
    if (state_.actor[other].ready && at_a_place(other))  // waited for p
      push(context_.begin().count, other, What::leave);
}

void Behaviour::tell_neighbours(std::int32_t zone, std::int64_t now) {
  std::vector<std::int32_t> living;
  for (std::int32_t p = 0; p < static_cast<std::int32_t>(state_.actor.size()); ++p)
    if (population_.zone[p] == zone) living.push_back(p);
  if (state_.left_of_zone[zone] <
      model_.params.neighbours_share * static_cast<double>(living.size()))
    return;
  for (const std::int32_t p : living) feel(p, Cue::neighbours, now);
}

void Behaviour::note(std::int32_t p, std::int64_t time, std::uint32_t kind, std::int64_t value) {
  if (Events* events = context_.events()) events->add(Tick{time}, kind, p, 0, value);
}

}  // namespace sandtable::models
