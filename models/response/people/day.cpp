// SPDX-License-Identifier: Apache-2.0
// The plan of the day, and whom a message reaches where people move.
#include <algorithm>

#include "models/response/people/behave.hpp"

namespace sandtable::models {

/// A trip is told a tick ahead; to another place at the same node nobody drives.
void Behaviour::plan_day(std::int32_t p, std::int64_t now) {
  const std::int32_t stay = state_.day[p].stay;
  if (stay + 1 >= population_.day_begin[p + 1]) return;
  const std::int64_t end = std::max(population_.stays[stay].end, now);
  const std::int32_t here = state_.actor[p].place;
  push(near(here, population_.stays[stay + 1].place) ? end : std::max(now, end - tick_), p,
       What::activity_over, here);
}

bool Behaviour::near(std::int32_t place, std::int32_t other) const {
  return population_.place_node[place] == population_.place_node[other];
}

void Behaviour::go_on_with_day(std::int32_t p, std::int64_t now) {
  Actor& actor = state_.actor[p];
  const bool fetches = actor.initial_met && population_.person[p].dependents >= 0;
  if (actor.stage != Stage::settled || actor.leave_set || fetches) return;
  People::Day& day = state_.day[p];
  const std::int32_t here = actor.place, next = population_.stays[day.stay + 1].place;
  if (near(here, next)) {
    ++day.stay;
    come_to(p, next, now);
    return plan_day(p, now);
  }
  actor.next_depart = std::max(population_.stays[day.stay].end, now);
  if (overtaken_first(p)) return;
  ++day.stay;
  set_out(p, to_node(population_.place_node[next]), to_node(population_.place_node[here]),
          Stage::to_activity);
}

/// The place at which a trip of the day ends: the activity, or where it began.
std::int32_t Behaviour::end_of_day_trip(std::int32_t p, std::int32_t node) const {
  const People::Day& day = state_.day[p];
  const std::int32_t wanted = population_.stays[day.stay].place;
  return node == population_.place_node[wanted] ? wanted : day.from;
}

void Behaviour::end_day_trip(std::int32_t p, std::int64_t now, std::int32_t node) {
  Actor& actor = state_.actor[p];
  const std::int32_t place = end_of_day_trip(p, node);
  if (place != population_.stays[state_.day[p].stay].place) state_.fate.turned_back[p] = 1;
  actor.stage = Stage::settled;
  come_to(p, place, now);
  if (actor.initial_met && !actor.initial_done && !population_.person[p].stays)
    respond_at_first(p, now);
  if (!population_.person[p].stays) consider_leaving(p, now);
  plan_day(p, now);
}

void Behaviour::in_or_out(std::int32_t p, std::int64_t now) {
  const float away = context_.read(model_.distance)[state_.actor[p].place];
  if (away > model_.params.threat_distance_m) return be_out(p, now);
  if (!state_.fate.out[p]) return;
  state_.fate.out[p] = 0;
  state_.fate.out_time[p] = never;
  changed_ = true;
}

/// The node that somebody on the road has passed last, -1 for who is not on it.
std::int32_t Behaviour::last_node(std::int32_t p) const {
  const std::int32_t driver = state_.actor[p].driver;
  if (driver < 0) return -1;
  const std::int32_t passed = context_.read(model_.at_node)[driver];
  return passed >= 0 ? passed : state_.fate.from[driver];
}

void Behaviour::find_everybody(std::int64_t time) {
  found_at_ = time;
  in_zone_.assign(population_.zone_names.size(), {});
  if (in_zone_.empty()) return;
  for (std::int32_t p = 0; p < static_cast<std::int32_t>(state_.actor.size()); ++p) {
    const std::int32_t place = state_.actor[p].place, node = place < 0 ? last_node(p) : -1;
    const std::int32_t zone = place >= 0  ? population_.zone_of_place[place]
                              : node >= 0 ? population_.zone_of_node[node]
                                          : -1;
    if (zone >= 0) in_zone_[zone].push_back(p);
  }
}

bool Behaviour::is_in(std::int32_t p, const Box& box) const {
  const std::int32_t place = state_.actor[p].place, node = place < 0 ? last_node(p) : -1;
  if (place < 0 && node < 0) return false;
  const Support& at = place >= 0 ? *population_.places : *model_.nodes;
  const auto k = static_cast<std::size_t>(place >= 0 ? place : node);
  return half_open(box, {at.x()[k], at.y()[k]});
}

/// Nobody moves while the messages of one moment are sent, so everybody is looked for once.
const std::vector<std::int32_t>& Behaviour::audience(const Action& message) {
  const auto target = static_cast<std::size_t>(message.target);
  if (state_.day.empty() || population_.region[target].everywhere)
    return population_.audience[target];
  if (found_at_ != message.effect.count) find_everybody(message.effect.count);
  listeners_.clear();
  for (const std::int32_t zone : population_.region[target].zones)
    listeners_.insert(listeners_.end(), in_zone_[zone].begin(), in_zone_[zone].end());
  for (const Box& box : population_.region[target].boxes)
    for (std::int32_t p = 0; p < static_cast<std::int32_t>(state_.actor.size()); ++p)
      if (is_in(p, box)) listeners_.push_back(p);
  std::ranges::sort(listeners_);
  listeners_.erase(std::ranges::unique(listeners_).begin(), listeners_.end());
  return listeners_;
}

}  // namespace sandtable::models
