// SPDX-License-Identifier: Apache-2.0
// Journeys: who drives off with whom, and what becomes of them on the road.
#include <algorithm>
#include <cstring>

#include "models/response/people/behave.hpp"

namespace sandtable::models {

void Behaviour::set_out(std::int32_t p, std::int32_t to, std::int32_t fallback, Stage stage) {
  Actor& actor = state_.actor[p];
  People::Fates& fate = state_.fate;
  fate.depart[p] = departure(p);
  fate.from[p] = at_a_place(p) ? population_.place_node[actor.place] : nowhere;
  fate.to[p] = to;
  fate.fallback[p] = fallback;
  fate.in_car[p] = 1;
  if (fate.mode[p] != static_cast<std::uint8_t>(TripMode::foot))
    fate.mode[p] = static_cast<std::uint8_t>(stage == Stage::to_activity ? TripMode::car_as_usual
                                                                         : TripMode::car);
  actor.stage = stage;
  if (!state_.day.empty() && at_a_place(p)) {
    state_.day[p].from = actor.place;
    state_.day[p].since = fate.depart[p];
  }
  actor.place = -1;
  actor.driver = p;
  note(p, fate.depart[p], People::sets_out + static_cast<std::uint32_t>(stage));
  trips_changed_ = changed_ = true;
}

void Behaviour::ready_to_leave(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  const bool on_day_trip = actor.stage == Stage::to_activity;
  if (!on_day_trip && (!at_a_place(p) || actor.stage == Stage::overtaken || overtaken_first(p)))
    return;
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
                                      !population_.person[other].stays && place >= 0 &&
                                      rider.place == place && rider.stage != Stage::overtaken);
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
  const std::int32_t shelter = person.fallback >= 0        ? person.fallback
                               : person.fallback_node >= 0 ? to_node(person.fallback_node)
                                                           : nowhere;
  set_out(p, state_.actor[p].destination, shelter, Stage::leaving);
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

void Behaviour::be_out(std::int32_t p, std::int64_t time) {
  std::int64_t& out_time = state_.fate.out_time[p];
  if (time >= out_time) return;
  out_time = time;
  state_.fate.out[p] = 1;
  const std::int32_t home = population_.place_at_start(static_cast<std::size_t>(p));
  if (time <= context_.read(model_.fire_seen)[home]) state_.fate.late[p] = 0;
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
    const std::int64_t on_road_since = state_.day.empty() ? since : state_.day[d].since;
    if (exposed[d] >= on_road_since && exposed[d] < never && !state_.fate.exposed[p]) {
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
  if (actor.stage == Stage::to_activity) return end_day_trip(p, now, node);
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
  const bool to_home = actor.stage == Stage::to_home;
  const bool was_home = !to_home && state_.fate.from[d] == population_.place_node[person.home];
  const std::int32_t began = !state_.day.empty() ? end_of_day_trip(d, node)
                             : was_home          ? person.home
                                                 : person.dependents;
  const bool home_now =
      to_home && !failed && (state_.day.empty() || node == population_.place_node[person.home]);
  const bool leaves_now = to_home && actor.ready;
  if (actor.stage == Stage::leaving) {  // no way: tries again after another final lag
    state_.fate.moved[p] = state_.fate.moved_unthreatened[p] = 0;
    actor.leave_set = actor.ready = false;
  }
  actor.stage = Stage::settled;
  actor.initial_done = true;
  come_to(p, home_now ? person.home : began, now);
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

}  // namespace sandtable::models
