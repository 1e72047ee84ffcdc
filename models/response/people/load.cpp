// SPDX-License-Identifier: Apache-2.0
#include "models/network/roads/roads.hpp"
#include "models/response/people/audiences.hpp"
#include "models/response/people/people.hpp"
#include "models/response/people/read_population.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

ParameterList<People::Params> parameters() {
  using P = People::Params;
  ParameterList<P> list;
  list.file({.name = "population",
             .sentence = "MATSim population (.xml or .xml.gz) with attributes of behaviour"},
            &P::population);
  add_audience_files(list);
  list.boolean({.name = "day_plans",
                .fallback = "false",
                .source = "off: everybody is at home",
                .at_load = true,
                .sentence = "people follow the plans of their day (activities and legs by car) "
                            "until they decide to leave"},
               &P::day_plans)
      .text({.name = "crs",
             .at_load = true,
             .sentence = "CRS of the population's coordinates: EPSG:28355"},
            &P::crs)
      .file({.name = "destinations",
             .optional = true,
             .sentence = "CSV of places that orders may name: name, x, y"},
            &P::destinations)
      .number({.name = "message_reach",
               .fallback = "1",
               .source = "placeholder: everyone hears",
               .minimum = 0,
               .maximum = 1,
               .sentence = "chance that a kind of message reaches a person at all"},
              &P::message_reach)
      .choice(
          {.name = "household",
           .fallback = "first",
           .source = "a declared choice; it changes the answer by a factor of three",
           .choices = {"first", "each", "all"},
           .sentence =
               "who goes when one leaves: all with the first, each alone, or only all together"},
          &P::household)
      .choice({.name = "lags",
               .fallback = "as_given",
               .source = "the population file",
               .choices = {"as_given", "uniform"},
               .sentence = "waiting times as in the file, or uniform from 0 to them"},
              &P::lags)
      .duration({.name = "visit",
                 .fallback = "5 min",
                 .source = "EES, agents of the bushfire evacuation model",
                 .minimum = 0,
                 .sentence = "stay with dependents"},
                &P::visit)
      .number({.name = "threat_distance",
               .unit = "m",
               .fallback = "2 km",
               .source = "a declared choice",
               .minimum = 0,
               .sentence = "homes within it of the hazard's final area are threatened"},
              &P::threat_distance_m);
  add_farthest_from_road(list);
  list.boolean({.name = "smoke",
                .fallback = "false",
                .source = "off, as in EES",
                .at_load = true,
                .sentence = "smoke in sight adds to the barometer"},
               &P::smoke)
      .boolean({.name = "immersion",
                .fallback = "false",
                .source = "off, as in EES",
                .sentence = "standing in smoke adds to it: the hazard within fire_seen"},
               &P::immersion)
      .boolean({.name = "rating",
                .fallback = "false",
                .source = "off, as in EES",
                .sentence = "the day's rating adds to it at the start"},
               &P::rating)
      .boolean({.name = "neighbours",
                .fallback = "false",
                .source = "off, as in EES",
                .sentence = "neighbours who left add to it"},
               &P::neighbours)
      .number({.name = "share_without_car",
               .fallback = "0",
               .source = "off",
               .minimum = 0,
               .maximum = 1,
               .sentence = "share of households without a car: they go on foot, to the nearest "
                           "destination"},
              &P::share_without_car)
      .number(
          {.name = "neighbours_share",
           .fallback = "0.1",
           .source = "placeholder: no source",
           .minimum = 0,
           .maximum = 1,
           .sentence = "share of a zone's people that must have left for neighbours to be felt"},
          &P::neighbours_share);
  return list;
}

People load(Loader& loader, const People::Params& params) {
  const auto roads = loader.require<RoadMap>("roads");
  People model;
  model.population = read_population(loader, params, *roads);
  model.nodes = roads->nodes;
  loader.offer<Population>(model.population);
  loader.labels["zone"] = model.population->zone_names;
  loader.labels["kind"] = model.population->kind_names;
  return model;
}

}  // namespace

Model response_people() {
  return describe<People>("response/people", parameters(), {"hazard", "roads", "traffic"},
                          {typeid(Population)}, load);
}

}  // namespace sandtable::models
