// SPDX-License-Identifier: Apache-2.0
// Inside the model only: what residents do in one step.
#pragma once

#include "models/response/residents/residents.hpp"

namespace sandtable::models {

/// One step of all residents. Timers and messages are handled in the order of time.
class WarningChain {
 public:
  WarningChain(const Residents& model, Residents::State& state, Context& context);
  void run();
  /// Writes everything, whatever has changed.
  void write_all();

 private:
  static constexpr std::int64_t never = Tick::never().count;
  using Actor = Residents::Actor;
  using Stage = Residents::Stage;
  using What = Residents::What;

  void hear_from_roads();
  void end_trip(std::int32_t party, std::int64_t time, bool came_through);
  void look_at_water();
  void stand_in_water(std::int32_t party, double depth_m);
  void notice_later(std::int32_t party);
  void see_water(std::int32_t party, std::int64_t now);
  void await_hazard();
  void run_timers(std::int64_t until);
  void handle(const Residents::Timer& timer);
  void be_reached(std::int32_t party, std::int64_t time);
  void send(const Action& message);
  void hear(const Residents::Timer& alert);
  void send_to(std::int32_t party, std::int32_t destination);
  void prepare(std::int32_t party, double compliance, std::uint8_t cue,
               const warning::ActionDelay& delay, std::int64_t now);
  void leave(std::int32_t party, std::int64_t now);
  void be_cut_off(std::int32_t party, std::int64_t now);
  void look_from_the_road();
  double clock_s() const;
  void push(const Residents::Timer& timer);
  void plan(std::int32_t party, std::int64_t leave_at, std::int64_t now);
  void set(Fate fate, std::int32_t party, bool value);
  bool is(Fate fate, std::int32_t party) const;
  void note(std::int32_t party, std::int64_t time, std::uint32_t kind, std::int64_t value = 0);
  void write();

  const Residents& model_;
  const Parties& parties_;
  Residents::State& state_;
  Context& context_;
  std::int64_t tick_;
  Stream reach_, alert_, complies_, delay_;
  std::uint32_t changed_ = 0;  ///< fates, by bit
  bool trips_changed_ = false, ways_changed_ = false, warned_changed_ = false, out_changed_ = false;
};

}  // namespace sandtable::models
