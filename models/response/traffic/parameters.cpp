// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/parameters.hpp"

namespace sandtable::models {

ParameterList<Traffic::Params> traffic_parameters() {
  using P = Traffic::Params;
  ParameterList<P> list;
  list.number({.name = "vehicle_length",
               .unit = "m",
               .fallback = "7.5 m",
               .source = "MATSim's effective cell size",
               .minimum = 2,
               .maximum = 30,
               .sentence = "length of road that a standing vehicle takes"},
              &P::vehicle_length_m)
      .number({.name = "backward_wave",
               .unit = "m s-1",
               .fallback = "7.5 m/s",
               .source = "placeholder: an assumption",
               .minimum = 1,
               .maximum = 20,
               .sentence = "speed at which a free space travels back through a queue"},
              &P::backward_wave_m_s)
      .number({.name = "capacity_factor",
               .fallback = "1",
               .source = "the network file",
               .minimum = 0.05,
               .maximum = 5,
               .sentence = "factor on every flow capacity"},
              &P::capacity_factor)
      .number({.name = "origin_priority",
               .fallback = "1",
               .source = "a declared choice",
               .minimum = 0.01,
               .maximum = 100,
               .sentence = "priority of those who depart over those who drive past"},
              &P::origin_priority)
      .choice(
          {.name = "merge",
           .fallback = "capacity",
           .source = "a declared choice",
           .choices = {"capacity", "lanes", "priority"},
           .sentence = "what decides the shares of roads that merge; priority: merge_priorities"},
          &P::merge)
      .file({.name = "merge_priorities",
             .optional = true,
             .sentence = "CSV: link, priority above 0; links that it does not name have 1"},
            &P::merge_priorities)
      .number({.name = "capacity_drop",
               .fallback = "0",
               .source = "off",
               .minimum = 0,
               .maximum = 0.5,
               .sentence = "share of a road's flow capacity that is lost while a queue stands "
                           "before it"},
              &P::capacity_drop)
      .number({.name = "capacity_drop_until",
               .unit = "m s-1",
               .fallback = "0 m/s",
               .source = "off; the linear form is Yuan, Knoop and Hoogendoorn's (2015)",
               .minimum = 0,
               .sentence = "speed in the queue from which on nothing is lost, below it linearly "
                           "more; 0: the same at any speed"},
              &P::capacity_drop_until_m_s)
      .duration(
          {.name = "stuck_after",
           .fallback = "300 s",
           .source = "MATSim's stuck time for evacuation",
           .minimum = 1,
           .sentence = "gridlock rule: a vehicle that waits so long squeezes into the full road"},
          &P::stuck_after)
      .choice({.name = "route_choice",
               .fallback = "on_delay",
               .source = "a declared choice",
               .choices = {"on_delay", "on_closure", "duo"},
               .sentence = "drivers change their way for delays that they notice, for closures and "
                           "speeds only, or take what is the shortest now (dynamic user optimum)"},
              &P::route_choice)
      .number({.name = "duo_weight",
               .fallback = "0.5",
               .source = "UXsim's default",
               .minimum = 0.05,
               .maximum = 1,
               .sentence = "duo: share of drivers who go by the last look at delays; of the others "
                           "the same share goes by the look before, and so on"},
              &P::duo_weight)
      .duration({.name = "perceive_every",
                 .fallback = "5 min",
                 .source = "a declared choice",
                 .minimum = 60,
                 .sentence = "how often delays are looked at"},
                &P::perceive_every)
      .number(
          {.name = "perceive_share",
           .fallback = "0.5",
           .source = "a declared choice",
           .minimum = 0,
           .sentence = "a delay is noticed when it has moved by this share of the free-flow time"},
          &P::perceive_share)
      .duration({.name = "perceive_least",
                 .fallback = "60 s",
                 .source = "a declared choice",
                 .minimum = 0,
                 .sentence = "and by at least this much"},
                &P::perceive_least)
      .number({.name = "destination_radius",
               .unit = "m",
               .fallback = "1 km",
               .source = "the Castlemaine case",
               .minimum = 1,
               .at_load = true,
               .sentence = "who is so near a destination has arrived"},
              &P::destination_radius_m)
      .choice(
          {.name = "on_closed",
           .fallback = "turn_back",
           .source = "a declared choice",
           .choices = {"go_on", "turn_back", "hold"},
           .sentence = "what those do on a road that the fire closes ahead of them; others go on"},
          &P::on_closed)
      .choice({.name = "no_way_on",
               .fallback = "hold",
               .source = "a declared choice",
               .choices = {"hold", "turn_back", "walk", "count_exposed"},
               .sentence = "what those do whom a closure leaves with no way on, not even to their "
                           "fallback"},
              &P::no_way_on)
      .number({.name = "walk_speed",
               .unit = "m s-1",
               .fallback = "1.34 m/s",
               .source = "Weidmann (1993): mean free walking speed",
               .minimum = 0.1,
               .maximum = 5,
               .sentence = "of those on foot"},
              &P::walk_speed_m_s)
      .number({.name = "incident_rate",
               .fallback = "0",
               .source = "off; of the order of 3e-7 in live lanes: 40,192 breakdowns of 2014 on "
                         "England's motorways and A-roads (Highways England), some 150 billion "
                         "vehicle-km",
               .minimum = 0,
               .maximum = 1,
               .sentence = "incidents that block lanes, a vehicle-kilometre"},
              &P::incident_rate_per_km)
      .duration({.name = "incident_duration",
                 .fallback = "30 min",
                 .source = "placeholder: an assumption",
                 .minimum = 1,
                 .sentence = "how long an incident blocks its lanes"},
                &P::incident_duration)
      .number({.name = "incident_lanes",
               .fallback = "1",
               .source = "a declared choice",
               .minimum = 0.1,
               .maximum = 10,
               .sentence = "lanes that an incident blocks"},
              &P::incident_lanes)
      .number({.name = "incident_open_share",
               .fallback = "0.7",
               .source = "HCM 2010, exhibit 10-17: with 1 of 2 lanes blocked 0.35 of the road's "
                         "capacity is left, with 1 of 3 0.49",
               .minimum = 0.05,
               .maximum = 1,
               .sentence = "share of their capacity that lanes beside an incident keep"},
              &P::incident_open_share)
      .number({.name = "incident_one_lane_share",
               .fallback = "0",
               .source = "a declared choice: the road is blocked",
               .minimum = 0,
               .maximum = 1,
               .sentence = "share of its capacity that a road keeps all of whose lanes an incident "
                           "blocks, past it on the shoulder"},
              &P::incident_one_lane_share)
      .file({.name = "other_trips",
             .optional = true,
             .sentence = "CSV of vehicles of nobody in the population (responders, visitors): "
                         "offset_min (after ignition) or time, from_x, from_y, to_x, to_y (in the "
                         "CRS of the roads), vehicles, over_min, label"},
            &P::other_trips)
      .choice({.name = "water_known",
               .fallback = "when-seen",
               .source = "a declared choice",
               .choices = {"when-seen", "at-once"},
               .sentence = "when drivers know that water has closed a road: when the first of them "
                           "stands before it, or at once"},
              &P::water_known)
      .number({.name = "avoid_factor",
               .fallback = "1",
               .source = "off",
               .minimum = 1,
               .maximum = 100,
               .sentence = "how much longer a road seems within fire_seen of the fire as it "
                           "stands; never closed for it"},
              &P::avoid_factor);
  return list;
}

}  // namespace sandtable::models
