// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/state.hpp"

namespace sandtable::traffic {

State begin(const Model& model) {
  const std::size_t links = model.links.rows.size();
  State state;
  state.links.resize(links);
  state.turns.resize(links);
  state.origins.resize(links);
  state.waiting.resize(links);
  for (std::size_t link = 0; link < links; ++link)
    state.links[link].free_flow = model.links.rows[link].free_flow;
  state.outlook = state.usual = begin_outlook(model);
  state.closed.assign(links, 0);
  state.perceived.assign(links, 0);
  state.delay.assign(links, 0);
  state.next_look =
      model.rules.perceive_delays ? model.rules.perceive_every.count : Tick::never().count;
  state.ways.resize(model.destinations.size());
  return state;
}

}  // namespace sandtable::traffic
