// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/context.hpp"
#include "sim/core/system.hpp"

namespace sandtable {

/// What is wrong with the outputs that a process's `begin` wrote into its context: one that is
/// missing, or that has another size than its support.
std::vector<std::string> first_output_mistakes(const System& system, const BoundProcess& process,
                                               const Context& context);

}  // namespace sandtable
