// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/response/traffic/traffic.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// What a scenario can say of response/traffic.
ParameterList<Traffic::Params> traffic_parameters();

}  // namespace sandtable::models
