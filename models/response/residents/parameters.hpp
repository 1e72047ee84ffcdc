// SPDX-License-Identifier: Apache-2.0
// Inside the model only: its parameters, each described once.
#pragma once

#include "models/response/residents/residents.hpp"
#include "sim/scenario/parameter.hpp"

namespace sandtable::models {

ParameterList<Residents::Params> residents_parameters();

}  // namespace sandtable::models
