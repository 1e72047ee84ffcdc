// SPDX-License-Identifier: Apache-2.0
// Inside the model only: one step of the traffic.
#pragma once

#include <vector>

#include "models/response/traffic/traffic.hpp"

namespace sandtable::models {

/// One step: roads change, trips start, vehicles move, the hazard reaches some.
class Drive {
 public:
  Drive(const Traffic& model, Traffic::State& state, Context& context)
      : model_(model), state_(state), context_(context) {}

  void run();

 private:
  static constexpr std::int64_t never = Tick::never().count;

  void avoid();
  void change_capacity();
  void change_roads();
  void meet_hazard(std::int32_t link);
  void stop_before(const traffic::Position& position);
  void take_trips();
  std::int32_t origin(std::int32_t person);
  bool go(std::int32_t person, std::int32_t node, std::int32_t to, Tick ready);
  bool go_or_fall_back(std::int32_t person, std::int32_t node, std::int32_t to, Tick ready);
  void pass(std::int32_t person, std::int32_t node, Tick time);
  void tell(std::uint32_t kind, std::int32_t person, std::int32_t where, Tick time);
  void arrive(const traffic::Arrival& arrival);
  void delay(std::int32_t person, std::int64_t now);
  void turn(std::int32_t person, std::int32_t node, Tick time);
  void release_held();
  void reach_vehicles();
  void expose(std::int32_t person, std::int64_t time);
  std::int64_t arrival_at(const traffic::Position& position) const;
  void write();

  const Traffic& model_;
  Traffic::State& state_;
  Context& context_;
  std::vector<traffic::LinkEntry> entries_;
  bool ended_ = false, moved_ = false, reached_ = false, delayed_ = false;
};

}  // namespace sandtable::models
