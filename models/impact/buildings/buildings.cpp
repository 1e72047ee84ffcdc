// SPDX-License-Identifier: Apache-2.0
#include "models/impact/buildings/buildings.hpp"

namespace sandtable::models {

void Buildings::ports(PortList& list) {
  water.spec.support = flooded.spec.support = depth.spec.support = damage.spec.support =
      stock->buildings;
  if (!params.currency.empty()) damage.spec.unit = params.currency;
  list.in(water);
  list.out(flooded);
  list.out(depth);
  list.out(damage);
}

Buildings::State Buildings::begin(Context& context) const {
  State state;
  state.depth.assign(stock->buildings->size(), 0.0F);
  state.flooded.assign(stock->buildings->size(), 0);
  context.write(flooded, state.flooded);
  context.write(depth, state.depth);
  context.write(damage, std::vector<float>(state.depth.size(), 0.0F));
  return state;
}

void Buildings::step(State& state, Context& context) const {
  if (!context.changed(water)) return;
  const auto now = context.read(water);
  bool deeper = false;
  for (std::size_t i = 0; i < state.depth.size(); ++i) {
    const float above = now[i] - stock->floor_m[i];
    if (!(above > state.depth[i])) continue;
    deeper = true;
    state.depth[i] = above;
    if (!state.flooded[i])
      if (Events* events = context.events())
        events->add(context.end(), floods, static_cast<std::int32_t>(i));
    state.flooded[i] = 1;
  }
  if (!deeper) return;
  std::vector<float> cost(state.depth.size());
  for (std::size_t i = 0; i < cost.size(); ++i)
    cost[i] = static_cast<float>(stock->value[i] * params.damage_factor *
                                 curve.at(static_cast<double>(state.depth[i])));
  context.write(flooded, state.flooded);
  context.write(depth, state.depth);
  context.write(damage, std::move(cost));
}

Meaning Buildings::expand(const Event& event) const {
  const Support* const on = stock->buildings.get();
  return {"floods", on, {{"water_depth", on, event.entity, 1}}, {{"flooded", on, event.entity, 1}}};
}

}  // namespace sandtable::models
