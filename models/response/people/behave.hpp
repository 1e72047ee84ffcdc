// SPDX-License-Identifier: Apache-2.0
// Inside the model only: what people do in one step.
#pragma once

#include <span>

#include "models/response/people/people.hpp"

namespace sandtable::models {

/// One step of all people. Timers and messages are handled in the order of time.
class Behaviour {
 public:
  Behaviour(const People& model, People::State& state, Context& context);
  /// What has changed of what is written.
  struct Changes {
    bool trips = false, fates = false;
  };
  Changes run();

 private:
  static constexpr std::int64_t never = Tick::never().count;
  using Actor = People::Actor;
  using Stage = People::Stage;
  using What = People::What;

  void start();
  void come_to(std::int32_t p, std::int32_t place, std::int64_t now);
  void hear_from_roads();
  void end_trip(std::int32_t p, std::int64_t now, std::int32_t node);
  void look_from_the_road();
  void run_timers(std::int64_t until);
  void handle(const People::Timer& timer);
  void send(const Action& message);
  void feel(std::int32_t p, Cue cue, std::int64_t now);
  void respond_at_first(std::int32_t p, std::int64_t now);
  std::int64_t lag(std::int32_t p, double given_s, const Stream& luck) const;
  void consider_leaving(std::int32_t p, std::int64_t now);
  void plan(std::int32_t p, What what, std::int64_t time, std::int64_t now);
  void push(std::int64_t time, std::int32_t p, What what, std::int32_t place = -1);
  void set_out(std::int32_t p, std::int32_t to, std::int32_t fallback, Stage stage);
  void ready_to_leave(std::int32_t p, std::int64_t now);
  void leave(std::int32_t p);
  void call_others(std::int32_t p, std::int64_t time);
  void plan_day(std::int32_t p, std::int64_t now);
  void go_on_with_day(std::int32_t p, std::int64_t now);
  void end_day_trip(std::int32_t p, std::int64_t now, std::int32_t node);
  std::int32_t end_of_day_trip(std::int32_t p, std::int32_t node) const;
  void in_or_out(std::int32_t p, std::int64_t now);
  bool near(std::int32_t place, std::int32_t other) const;
  std::int32_t last_node(std::int32_t p) const;
  bool is_in(std::int32_t p, const Box& box) const;
  void find_everybody(std::int64_t time);
  const std::vector<std::int32_t>& audience(const Action& message);
  void tell_neighbours(std::int32_t zone, std::int64_t now);
  std::int32_t next_on_road(std::int32_t p) const;
  bool at_a_place(std::int32_t p) const { return state_.actor[p].place >= 0; }
  bool holds_back(std::int32_t p) const;
  std::int64_t departure(std::int32_t p) const;
  bool overtaken_first(std::int32_t p) const;
  void be_overtaken(std::int32_t p);
  void be_out(std::int32_t p, std::int64_t time);
  void note(std::int32_t p, std::int64_t time, std::uint32_t kind, std::int64_t value = 0);

  const People& model_;
  const Population& population_;
  People::State& state_;
  Context& context_;
  std::int64_t tick_;
  Stream reach_, initial_lag_, final_lag_;
  bool changed_ = false, trips_changed_ = false;
  std::int64_t found_at_ = never;
  std::vector<std::vector<std::int32_t>> in_zone_;  ///< at that time
  std::vector<std::int32_t> listeners_;
};

}  // namespace sandtable::models
