// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <udunits2.h>

#include <memory>
#include <string>
#include <string_view>

namespace sandtable {

struct UnitDeleter {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};
/// A unit of the one unit system; null when its spelling is unknown.
using Unit = std::unique_ptr<ut_unit, UnitDeleter>;

/// A unit's spelling, with our countable units and money known. "" and "1" are the number one.
Unit parse_unit(std::string_view spelling);

/// Without its scale and offset: "km" gives "m". Null for a logarithmic unit.
Unit coherent(const ut_unit* unit);

/// Products of base units as UDUNITS spells them: "m s-1". `countable`: with countable units.
std::string unit_name(const ut_unit* coherent_unit, bool countable = true);

}  // namespace sandtable
