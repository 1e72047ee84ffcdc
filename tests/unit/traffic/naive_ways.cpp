// SPDX-License-Identifier: Apache-2.0
// The oracle's ways: tables searched for anew, plainly, whenever anything has changed.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/unit/traffic/naive.hpp"

namespace sandtable::traffic_tests {

using traffic::arrived;
using traffic::no_way;

std::int64_t Naive::cost(std::int32_t link) const {
  return roads_[link].closed ? never : roads_[link].free_flow + roads_[link].perceived;
}

/// Bellman and Ford; of equally cheap links the lowest.
Naive::Table Naive::table(const std::vector<std::int32_t>& targets) const {
  const RoadNetwork& network = *model_->network;
  std::vector<std::int64_t> least(network.node_id.size(), never);
  for (const std::int32_t node : targets) least[node] = 0;
  for (bool moved = true; moved;) {
    moved = false;
    for (std::int32_t link = 0; link < network.links(); ++link) {
      if (cost(link) >= never || least[network.to[link]] >= never) continue;
      const std::int64_t by = cost(link) + least[network.to[link]];
      if (by >= least[network.from[link]]) continue;
      least[network.from[link]] = by;
      moved = true;
    }
  }
  Table next(network.node_id.size(), no_way);
  for (std::int32_t link = network.links() - 1; link >= 0; --link) {
    const std::int32_t from = network.from[link], to = network.to[link];
    if (cost(link) < never && least[to] < never && least[from] == cost(link) + least[to])
      next[from] = link;
  }
  for (const std::int32_t node : targets) next[node] = arrived;
  return next;
}

void Naive::make_tables() {
  tables_.front().clear();
  for (const traffic::Destination& destination : model_->destinations)
    tables_.front().push_back(table(destination.nodes));
}

/// The cheapest path of now in place of what is left of a car's; false when there is none.
bool Naive::other_path(std::int32_t car, std::int32_t node) {
  std::vector<std::int32_t>& path = cars_[car].path;
  const std::int32_t end =
      trips_[car].path->empty() ? trips_[car].origin : model_->links[trips_[car].path->back()].to;
  const Table next = table({end});
  if (next[node] == no_way) return false;
  path.clear();
  for (; next[node] != arrived; node = model_->links[path.back()].to) path.push_back(next[node]);
  return true;
}

std::int32_t Naive::next_link(std::int32_t car, std::int32_t node) {
  const traffic::Trip& trip = trips_[car];
  if (!trip.path) {
    const auto age = std::min<std::size_t>(trip.news_age, tables_.size() - 1);
    const std::int32_t link = tables_[age][trip.destination][node];
    if (link == arrived || (link >= 0 && !roads_[link].closed)) return link;
    return tables_[0][trip.destination][node];
  }
  const std::vector<std::int32_t>& path = cars_[car].path;
  if (!path.empty() && roads_[path[0]].closed && !other_path(car, node)) return no_way;
  return path.empty() ? arrived : path[0];
}

void Naive::ask_all_again() {
  for (Road& road : roads_)
    if (road.wants != nobody &&
        next_link(road.cars[0], model_->links[cars_[road.cars[0]].link].to) != road.wants)
      road.wants = nobody;
  for (std::int32_t car = 0; car < static_cast<std::int32_t>(cars_.size()); ++car) {
    Car& one = cars_[car];
    if (one.at == At::origin && next_link(car, one.node) != one.link) {
      std::erase(roads_[one.link].beside, car);
      one.at = At::scheduled;
      one.ready = now_;
    } else if (one.at == At::held && next_link(car, one.node) != no_way) {
      one.at = At::scheduled;
      one.ready = now_;
    }
  }
}

/// Every so often drivers notice by how much the last to leave a link was late, or its head is.
void Naive::look() {
  next_look_ += model_->rules.perceive_every.count;
  if (model_->rules.older_ways > 0) {
    tables_.insert(tables_.begin(), tables_.front());
    if (tables_.size() > static_cast<std::size_t>(model_->rules.older_ways) + 1) tables_.pop_back();
  }
  for (Road& road : roads_) {
    if (road.wants != nobody) road.delay = std::max(road.delay, now_ - cars_[road.cars[0]].ready);
    const std::int64_t moved = std::abs(road.delay - road.perceived);
    if (moved > model_->rules.perceive_least.count &&
        static_cast<double>(moved) >
            model_->rules.perceive_share * static_cast<double>(road.free_flow))
      road.perceived = road.delay;
    road.delay = 0;
  }
  make_tables();
  ask_all_again();
}

void Naive::set_closed(const std::vector<std::uint8_t>& closed) {
  for (std::size_t k = 0; k < roads_.size(); ++k) roads_[k].closed = closed[k] != 0;
  roads_changed();
}

void Naive::set_speed(const std::vector<double>& share) {
  for (std::size_t k = 0; k < roads_.size(); ++k)
    roads_[k].free_flow =
        std::llround(static_cast<double>(model_->links.rows[k].free_flow) / share[k]);
  roads_changed();
}

/// The next entry and exit come as if the last had met the new headway, and a new headway from now
/// at the latest.
void Naive::set_capacity(const traffic::Model& model) {
  for (std::int32_t link = 0; link < model.links.size(); ++link) {
    const std::int64_t longer = model.links[link].headway - model_->links[link].headway;
    if (longer == 0) continue;
    Road& road = roads_[link];
    road.entry_from = std::min(road.entry_from + longer, now_ + model.links[link].headway);
    road.exit_from = std::min(road.exit_from + longer, now_ + model.links[link].headway);
  }
  model_ = &model;
}

void Naive::roads_changed() {
  make_tables();
  for (std::int32_t car = 0; car < static_cast<std::int32_t>(cars_.size()); ++car) {
    const Car& one = cars_[car];
    if (one.at == At::gone || !trips_[car].path) continue;
    if (std::ranges::any_of(one.path, [&](std::int32_t link) { return roads_[link].closed; }))
      other_path(car, one.at == At::link ? model_->links[one.link].to : one.node);
  }
  ask_all_again();
}

}  // namespace sandtable::traffic_tests
