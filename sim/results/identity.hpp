// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/results/record.hpp"

namespace sandtable {

/// What makes two runs the same run: scenario, program, seed, design, clock, models, policies,
/// parameters, groupings and outcomes. The command, the labels and the number of draws are not in
/// it. Blocks of another identity are never mixed.
std::uint64_t identity(const RunInfo& info);

}  // namespace sandtable
