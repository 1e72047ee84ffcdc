// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/experiment/comparison.hpp"

namespace sandtable {

/// The baseline's place among the policies; refuses an unknown name.
std::size_t find_policy(const RunInfo& info, const std::string& name);

/// The outcome asked for, or the run's; what matters was said of the run's only.
void set_main_outcome(Comparison& comparison, const RunInfo& info, const std::string& asked);

/// Refuses a main outcome that no group has.
void refuse_ungrouped(const Comparison& comparison);

}  // namespace sandtable
