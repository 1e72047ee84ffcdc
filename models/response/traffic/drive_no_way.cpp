// SPDX-License-Identifier: Apache-2.0
// Those whom a closure leaves with no way on.
#include <algorithm>

#include "models/response/traffic/drive.hpp"

namespace sandtable::models {

/// As declared; false when they stand where they are.
bool Drive::take_no_way(std::int32_t person, std::int32_t node, Tick time) {
  switch (model_.params.no_way_on) {
    case NoWayOn::hold:
      return false;
    case NoWayOn::turn_back:
      return turn_back(person, node, time);
    case NoWayOn::walk:
      return walk_on(person, node, time);
    case NoWayOn::count_exposed:
      expose(person, std::min(time, context_.end()).count);
      state_.lost.insert(std::ranges::lower_bound(state_.lost, person), person);
      state_.at_node[person] = node;
      return moved_ = true;
  }
  return false;
}

/// To where the trip began; it has then failed, as one that could not start. One that began on the
/// way has no such place.
bool Drive::turn_back(std::int32_t person, std::int32_t node, Tick time) {
  const std::int32_t origin = context_.read(model_.from)[person];
  if (origin == nowhere || !go(person, node, to_node(origin), time)) return false;
  if (origin == node) {  // it is there
    state_.at_node[person] = nowhere;
    return moved_ = true;
  }
  auto& back = state_.turned_back;
  back.insert(std::ranges::lower_bound(back, person), person);
  return true;
}

/// Whether a vehicle was on its way back; it no longer is.
bool Drive::was_turned_back(std::int32_t person) {
  auto& back = state_.turned_back;
  const auto place = std::ranges::lower_bound(back, person);
  if (place == back.end() || *place != person) return false;
  back.erase(place);
  return true;
}

/// How many looks ago a driver's news of the roads is from: a trait of the person in this draw.
std::int32_t Drive::news_age(std::int32_t person) const {
  const std::int32_t oldest = state_.kernel->rules.older_ways;
  if (oldest == 0) return 0;
  const double luck =
      context_.random(Purpose::information_age).uniform(model_.population->people->key(person));
  double left = 1 - model_.params.duo_weight;
  std::int32_t age = 0;
  for (double older = left; age < oldest && luck < older; older *= left) ++age;
  return age;
}

}  // namespace sandtable::models
