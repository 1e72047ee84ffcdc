// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "models/network/roads/roads.hpp"
#include "models/response/people/people.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// Reads people, households, zones, groups and destinations; says what it read in the loader's
/// notes. Refuses, all at once: missing or wrong attributes, unknown zones, homes far from any
/// road.
std::shared_ptr<const Population> read_population(Loader& loader, const People::Params& params,
                                                  const RoadMap& roads);

}  // namespace sandtable::models
