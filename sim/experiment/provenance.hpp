// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/results/record.hpp"
#include "sim/scenario/model.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// A process's model, with the version and the state of its life that its card tells.
ModelInfo model_info(const std::string& process, const Model& model);

/// The files among a process's parameters that datasets.toml does not list, with their SHA-256 and
/// nothing else: an edit of theirs makes another run.
std::vector<DatasetInfo> unlisted_data(std::span<const Parameter> parameters,
                                       const Scenario& scenario);

}  // namespace sandtable
