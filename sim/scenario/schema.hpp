// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "sim/scenario/model.hpp"

namespace sandtable {

/// The JSON Schema (draft 7, which editors of TOML read) of a scenario.toml that uses these models:
/// every table and key, units, ranges, choices, and what may be uncertain. An editor takes a date
/// and time for a text. Spellings of units are the common ones; the program knows all of UDUNITS's.
nlohmann::ordered_json scenario_schema(std::span<const Model> models);

}  // namespace sandtable
