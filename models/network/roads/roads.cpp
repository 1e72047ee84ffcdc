// SPDX-License-Identifier: Apache-2.0
#include "models/network/roads/roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace sandtable::models {

std::int32_t RoadMap::nearest_node(double x, double y) const {
  std::int32_t best = -1;
  double best_square = std::numeric_limits<double>::infinity();
  for (std::int32_t n = 0; n < network->nodes(); ++n) {
    if (network->out_begin[n] == network->out_begin[n + 1] ||
        network->in_begin[n] == network->in_begin[n + 1])
      continue;
    const double dx = network->node_x[n] - x, dy = network->node_y[n] - y;
    if (const double square = dx * dx + dy * dy; square < best_square)
      best_square = square, best = n;
  }
  return best;
}

std::vector<std::int64_t> RoadMap::first_reached(std::span<const std::int64_t> at_point) const {
  std::vector<std::int64_t> first(point_begin.size() - 1, Tick::never().count);
  for (std::size_t link = 0; link < first.size(); ++link)
    for (std::int32_t i = point_begin[link]; i < point_begin[link + 1]; ++i)
      first[link] = std::min(first[link], at_point[static_cast<std::size_t>(point[i])]);
  return first;
}

void Roads::ports(PortList& list) {
  arrival.spec.support = smoke.spec.support = depth.spec.support = map->points;
  closed.spec.support = flooded.spec.support = speed_factor.spec.support =
      capacity_factor.spec.support = map->links;
  list.in(arrival);
  if (params.smoke_by != SmokeBy::none) {
    smoke.spec.quantity = params.smoke_by == SmokeBy::fire_seen     ? "fire_seen_time"
                          : params.smoke_by == SmokeBy::embers_seen ? "embers_seen_time"
                                                                    : "smoke_seen_time";
    list.in(smoke);
  }
  list.in(depth);
  list.out(closed);
  list.out(flooded);
  list.out(speed_factor);
  list.out(capacity_factor);
  slow.spec.problem = [](const Action& action) -> std::string {
    if (action.values[0] >= 1 && action.values[0] <= 100) return "";
    return fmt::format(
        "percent is '{}' (a whole number from 1 to 100 is expected): close the link "
        "to stop all",
        action.values[0]);
  };
  reverse.spec.problem = [map = map](const Action& action) -> std::string {
    if (map->opposite[static_cast<std::size_t>(action.target)] >= 0) return "";
    return fmt::format("link '{}' cannot be reversed (the road has no other direction)",
                       map->links->id(static_cast<std::size_t>(action.target)));
  };
  reserve.spec.problem = [map = map](const Action& action) -> std::string {
    const double lanes = map->network->lanes[static_cast<std::size_t>(action.target)];
    if (static_cast<double>(action.values[0]) <= lanes) return "";
    return fmt::format("link '{}' has {:g} lane{} ({} are to be kept): close it to stop all",
                       map->links->id(static_cast<std::size_t>(action.target)), lanes,
                       lanes == 1 ? "" : "s", action.values[0]);
  };
  for (Lever* lever : {&close, &open, &slow, &reverse, &reserve}) {
    lever->spec.target = map->links;
    list.lever(*lever);
  }
}

Roads::State Roads::begin(Context& context) const {
  const std::size_t links = map->links->size();
  State state;
  state.reached.assign(links, Tick::never().count);
  state.order.resize(links);
  std::iota(state.order.begin(), state.order.end(), 0);
  state.by_order.assign(links, Order::open);
  state.reserved.assign(links, 0);
  state.lanes = map->network->lanes;
  state.closed.assign(links, 0);
  state.slowed.assign(links, 1.0F);
  state.flooded.assign(links, 0);
  state.in_water.assign(links, 1.0F);
  context.write(closed, state.closed);
  context.write(flooded, state.flooded);
  context.write(speed_factor, state.slowed);
  context.write(capacity_factor, std::vector<float>(links, 1.0F));
  return state;
}

void Roads::look_at_hazard(State& state, const Context& context) const {
  state.reached = map->first_reached(context.read(arrival));
  std::ranges::sort(state.order, [&](std::int32_t a, std::int32_t b) {
    return std::pair(state.reached[a], a) < std::pair(state.reached[b], b);
  });
  state.passed = 0;
}

/// A link's own lanes but those kept for responders, and those of reversed links beside it.
std::vector<double> Roads::lanes_of_public(const State& state) const {
  std::vector<double> left = map->network->lanes;
  for (std::size_t link = 0; link < left.size(); ++link)
    left[link] = std::max(0.0, left[link] - state.reserved[link]);
  const std::vector<double> own = left;
  for (std::size_t link = 0; link < left.size(); ++link)
    if (const std::int32_t other = map->opposite[link];
        state.by_order[link] == Order::reversed && other >= 0)
      left[other] += own[link];
  return left;
}

bool Roads::shut_by_order(const State& state, std::size_t link) const {
  return state.by_order[link] != Order::open || state.lanes[link] <= 0;
}

std::vector<float> Roads::capacities(const State& state) const {
  std::vector<float> factors(state.closed.size(), 1.0F);
  for (std::size_t link = 0; link < factors.size(); ++link)
    if (state.lanes[link] > 0)
      factors[link] = static_cast<float>(state.lanes[link] / map->network->lanes[link]);
  return factors;
}

/// From when each link is in smoke, and at intervals how many are: no more is changed at a time.
void Roads::look_at_smoke(State& state, Context& context) const {
  if (params.smoke_by == SmokeBy::none || !context.bound(smoke)) return;
  if (context.changed(smoke)) state.smoke = map->first_reached(context.read(smoke));
  const std::int64_t every = params.smoke_every.count;
  if (context.end().count / every == context.begin().count / every) return;
  const auto now = static_cast<std::int32_t>(std::ranges::count_if(
      state.smoke, [&](std::int64_t from) { return from <= context.end().count; }));
  if (std::exchange(state.in_smoke, now) != now)
    context.write(speed_factor, speeds(state, context.end()));
}

std::vector<float> Roads::speeds(const State& state, Tick now) const {
  std::vector<float> factors = state.slowed;
  for (std::size_t link = 0; link < factors.size(); ++link) factors[link] *= state.in_water[link];
  if (params.smoke_by == SmokeBy::none || state.in_smoke == 0) return factors;
  const Tick looked{now.count / params.smoke_every.count * params.smoke_every.count};
  for (std::size_t link = 0; link < factors.size(); ++link)
    if (state.smoke[link] <= looked.count)
      factors[link] *= static_cast<float>(params.smoke_speed_factor);
  return factors;
}

bool Roads::obey(State& state, Context& context) const {
  std::vector<Action> orders;
  for (const Lever* lever : {&close, &open, &reverse, &reserve})
    std::ranges::copy(context.actions(*lever), std::back_inserter(orders));
  std::ranges::stable_sort(orders, {}, &Action::effect);
  for (const Action& action : orders) {
    if (action.lever == reserve.slot) {
      state.reserved[action.target] = static_cast<std::int32_t>(action.values[0]);
      continue;
    }
    const bool opens = action.lever == open.slot;
    state.by_order[action.target] = opens                        ? Order::open
                                    : action.lever == close.slot ? Order::closed
                                                                 : Order::reversed;
    if (opens) state.reserved[action.target] = 0;
  }
  if (!orders.empty()) {
    state.lanes = lanes_of_public(state);
    context.write(capacity_factor, capacities(state));
  }
  const std::vector<Action> slowed = context.actions(slow);
  for (const Action& action : slowed)
    state.slowed[action.target] = static_cast<float>(action.values[0]) / 100.0F;
  if (!slowed.empty()) context.write(speed_factor, speeds(state, context.begin()));
  return !orders.empty();
}

void Roads::step(State& state, Context& context) const {
  const bool forecast = context.bound(arrival) && context.changed(arrival);
  if (forecast) look_at_hazard(state, context);
  const bool ordered = obey(state, context);
  std::vector<std::uint8_t> flooded_before;
  if (context.events()) flooded_before = state.flooded;
  const bool water = look_at_water(state, context);
  look_at_smoke(state, context);
  const std::int64_t soon = (context.end() + (context.end() - context.begin())).count;
  const std::size_t before = state.passed;
  while (state.passed < state.order.size() && state.reached[state.order[state.passed]] < soon)
    ++state.passed;
  if (!forecast && !ordered && !water && state.passed == before) return;
  std::vector<std::uint8_t> now(state.closed.size());
  for (std::size_t link = 0; link < now.size(); ++link)
    now[link] = shut_by_order(state, link) || state.flooded[link];
  for (std::size_t i = 0; i < state.passed; ++i) now[state.order[i]] = 1;
  if (now != state.closed) {
    if (Events* events = context.events())
      for (std::size_t link = 0; link < now.size(); ++link)
        if (now[link] != state.closed[link])
          events->add(context.end(), now[link], static_cast<std::int32_t>(link), 0,
                      what_set(state, link, now[link] != 0, flooded_before[link] != 0));
    state.closed = std::move(now);
    context.write(closed, state.closed);
  }
}

Roads::By Roads::what_set(const State& state, std::size_t link, bool shut, bool was_flooded) const {
  if (!shut) return was_flooded ? by_water : by_open;
  if (state.by_order[link] == Order::closed) return by_close;
  if (state.by_order[link] == Order::reversed) return by_reverse;
  if (shut_by_order(state, link)) return by_reserve;
  return state.flooded[link] ? by_water : by_hazard;
}

Meaning Roads::expand(const Event& event) const {
  const Support* const on = map->links.get();
  Meaning meaning{event.kind == 1 ? "closes" : "opens", on, {}, {}};
  if (event.value == by_hazard)
    meaning.tests = {{"ignition", nullptr, -1, 1}};
  else if (event.value == by_water)
    meaning.tests = {{"water_depth", on, event.entity, event.kind}};
  else if (event.value == by_close)
    meaning.tests = {{"close", on, event.entity, 0}};
  else if (event.value == by_reverse)
    meaning.tests = {{"reverse", on, event.entity, 0}};
  else if (event.value == by_reserve)
    meaning.tests = {{"reserve", on, event.entity, 0}};
  else
    meaning.tests = {{"open", on, event.entity, 0}};
  meaning.modifies = {{"closed", on, event.entity, event.kind}};
  return meaning;
}

}  // namespace sandtable::models
