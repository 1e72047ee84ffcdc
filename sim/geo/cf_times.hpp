// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/geo/netcdf.hpp"

namespace sandtable {

/// The variable in "UNIT since MOMENT" along a variable's first dimension; null if there is none.
const NetcdfVariable* cf_time_axis(const NetcdfFile& file, const NetcdfVariable& variable);

/// Times of such an axis, s since 1970-01-01T00:00Z (CF conventions 1.8, section 4.4: UTC where no
/// zone is said), in seconds, minutes, hours or days. Refuses calendars but the standard one and
/// times that do not ascend.
std::vector<double> cf_times(const NetcdfFile& file, const NetcdfVariable& axis);

}  // namespace sandtable
