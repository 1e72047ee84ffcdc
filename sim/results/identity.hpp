// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/results/record.hpp"

namespace sandtable {

/// What makes two runs the same run: scenario, data, program, seed, design, clock, models,
/// policies, parameters, groupings and outcomes. The command, the labels and the number of draws
/// are not in it. Blocks of another identity are never mixed.
std::uint64_t identity(const RunInfo& info);

/// Every part of the identity that differs, a sentence each, in the order of the parts: "seed: 1
/// before, 2 now". Empty when the identities are equal.
std::vector<std::string> differences(const RunInfo& before, const RunInfo& now);

}  // namespace sandtable
