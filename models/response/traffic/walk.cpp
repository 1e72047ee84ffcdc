// SPDX-License-Identifier: Apache-2.0
// Those on foot: they queue for nothing, block nobody, and no closed road stops them; the hazard
// does, as far as it stands on a road when they would enter it.
#include "models/response/traffic/walk.hpp"

#include <algorithm>

#include "models/response/traffic/drive.hpp"

namespace sandtable::models {

Footways make_footways(const RoadNetwork& roads, std::span<const traffic::Destination> places) {
  auto both = std::make_shared<RoadNetwork>();
  both->node_id.resize(roads.node_id.size());
  both->link_id.resize(2 * roads.link_id.size());
  both->from = roads.from;
  both->to = roads.to;
  both->from.insert(both->from.end(), roads.to.begin(), roads.to.end());
  both->to.insert(both->to.end(), roads.from.begin(), roads.from.end());
  both->index();
  Footways made{both, {}, {}};
  for (int direction = 0; direction < 2; ++direction)
    for (const double length_m : roads.length_m)
      made.cost.push_back(std::max<std::int64_t>(1, from_seconds(length_m).count));
  traffic::Destination all;
  for (const traffic::Destination& place : places)
    all.nodes.insert(all.nodes.end(), place.nodes.begin(), place.nodes.end());
  std::ranges::sort(all.nodes);
  all.nodes.erase(std::ranges::unique(all.nodes).begin(), all.nodes.end());
  made.nearest = traffic::build_next_hop(*both, made.cost, all);
  return made;
}

std::int32_t Drive::road_of(std::int32_t footway) const {
  const std::int32_t links = model_.map->network->links();
  return footway < links ? footway : footway - links;
}

bool Drive::reached_by(std::int32_t footway, std::int64_t time) const {
  return !state_.reached.empty() && state_.reached[road_of(footway)] <= time;
}

/// The links that the hazard leaves, to where somebody walks; nothing if there is no way.
bool Drive::find_way_on_foot(Walker& walker) const {
  const Footways& ways = *model_.footways;
  std::vector<std::int64_t> cost = ways.cost;
  for (std::int32_t link = 0; link < ways.network->links(); ++link)
    if (reached_by(link, walker.since.count)) cost[link] = traffic::no_entry;
  std::vector<std::int32_t> ends{walker.target};
  if (walker.target < 0) {
    ends.clear();
    for (std::int32_t node = 0; node < ways.network->nodes(); ++node)
      if (ways.nearest.next[node] == traffic::arrived) ends.push_back(node);
  }
  auto found = traffic::shortest_path(*ways.network, cost, walker.node, ends);
  if (!found) return false;
  walker.path = *std::move(found);
  walker.step = 0;
  return true;
}

/// At a node: enters the next link, or has arrived, or stands there for good, as no hazard leaves a
/// road that it has reached.
void Drive::choose_way_on_foot(Walker& walker) {
  const traffic::NextHop& nearest = model_.footways->nearest;
  const bool there = walker.target < 0 ? nearest.next[walker.node] == traffic::arrived
                                       : walker.node == walker.target;
  walker.link = traffic::none;
  walker.arrived = there;
  if (there) return;
  const auto next = [&] {
    if (walker.step < walker.path.size()) return walker.path[walker.step];
    return walker.target < 0 && walker.path.empty() ? nearest.next[walker.node] : traffic::no_way;
  };
  std::int32_t link = next();
  if (link == traffic::no_way || reached_by(link, walker.since.count)) {
    if (!find_way_on_foot(walker)) return;
    link = next();
  }
  if (!walker.path.empty()) ++walker.step;
  walker.link = link;
  tell(Traffic::walks_along, walker.person, road_of(link), walker.since);
}

/// One on the way already turns at the next node; one who stands goes on standing if there is no
/// way to the new end either.
bool Drive::walk_on(std::int32_t person, std::int32_t node, Tick time) {
  const std::int32_t to = context_.read(model_.to)[person];
  const std::int32_t target = to < 0 ? -1 - to : -1;
  const auto before = std::ranges::find(state_.walkers, person, &Walker::person);
  const bool walks = before != state_.walkers.end();
  const bool turns = walks && context_.read(model_.from)[person] == nowhere;
  if (turns && before->link != traffic::none) {
    before->target = target;
    before->path.clear();
    before->step = 0;
    return true;
  }
  Walker walker{.person = person, .node = node, .target = target, .since = time};
  walker.since = std::max(time, context_.begin());
  choose_way_on_foot(walker);
  const bool way = walker.arrived || walker.link != traffic::none;
  if (!way && turns) return true;
  if (walks) state_.walkers.erase(before);
  if (!way) return false;
  state_.free_flow[person] = -1;  // nothing is lost to queues
  state_.at_node[person] = node;
  moved_ = true;
  state_.walkers.push_back(std::move(walker));
  return true;
}

/// Up to the end of the step.
void Drive::walk(Walker& walker) {
  const auto time_on = [&](std::int32_t link) {
    const auto at_1_m_s = static_cast<double>(model_.footways->cost[link]);
    return Tick{std::max<std::int64_t>(
        1, static_cast<std::int64_t>(at_1_m_s / model_.params.walk_speed_m_s))};
  };
  while (walker.link != traffic::none && walker.since + time_on(walker.link) < context_.end()) {
    walker.since = walker.since + time_on(walker.link);
    walker.node = model_.footways->network->to[walker.link];
    pass(walker.person, walker.node, walker.since);
    choose_way_on_foot(walker);
  }
  if (walker.arrived) {
    tell(Traffic::arrives, walker.person, walker.node, walker.since);
    state_.trip_end[walker.person] = walker.since.count;
    ended_ = true;
    return;
  }
  if (!context_.bound(model_.arrival) || walker.since >= context_.end()) return;
  const std::int64_t now = context_.end().count;
  if (walker.link == traffic::none) {
    if (context_.read(model_.arrival)[walker.node] <= now) expose(walker.person, now);
    return;
  }
  const double walked = static_cast<double>(now - walker.since.count) /
                        static_cast<double>(time_on(walker.link).count);
  const std::int32_t road = road_of(walker.link);
  const traffic::Position position{walker.person, traffic::Place::link, road,
                                   std::min(1.0, walker.link == road ? walked : 1 - walked)};
  if (arrival_at(position) <= now) expose(walker.person, now);
}

void Drive::move_walkers() {
  for (Walker& walker : state_.walkers) walk(walker);
  std::erase_if(state_.walkers, [](const Walker& walker) { return walker.arrived; });
}

}  // namespace sandtable::models
