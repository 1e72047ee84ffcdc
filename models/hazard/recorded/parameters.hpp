// SPDX-License-Identifier: Apache-2.0
// Inside the model only.
#pragma once

#include "models/hazard/recorded/recorded.hpp"
#include "sim/scenario/parameter.hpp"

namespace sandtable::models {

ParameterList<Recorded::Params> recorded_parameters();

}  // namespace sandtable::models
