// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandtable {

/// A unit in the spelling of UDUNITS, as CF wants it: what is counted becomes 1 ("people" is "1",
/// "people/h" is "1/h"), no unit is "1".
std::string cf_unit(std::string_view unit);

/// True when cf_unit() lost a word, so that the long_name must tell what is counted.
bool is_counted(std::string_view unit);

/// "UNIT since START" of CF from an ISO 8601 start: "2017-02-16T10:00:00+11:00" gives
/// "minutes since 2017-02-16 10:00:00 +11:00".
std::string cf_time(std::string_view unit, std::string_view start);

}  // namespace sandtable
