// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>

#include "models/response/traffic/queues.hpp"
#include "models/response/traffic/trips.hpp"
#include "sim/core/error.hpp"

namespace sandtable::traffic {
namespace {

constexpr std::uint8_t by_order = 1, by_speed = 2;       // why a link is closed
constexpr std::int64_t slowest = std::int64_t{1} << 36;  // ticks on a link, 48 days
constexpr std::int64_t dearest = std::int64_t{1} << 44;  // sums over a path stay in 62 bits

std::int64_t link_cost(const State& state, std::int32_t link) {
  if (is_known_closed(state, link)) return no_entry;
  const std::int64_t time = state.links[link].free_flow + state.perceived[link];
  if (state.cost_factor.empty()) return std::min(time, dearest);
  const double cost = static_cast<double>(time) * state.cost_factor[link];
  if (!(cost < static_cast<double>(dearest))) return dearest;
  return std::max<std::int64_t>(1, std::llround(cost));
}

bool path_is_shut(const State& state, std::int32_t slot) {
  const Slot& vehicle = state.slots[slot];
  return std::any_of(vehicle.next_on_path, vehicle.next_on_path + vehicle.ahead,
                     [&](std::int32_t link) { return is_known_closed(state, link); });
}

void repair_paths(State& state, const Model& model) {
  for (std::size_t k = 0; k < state.slots.size(); ++k) {
    const Slot& vehicle = state.slots[k];
    if (state.paths[k] == nullptr) continue;
    const auto slot = static_cast<std::int32_t>(k);
    if (!path_is_shut(state, slot)) continue;
    const bool on_link = vehicle.place == Place::link;
    find_path(state, model, slot, on_link ? model.links[vehicle.link].to : vehicle.node);
  }
}

void ask_again_at_origin(State& state, const Model& model, std::int32_t link, std::int64_t time) {
  OriginQueue& queue = state.origins[link];
  std::int32_t slot = queue.head;
  queue.head = queue.tail = none;
  while (slot != none) {
    const std::int32_t behind = state.slots[slot].next;
    if (next_link(state, model, slot, state.slots[slot].node) != link) {
      --state.waiting_at_origins;
      depart_again(state, slot, time);
    } else {
      (queue.head == none ? queue.head : state.slots[queue.tail].next) = slot;
      queue.tail = slot;
      state.slots[slot].next = none;
    }
    slot = behind;
  }
  state.links[link].origin_waits = queue.head != none;
}

std::vector<std::int32_t> links_waited_for_at_origins(const State& state) {
  std::vector<std::int32_t> links;
  for (const Slot& vehicle : state.slots) {
    if (vehicle.place == Place::origin) links.push_back(vehicle.link);
  }
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

void ask_held_again(State& state, const Model& model, std::int64_t time) {
  std::vector<std::int32_t> still;
  for (const std::int32_t slot : state.held) {
    if (next_link(state, model, slot, state.slots[slot].node) == no_way) {
      still.push_back(slot);
    } else {
      depart_again(state, slot, time);
    }
  }
  state.held = std::move(still);
}

void set_flag(State& state, std::int32_t link, std::uint8_t flag, bool on) {
  const int without = state.closed[link] & ~flag;
  state.closed[link] = static_cast<std::uint8_t>(on ? without | flag : without);
}

void check_links(const Model& model, std::span<const std::int32_t> links, std::size_t values) {
  if (links.size() != values) {
    refuse(std::to_string(links.size()) + " links with " + std::to_string(values) + " values");
  }
  for (const std::int32_t link : links) {
    if (link < 0 || link >= model.links.size()) {
      refuse("link number " + std::to_string(link) + " does not exist");
    }
  }
}

void apply_to_usual(State& state, const Model& model, std::int32_t link) {
  const std::int64_t time = std::min(state.links[link].free_flow, dearest);
  set_cost(state.usual, model, link, is_known_closed(state, link) ? no_entry : time);
}

void apply(State& state, const Model& model, std::span<const std::int32_t> links) {
  for (const std::int32_t link : links) apply_to_usual(state, model, link);
  ask_again(state, model, state.now.count, update_costs(state, model, links));
}

}  // namespace

Change update_costs(State& state, const Model& model, std::span<const std::int32_t> links) {
  Change change;
  bool shut = false;
  for (const std::int32_t link : links) {
    const std::int64_t cost = link_cost(state, link), before = state.outlook.link[link];
    if (!set_cost(state.outlook, model, link, cost)) continue;
    change.ways = true;
    change.opened = change.opened || before >= no_entry;
    shut = shut || cost >= no_entry;
  }
  if (shut || change.opened) repair_paths(state, model);
  return change;
}

void ask_again(State& state, const Model& model, std::int64_t time, Change change) {
  if (!change.ways) return;
  for (std::int32_t link = state.waiting_first; link != none;) {
    const std::int32_t after = state.waiting[link].after;
    const std::int32_t wanted = state.links[link].waits_for;
    if (next_link(state, model, state.links[link].head, model.links[link].to) != wanted) {
      stop_waiting(state, link);
      schedule_exit(state, link, time);
    }
    link = after;
  }
  if (state.waiting_at_origins > 0) {
    for (const std::int32_t link : links_waited_for_at_origins(state)) {
      ask_again_at_origin(state, model, link, time);
    }
  }
  if (change.opened && !state.held.empty()) ask_held_again(state, model, time);
}

namespace {

bool someone_stands_before(const State& state, std::int32_t link) {
  if (state.origins[link].head != none) return true;
  for (std::int32_t at = state.waiting_first; at != none; at = state.waiting[at].after)
    if (state.links[at].waits_for == link) return true;
  return false;
}

}  // namespace

void see_closed(State& state, const Model& model, std::int32_t link) {
  state.unseen[link] = 0;
  apply_to_usual(state, model, link);
  update_costs(state, model, {&link, 1});
}

void set_closed(State& state, const Model& model, std::span<const std::int32_t> links,
                std::span<const std::uint8_t> closed, std::span<const std::uint8_t> unseen) {
  check_links(model, links, closed.size());
  if (!unseen.empty()) check_links(model, links, unseen.size());
  if (!unseen.empty() && state.unseen.empty()) state.unseen.assign(state.links.size(), 0);
  for (std::size_t k = 0; k < links.size(); ++k) {
    set_flag(state, links[k], by_order, closed[k] != 0);
    if (state.unseen.empty()) continue;
    const bool hidden = closed[k] != 0 && !unseen.empty() && unseen[k] != 0;
    state.unseen[links[k]] = hidden && !someone_stands_before(state, links[k]);
  }
  apply(state, model, links);
}

void set_speed(State& state, const Model& model, std::span<const std::int32_t> links,
               std::span<const double> speed_factor) {
  check_links(model, links, speed_factor.size());
  for (std::size_t k = 0; k < links.size(); ++k) {
    const double factor = speed_factor[k];
    if (!std::isfinite(factor)) refuse("a speed factor is not a number");
    set_flag(state, links[k], by_speed, factor <= 0.0);
    if (factor <= 0.0) continue;
    const std::int64_t usual = model.links[links[k]].free_flow;
    const double time = static_cast<double>(usual) / factor;
    std::int64_t& free_flow = state.links[links[k]].free_flow;
    free_flow = time < static_cast<double>(slowest) ? std::max<std::int64_t>(1, std::llround(time))
                                                    : slowest;
  }
  apply(state, model, links);
}

void set_cost_factor(State& state, const Model& model, std::span<const std::int32_t> links,
                     std::span<const double> factor) {
  check_links(model, links, factor.size());
  if (state.cost_factor.empty()) state.cost_factor.assign(state.links.size(), 1.0);
  for (std::size_t k = 0; k < links.size(); ++k) {
    if (!(factor[k] >= 0.001) || !std::isfinite(factor[k])) {
      refuse("the cost factor of link '" + model.network->link_id[links[k]] +
             "' must be at least 0.001");
    }
    state.cost_factor[links[k]] = factor[k];
  }
  apply(state, model, links);
}

}  // namespace sandtable::traffic
