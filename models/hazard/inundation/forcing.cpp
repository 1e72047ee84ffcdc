// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/forcing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/math.hpp"

namespace sandtable::models {

namespace {

struct CellOf {
  std::int32_t column = 0, row = 0;
};

CellOf split(const FloodPlain& plain, std::int64_t cell) {
  return {static_cast<std::int32_t>(cell % plain.layout.columns),
          static_cast<std::int32_t>(cell / plain.layout.columns)};
}

double rain_of(const FloodPlain& plain, const Inundation::Params& params, double from_s,
               double to_s) {
  const inundation::Storm storm{params.storm,
                                params.storm_depth_m,
                                params.storm_start.seconds(),
                                params.storm_duration.seconds(),
                                params.storm_peak,
                                params.storm_curve_b.seconds(),
                                params.storm_curve_c};
  const double fallen = inundation::fallen_m(storm, to_s) - inundation::fallen_m(storm, from_s);
  return params.rain_factor * (plain.rain.mean(from_s, to_s) + fallen / (to_s - from_s));
}

/// When rain begins: infiltration after Horton falls from then on.
double rain_begins_s(const FloodPlain& plain, const Inundation::Params& params) {
  if (params.storm != inundation::StormShape::none) return params.storm_start.seconds();
  double first = std::numeric_limits<double>::infinity();
  for (const inundation::AreaRain& rain : plain.area_rain) first = std::min(first, rain.first_s());
  for (std::size_t i = 0; i < plain.rain.value.size(); ++i)
    if (plain.rain.value[i] > 0) first = std::min(first, plain.rain.time_s[i]);
  return std::isfinite(first) ? first : 0;
}

/// Horton (1933): f = f_c + (f_0 - f_c) exp(-t / T), the mean over the interval.
double infiltration_of(const FloodPlain& plain, const Inundation::Params& params, double from_s,
                       double to_s) {
  if (params.infiltration == Infiltration::none || params.infiltration == Infiltration::green_ampt)
    return 0;
  const double last = params.infiltration_rate_m_s;
  if (params.infiltration == Infiltration::constant) return last;
  const double decay = params.infiltration_decay.seconds();
  const double begin = rain_begins_s(plain, params);
  const double a = std::max(0.0, from_s - begin), b = std::max(0.0, to_s - begin);
  if (b <= a) return params.infiltration_first_m_s;
  const double mean = decay * (math::exp(-a / decay) - math::exp(-b / decay)) / (b - a);
  return last + (params.infiltration_first_m_s - last) * mean;
}

inundation::Soil soil_of(const FloodPlain& plain, const Inundation::Params& params,
                         std::uint8_t kind) {
  inundation::Soil soil =
      plain.soils.empty()
          ? inundation::Soil{params.conductivity_m_s, params.suction_m, params.moisture_deficit}
          : plain.soils[kind];
  soil.conductivity_m_s *= params.conductivity_factor;
  return soil;
}

std::int32_t beyond(const inundation::Grid& grid, const inundation::Face& face) {
  return face.side == inundation::Side::east ? grid.index(face.column + 1, face.row)
                                             : grid.index(face.column, face.row + 1);
}

}  // namespace

Drivers::Drivers(const FloodPlain& plain, const Inundation::Params& params,
                 const Inundation::State& state, double from_s, double to_s)
    : plain_(plain),
      params_(params),
      rain_m_s_(rain_of(plain, params, from_s, to_s)),
      infiltration_m_s_(infiltration_of(plain, params, from_s, to_s)) {
  add_rivers(from_s, to_s);
  add_edges(from_s, to_s);
  add_pumps(state.runs);
  if (!plain.area_rain.empty()) add_area_rain(from_s, to_s);
  if (!state.infiltrated.empty()) add_green_ampt(state, to_s - from_s);
}

void Drivers::add_rivers(double from_s, double to_s) {
  const double late = params_.inflow_delay.seconds();
  for (const Inflow& inflow : plain_.inflows) {
    const double discharge =
        inflow.of_rain ? params_.rain_factor * inflow.discharge.mean(from_s, to_s)
                       : params_.inflow_factor * inflow.discharge.mean(from_s - late, to_s - late);
    for (const std::int64_t cell : inflow.cells) {
      const auto [column, row] = split(plain_, cell);
      sources_.push_back({column, row, discharge / static_cast<double>(inflow.cells.size())});
    }
  }
}

void Drivers::add_edges(double from_s, double to_s) {
  const double late = params_.inflow_delay.seconds();
  edge_values_.assign(plain_.grid.edges.size(), 0.0);
  for (const OpenEdge& edge : plain_.edges) {
    if (edge.kind == inundation::EdgeKind::free) continue;
    const double mean = edge.series.mean(from_s - late, to_s - late);
    const double value = edge.kind == inundation::EdgeKind::stage
                             ? mean + params_.stage_rise_m
                             : params_.inflow_factor * mean /
                                   (static_cast<double>(edge.count) * plain_.layout.cell_m);
    std::fill_n(edge_values_.begin() + static_cast<std::ptrdiff_t>(edge.first), edge.count, value);
  }
}

void Drivers::add_pumps(const std::vector<std::uint8_t>& runs) {
  for (std::size_t i = 0; i < plain_.pumps.size(); ++i) {
    if (!runs[i]) continue;
    const inundation::Pump& pump = plain_.pumps[i];
    const auto from = split(plain_, pump.from);
    if (pump.to < 0) {
      sources_.push_back({from.column, from.row, -pump.m3_s});
      continue;
    }
    const auto to = split(plain_, pump.to);
    transfers_.push_back({from.column, from.row, to.column, to.row, pump.m3_s});
  }
}

void Drivers::add_area_rain(double from_s, double to_s) {
  rain_by_cell_.assign(plain_.inside.size(), 0.0F);
  bool some = false;
  for (const inundation::AreaRain& rain : plain_.area_rain)
    some = rain.add_mean(from_s, to_s, params_.rain_factor, rain_by_cell_) || some;
  if (!some) rain_by_cell_.clear();
}

/// The mean rate of each cell with water standing on it meanwhile; neighbours are often alike.
void Drivers::add_green_ampt(const Inundation::State& state, double for_s) {
  infiltration_by_cell_.assign(plain_.inside.size(), 0.0F);
  double last_infiltrated = -1;
  std::uint8_t last_soil = 0;
  float rate = 0;
  std::size_t cell = 0;
  for (std::int32_t row = 0; row < plain_.layout.rows; ++row)
    for (std::int32_t column = 0; column < plain_.layout.columns; ++column, ++cell) {
      if (!plain_.inside[cell]) continue;
      const double before = state.infiltrated[plain_.grid.index(column, row)];
      const std::uint8_t kind = plain_.soils.empty() ? std::uint8_t{0} : plain_.soil_of_cell[cell];
      if (before != last_infiltrated || kind != last_soil) {
        const double after = inundation::ponded_m(soil_of(plain_, params_, kind), before, for_s);
        rate = static_cast<float>((after - before) / for_s);
        last_infiltrated = before;
        last_soil = kind;
      }
      infiltration_by_cell_[cell] = rate;
    }
}

inundation::Forcing Drivers::forcing() const {
  inundation::Forcing forcing;
  forcing.rain_m_s = rain_m_s_;
  forcing.infiltration_m_s = infiltration_m_s_;
  forcing.rain_by_cell_m_s = rain_by_cell_;
  forcing.infiltration_by_cell_m_s = infiltration_by_cell_;
  forcing.sources = sources_;
  forcing.transfers = transfers_;
  forcing.culverts = plain_.culverts;
  forcing.edge_values = edge_values_;
  return forcing;
}

bool both_inside(const inundation::Grid& grid, const inundation::Face& face) {
  return grid.inside[static_cast<std::size_t>(grid.index(face.column, face.row))] &&
         grid.inside[static_cast<std::size_t>(beyond(grid, face))];
}

double level_beside(const inundation::Grid& grid, const inundation::Water& water,
                    const inundation::Face& face) {
  const auto level = [&](std::int32_t cell) {
    return inundation::level_of(grid, cell, water.depth_m[static_cast<std::size_t>(cell)]);
  };
  return std::max(level(grid.index(face.column, face.row)), level(beyond(grid, face)));
}

void lower_crests(const FloodPlain& plain, const inundation::Grid& grid, inundation::Water& water,
                  double width_m, double by_m) {
  const inundation::Structure& levee = plain.structures[plain.levee];
  const Point centre = levee.faces[plain.breaches[0]].middle;
  for (const std::size_t i : plain.breaches) {
    const inundation::Face& face = levee.faces[i];
    if (std::hypot(face.middle.x - centre.x, face.middle.y - centre.y) > width_m / 2) return;
    if (both_inside(grid, face))
      inundation::set_crest(grid, water, face.column, face.row, face.side, levee.crest_m - by_m);
  }
}

std::shared_ptr<const inundation::Grid> grid_of_draw(const std::shared_ptr<const FloodPlain>& plain,
                                                     double factor) {
  if (factor == 1) return {plain, &plain->grid};
  auto grid = std::make_shared<inundation::Grid>(plain->grid);
  for (float& n_squared : grid->manning_squared)
    n_squared = static_cast<float>(n_squared * factor * factor);
  grid->manning_factor_squared = static_cast<float>(factor * factor);
  return grid;
}

}  // namespace sandtable::models
