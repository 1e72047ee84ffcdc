// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/experiment/assumptions.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable {

/// A process's model, with the version and the state of its life that its card tells.
ModelInfo model_info(const std::string& process, const Model& model);

/// Fills the run's info with what the scenario, its design, values and data are.
void describe_run(Experiment& made, const ParametersByProcess& parameters);

}  // namespace sandtable
