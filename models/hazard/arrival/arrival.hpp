// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/hazard/arrival/arrival_table.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// A fire known by when it arrives: one of a weighted set, drawn once a draw.
///
/// Writes, wherever somebody reads it: arrival_time, fire_seen_time, embers_seen_time,
/// smoke_seen_time (ticks; never), closest_distance (m, to the final area), intensity (W m-1, where
/// all fires have one; 0 where it is not known); and ignition_time.
/// A time t after the file's ignition happens at ignition + t / rate.
struct Arrival {
  struct Params {
    std::string alternatives, file, crs, declared_crs, layer;
    std::string time_column, time_unit, file_ignition, age_column;
    Tick front_step;
    arrival::Shape shape = arrival::Shape::rings;
    std::string band, intensity, intensity_band, intensity_unit;
    double never_value = 0;
    arrival::Missing missing = arrival::Missing::refuse;
    Tick ignition;
    double rate = 1;
    std::int64_t alternative = 0;
    double fire_seen_m = 1000, embers_seen_m = 5000, smoke_seen_m = 20000;
  };
  struct State {
    Tick next_due() const { return Tick::never(); }
    bool operator==(const State&) const = default;
  };
  /// What every fire does to the places of one support.
  struct Reached {
    SupportRef support;
    std::vector<arrival::Reach> by_fire;
  };

  Params params;
  std::shared_ptr<const std::vector<arrival::Fire>> fires;
  std::shared_ptr<const std::vector<Reached>> reached;
  bool has_intensity = false;  ///< every fire has one

  OutAnywhere<Tick> arrival_time{{.quantity = "arrival_time", .unit = "tick", .foresight = true},
                                 {}};
  OutAnywhere<Tick> fire_seen_time{
      {.quantity = "fire_seen_time", .unit = "tick", .foresight = true}, {}};
  OutAnywhere<Tick> embers_seen_time{
      {.quantity = "embers_seen_time", .unit = "tick", .foresight = true}, {}};
  OutAnywhere<Tick> smoke_seen_time{
      {.quantity = "smoke_seen_time", .unit = "tick", .foresight = true}, {}};
  OutAnywhere<float> closest_distance{
      {.quantity = "closest_distance", .unit = "m", .foresight = true}, {}};
  OutAnywhere<float> intensity{{.quantity = "intensity", .unit = "W m-1", .foresight = true}, {}};
  Out<Tick> ignition_time{{.quantity = "ignition_time", .unit = "tick"}};

  void ports(PortList& list);
  /// Refuses places in cells without a value, of all fires and readers at once.
  void prepare();
  std::vector<std::string> warnings() const;
  State begin(Context& context) const;
  void step(State&, Context&) const {}
  /// Its only event: it is ignited.
  Meaning expand(const Event& event) const;
};

}  // namespace sandtable::models
