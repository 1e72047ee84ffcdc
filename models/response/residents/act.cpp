// SPDX-License-Identifier: Apache-2.0
#include "models/response/residents/act.hpp"

#include <algorithm>
#include <functional>

namespace sandtable::models {

namespace {

constexpr std::size_t index(Fate fate, std::size_t offset = 0) {
  return static_cast<std::size_t>(fate) + offset;
}

constexpr Fate after(Fate fate, std::size_t offset) {
  return static_cast<Fate>(index(fate, offset));
}

}  // namespace

WarningChain::WarningChain(const Residents& model, Residents::State& state, Context& context)
    : model_(model),
      parties_(*model.parties),
      state_(state),
      context_(context),
      tick_((context.end() - context.begin()).count),
      reach_(context.random(Purpose::message_reach)),
      alert_(context.random(Purpose::alert)),
      complies_(context.random(Purpose::compliance)),
      delay_(context.random(Purpose::protective_action)) {}

void WarningChain::run() {
  hear_from_roads();
  if (context_.bound(model_.arrival) && context_.changed(model_.arrival)) await_hazard();
  if (context_.bound(model_.water)) look_at_water();
  for (const Action& message : context_.actions(model_.message)) {
    run_timers(message.effect.count);
    send(message);
  }
  run_timers(context_.end().count);
  look_from_the_road();
  write();
}

void WarningChain::push(const Residents::Timer& timer) {
  if (timer.time >= never || timer.time > model_.horizon.count) return;
  state_.timers.push_back(timer);
  std::ranges::push_heap(state_.timers, std::greater{});
}

void WarningChain::run_timers(std::int64_t until) {
  while (!state_.timers.empty() && state_.timers.front().time < until) {
    const Residents::Timer timer = state_.timers.front();
    std::ranges::pop_heap(state_.timers, std::greater{});
    state_.timers.pop_back();
    handle(timer);
  }
}

void WarningChain::handle(const Residents::Timer& timer) {
  const Actor& actor = state_.actor[timer.party];
  switch (timer.what) {
    case What::alert:
      hear(timer);
      break;
    case What::leave:
      if (actor.stage == Stage::at_home && actor.leave_at <= timer.time + tick_)
        leave(timer.party, timer.time);
      break;
    case What::reached:
      if (actor.stage != Stage::away &&
          context_.read(model_.arrival)[parties_.place[timer.party]] <= timer.time)
        be_reached(timer.party, timer.time);
      break;
    case What::notice:
      if (actor.stage == Stage::at_home) see_water(timer.party, timer.time);
      break;
  }
}

/// When the story starts, s since midnight.
double WarningChain::clock_s() const {
  return model_.start_clock_s + model_.params.start_shift.seconds();
}

/// When each household of the audience hears of a message, as far as it does.
void WarningChain::send(const Action& message) {
  const Residents::Params& params = model_.params;
  const auto kind = static_cast<std::uint64_t>(message.values[0]);
  const double start_s = clock_s();
  const warning::HourlyPace pace(params.night_pace);
  const auto diffusion =
      warning::Diffusion::with_half(params.alert_half.seconds(), params.contagion);
  const double issued = pace.spread_s(start_s + (message.effect + params.issuance_delay).seconds());
  for (const std::int32_t i : parties_.audience[static_cast<std::size_t>(message.target)]) {
    if (state_.actor[i].stage == Stage::away || (state_.actor[i].heard >> kind & 1U) != 0) continue;
    const std::uint64_t key = parties_.key[i];
    if (reach_.uniform(key, kind + 1) >= params.message_reach) continue;
    const double reached = issued + diffusion.time_s(alert_.uniform(key, kind + 1));
    const std::int64_t time = from_seconds(pace.clock_s(reached) - start_s).count;
    push({std::max(time, message.effect.count), i, What::alert, static_cast<std::int8_t>(kind),
          static_cast<std::int32_t>(message.values[1]), static_cast<std::int32_t>(message.target)});
  }
}

void WarningChain::hear(const Residents::Timer& alert) {
  Actor& actor = state_.actor[alert.party];
  const auto kind = static_cast<std::size_t>(alert.kind);
  if ((actor.heard >> kind & 1U) != 0) return;
  if (actor.heard == 0) {
    for (std::int32_t p = parties_.first[alert.party]; p < parties_.first[alert.party + 1]; ++p)
      state_.warned_time[p] = alert.time;
    warned_changed_ = true;
    set(Fate::warned, alert.party, true);
  }
  actor.heard = static_cast<std::uint8_t>(actor.heard | 1U << kind);
  set(after(Fate::heard, kind), alert.party, true);
  note(alert.party, alert.time, static_cast<std::uint32_t>(kind), alert.audience);
  if (actor.stage != Stage::at_home) return;
  if (alert.destination >= 0) send_to(alert.party, alert.destination);
  prepare(alert.party, model_.compliance(static_cast<std::size_t>(alert.party), kind),
          static_cast<std::uint8_t>(kind + 1),
          {model_.params.action_half.seconds(), model_.params.action_shape}, alert.time);
}

/// To another place than the own, which is then the one to fall back on.
void WarningChain::send_to(std::int32_t party, std::int32_t destination) {
  const std::int32_t own = parties_.destination[party];
  const std::int32_t fallback = destination == own ? parties_.fallback[party] : own;
  for (std::int32_t p = parties_.first[party]; p < parties_.first[party + 1]; ++p) {
    state_.to[p] = destination;
    state_.fallback[p] = fallback;
  }
  ways_changed_ = true;
}

/// Whoever complies leaves after the delay that this cue gives, unless an earlier one leads sooner.
void WarningChain::prepare(std::int32_t party, double compliance, std::uint8_t cue,
                           const warning::ActionDelay& delay, std::int64_t now) {
  const std::uint64_t key = parties_.key[party];
  if (complies_.uniform(key) >= compliance) return;
  const double wait_s =
      parties_.kinds[parties_.kind[party]].preparation_s + delay.time_s(delay_.uniform(key, cue));
  const std::int64_t leave_at = now + from_seconds(wait_s).count;
  if (leave_at >= state_.actor[party].leave_at) return;
  state_.actor[party].cue = cue;
  plan(party, leave_at, now);
}

/// Trips are told a tick ahead, so that the traffic can start them at their very time.
void WarningChain::plan(std::int32_t party, std::int64_t leave_at, std::int64_t now) {
  state_.actor[party].leave_at = leave_at;
  push({std::max(now, leave_at - tick_), party, What::leave});
}

/// A trip departs not before the traffic hears of it, at the end of this step: so each departs
/// later than the one before it ended, and is not taken for it.
void WarningChain::leave(std::int32_t party, std::int64_t now) {
  Actor& actor = state_.actor[party];
  const std::int32_t place = parties_.place[party], driver = parties_.first[party];
  if (context_.bound(model_.water) &&
      context_.read(model_.water)[place] >= model_.params.too_deep_m)
    return be_cut_off(party, now);
  const std::int64_t depart = std::max(actor.leave_at, context_.end().count);
  if (context_.bound(model_.arrival) && context_.read(model_.arrival)[place] <= depart) return;
  state_.depart[driver] = depart;
  trips_changed_ = true;
  actor.stage = Stage::leaving;
  state_.travelling.push_back(party);
  set(Fate::moved, party, true);
  set(Fate::moved_unthreatened, party, !is(Fate::threatened, party));
  note(party, depart, Residents::sets_out, actor.cue);
}

void WarningChain::be_cut_off(std::int32_t party, std::int64_t now) {
  set(Fate::cut_off, party, true);
  note(party, now, Residents::is_cut_off, state_.actor[party].cue);
  plan(party, std::max(now, context_.begin().count) + model_.params.try_again.count + tick_, now);
}

void WarningChain::set(Fate fate, std::int32_t party, bool value) {
  std::vector<std::uint8_t>& flags = state_.fate[index(fate)];
  for (std::int32_t p = parties_.first[party]; p < parties_.first[party + 1]; ++p) flags[p] = value;
  changed_ |= 1U << index(fate);
}

bool WarningChain::is(Fate fate, std::int32_t party) const {
  return state_.fate[index(fate)][parties_.first[party]] != 0;
}

void WarningChain::note(std::int32_t party, std::int64_t time, std::uint32_t kind,
                        std::int64_t value) {
  if (Events* events = context_.events())
    events->add(Tick{time}, kind, parties_.first[party], 0, value);
}

void WarningChain::write_all() {
  changed_ = (1U << fates) - 1;
  trips_changed_ = ways_changed_ = warned_changed_ = out_changed_ = true;
  write();
}

void WarningChain::write() {
  if (trips_changed_) context_.write(model_.depart, state_.depart);
  if (ways_changed_) {
    context_.write(model_.to, state_.to);
    context_.write(model_.fallback, state_.fallback);
  }
  if (warned_changed_) context_.write(model_.warned_time, state_.warned_time);
  if (out_changed_) context_.write(model_.out_time, state_.out_time);
  for (std::size_t f = 0; f < fates; ++f)
    if ((changed_ >> f & 1U) != 0) context_.write(model_.fate[f], state_.fate[f]);
}

}  // namespace sandtable::models
