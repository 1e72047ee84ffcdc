// SPDX-License-Identifier: Apache-2.0
// Vehicles of nobody in the population.
#include <algorithm>
#include <numeric>

#include "models/response/traffic/drive.hpp"

namespace sandtable::models {

bool Drive::is_other(std::int32_t vehicle) const {
  return static_cast<std::size_t>(vehicle) >= state_.taken.size();
}

OtherVehicle& Drive::other(std::int32_t vehicle) {
  return state_.others[static_cast<std::size_t>(vehicle) - state_.taken.size()];
}

void Drive::begin_others() {
  const Tick ignition{context_.bound(model_.ignition) ? context_.read(model_.ignition)[0] : 0};
  state_.others = other_vehicles(*model_.others, ignition, context_.random(Purpose::departure));
  state_.other_order.resize(state_.others.size());
  std::iota(state_.other_order.begin(), state_.other_order.end(), 0);
  std::ranges::stable_sort(state_.other_order, {},
                           [&](std::int32_t i) { return state_.others[i].depart; });
}

void Drive::take_others() {
  if (model_.others->empty()) return;
  if (state_.others.empty()) begin_others();
  while (state_.others_departed < state_.others.size()) {
    const std::int32_t index = state_.other_order[state_.others_departed];
    const OtherVehicle& vehicle = state_.others[index];
    if (vehicle.depart >= context_.end()) return;
    ++state_.others_departed;
    go_other(static_cast<std::int32_t>(state_.taken.size()) + index, vehicle.from, vehicle.depart);
  }
}

/// To its end by the cheapest way now, or to stand until there is one.
void Drive::go_other(std::int32_t vehicle, std::int32_t node, Tick ready) {
  OtherVehicle& one = other(vehicle);
  one.held_at = traffic::none;
  if (node == one.to) return end_other(vehicle, ready);
  traffic::Trip trip{vehicle, ready, node, traffic::none, nullptr};
  trip.path = traffic::cheapest_path(state_.roads, *state_.kernel, node, one.to);
  if (trip.path)
    traffic::insert(state_.roads, *state_.kernel, trip);
  else
    one.held_at = node;
}

void Drive::end_other(std::int32_t vehicle, Tick time) {
  OtherVehicle& one = other(vehicle);
  one.ended = true;
  one.lost = std::max<std::int64_t>(0, (time - one.depart).count - one.free_flow);
}

void Drive::release_others() {
  for (std::size_t i = 0; i < state_.others.size(); ++i)
    if (const std::int32_t node = state_.others[i].held_at; node != traffic::none)
      go_other(static_cast<std::int32_t>(state_.taken.size() + i), node, context_.begin());
}

std::int32_t Drive::others_held() const {
  return static_cast<std::int32_t>(std::ranges::count_if(
      state_.others, [](const OtherVehicle& one) { return one.held_at != traffic::none; }));
}

void Drive::write_others() {
  if (state_.others.empty()) return;
  std::int64_t lost = 0;
  std::int32_t arrived = 0;
  for (std::size_t i = 0; i < state_.others_departed; ++i) {
    const OtherVehicle& one = state_.others[state_.other_order[i]];
    arrived += one.ended;
    const std::int64_t so_far = (context_.end() - one.depart).count - one.free_flow;
    lost += one.ended ? one.lost : std::max<std::int64_t>(0, so_far);
  }
  const auto departed = static_cast<double>(std::max<std::size_t>(1, state_.others_departed));
  context_.write_scalar(model_.others_delay, static_cast<float>(Tick{lost}.seconds() / departed));
  context_.write_scalar(model_.others_arrived, arrived);
}

}  // namespace sandtable::models
