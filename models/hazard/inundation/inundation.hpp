// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/hazard/inundation/area_rain.hpp"
#include "models/hazard/inundation/culverts.hpp"
#include "models/hazard/inundation/kernel/advance.hpp"
#include "models/hazard/inundation/rain_rasters.hpp"
#include "models/hazard/inundation/series.hpp"
#include "models/hazard/inundation/soil.hpp"
#include "models/hazard/inundation/storm.hpp"
#include "models/hazard/inundation/structures.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// Water that enters over some cells, in equal parts: a river, a pipe, a spring.
struct Inflow {
  std::string name;
  std::vector<std::int64_t> cells;
  inundation::Series discharge;  ///< m3/s
  bool of_rain = false;          ///< it goes with the rain, not with the river
};

/// A stretch of open edge: its edges in the grid's list, and the series that drives it.
struct OpenEdge {
  inundation::EdgeKind kind = inundation::EdgeKind::free;
  std::size_t first = 0, count = 0;
  inundation::Series series;  ///< stage (m), or discharge through the whole stretch (m3/s)
};

/// What is read at load and shared by all draws.
struct FloodPlain {
  inundation::Layout layout;         ///< of the cells that are computed
  std::vector<std::uint8_t> inside;  ///< (cell)
  inundation::Layout pixels;         ///< of the elevation under coarser cells; else none
  std::vector<float> pixel_bed;      ///< (pixel) m above the lowest, not-a-number outside; or none
  inundation::Grid grid;
  std::vector<float> first_depth;  ///< (cell) m; empty: dry
  std::vector<Inflow> inflows;
  std::vector<OpenEdge> edges;
  inundation::Series rain;                      ///< m/s; or empty
  std::vector<inundation::AreaRain> area_rain;  ///< on top of it
  std::vector<inundation::Soil> soils;          ///< empty: one for all, of the parameters
  std::vector<std::uint8_t> soil_of_cell;       ///< (cell)
  std::vector<inundation::Structure> structures;
  std::vector<inundation::Pump> pumps;
  std::vector<inundation::Culvert> culverts;
  std::vector<std::size_t> breaches;  ///< faces of the levee that may fail, by distance
  std::size_t levee = 0;              ///< which structure that is
  SupportRef cells, structure_names, pump_names, culvert_names;  ///< null before anything is loaded
};

/// How infiltration goes: not, at one rate, after Horton (1933) from when the rain begins, or after
/// Green and Ampt (1911), each cell by what has gone into it.
enum class Infiltration { none, constant, horton, green_ampt };

/// A flood that is computed, on square cells: see advance.hpp for the schemes.
///
/// Writes, wherever somebody reads it: water_depth (m), flow_speed (m s-1). On its cells, every
/// `map_every`: depth, peak_depth (m). And stands (structure), runs (pump), breached, flooded_area
/// (m2, deeper than 0.1 m), mass_error, culvert_flow (m3/s, mean of the interval). With the
/// inertial scheme, beyond whose domain a Froude number above 1 is: froude (the largest so far),
/// fast_from (when it first was above 1), fast (in which cells it was); in water 0.1 m deep or
/// more. Levers: place(structure), remove(structure): barriers and gates; start(pump), stop(pump).
/// They change crests and flows, never the bed.
///
/// With `subgrid`, cells are coarser than the elevation (see SubgridTables): depth and peak_depth
/// are means over a cell, flooded_area counts its pixels; water_depth of places is the depth on
/// their pixel, flow_speed the mean of the cell's water where that pixel is wet.
///
/// A levee named `breach` gives way when the water beside `breach_at` stands at `breach_level`
/// below its crest, in the share `breach_chance` of draws: over `breach_growth` its crest sinks by
/// `breach_depth`, `breach_width` wide.
struct Inundation {
  struct Params {
    std::string elevation, crs, declared_crs, roughness, first_depth, inflows, edges, hydrographs,
        rain, zone_rain, rain_zones, rain_zone_column, rain_rasters, rain_variable, rain_unit,
        rain_crs, soil, soils, structures, pumps, culverts, breach, breach_at;
    inundation::Scheme scheme = inundation::Scheme::inertial;
    std::int64_t order = 1, subgrid = 1;
    double manning = 0.035, roughness_factor = 1;
    double inflow_factor = 1, stage_rise_m = 0, rain_factor = 1;
    Tick inflow_delay;
    inundation::Stamp rain_stamp = inundation::Stamp::begin;
    inundation::StormShape storm = inundation::StormShape::none;
    double storm_depth_m = 0, storm_peak = 0.5, storm_curve_c = 0.8;
    Tick storm_start, storm_duration, storm_curve_b;
    Infiltration infiltration = Infiltration::none;
    double infiltration_rate_m_s = 0, infiltration_first_m_s = 0;
    Tick infiltration_decay;
    double conductivity_m_s = 0, suction_m = 0, moisture_deficit = 0, conductivity_factor = 1;
    double breach_chance = 0, breach_level_m = 0, breach_width_m = 0, breach_depth_m = 0;
    Tick breach_growth;
    Tick map_every;
  };
  /// Kinds of events: of a structure, of a pump, of the levee, of a cell.
  enum Told : std::uint32_t {
    placed = 1,
    removed = 2,
    started = 3,
    stopped = 4,
    breaks = 5,
    outruns = 6
  };
  struct State {
    std::shared_ptr<const inundation::Grid> grid;  ///< with the roughness of this draw
    inundation::Water water;
    std::vector<float> peak;          ///< (cell) m
    std::vector<double> infiltrated;  ///< (padded cell) m; empty but after Green and Ampt
    std::vector<double> culvert_m3;   ///< (culvert) in this interval
    std::vector<std::uint8_t> fast;   ///< (cell) the Froude number was above 1; inertial only
    float froude = 0;                 ///< the largest so far
    std::int64_t fast_from = Tick::never().count, first_fast = -1;  ///< when and in which cell
    std::vector<std::uint8_t> stands, runs;
    bool may_break = false;                    ///< luck of this draw
    std::int64_t broke = Tick::never().count;  ///< when
    std::size_t bytes() const;
  };
  /// The cells in which the places of one support lie; -1 outside. With `subgrid` also the bed of
  /// their pixels.
  struct Sampled {
    SupportRef support;
    std::vector<std::int64_t> cell;
    std::vector<float> bed;
  };

  Params params;
  std::shared_ptr<const FloodPlain> plain = std::make_shared<const FloodPlain>();
  std::shared_ptr<const std::vector<Sampled>> sampled;

  OutAnywhere<float> water_depth{{.quantity = "water_depth", .unit = "m"}, {}};
  OutAnywhere<float> flow_speed{{.quantity = "flow_speed", .unit = "m s-1"}, {}};
  Out<float> depth{{.quantity = "depth", .unit = "m"}};
  Out<float> peak_depth{{.quantity = "peak_depth", .unit = "m"}};
  Out<std::uint8_t> stands{{.quantity = "stands", .unit = "1"}};
  Out<std::uint8_t> runs{{.quantity = "runs", .unit = "1"}};
  Out<std::uint8_t> breached{{.quantity = "breached", .unit = "1"}};
  Out<double> flooded_area{{.quantity = "flooded_area", .unit = "m2"}};
  Out<double> mass_error{{.quantity = "mass_error", .unit = "1"}};
  Out<float> culvert_flow{{.quantity = "culvert_flow", .unit = "m3 s-1"}};
  Out<float> froude{{.quantity = "froude", .unit = "1"}};
  Out<Tick> fast_from{{.quantity = "fast_from", .unit = "tick"}};
  Out<std::uint8_t> fast{{.quantity = "fast", .unit = "1"}};
  Lever place{{.name = "place"}};
  Lever remove{{.name = "remove"}};
  Lever start{{.name = "start"}};
  Lever stop{{.name = "stop"}};

  void ports(PortList& list);
  void prepare();
  std::vector<std::string> warnings() const;
  /// Whether the flow has left the domain of its equations.
  std::vector<std::string> notices(const State& state) const;
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;

 private:
  void obey(State& state, const Action& action, Events* events) const;
  void run(State& state, double from_s, double to_s, const Parts& parts) const;
  void set_structure(State& state, std::size_t structure, bool stands) const;
  void look_at_levee(State& state, Context& context) const;
  void look_at_speed(State& state, Context& context) const;
  void write(State& state, Context& context) const;
  void write_places(const State& state, const std::vector<float>& depth, Context& context) const;
  float depth_at(const State& state, const Sampled& places, std::size_t i) const;
};

}  // namespace sandtable::models
