// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "models/network/roads/roads.hpp"
#include "models/response/people/people.hpp"
#include "sim/geo/few_problems.hpp"
#include "sim/geo/matsim_population.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// Reads people, households, day plans, zones, groups and destinations; says what it read in the
/// loader's notes. Refuses, all at once: missing or wrong attributes, unknown zones, homes far from
/// any road.
std::shared_ptr<const Population> read_population(Loader& loader, const People::Params& params,
                                                  const RoadMap& roads);

// Inside the model only.

/// Fills in the node nearest to each place. People whose home or dependents are too far from any
/// road are a problem.
void find_nodes(const People::Params& params, const RoadMap& roads, Population& made,
                Problems& problems);

/// "day plans: ... people away from home at the start, ... trips within the scenario to ... nodes"
std::string days_in_words(const Population& made, Tick duration);

/// The activities of a day that are not over at a time of day, as stays (without their places):
/// the number of those that are, and the ends in ticks since then. Refuses a stay without an end
/// before the last, one that ends before the one before it, and legs that are not by car.
struct RestOfDay {
  std::size_t over = 0;
  std::vector<std::int64_t> ends;
};
RestOfDay rest_of_day(const MatsimPerson& person, double start_s, FewProblems& problems);

}  // namespace sandtable::models
