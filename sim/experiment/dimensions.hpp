// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/scenario/design.hpp"

namespace sandtable {

/// Every path of [scenario] sobol_dimensions must be one that could be uncertain (`known`), so that
/// it keeps its dimension while it is not.
void check_dimensions(std::span<const Asked<std::string>> dimensions,
                      const std::vector<std::string>& known, Problems& problems);

/// Which of the parameters drawn have no dimension with Sobol, as a warning. None of them having
/// one is a mistake: nothing of Sobol would be left.
std::vector<std::string> padded(const std::vector<std::string>& drawn,
                                const std::vector<std::string>& dimensions, Problems& problems);

}  // namespace sandtable
