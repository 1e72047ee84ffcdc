// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/hazard/recorded/flood_maps.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// The floods that may be played, and the cells on which all of them lie. Shared by all draws.
struct FloodRecords {
  std::vector<recorded::FloodMaps> floods;
  recorded::FloodCells places;
  SupportRef cells;             ///< the same as a support; null before anything is loaded
  std::vector<double> area_m2;  ///< (cell)
};

/// A flood that was computed or surveyed elsewhere: its maps of depth, played back.
///
/// Writes, wherever somebody reads it: water_depth (m), flow_speed (m s-1; 0 where the maps have
/// none). On the maps' cells, every `map_every`: depth, peak_depth (m); and flooded_area (m2,
/// deeper than 0.1 m). A place takes the value of the cell that holds it; outside it is dry.
///
/// A map of time t holds at t + `delay`, its depths times `depth_factor`. Before the first map all
/// is dry, from the last one on it holds; between two, see `between`.
struct Recorded {
  struct Params {
    std::string file, alternatives, crs, declared_crs, variable, bed, bed_file, speed, unit;
    recorded::Between between = recorded::Between::linear;
    Tick begins, delay, map_every;
    double depth_factor = 1;
    std::int64_t alternative = 0;
  };
  struct State {
    recorded::Moment now, mapped;  ///< of what was last written at places, and on the cells
    std::vector<float> peak;       ///< (cell) m, before depth_factor
    Tick due;
    Tick next_due() const { return due; }
    std::size_t bytes() const { return sizeof(State) + peak.size() * sizeof(float); }
  };
  /// The cells in which the places of one support lie; -1 outside.
  struct Sampled {
    SupportRef support;
    std::vector<std::int64_t> cell;
  };

  Params params;
  std::shared_ptr<const FloodRecords> records = std::make_shared<const FloodRecords>();
  std::shared_ptr<const std::vector<Sampled>> sampled;

  OutAnywhere<float> water_depth{{.quantity = "water_depth", .unit = "m"}, {}};
  OutAnywhere<float> flow_speed{{.quantity = "flow_speed", .unit = "m s-1"}, {}};
  Out<float> depth{{.quantity = "depth", .unit = "m"}};
  Out<float> peak_depth{{.quantity = "peak_depth", .unit = "m"}};
  Out<double> flooded_area{{.quantity = "flooded_area", .unit = "m2"}};

  void ports(PortList& list);
  void prepare();
  std::vector<std::string> warnings() const;
  State begin(Context& context) const;
  void step(State& state, Context& context) const;

 private:
  const recorded::FloodMaps& flood() const;
  void write_places(const State& state, Context& context) const;
  void write_cells(State& state, Context& context) const;
};

}  // namespace sandtable::models
