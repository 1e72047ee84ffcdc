// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/traffic/naive.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>

namespace sandtable::traffic_tests {

using traffic::arrived;
using traffic::no_way;

Naive::Naive(const traffic::Model& model, std::vector<traffic::Trip> trips)
    : arrival(trips.size(), -1),
      entries(model.links.rows.size(), 0),
      model_(&model),
      trips_(std::move(trips)),
      cars_(trips_.size()),
      roads_(model.links.rows.size()),
      tables_(1) {
  for (std::size_t k = 0; k < cars_.size(); ++k) {
    cars_[k].node = trips_[k].origin;
    cars_[k].ready = trips_[k].ready.count;
    if (trips_[k].path) cars_[k].path = *trips_[k].path;
  }
  for (std::size_t k = 0; k < roads_.size(); ++k)
    roads_[k].free_flow = model.links.rows[k].free_flow;
  if (model.rules.perceive_delays) next_look_ = model.rules.perceive_every.count;
  make_tables();
}

void Naive::advance(std::int64_t until) {
  for (Action action = next_action(); action.time < until; action = next_action()) {
    now_ = action.time;
    act(action);
  }
  now_ = until;
}

bool Naive::waited_for(std::int32_t link) const {
  return !roads_[link].beside.empty() ||
         std::ranges::any_of(roads_, [&](const Road& road) { return road.wants == link; });
}

/// Newell: the n-th may enter a headway after the one before, and when the space of the (n - N)-th
/// has come upstream.
std::int64_t Naive::entry_time(std::int32_t link) const {
  const Road& road = roads_[link];
  std::int64_t time = std::max(now_, road.entry_from);
  const std::int64_t before = entries[link] - model_->links[link].spaces;
  if (before < 0) return time;
  if (before >= static_cast<std::int64_t>(road.exits.size())) return never;
  return std::max(time, road.exits[before] + model_->links[link].hole_time);
}

Naive::Action Naive::next_action() const {
  Action first{next_look_, What::look, 0, nobody};
  const auto offer = [&](const Action& other) {
    if (std::tie(other.time, other.what, other.order) <
        std::tie(first.time, first.what, first.order))
      first = other;
  };
  for (std::int32_t car = 0; car < static_cast<std::int32_t>(cars_.size()); ++car)
    if (cars_[car].at == At::scheduled)
      offer({cars_[car].ready, What::depart, trips_[car].vehicle, car});
  for (std::int32_t link = 0; link < model_->links.size(); ++link) {
    const Road& road = roads_[link];
    if (!road.cars.empty() && road.wants == nobody)
      offer({std::max({now_, cars_[road.cars[0]].ready, road.exit_from}), What::leave, link, link});
    if (waited_for(link)) offer({entry_time(link), What::admit, link, link});
    if (road.wants != nobody)
      offer(
          {road.since + model_->rules.stuck_after.count, What::squeeze, road.place_in_line, link});
  }
  return first;
}

void Naive::act(const Action& action) {
  switch (action.what) {
    case What::look:
      return look();
    case What::depart:
      return set_out(action.who);
    case What::leave:
      return leave(action.who);
    case What::admit:
      return admit(action.who);
    case What::squeeze:
      return squeeze(action.who);
  }
}

void Naive::stop(std::int32_t car, std::int32_t node, std::int32_t next) {
  cars_[car].at = next == arrived ? At::gone : At::held;
  cars_[car].node = node;
  if (next == arrived) arrival[car] = now_;
}

/// Beside the road, until it is the car's turn to enter its first link.
void Naive::set_out(std::int32_t car) {
  const std::int32_t link = next_link(car, cars_[car].node);
  if (link < 0) return stop(car, cars_[car].node, link);
  Road& road = roads_[link];
  const bool alone = !waited_for(link);
  if (road.beside.empty())
    road.origin_tag = std::max(road.origin_tag, road.served) + model_->links[link].origin_quantum;
  cars_[car].at = At::origin;
  cars_[car].link = link;
  road.beside.push_back(car);
  if (alone && entry_time(link) <= now_) admit(link);
}

/// The head has come to the end: it goes on, or begins to wait.
void Naive::leave(std::int32_t link) {
  Road& road = roads_[link];
  const std::int32_t car = road.cars[0], node = model_->links[link].to;
  const std::int32_t to = next_link(car, node);
  if (to < 0) return stop(take_off_head(link), node, to);
  if (!waited_for(to) && entry_time(to) <= now_) return enter(take_off_head(link), to, true);
  const std::int64_t served = roads_[to].served;
  road.tag =
      (road.tag_of == to ? std::max(road.tag, served) : served) + model_->links[link].merge_quantum;
  road.tag_of = road.wants = to;
  road.since = now_;
  road.place_in_line = ++line_;
}

/// The least virtual finish time first; a road before who starts, the lower link before the other.
void Naive::admit(std::int32_t to) {
  std::int32_t best = nobody;
  for (std::int32_t link = 0; link < model_->links.size(); ++link)
    if (roads_[link].wants == to && (best == nobody || roads_[link].tag < roads_[best].tag))
      best = link;
  Road& road = roads_[to];
  if (best != nobody && (road.beside.empty() || roads_[best].tag <= road.origin_tag)) {
    road.served = roads_[best].tag;
    roads_[best].wants = nobody;
    return enter(take_off_head(best), to, true);
  }
  const std::int32_t car = road.beside.front();
  road.beside.erase(road.beside.begin());
  road.served = road.origin_tag;
  if (!road.beside.empty()) road.origin_tag += model_->links[to].origin_quantum;
  enter(car, to, false);
}

/// Who has waited so long squeezes into a full link; before one with room it waits anew.
void Naive::squeeze(std::int32_t link) {
  Road& road = roads_[link];
  const Road& to = roads_[road.wants];
  const traffic::LinkRow& row = model_->links[road.wants];
  const auto on_their_way = std::ranges::count_if(
      to.exits, [&](std::int64_t exit) { return exit + row.hole_time > now_; });
  if (static_cast<std::int64_t>(to.cars.size()) + on_their_way < row.spaces) {
    road.since = now_;
    road.place_in_line = ++line_;
    return;
  }
  ++squeezed;
  const std::int32_t wanted = road.wants;
  road.wants = nobody;
  enter(take_off_head(link), wanted, true);
}

std::int32_t Naive::take_off_head(std::int32_t link) {
  Road& road = roads_[link];
  const std::int32_t car = road.cars[0];
  road.cars.erase(road.cars.begin());
  road.exits.push_back(now_);
  road.exit_from = std::max(road.exit_from, now_) + model_->links[link].headway;
  road.delay = now_ - cars_[car].ready;
  return car;
}

void Naive::enter(std::int32_t car, std::int32_t link, bool from_road) {
  Road& road = roads_[link];
  Car& driver = cars_[car];
  const bool queue =
      (from_road && driver.ready < now_) ||
      std::ranges::any_of(roads_, [&](const Road& other) { return other.wants == link; });
  const auto headway = static_cast<double>(model_->links[link].headway);
  road.entry_from = std::max(road.entry_from, now_) +
                    std::llround(queue ? headway / (1.0 - model_->rules.capacity_drop) : headway);
  driver.at = At::link;
  driver.link = link;
  driver.entered = now_;
  driver.ready = now_ + road.free_flow;
  if (trips_[car].path) driver.path.erase(driver.path.begin());
  road.cars.push_back(car);
  ++entries[link];
}

}  // namespace sandtable::traffic_tests
