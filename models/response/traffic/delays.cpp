// SPDX-License-Identifier: Apache-2.0
// What drivers notice of delays, at fixed times.
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "models/response/traffic/trips.hpp"

namespace sandtable::traffic {
namespace {

/// The ways as they stand become those of one look ago; true when older ones were others.
bool keep_ways(State& state, const Model& model) {
  const auto most = static_cast<std::size_t>(model.rules.older_ways);
  if (most == 0) return false;
  auto& older = state.older_ways;
  std::vector<std::shared_ptr<const NextHop>> now;
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(state.ways.size()); ++k) {
    now.push_back(std::make_shared<const NextHop>(whole_table(state.outlook, model, k)));
    if (!older.empty() && *older[0][k] == *now.back()) now.back() = older[0][k];
  }
  const bool moved = std::ranges::any_of(older, [&](const auto& ways) { return ways != now; });
  older.insert(older.begin(), std::move(now));
  if (older.size() > most) older.pop_back();
  return moved;
}

}  // namespace

void look_at_delays(State& state, const Model& model, std::int64_t time) {
  state.next_look += model.rules.perceive_every.count;
  if (keep_ways(state, model)) ask_again(state, model, time, {.ways = true});
  if (!state.delayed && state.waiting_first == none && state.perceived_links == 0) return;
  for (std::int32_t link = state.waiting_first; link != none; link = state.waiting[link].after) {
    const std::int64_t overdue = time - state.slots[state.links[link].head].ready;
    state.delay[link] = std::max(state.delay[link], overdue);
  }
  std::vector<std::int32_t> changed;
  for (std::int32_t link = 0; link < model.links.size(); ++link) {
    if (state.delay[link] == 0 && state.perceived[link] == 0) continue;
    const std::int64_t moved = std::abs(state.delay[link] - state.perceived[link]);
    if (moved > model.rules.perceive_least.count &&
        static_cast<double>(moved) >
            model.rules.perceive_share * static_cast<double>(state.links[link].free_flow)) {
      state.perceived_links += (state.delay[link] != 0) - (state.perceived[link] != 0);
      state.perceived[link] = state.delay[link];
      changed.push_back(link);
    }
    state.delay[link] = 0;
    state.links[link].delayed = false;
  }
  state.delayed = false;
  if (!changed.empty()) ask_again(state, model, time, update_costs(state, model, changed));
}

}  // namespace sandtable::traffic
