// SPDX-License-Identifier: Apache-2.0
#include "models/response/residents/parameters.hpp"

#include "models/response/people/audiences.hpp"

namespace sandtable::models {

namespace {

using P = Residents::Params;

void add_files(ParameterList<P>& list) {
  list.file({.name = "population",
             .sentence = "who lives where: a CSV of households (id, x, y and, if given, people, "
                         "kind, zone, destination), or a raster of people per cell (GeoTIFF: "
                         "WorldPop, GHSL), whose people are of the first of the kinds"},
            &P::population)
      .file(
          {.name = "kinds",
           .optional = true,
           .sentence = "CSV of kinds of residents: kind and, if given, preparation_s (before "
                       "leaving, with the wait for vehicles: a care home), share_without_car, "
                       "compliance, people_per_vehicle (5), present_by_day, present_by_night (1), "
                       "present_at_weekends (as by day)"},
          &P::kinds)
      .file({.name = "destinations", .sentence = "CSV of places to go to: name, x, y"},
            &P::destinations);
  add_audience_files(list);
  list.text({.name = "crs",
             .at_load = true,
             .sentence = "CRS of all coordinates, in metres: EPSG:28355; a raster is brought into "
                         "it"},
            &P::crs)
      .integer({.name = "household_size",
                .fallback = "2",
                .source = "placeholder: from memory, Eurostat's 2.2 people a household in the EU",
                .minimum = 1,
                .maximum = 100,
                .at_load = true,
                .sentence = "a raster's people: how many decide and travel together"},
               &P::household_size);
  add_farthest_from_road(list);
}

void add_warning(ParameterList<P>& list) {
  list.duration({.name = "start_shift",
                 .fallback = "0 h",
                 .source = "the scenario's start",
                 .minimum = 0,
                 .maximum = 86400,
                 .sentence = "how much later in the day the story begins than the scenario's start "
                             "says: who is there and how fast alerts spread go by it"},
                &P::start_shift)
      .boolean({.name = "weekend",
                .fallback = "false",
                .source = "a declared choice",
                .sentence = "the story begins on a weekend: who is there by day goes by it"},
               &P::weekend)
      .duration({.name = "issuance_delay",
                 .fallback = "0 min",
                 .source = "off: an order's time is the time of issue; 25 to 139 min in the five "
                           "jurisdictions of Oroville 2017 (LifeSim Technical Reference Manual "
                           "v1.0, table 13)",
                 .minimum = 0,
                 .sentence = "from an order to the public warning"},
                &P::issuance_delay)
      .number({.name = "message_reach",
               .fallback = "0.88",
               .source = "Oroville 2017: 86 to 89 % received a warning (Sorensen et al. 2018, in "
                         "LifeSim Technical Reference Manual v1.0)",
               .minimum = 0,
               .maximum = 1,
               .sentence = "chance that a kind of message reaches a household at all"},
              &P::message_reach)
      .duration(
          {.name = "alert_half",
           .fallback = "40 min",
           .source = "placeholder: the example of a first alert curve in LifeSim User's Guide "
                     "v1.0",
           .minimum = 1,
           .sentence = "by day half of those whom a warning reaches have it after this time"},
          &P::alert_half)
      .number({.name = "contagion",
               .fallback = "2",
               .source = "placeholder: from memory, that most curves of Rogers and Sorensen (1988) "
                         "bend up before they flatten (above 1)",
               .minimum = 0,
               .maximum = 1000,
               .sentence = "how much faster a warning spreads from those who have it to others, "
                           "once all but a few have it, than by broadcast"},
              &P::contagion)
      .number({.name = "night_pace",
               .fallback = "0.5",
               .source = "placeholder: no source at hand; LifeSim's curves of the night are slower",
               .minimum = 0.01,
               .maximum = 1,
               .sentence = "pace at which a warning spreads from 0 to 4 h, against 10 to 17 h"},
              &P::night_pace);
}

void add_compliance(ParameterList<P>& list) {
  const auto share = [&](const char* name, const char* fallback, const char* source,
                         const char* sentence, double P::*member) {
    list.number({.name = name,
                 .fallback = fallback,
                 .source = source,
                 .minimum = 0,
                 .maximum = 1,
                 .sentence = sentence},
                member);
  };
  share("compliance", "0.85",
        "LifeSim Technical Reference Manual v1.0: 5 to 20 % typically stay; at Oroville 2017 67 to "
        "68 % of all left",
        "share that leaves on EVACUATE_NOW; those who leave on a weaker message are among them",
        &P::compliance);
  share("compliance_emergency_warning", "0.25",
        "20 to 30 % leave before the order, of hurricanes (Baker 1987; Lindell, Lu and Prater "
        "2005, in LifeSim Technical Reference Manual v1.0)",
        "share that leaves on EMERGENCY_WARNING", &P::compliance_emergency_warning);
  share("compliance_watch_and_act", "0", "a declared choice", "share that leaves on WATCH_AND_ACT",
        &P::compliance_watch_and_act);
  share("compliance_advice", "0", "a declared choice", "share that leaves on ADVICE",
        &P::compliance_advice);
  share("share_without_car", "0", "off",
        "share of households without a car: they go on foot, to the nearest destination",
        &P::share_without_car);
  share("water_compliance", "0.3",
        "placeholder: no source; most people whom water surprises at home are known to go upstairs",
        "share that leaves on seeing water at home; of it and of compliance the smaller share is "
        "among the larger",
        &P::water_compliance);
}

void add_action(ParameterList<P>& list) {
  list.duration({.name = "action_half",
                 .fallback = "2 h",
                 .source = "Oroville 2017: most left two to three hours after the alert (Sorensen "
                           "et al. 2018, in LifeSim Technical Reference Manual v1.0)",
                 .minimum = 0,
                 .sentence = "half of those who leave have left this long after the alert"},
                &P::action_half)
      .number({.name = "action_shape",
               .fallback = "2",
               .source = "Rayleigh, as in LifeSim's generator of curves (USACE go-consequences, "
                         "warning/first_alert.go); 0.5 to 2.1 in its Lindell functions",
               .minimum = 0.2,
               .maximum = 10,
               .sentence = "shape of that curve: 1 exponential, 2 Rayleigh, more is steeper"},
              &P::action_shape)
      .duration({.name = "notice_half",
                 .fallback = "10 min",
                 .source = "placeholder: no source",
                 .minimum = 0,
                 .sentence = "by day half of those at home notice the water this long after it has "
                             "come to water_seen; at night slower, by night_pace"},
                &P::notice_half)
      .duration({.name = "water_action_half",
                 .fallback = "8 min",
                 .source = "placeholder: no source for those who see water; the example of a curve "
                           "of protective action in LifeSim User's Guide v1.0",
                 .minimum = 0,
                 .sentence = "the same of those who leave because of water at home"},
                &P::water_action_half)
      .duration({.name = "try_again",
                 .fallback = "15 min",
                 .source = "a declared choice",
                 .minimum = 0,
                 .sentence = "who could not leave tries again after this time"},
                &P::try_again);
}

void add_depths(ParameterList<P>& list) {
  const auto depth = [&](const char* name, const char* fallback, const char* source,
                         const char* sentence, double P::*member) {
    list.number({.name = name,
                 .unit = "m",
                 .fallback = fallback,
                 .source = source,
                 .minimum = 0.001,
                 .sentence = sentence},
                member);
  };
  depth("water_seen", "0.1 m", "a declared choice",
        "depth at home from which water is seen, and the home counts as threatened",
        &P::water_seen_m);
  depth(
      "too_deep", "0.5 m",
      "placeholder: from memory, AIDR Guideline 7-3 (2017): above 0.5 m (H2) unsafe for vehicles, "
      "children and the elderly",
      "depth at home in which nobody sets out", &P::too_deep_m);
  depth("exposed_depth", "0.5 m", "placeholder: as too_deep",
        "depth at home from which those who are there are exposed", &P::exposed_depth_m);
  depth("home_water_1", "0.1 m", "a declared choice",
        "depth of home_water_1: who was at home in as much", &P::home_water_1_m);
  depth("home_water_2", "0.5 m", "placeholder: from memory, AIDR Guideline 7-3 (2017), limit of H2",
        "depth of home_water_2", &P::home_water_2_m);
  depth("home_water_3", "1.2 m", "placeholder: from memory, AIDR Guideline 7-3 (2017), limit of H3",
        "depth of home_water_3", &P::home_water_3_m);
  depth("home_water_4", "1.5 m",
        "placeholder: from memory, Jonkman et al. (2008): mortality rises steeply above it where "
        "the water rises fast",
        "depth of home_water_4", &P::home_water_4_m);
}

}  // namespace

ParameterList<P> residents_parameters() {
  ParameterList<P> list;
  add_files(list);
  add_warning(list);
  add_compliance(list);
  add_action(list);
  add_depths(list);
  return list;
}

}  // namespace sandtable::models
