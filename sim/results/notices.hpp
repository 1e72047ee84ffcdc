// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/results/record.hpp"

namespace sandtable {

/// What models say of the branches of draws, each sentence once, with how many branches it is said
/// of and what is told in the first of them: "flood: SENTENCE (in 3 of 20 pairs of a plan and a
/// future; in the first: DETAILS)". In the order in which they come up.
std::vector<std::string> counted_notices(std::span<const DrawRecord> draws);

}  // namespace sandtable
