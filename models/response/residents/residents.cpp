// SPDX-License-Identifier: Apache-2.0
#include "models/response/residents/residents.hpp"

#include <cmath>

#include "models/response/people/audiences.hpp"
#include "models/response/residents/act.hpp"

namespace sandtable::models {

namespace {

struct FateName {
  const char *quantity, *unit;
  bool foresight = false;
};

constexpr std::array<FateName, fates> fate_names{{{"heard_advice", "1"},
                                                  {"heard_watch_and_act", "1"},
                                                  {"heard_emergency_warning", "1"},
                                                  {"heard_evacuate_now", "1"},
                                                  {"warned", "people"},
                                                  {"saw_water", "people"},
                                                  {"moved", "people"},
                                                  {"moved_unthreatened", "people", true},
                                                  {"on_road", "people"},
                                                  {"out", "people"},
                                                  {"cut_off", "people"},
                                                  {"threatened", "people", true},
                                                  {"exposed", "people"},
                                                  {"exposed_at_home", "people"},
                                                  {"exposed_on_road", "people"},
                                                  {"home_water_1", "people"},
                                                  {"home_water_2", "people"},
                                                  {"home_water_3", "people"},
                                                  {"home_water_4", "people"}}};

double or_else(double declared, double parameter) {
  return std::isnan(declared) ? parameter : declared;
}

}  // namespace

Residents::Residents() {
  for (std::size_t f = 0; f < fates; ++f)
    fate[f].spec = {.quantity = fate_names[f].quantity,
                    .unit = fate_names[f].unit,
                    .foresight = fate_names[f].foresight};
}

void Residents::ports(PortList& list) {
  for (InputSpec* spec : {&water.spec, &arrival.spec}) spec->support = population->places;
  for (InputSpec* spec : {&trip_end.spec, &at_node.spec, &exposed_time.spec})
    spec->support = population->people;
  list.in(water);
  list.in(arrival);
  list.in(trip_end);
  list.in(at_node);
  list.in(exposed_time);
  const auto out_on_people = [&](auto&... ports) {
    ((ports.spec.support = population->people, list.out(ports)), ...);
  };
  out_on_people(depart, from, to, fallback, mode, out_time, warned_time);
  for (Out<std::uint8_t>& flag : fate) out_on_people(flag);
  out_on_people(present, leaver, zone, kind);
  describe_message(message, *population);
  list.lever(message);
}

double Residents::compliance(std::size_t party, std::size_t message_kind) const {
  const double of_all = params.compliances()[message_kind];
  if (message_kind + 1 < message_kinds) return of_all;
  return or_else(parties->kinds[parties->kind[party]].compliance, of_all);
}

Residents::State Residents::begin(Context& context) const {
  const Parties& all = *parties;
  const std::size_t people = population->people->size();
  const Stream presence = context.random(Purpose::presence);
  const Stream car = context.random(Purpose::without_car);
  const Stream complies = context.random(Purpose::compliance);
  const double day = warning::daylight(start_clock_s + params.start_shift.seconds());
  State state;
  state.actor.resize(all.size());
  state.to.resize(people);
  state.fallback.resize(people);
  std::vector<std::uint8_t> there(people), leaves(people), modes(people);
  std::vector<std::int32_t> starts(people);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ResidentKind& of = all.kinds[all.kind[i]];
    const bool here = presence.uniform(all.key[i]) < of.present(day, params.weekend);
    const bool walks =
        car.uniform(all.key[i]) < or_else(of.share_without_car, params.share_without_car);
    const bool goes = here && complies.uniform(all.key[i]) < compliance(i, message_kinds - 1);
    state.actor[i].stage = here ? Stage::at_home : Stage::away;
    for (std::int32_t p = all.first[i]; p < all.first[i + 1]; ++p) {
      starts[p] = population->place_node[all.place[i]];
      state.to[p] = all.destination[i];
      state.fallback[p] = all.fallback[i];
      there[p] = here;
      leaves[p] = goes;
      modes[p] = static_cast<std::uint8_t>(walks ? TripMode::foot : TripMode::car);
    }
  }
  for (const std::int32_t i : all.passive) {
    state.actor[i].stage = Stage::away;
    for (std::int32_t p = all.first[i]; p < all.first[i + 1]; ++p) there[p] = leaves[p] = 0;
  }
  for (auto* times : {&state.depart, &state.out_time, &state.warned_time})
    times->assign(people, Tick::never().count);
  for (auto& flags : state.fate) flags.assign(people, 0);
  WarningChain(*this, state, context).write_all();
  context.write(from, starts);
  context.write(mode, modes);
  context.write(present, there);
  context.write(leaver, leaves);
  context.write(zone, population->zone);
  context.write(kind, population->kind);
  return state;
}

void Residents::step(State& state, Context& context) const {
  WarningChain(*this, state, context).run();
}

Meaning Residents::expand(const Event& event) const {
  const Support* const people = population->people.get();
  const auto of_person = [&](std::string_view quantity, std::int64_t value) {
    return Fact{quantity, people, event.entity, value};
  };
  if (event.kind < message_kinds)
    return {hears[event.kind],
            people,
            {{"message", population->audiences.get(), static_cast<std::int32_t>(event.value),
              event.kind}},
            {of_person("cue", event.kind + 1)}};
  const Fact water_or_fire{"ignition", nullptr, -1, 1};
  if (event.kind == sees_water)
    return {"sees_water", people, {water_or_fire}, {of_person("cue", water_cue)}};
  if (event.kind == is_reached)
    return {"is_reached", people, {water_or_fire}, {of_person("exposed", 1)}};
  const Fact because = of_person("cue", event.value);
  if (event.kind == is_cut_off) return {"is_cut_off", people, {because}, {of_person("cut_off", 1)}};
  return {"sets_out", people, {because}, {of_person("trip", 1)}};
}

}  // namespace sandtable::models
