// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "models/response/residents/parameters.hpp"
#include "models/response/residents/read_residents.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::models {

namespace {

Residents load(Loader& loader, const Residents::Params& params) {
  const auto roads = loader.require<RoadMap>("roads");
  Residents model;
  const ReadResidents read = read_residents(loader, params, *roads);
  model.population = read.population;
  model.parties = read.parties;
  model.horizon = loader.scenario.duration;
  if (const auto start = moment(loader.scenario.start))
    model.start_clock_s = std::fmod(start->clock_s, 86400.0);
  loader.offer<Population>(model.population);
  loader.labels["zone"] = model.population->zone_names;
  loader.labels["kind"] = model.population->kind_names;
  return model;
}

}  // namespace

Model response_residents() {
  return describe<Residents>("response/residents", residents_parameters(),
                             {"hazard", "roads", "traffic"}, {typeid(Population)}, load);
}

}  // namespace sandtable::models
