// SPDX-License-Identifier: Apache-2.0
// What the hazard and the roads do to residents.
#include <algorithm>

#include "models/response/residents/act.hpp"

namespace sandtable::models {

/// A hazard known by its arrival comes to each home when it does.
void WarningChain::await_hazard() {
  const auto arrival = context_.read(model_.arrival);
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(parties_.size()); ++i)
    if (state_.actor[i].stage != Stage::away)
      push({std::max(arrival[parties_.place[i]], context_.begin().count), i, What::reached});
}

void WarningChain::be_reached(std::int32_t party, std::int64_t time) {
  set(Fate::threatened, party, true);
  set(Fate::moved_unthreatened, party, false);
  if (state_.actor[party].stage != Stage::at_home) return;
  state_.actor[party].stage = Stage::reached;
  set(Fate::exposed, party, true);
  set(Fate::exposed_at_home, party, true);
  note(party, time, Residents::is_reached);
}

/// The water as it stands now, at every home that is not known to be empty.
void WarningChain::look_at_water() {
  if (!context_.changed(model_.water)) return;
  const Residents::Params& params = model_.params;
  const auto depth_m = context_.read(model_.water);
  const std::array<double, home_water_levels> levels_m = params.home_water_m();
  const double least_m =
      std::min({params.water_seen_m, params.exposed_depth_m, *std::ranges::min_element(levels_m)});
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(parties_.size()); ++i)
    if (depth_m[parties_.place[i]] >= least_m && state_.actor[i].stage != Stage::away)
      stand_in_water(i, depth_m[parties_.place[i]]);
}

void WarningChain::stand_in_water(std::int32_t party, double depth_m) {
  const Residents::Params& params = model_.params;
  const std::int64_t now = context_.begin().count;
  Actor& actor = state_.actor[party];
  if (depth_m >= params.water_seen_m && !is(Fate::threatened, party)) {
    set(Fate::threatened, party, true);
    set(Fate::moved_unthreatened, party, false);
  }
  if (actor.stage != Stage::at_home) return;
  const std::array<double, home_water_levels> levels_m = params.home_water_m();
  for (std::size_t level = 0; level < home_water_levels; ++level) {
    const auto fate = static_cast<Fate>(static_cast<std::size_t>(Fate::home_water) + level);
    if (depth_m >= levels_m[level] && !is(fate, party)) set(fate, party, true);
  }
  if (depth_m >= params.exposed_depth_m && !is(Fate::exposed_at_home, party)) {
    set(Fate::exposed, party, true);
    set(Fate::exposed_at_home, party, true);
    note(party, now, Residents::is_reached);
  }
  if (depth_m < params.water_seen_m || actor.water_came) return;
  actor.water_came = true;
  notice_later(party);
}

/// Half of the people notice water at home within `notice_half` by day, half of the rest within as
/// much again; slower at night, as they sleep.
void WarningChain::notice_later(std::int32_t party) {
  const warning::HourlyPace pace(model_.params.night_pace);
  const warning::ActionDelay delay{model_.params.notice_half.seconds(), 1};
  const double now_s = clock_s() + context_.begin().seconds();
  const double wait_s = delay.time_s(alert_.uniform(parties_.key[party], Residents::water_cue));
  const std::int64_t time =
      from_seconds(pace.clock_s(pace.spread_s(now_s) + wait_s) - clock_s()).count;
  push({std::max(time, context_.begin().count), party, What::notice});
}

void WarningChain::see_water(std::int32_t party, std::int64_t now) {
  const Residents::Params& params = model_.params;
  set(Fate::saw_water, party, true);
  note(party, now, Residents::sees_water);
  prepare(party, params.water_compliance, Residents::water_cue,
          {params.water_action_half.seconds(), params.action_shape}, now);
}

void WarningChain::hear_from_roads() {
  if (!context_.changed(model_.trip_end) && !context_.changed(model_.exposed_time)) return;
  const auto ends = context_.read(model_.trip_end);
  const auto nodes = context_.read(model_.at_node);
  const auto exposed = context_.read(model_.exposed_time);
  for (const std::int32_t i : state_.travelling) {
    const std::int32_t driver = parties_.first[i];
    const std::int64_t since = state_.depart[driver];
    if (exposed[driver] >= since && exposed[driver] < never && !is(Fate::exposed_on_road, i)) {
      set(Fate::exposed, i, true);
      set(Fate::exposed_on_road, i, true);
    }
    if (ends[driver] >= since && ends[driver] < never)
      end_trip(i, ends[driver], nodes[driver] != nowhere);
  }
  std::erase_if(state_.travelling,
                [&](std::int32_t i) { return state_.actor[i].stage != Stage::leaving; });
}

/// At a destination, or home again where no way led out.
void WarningChain::end_trip(std::int32_t party, std::int64_t time, bool came_through) {
  Actor& actor = state_.actor[party];
  set(Fate::on_road, party, false);
  if (!came_through) {
    actor.stage = Stage::at_home;
    set(Fate::moved, party, false);
    set(Fate::moved_unthreatened, party, false);
    if (context_.bound(model_.arrival) &&
        context_.read(model_.arrival)[parties_.place[party]] <= context_.begin().count)
      return be_reached(party, time);
    return be_cut_off(party, time);
  }
  actor.stage = Stage::gone;
  set(Fate::out, party, true);
  for (std::int32_t p = parties_.first[party]; p < parties_.first[party + 1]; ++p)
    state_.out_time[p] = time;
  out_changed_ = true;
}

void WarningChain::look_from_the_road() {
  const std::int64_t now = context_.begin().count;
  for (const std::int32_t i : state_.travelling)
    if (state_.depart[parties_.first[i]] < now && !is(Fate::on_road, i)) {
      set(Fate::on_road, i, true);
      set(Fate::cut_off, i, false);
    }
}

}  // namespace sandtable::models
