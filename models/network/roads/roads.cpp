// SPDX-License-Identifier: Apache-2.0
#include "models/network/roads/roads.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

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
  arrival.spec.support = map->points;
  closed.spec.support = speed_factor.spec.support = capacity_factor.spec.support = map->links;
  close.spec.target = open.spec.target = slow.spec.target = reverse.spec.target = map->links;
  list.in(arrival);
  list.out(closed);
  list.out(speed_factor);
  list.out(capacity_factor);
  list.lever(close);
  list.lever(open);
  list.lever(slow);
  list.lever(reverse);
}

Roads::State Roads::begin(Context& context) const {
  const std::size_t links = map->links->size();
  State state;
  state.reached.assign(links, Tick::never().count);
  state.order.resize(links);
  std::iota(state.order.begin(), state.order.end(), 0);
  state.by_order.assign(links, Order::open);
  state.closed.assign(links, 0);
  state.speed.assign(links, 1.0F);
  context.write(closed, state.closed);
  context.write(speed_factor, state.speed);
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

/// Lanes of a reversed link are added to those of the other direction.
std::vector<float> Roads::capacities(const State& state) const {
  std::vector<float> factors(state.closed.size(), 1.0F);
  const std::vector<double>& lanes = map->network->lanes;
  for (std::size_t link = 0; link < factors.size(); ++link)
    if (const std::int32_t other = map->opposite[link];
        state.by_order[link] == Order::reversed && other >= 0)
      factors[other] = static_cast<float>(1 + lanes[link] / lanes[other]);
  return factors;
}

bool Roads::obey(State& state, Context& context) const {
  std::vector<std::pair<Action, Order>> orders;
  for (const Action& action : context.actions(close)) orders.emplace_back(action, Order::closed);
  for (const Action& action : context.actions(open)) orders.emplace_back(action, Order::open);
  for (const Action& action : context.actions(reverse))
    orders.emplace_back(action, Order::reversed);
  std::ranges::stable_sort(orders, {}, [](const auto& order) { return order.first.effect; });
  for (const auto& [action, order] : orders) state.by_order[action.target] = order;
  if (!orders.empty()) context.write(capacity_factor, capacities(state));
  const std::vector<Action> slowed = context.actions(slow);
  for (const Action& action : slowed)
    state.speed[action.target] = static_cast<float>(action.values[0]) / 100.0F;
  if (!slowed.empty()) context.write(speed_factor, state.speed);
  return !orders.empty();
}

void Roads::step(State& state, Context& context) const {
  const bool forecast = context.bound(arrival) && context.changed(arrival);
  if (forecast) look_at_hazard(state, context);
  const bool ordered = obey(state, context);
  const std::int64_t soon = (context.end() + (context.end() - context.begin())).count;
  const std::size_t before = state.passed;
  while (state.passed < state.order.size() && state.reached[state.order[state.passed]] < soon)
    ++state.passed;
  if (!forecast && !ordered && state.passed == before) return;
  std::vector<std::uint8_t> now(state.closed.size());
  for (std::size_t link = 0; link < now.size(); ++link)
    now[link] = state.by_order[link] != Order::open;
  for (std::size_t i = 0; i < state.passed; ++i) now[state.order[i]] = 1;
  if (now != state.closed) {
    if (Events* events = context.events())
      for (std::size_t link = 0; link < now.size(); ++link)
        if (now[link] != state.closed[link])
          events->add(context.end(), now[link], static_cast<std::int32_t>(link), 0,
                      what_set(state.by_order[link], now[link] != 0));
    state.closed = std::move(now);
    context.write(closed, state.closed);
  }
}

Roads::By Roads::what_set(Order order, bool closed) {
  if (!closed) return by_open;
  if (order == Order::closed) return by_close;
  return order == Order::reversed ? by_reverse : by_hazard;
}

Meaning Roads::expand(const Event& event) const {
  const Support* const on = map->links.get();
  Meaning meaning{event.kind == 1 ? "closes" : "opens", on, {}, {}};
  if (event.value == by_hazard)
    meaning.tests = {{"ignition", nullptr, -1, 1}};
  else if (event.value == by_close)
    meaning.tests = {{"close", on, event.entity, 0}};
  else if (event.value == by_reverse)
    meaning.tests = {{"reverse", on, event.entity, 0}};
  else
    meaning.tests = {{"open", on, event.entity, 0}};
  meaning.modifies = {{"closed", on, event.entity, event.kind}};
  return meaning;
}

}  // namespace sandtable::models
