// SPDX-License-Identifier: Apache-2.0
// Those whom a closure leaves with no way on.
#include <algorithm>
#include <cmath>

#include "models/response/traffic/drive.hpp"

namespace sandtable::models {

/// As declared; false when they stand where they are.
bool Drive::take_no_way(std::int32_t person, std::int32_t node, std::int32_t to, Tick time) {
  switch (model_.params.no_way_on) {
    case NoWayOn::hold:
      return false;
    case NoWayOn::turn_back:
      return turn_back(person, node, time);
    case NoWayOn::walk:
      return set_out_on_foot(person, node, to, time);
    case NoWayOn::count_exposed:
      expose(person, std::min(time, context_.end()).count);
      state_.at_node[person] = node;
      return moved_ = true;
  }
  return false;
}

/// To where the trip began; it has then failed, as one that could not start.
bool Drive::turn_back(std::int32_t person, std::int32_t node, Tick time) {
  const std::int32_t origin = context_.read(model_.from)[person];
  if (!go(person, node, -1 - origin, time)) return false;
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

bool Drive::set_out_on_foot(std::int32_t person, std::int32_t node, std::int32_t to, Tick time) {
  const RoadNetwork& network = *model_.map->network;
  const std::int32_t links = network.links();
  std::vector<std::int64_t> cost(2 * static_cast<std::size_t>(links));
  for (std::int32_t link = 0; link < links; ++link) {
    const bool reached = !state_.reached.empty() && state_.reached[link] <= time.count;
    const double time_s = network.length_m[link] / model_.params.walk_speed_m_s;
    cost[link] = cost[link + links] =
        reached ? traffic::no_entry : std::max<std::int64_t>(1, from_seconds(time_s).count);
  }
  const std::int32_t target = -1 - to;
  const std::span<const std::int32_t> targets =
      to >= 0 ? std::span(state_.kernel->destinations[to].nodes) : std::span(&target, 1);
  auto found = traffic::shortest_path(*model_.on_foot, cost, node, targets);
  if (!found) return false;
  for (std::int32_t& link : *found)
    if (link >= links) link = ~(link - links);
  state_.at_node[person] = node;
  moved_ = true;
  state_.walks.push_back({person, time, *std::move(found)});
  return true;
}

void Drive::walk() {
  std::erase_if(state_.walks, [&](Traffic::Walk& one) { return walk(one); });
}

/// Up to the end of the step; true when the walk is over.
bool Drive::walk(Traffic::Walk& walk) {
  const RoadNetwork& network = *model_.map->network;
  std::size_t passed = 0;
  for (; passed < walk.links.size(); ++passed) {
    const bool against = walk.links[passed] < 0;
    const std::int32_t link = against ? ~walk.links[passed] : walk.links[passed];
    const Tick there = from_seconds(network.length_m[link] / model_.params.walk_speed_m_s);
    if (walk.since + there >= context_.end()) {
      const double share = static_cast<double>((context_.end() - walk.since).count) /
                           static_cast<double>(there.count);
      const traffic::Position position{walk.person, traffic::Place::link, link,
                                       std::clamp(against ? 1 - share : share, 0.0, 1.0)};
      if (context_.bound(model_.arrival) && arrival_at(position) <= context_.end().count)
        expose(walk.person, context_.end().count);
      break;
    }
    walk.since += there;
    pass(walk.person, against ? network.from[link] : network.to[link], walk.since);
  }
  walk.links.erase(walk.links.begin(), walk.links.begin() + static_cast<std::ptrdiff_t>(passed));
  if (!walk.links.empty()) return false;
  arrive({walk.person, state_.at_node[walk.person], walk.since});
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
