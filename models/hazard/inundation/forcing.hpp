// SPDX-License-Identifier: Apache-2.0
// Inside the model only: what drives the water in one interval, and the levee's crest.
#pragma once

#include <memory>
#include <vector>

#include "models/hazard/inundation/inundation.hpp"

namespace sandtable::models {

/// The means over one interval of all that drives the water.
class Drivers {
 public:
  Drivers(const FloodPlain& plain, const Inundation::Params& params, const Inundation::State& state,
          double from_s, double to_s);
  inundation::Forcing forcing() const;

 private:
  void add_rivers(double from_s, double to_s);
  void add_edges(double from_s, double to_s);
  void add_pumps(const std::vector<std::uint8_t>& runs);
  void add_area_rain(double from_s, double to_s);
  void add_green_ampt(const Inundation::State& state, double for_s);

  const FloodPlain& plain_;
  const Inundation::Params& params_;
  double rain_m_s_ = 0, infiltration_m_s_ = 0;
  std::vector<float> rain_by_cell_, infiltration_by_cell_;  // m/s; empty: none
  std::vector<inundation::PointSource> sources_;
  std::vector<inundation::Transfer> transfers_;
  std::vector<double> edge_values_;
};

/// Whether water can pass the face at all: neither cell beside it lies outside.
bool both_inside(const inundation::Grid& grid, const inundation::Face& face);

/// The higher water level beside a face, m in the datum of the bed.
double level_beside(const inundation::Grid& grid, const inundation::Water& water,
                    const inundation::Face& face);

/// The levee's crest `by_m` lower over `width_m` around the place where it breaks.
void lower_crests(const FloodPlain& plain, const inundation::Grid& grid, inundation::Water& water,
                  double width_m, double by_m);

/// The grid with Manning's n times a factor; the shared one for 1. Subgrid tables are shared.
std::shared_ptr<const inundation::Grid> grid_of_draw(const std::shared_ptr<const FloodPlain>& plain,
                                                     double factor);

}  // namespace sandtable::models
