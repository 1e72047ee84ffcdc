// SPDX-License-Identifier: Apache-2.0
#include "models/response/people/behave.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>

namespace sandtable::models {

namespace {

constexpr std::int64_t never = Tick::never().count;
constexpr std::int32_t nowhere = std::numeric_limits<std::int32_t>::min();

std::int64_t ticks(double seconds) {
  return from_seconds(seconds).count;
}

}  // namespace

Behaviour::Behaviour(const People& model, People::State& state, Context& context)
    : model_(model),
      population_(*model.population),
      state_(state),
      context_(context),
      tick_((context.end() - context.begin()).count),
      reach_(context.random(Purpose::message_reach)),
      initial_lag_(context.random(Purpose::initial_lag)),
      final_lag_(context.random(Purpose::final_lag)) {}

bool Behaviour::run() {
  if (!state_.started) start();
  hear_from_roads();
  for (const Action& message : context_.actions(model_.message)) {
    run_timers(message.effect.count);
    send(message);
  }
  run_timers(context_.end().count);
  look_from_the_road();
  return changed_;
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
    state_.fate.threatened[p] = distance[person.home] <= model_.params.threat_distance_m;
    come_to(p, person.home, 0);
    if (state_.fate.threatened[p] && !person.stays) push(fire[person.home], p, What::home_at_risk);
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
  }
}

void Behaviour::send(const Action& message) {
  const auto kind = static_cast<std::size_t>(message.values[0]);
  for (const std::int32_t p : population_.audience[static_cast<std::size_t>(message.target)]) {
    const std::uint64_t key = population_.people->key(static_cast<std::size_t>(p));
    if (reach_.uniform(key, kind + 1) >= model_.params.message_reach) continue;
    std::uint8_t& heard = state_.fate.heard[kind][p];
    if (heard < 255) ++heard;
    changed_ = true;
    note(p, message.effect.count, static_cast<std::uint32_t>(kind));
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
  if (first) respond_at_first(p, now);
  consider_leaving(p, now);
}

void Behaviour::respond_at_first(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  const Person& person = population_.person[p];
  actor.initial_done = person.dependents < 0 || actor.stage != Stage::settled || actor.leave_set;
  if (actor.initial_done) return;
  actor.stage = Stage::waiting;
  const double lag =
      person.initial_lag_s *
      (model_.params.lags == LagRule::uniform
           ? initial_lag_.uniform(population_.people->key(static_cast<std::size_t>(p)))
           : 1.0);
  plan(p, What::go_to_dependents, now + ticks(lag), now);
}

void Behaviour::consider_leaving(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  if (!(actor.final_met || actor.called) || actor.leave_set ||
      (actor.initial_met && !actor.initial_done))
    return;
  if (!at_a_place(p)) return;
  actor.leave_set = true;
  const double lag = population_.person[p].final_lag_s *
                     (model_.params.lags == LagRule::uniform
                          ? final_lag_.uniform(population_.people->key(static_cast<std::size_t>(p)))
                          : 1.0);
  plan(p, What::leave, now + ticks(lag), now);
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

void Behaviour::set_out(std::int32_t p, std::int32_t to, std::int32_t fallback, Stage stage) {
  Actor& actor = state_.actor[p];
  People::Fates& fate = state_.fate;
  fate.depart[p] = departure(p);
  fate.from[p] = population_.place_node[actor.place];
  fate.to[p] = to;
  fate.fallback[p] = fallback;
  fate.in_car[p] = 1;
  actor.stage = stage;
  actor.place = -1;
  actor.driver = p;
  note(p, fate.depart[p], People::sets_out + static_cast<std::uint32_t>(stage));
  changed_ = true;
}

void Behaviour::ready_to_leave(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  if (!at_a_place(p) || actor.stage == Stage::overtaken || overtaken_first(p)) return;
  const Person& person = population_.person[p];
  if (person.home_before_leaving && actor.place != person.home && !actor.ready) {
    actor.ready = true;
    set_out(p, to_node(population_.place_node[person.home]), nowhere, Stage::to_home);
    return;
  }
  actor.ready = true;
  actor.next_depart = std::max(actor.next_depart, now);
  if (model_.params.household != HouseholdRule::all) return leave(p);
  const std::vector<std::int32_t>& household = population_.household[person.household];
  if (std::ranges::any_of(household, [&](std::int32_t other) { return holds_back(other); })) return;
  const std::int64_t together = actor.next_depart;
  leave(p);
  for (const std::int32_t other : household) {
    if (population_.person[other].stays || !at_a_place(other)) continue;
    state_.actor[other].next_depart = std::max(state_.actor[other].next_depart, together);
    if (!overtaken_first(other)) leave(other);
  }
}

/// Whether the others wait for somebody, if all leave together: not ready yet, or on the way home.
bool Behaviour::holds_back(std::int32_t p) const {
  const Actor& actor = state_.actor[p];
  if (population_.person[p].stays || actor.stage == Stage::overtaken) return false;
  if (actor.stage == Stage::leaving || actor.stage == Stage::gone) return false;
  return !actor.ready || !at_a_place(p);
}

/// p drives off, with those of the household whom the rule takes along: all who do not stay and are
/// at the same place, unless everybody leaves alone.
void Behaviour::leave(std::int32_t p) {
  const std::int32_t place = state_.actor[p].place;
  const std::int64_t time = departure(p);
  const Person& person = population_.person[p];
  for (const std::int32_t other : population_.household[person.household]) {
    Actor& rider = state_.actor[other];
    const bool taken = other == p || (model_.params.household != HouseholdRule::each &&
                                      !population_.person[other].stays && rider.place == place &&
                                      rider.stage != Stage::overtaken);
    if (!taken) continue;
    rider.stage = Stage::leaving;
    rider.leave_set = rider.ready = true;
    rider.driver = p;
    if (other != p) rider.place = -1;
    state_.fate.in_car[other] = state_.fate.moved[other] = 1;
    if (!state_.fate.threatened[other]) state_.fate.moved_unthreatened[other] = 1;
    if (const std::int32_t zone = population_.zone[other]; zone >= 0 && model_.params.neighbours) {
      ++state_.left_of_zone[zone];
      tell_neighbours(zone, time);
    }
  }
  set_out(p, state_.actor[p].destination, person.fallback < 0 ? nowhere : person.fallback,
          Stage::leaving);
  if (model_.params.household == HouseholdRule::first) call_others(p, time);
}

/// Those of the household who are elsewhere leave, too, in a car of their own: at the same time
/// from a place, or when they are done with their dependents.
void Behaviour::call_others(std::int32_t p, std::int64_t time) {
  for (const std::int32_t other : population_.household[population_.person[p].household]) {
    Actor& called = state_.actor[other];
    if (population_.person[other].stays || called.called || called.leave_set) continue;
    if (called.stage == Stage::overtaken || called.driver == p) continue;
    called.called = true;
    if (called.stage != Stage::settled && called.stage != Stage::waiting) continue;
    called.stage = Stage::settled;
    called.initial_done = called.leave_set = true;
    plan(other, What::leave, time, context_.begin().count);
  }
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

void Behaviour::be_out(std::int32_t p, std::int64_t time) {
  std::int64_t& out_time = state_.fate.out_time[p];
  if (time >= out_time) return;
  out_time = time;
  state_.fate.out[p] = 1;
  if (time <= context_.read(model_.fire_seen)[population_.person[p].home]) state_.fate.late[p] = 0;
  changed_ = true;
}

/// The first person from p on who is in a car, or the number of people. `in_car` says the same as
/// `driver`, and is read without touching the actors.
std::int32_t Behaviour::next_on_road(std::int32_t p) const {
  const std::vector<std::uint8_t>& flags = state_.fate.in_car;
  const auto from = static_cast<std::size_t>(p);
  const void* at = std::memchr(flags.data() + from, 1, flags.size() - from);
  return static_cast<std::int32_t>(at ? static_cast<const std::uint8_t*>(at) - flags.data()
                                      : static_cast<std::ptrdiff_t>(flags.size()));
}

void Behaviour::hear_from_roads() {
  const bool ended = context_.changed(model_.trip_end);
  const bool reached = context_.changed(model_.reached_by_fire);
  if (!ended && !reached) return;
  const auto ends = context_.read(model_.trip_end);
  const auto nodes = context_.read(model_.at_node);
  const auto exposed = context_.read(model_.reached_by_fire);
  const auto people = static_cast<std::int32_t>(state_.actor.size());
  for (std::int32_t p = next_on_road(0); p < people; p = next_on_road(p + 1)) {
    const std::int32_t d = state_.actor[p].driver;
    const std::int64_t since = state_.fate.depart[d];
    if (exposed[d] >= since && exposed[d] < never && !state_.fate.exposed[p]) {
      state_.fate.exposed[p] = state_.fate.exposed_on_road[p] = 1;
      changed_ = true;
    }
    if (ends[d] >= since && ends[d] < never) end_trip(p, ends[d], nodes[d]);
  }
}

void Behaviour::end_trip(std::int32_t p, std::int64_t now, std::int32_t node) {
  Actor& actor = state_.actor[p];
  const Person& person = population_.person[p];
  const std::int32_t d = actor.driver;
  const bool failed = node == nowhere;
  actor.driver = -1;
  state_.fate.in_car[p] = state_.fate.on_road[p] = 0;
  changed_ = true;
  if (actor.stage == Stage::leaving && !failed) {
    actor.stage = Stage::gone;
    be_out(p, now);
    if (context_.read(model_.node_distance)[node] <= model_.params.threat_distance_m)
      state_.fate.sheltered[p] = 1;
    return;
  }
  if (actor.stage == Stage::to_dependents && !failed) {
    actor.stage = Stage::visiting;
    come_to(p, person.dependents, now);
    plan(p, What::visit_over, now + model_.params.visit.count, now);
    return;
  }
  const bool was_home = state_.fate.from[d] == population_.place_node[person.home];
  const bool home_now = actor.stage == Stage::to_home ? !failed : was_home;
  const bool leaves_now = actor.stage == Stage::to_home && actor.ready;
  if (actor.stage == Stage::leaving) {  // no way: tries again after another final lag
    state_.fate.moved[p] = state_.fate.moved_unthreatened[p] = 0;
    actor.leave_set = actor.ready = false;
  }
  actor.stage = Stage::settled;
  actor.initial_done = true;
  come_to(p, home_now ? person.home : person.dependents, now);
  if (leaves_now)
    plan(p, What::leave, now, now);
  else
    consider_leaving(p, now);
}

/// From the last node that was passed: what is seen, and whether the threatened area is left
/// behind.
void Behaviour::look_from_the_road() {
  const auto distance = context_.read(model_.node_distance);
  const auto fire = context_.read(model_.node_fire_seen);
  const auto embers = context_.read(model_.node_embers_seen);
  const auto nodes = context_.read(model_.at_node);
  const std::int64_t now = context_.begin().count;
  const auto people = static_cast<std::int32_t>(state_.actor.size());
  for (std::int32_t p = next_on_road(0); p < people; p = next_on_road(p + 1)) {
    const std::int32_t d = state_.actor[p].driver;
    if (!state_.fate.on_road[p] && state_.fate.depart[d] < now)
      state_.fate.on_road[p] = 1, changed_ = true;
    if (nodes[d] < 0) continue;
    if (state_.actor[p].stage == Stage::leaving &&
        distance[nodes[d]] > model_.params.threat_distance_m)
      be_out(p, now);
    if (state_.actor[p].final_met) continue;
    if (embers[nodes[d]] <= now) feel(p, Cue::embers, now);
    if (fire[nodes[d]] <= now) feel(p, Cue::fire, now);
  }
}

void Behaviour::note(std::int32_t p, std::int64_t time, std::uint32_t kind) {
  if (Events* events = context_.events())
    events->add(Tick{time}, kind, p, population_.people->key(static_cast<std::size_t>(p)));
}

}  // namespace sandtable::models
