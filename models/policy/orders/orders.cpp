// SPDX-License-Identifier: Apache-2.0
#include "models/policy/orders/orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/core/error.hpp"

namespace sandtable::models {

void Orders::ports(PortList& list) {
  ignition.spec.optional =
      orders != nullptr && std::ranges::none_of(*orders, &Order::after_ignition);
  list.in(ignition);
}

Orders::State Orders::begin(Context&) const {
  return {};
}

void Orders::step(State& state, Context& context) const {
  if (state.time.empty()) {
    const std::int64_t ignited = context.bound(ignition) ? context.read(ignition)[0] : 0;
    for (const Order& order : *orders)
      state.time.push_back(order.time.count + (order.after_ignition ? ignited : 0));
    state.order.resize(state.time.size());
    std::iota(state.order.begin(), state.order.end(), std::size_t{0});
    std::ranges::stable_sort(state.order, {}, [&](std::size_t i) { return state.time[i]; });
    if (!state.order.empty() && state.time[state.order[0]] < 0)
      fail(fmt::format("{} would be given {:.0f} min before the scenario starts: start it earlier",
                       (*orders)[state.order[0]].rule,
                       -Tick{state.time[state.order[0]]}.seconds() / 60));
  }
  const std::int64_t soon = (context.begin() + tick).count;
  for (; state.next < state.order.size() && state.time[state.order[state.next]] < soon;
       ++state.next) {
    const Order& order = (*orders)[state.order[state.next]];
    Action action = order.action;
    action.effect = Tick{state.time[state.order[state.next]]};
    context.act(action, order.rule);
  }
  state.due = state.next < state.order.size()
                  ? Tick{state.time[state.order[state.next]] / tick.count * tick.count}
                  : Tick::never();
}

}  // namespace sandtable::models
