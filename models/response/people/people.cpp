// SPDX-License-Identifier: Apache-2.0
#include "models/response/people/people.hpp"

#include <algorithm>
#include <limits>

#include "models/response/people/audiences.hpp"
#include "models/response/people/behave.hpp"

namespace sandtable::models {

void People::ports(PortList& list) {
  for (InputSpec* spec :
       {&arrival.spec, &fire_seen.spec, &embers_seen.spec, &smoke_seen.spec, &distance.spec})
    spec->support = population->places;
  for (InputSpec* spec : {&node_distance.spec, &node_fire_seen.spec, &node_embers_seen.spec})
    spec->support = nodes;
  for (InputSpec* spec : {&trip_end.spec, &at_node.spec, &reached_by_fire.spec})
    spec->support = population->people;
  list.in(arrival);
  list.in(fire_seen);
  list.in(embers_seen);
  if (params.smoke) list.in(smoke_seen);
  list.in(distance);
  list.in(node_distance);
  list.in(node_fire_seen);
  list.in(node_embers_seen);
  list.in(trip_end);
  list.in(at_node);
  list.in(reached_by_fire);
  const auto out_on_people = [&](auto&... ports) {
    ((ports.spec.support = population->people, list.out(ports)), ...);
  };
  out_on_people(depart, from, to, fallback, out_time, exposed, exposed_on_road, overtaken, out,
                late, moved, moved_unthreatened, sheltered, turned_back, on_road, threatened,
                leaver, heard[0], heard[1], heard[2], heard[3], zone, kind);
  mode.spec.support = population->people;
  list.out(mode);
  describe_message(message, *population);
  list.lever(message);
}

namespace {

void write_trips(const People& m, const People::Fates& fate, Context& context) {
  context.write(m.depart, fate.depart);
  context.write(m.from, fate.from);
  context.write(m.to, fate.to);
  context.write(m.fallback, fate.fallback);
  context.write(m.mode, fate.mode);
}

void write_fates(const People& m, const People::Fates& fate, Context& context) {
  context.write(m.out_time, fate.out_time);
  context.write(m.exposed, fate.exposed);
  context.write(m.exposed_on_road, fate.exposed_on_road);
  context.write(m.overtaken, fate.overtaken);
  context.write(m.out, fate.out);
  context.write(m.late, fate.late);
  context.write(m.moved, fate.moved);
  context.write(m.moved_unthreatened, fate.moved_unthreatened);
  context.write(m.sheltered, fate.sheltered);
  context.write(m.turned_back, fate.turned_back);
  context.write(m.on_road, fate.on_road);
  context.write(m.threatened, fate.threatened);
  for (std::size_t k = 0; k < message_kinds; ++k) context.write(m.heard[k], fate.heard[k]);
}

}  // namespace

People::State People::begin(Context& context) const {
  const std::size_t n = population->person.size();
  State state;
  state.actor.resize(n);
  std::vector<std::uint8_t> leaves(n);
  for (std::size_t p = 0; p < n; ++p) {
    state.actor[p].place = population->place_at_start(p);
    state.actor[p].destination = population->person[p].destination;
    leaves[p] = !population->person[p].stays;
  }
  Fates& fate = state.fate;
  for (auto* times : {&fate.depart, &fate.out_time}) times->assign(n, Tick::never().count);
  for (auto* numbers : {&fate.from, &fate.to, &fate.fallback}) numbers->assign(n, -1);
  for (auto* flags : {&fate.exposed, &fate.exposed_on_road, &fate.overtaken, &fate.out, &fate.late,
                      &fate.moved, &fate.moved_unthreatened, &fate.sheltered, &fate.turned_back,
                      &fate.threatened, &fate.in_car, &fate.on_road})
    flags->assign(n, 0);
  for (auto& kind_heard : fate.heard) kind_heard.assign(n, 0);
  if (params.day_plans)
    for (std::size_t p = 0; p < n; ++p) state.day.push_back({population->day_begin[p], -1});
  state.left_of_zone.assign(population->zone_names.size(), 0);
  fate.mode = modes(context);
  write_trips(*this, fate, context);
  write_fates(*this, fate, context);
  context.write(leaver, leaves);
  context.write(zone, population->zone);
  context.write(kind, population->kind);
  return state;
}

std::vector<std::uint8_t> People::modes(const Context& context) const {
  std::vector<std::uint8_t> made(population->person.size(),
                                 static_cast<std::uint8_t>(TripMode::car));
  if (params.share_without_car <= 0) return made;
  const Stream luck = context.random(Purpose::without_car);
  for (const std::vector<std::int32_t>& household : population->household) {
    std::uint64_t key = std::numeric_limits<std::uint64_t>::max();
    for (const std::int32_t p : household) key = std::min(key, population->people->key(p));
    if (household.empty() || luck.uniform(key) >= params.share_without_car) continue;
    for (const std::int32_t p : household) made[p] = static_cast<std::uint8_t>(TripMode::foot);
  }
  return made;
}

void People::step(State& state, Context& context) const {
  const Behaviour::Changes changes = Behaviour(*this, state, context).run();
  if (changes.trips) write_trips(*this, state.fate, context);
  if (changes.fates) write_fates(*this, state.fate, context);
}

}  // namespace sandtable::models
