// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/traffic.hpp"

#include "models/response/traffic/drive.hpp"

namespace sandtable::models {

std::size_t Traffic::State::bytes() const {
  std::size_t walked = 0;
  for (const Walk& walk : walks) walked += sizeof(Walk) + walk.links.size() * 4;
  return traffic::bytes(roads) + taken.size() * 44 + reached.size() * 9 + walked;
}

void Traffic::ports(PortList& list) {
  for (InputSpec* spec : {&depart.spec, &from.spec, &to.spec, &fallback.spec})
    spec->support = population->people;
  closed.spec.support = speed_factor.spec.support = capacity.spec.support = map->links;
  arrival.spec.support = map->points;
  near.spec.support = map->nodes;
  list.in(depart);
  list.in(from);
  list.in(to);
  list.in(fallback);
  list.in(closed);
  list.in(speed_factor);
  list.in(arrival);
  list.in(near);
  list.in(capacity);
  trip_end.spec.support = at_node.spec.support = exposed.spec.support = delay.spec.support =
      population->people;
  list.out(trip_end);
  list.out(at_node);
  list.out(exposed);
  list.out(delay);
  for (OutputSpec* spec : {&vehicles.spec, &queued.spec, &held.spec, &squeezed.spec, &no_way.spec})
    spec->support = scalar_support("all roads");
  list.out(vehicles);
  list.out(queued);
  list.out(held);
  list.out(squeezed);
  list.out(no_way);
}

Traffic::State Traffic::begin(Context& context) const {
  State state;
  state.kernel = state.draw_kernel = kernel_of_draw();
  state.roads = traffic::begin(*state.kernel);
  const std::size_t people = population->person.size();
  state.taken.assign(people, Tick::never().count);
  state.free_flow.assign(people, -1);
  state.trip_end.assign(people, Tick::never().count);
  state.exposed.assign(people, Tick::never().count);
  state.at_node.assign(people, -1);
  state.delay.assign(people, 0);
  state.closed.assign(map->links->size(), 0);
  context.write(trip_end, state.trip_end);
  context.write(exposed, state.exposed);
  context.write(at_node, state.at_node);
  context.write(delay, state.delay);
  for (const auto* scalar : {&vehicles, &queued, &held, &squeezed, &no_way})
    context.write_scalar(*scalar, 0);
  return state;
}

void Traffic::step(State& state, Context& context) const {
  Drive(*this, state, context).run();
}

Meaning Traffic::expand(const Event& event) const {
  const Support* const people = population->people.get();
  const Fact on_trip{"trip", people, event.entity, 1};
  const auto where = static_cast<std::int32_t>(event.value);
  if (event.kind == enters_link)
    return {"enters_link",
            people,
            {on_trip, {"closed", map->links.get(), where, 0}},
            {{"link", people, event.entity, where}}};
  if (event.kind == arrives)
    return {"arrives", people, {on_trip}, {{"trip", people, event.entity, 0}}};
  return {"finds_no_way", people, {on_trip}, {{"held", people, event.entity, 1}}};
}

}  // namespace sandtable::models
