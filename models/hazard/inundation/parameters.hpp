// SPDX-License-Identifier: Apache-2.0
// Inside the model only.
#pragma once

#include "models/hazard/inundation/inundation.hpp"
#include "sim/scenario/parameter.hpp"

namespace sandtable::models {

ParameterList<Inundation::Params> inundation_parameters();
/// Those of what drives the water.
void add_drivers(ParameterList<Inundation::Params>& list);

}  // namespace sandtable::models
