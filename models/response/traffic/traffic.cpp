// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/traffic.hpp"

#include "models/response/traffic/drive.hpp"

namespace sandtable::models {

std::size_t Traffic::State::bytes() const {
  return traffic::bytes(roads) + taken.size() * 44 + reached.size() * 9 +
         walkers.size() * sizeof(Walker) + incidents.driven_km.size() * 8 +
         others.size() * (sizeof(OtherVehicle) + 4);
}

void Traffic::ports(PortList& list) {
  for (InputSpec* spec : {&depart.spec, &from.spec, &to.spec, &fallback.spec, &mode.spec})
    spec->support = population->people;
  closed.spec.support = flooded.spec.support = speed_factor.spec.support = capacity.spec.support =
      map->links;
  arrival.spec.support = map->points;
  near.spec.support = map->nodes;
  list.in(depart);
  list.in(from);
  list.in(to);
  list.in(fallback);
  list.in(closed);
  list.in(flooded);
  list.in(speed_factor);
  list.in(arrival);
  list.in(near);
  list.in(capacity);
  list.in(mode);
  ignition.spec.support = nullptr;
  list.in(ignition);
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
  for (OutputSpec* spec :
       {&walking.spec, &incidents.spec, &others_arrived.spec, &others_delay.spec})
    spec->support = scalar_support("all roads");
  list.out(walking);
  list.out(incidents);
  list.out(others_arrived);
  list.out(others_delay);
}

Traffic::State Traffic::begin(Context& context) const {
  State state;
  state.kernel = state.draw_kernel = kernel_of_draw();
  state.roads = traffic::begin(*state.kernel);
  const std::size_t people = population->people->size();
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
  for (const auto* scalar :
       {&vehicles, &queued, &held, &squeezed, &no_way, &walking, &incidents, &others_arrived})
    context.write_scalar(*scalar, 0);
  context.write_scalar(others_delay, 0.0F);
  if (params.incident_rate_per_km > 0) state.incidents.driven_km.assign(map->links->size(), 0);
  return state;
}

void Traffic::step(State& state, Context& context) const {
  Drive(*this, state, context).run();
}

Meaning Traffic::expand(const Event& event) const {
  if (event.kind == incident)
    return {"incident", map->links.get(), {}, {{"lanes", map->links.get(), event.entity, 0}}};
  const Support* const people = population->people.get();
  const Fact on_trip{"trip", people, event.entity, 1};
  const auto where = static_cast<std::int32_t>(event.value);
  if (event.kind == enters_link)
    return {"enters_link",
            people,
            {on_trip, {"closed", map->links.get(), where, 0}},
            {{"link", people, event.entity, where}}};
  if (event.kind == walks_along)
    return {"walks_along", people, {on_trip}, {{"link", people, event.entity, where}}};
  if (event.kind == arrives)
    return {"arrives", people, {on_trip}, {{"trip", people, event.entity, 0}}};
  return {"finds_no_way", people, {on_trip}, {{"held", people, event.entity, 1}}};
}

}  // namespace sandtable::models
