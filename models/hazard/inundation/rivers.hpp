// SPDX-License-Identifier: Apache-2.0
// Inside the model only: water that enters through the files `inflows`, `edges`, `hydrographs`.
#pragma once

#include <vector>

#include "models/hazard/inundation/inundation.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// The inflows, with their cells and discharges; all mistakes at once.
std::vector<Inflow> read_inflows(const Loader& loader, const Inundation::Params& params,
                                 const FloodPlain& plain);

/// The open edges of the grid; adds what drives them to `plain.edges`. All mistakes at once.
std::vector<inundation::Edge> read_edges(const Loader& loader, const Inundation::Params& params,
                                         FloodPlain& plain);

}  // namespace sandtable::models
