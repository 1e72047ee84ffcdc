// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"

namespace sandtable {

/// The names of an i32 field's numbers, by the field: "people.zone".
using LabelsByField = std::map<std::string, std::vector<std::string>>;

/// Binds the scenario's outcomes to the system's fields: fills outcomes, and outcomes and groupings
/// of the run's info. Adds to `problems`: a field that is not there, one that cannot select or
/// group, a unit that the field and the reduction do not give.
void bind_outcomes(Experiment& made, const LabelsByField& labels, Problems& problems);

}  // namespace sandtable
