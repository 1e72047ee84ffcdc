// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/policy/orders/ees_messages.hpp"
#include "sim/core/error.hpp"
#include "sim/core/time.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// An order as written.
struct Written {
  Source where;
  std::string rule;  ///< "3: EVACUATE_NOW to west"
  std::string kind, target;
  std::map<std::string, std::string> values;  ///< of the lever, by the names of its arguments
  Source values_where;
  Tick time;  ///< since start, or since ignition
  bool after_ignition = false;
  std::optional<Error> mistake;  ///< what is wrong with it as it is written
};

/// The rows of a CSV: offset_min or time, kind, group (or link), and columns named like what levers
/// take: destination, percent, lanes.
std::vector<Written> written_orders(const Scenario& scenario, const Table& table);

/// EES's messages, one order for each zone. They count from the ignition that the file was written
/// for (`file_ignition`, a time of day) if it is given, else from the start, on its clock.
std::vector<Written> written_orders(const Loader& loader, const ees::Messages& messages,
                                    const std::string& file_ignition);

}  // namespace sandtable::models
