// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/queues.hpp"

namespace sandtable::traffic {

void capacity_changed(State& state, const Model& before, const Model& model) {
  const std::int64_t now = state.now.count;
  for (std::int32_t k = 0; k < model.links.size(); ++k) {
    const LinkRow &old = before.links[k], &row = model.links[k];
    if (old.headway == row.headway && old.spaces == row.spaces) continue;
    LinkState& link = state.links[k];
    if (old.headway != row.headway)
      for (std::int64_t* from : {&link.entry_from, &link.exit_from})
        *from = std::min(*from + row.headway - old.headway, now + row.headway);
    // What is pending may now be too late; what is too early asks again when its time comes.
    link.exit_pending = link.admit_pending = false;
    schedule_exit(state, k, now);
    if (has_waiters(state, k)) schedule_admit(state, model, k, now);
  }
}

}  // namespace sandtable::traffic
