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

  /// Somebody goes on foot from a node at a time, to the nearest destination or to the node that
  /// the trip names; false if the hazard leaves no way.
  bool walk_on(std::int32_t person, std::int32_t node, Tick time);

 private:
  static constexpr std::int64_t never = Tick::never().count;

  void avoid();
  void change_capacity();
  std::vector<std::int32_t> let_incidents_pass(traffic::Model& kernel);
  void change_roads();
  void meet_water();
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
  bool take_no_way(std::int32_t person, std::int32_t node, Tick time);
  bool turn_back(std::int32_t person, std::int32_t node, Tick time);
  bool was_turned_back(std::int32_t person);
  std::int32_t news_age(std::int32_t person) const;
  void move_walkers();
  void walk(Walker& walker);
  void choose_way_on_foot(Walker& walker);
  bool find_way_on_foot(Walker& walker) const;
  bool reached_by(std::int32_t footway, std::int64_t time) const;
  std::int32_t road_of(std::int32_t footway) const;
  bool is_mode(std::int32_t person, TripMode mode) const;
  bool on_foot(std::int32_t person) const;
  void release_held();
  bool is_other(std::int32_t vehicle) const;
  OtherVehicle& other(std::int32_t vehicle);
  void begin_others();
  void take_others();
  void go_other(std::int32_t vehicle, std::int32_t node, Tick ready);
  void end_other(std::int32_t vehicle, Tick time);
  void release_others();
  std::int32_t others_held() const;
  void write_others();
  void look_for_incidents();
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
