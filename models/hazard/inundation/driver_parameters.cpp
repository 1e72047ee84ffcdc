// SPDX-License-Identifier: Apache-2.0
// Parameters of what drives the water: rivers, tides, rain, the ground, a breach.
#include "models/hazard/inundation/parameters.hpp"

namespace sandtable::models {

namespace {

using P = Inundation::Params;

void add_rivers_and_rain(ParameterList<P>& list) {
  const auto factor = [](std::string name, std::string sentence) {
    return ParameterSpec{.name = std::move(name),
                         .fallback = "1",
                         .source = "as given",
                         .minimum = 0,
                         .maximum = 20,
                         .sentence = std::move(sentence)};
  };
  list.number(factor("inflow_factor", "factor on the discharge of rivers: inflows and edges"),
              &P::inflow_factor)
      .duration({.name = "inflow_delay",
                 .fallback = "0 s",
                 .source = "as given",
                 .sentence = "the hydrographs of rivers and edges are so much later"},
                &P::inflow_delay)
      .number({.name = "stage_rise",
               .unit = "m",
               .fallback = "0 m",
               .source = "as given",
               .sentence = "added to the water levels outside, such as a surge"},
              &P::stage_rise_m)
      .number(factor("rain_factor", "factor on the rain, and on inflows that it feeds"),
              &P::rain_factor)
      .choice({.name = "storm",
               .fallback = "none",
               .source = "no design storm",
               .choices = {"none", "block", "triangular", "chicago"},
               .sentence = "a design storm, with or without `rain`: even, a triangle, or after "
                           "Keifer and Chu (1957)"},
              &P::storm)
      .number({.name = "storm_depth",
               .unit = "m",
               .fallback = "0 mm",
               .source = "no design storm",
               .minimum = 0,
               .sentence = "rain of the whole storm"},
              &P::storm_depth_m)
      .duration({.name = "storm_start",
                 .fallback = "0 s",
                 .source = "a declared choice",
                 .sentence = "when the storm begins, since the scenario's start"},
                &P::storm_start)
      .duration({.name = "storm_duration",
                 .fallback = "1 h",
                 .source = "a declared choice",
                 .minimum = 1,
                 .sentence = "how long it lasts"},
                &P::storm_duration)
      .number({.name = "storm_peak",
               .fallback = "0.4",
               .source = "placeholder: between 0.3 and 0.5 in most records",
               .minimum = 0.01,
               .maximum = 1,
               .sentence = "when its peak is, as a share of its duration"},
              &P::storm_peak)
      .duration({.name = "storm_curve_b",
                 .fallback = "10 min",
                 .source = "placeholder: take the place's own intensity-duration curve",
                 .minimum = 0,
                 .sentence = "chicago: b of i = a / (t + b)^c"},
                &P::storm_curve_b)
      .number({.name = "storm_curve_c",
               .fallback = "0.8",
               .source = "placeholder: take the place's own intensity-duration curve",
               .minimum = 0.1,
               .maximum = 0.99,
               .sentence = "chicago: c of i = a / (t + b)^c"},
              &P::storm_curve_c);
}

void add_ground(ParameterList<P>& list) {
  list.choice(
          {.name = "infiltration",
           .fallback = "none",
           .source = "all rain runs off",
           .choices = {"none", "constant", "horton", "green-ampt"},
           .sentence = "how water goes into the ground: not, at one rate, after Horton (1933) from "
                       "when the rain "
                       "begins, or after Green and Ampt (1911) by what has gone into each cell"},
          &P::infiltration)
      .number({.name = "infiltration_rate",
               .unit = "m s-1",
               .fallback = "0 mm/h",
               .source = "none",
               .minimum = 0,
               .sentence = "the constant, or Horton's last, rate"},
              &P::infiltration_rate_m_s)
      .number({.name = "infiltration_first",
               .unit = "m s-1",
               .fallback = "0 mm/h",
               .source = "none",
               .minimum = 0,
               .sentence = "Horton's first rate, when the rain begins"},
              &P::infiltration_first_m_s)
      .duration({.name = "infiltration_decay",
                 .fallback = "15 min",
                 .source = "placeholder: of the order of Horton's 4 h-1",
                 .minimum = 1,
                 .sentence = "the time in which it falls by a factor of e"},
                &P::infiltration_decay)
      .number({.name = "conductivity",
               .unit = "m s-1",
               .fallback = "6.5 mm/h",
               .source = "placeholder: silt loam (Rawls, Brakensiek and Miller 1983, J. Hydraul. "
                         "Eng. 109:62); 0.3 clay, 118 sand",
               .minimum = 0,
               .sentence = "green-ampt: hydraulic conductivity of the ground"},
              &P::conductivity_m_s)
      .number({.name = "suction",
               .unit = "m",
               .fallback = "166.8 mm",
               .source = "placeholder: silt loam (the same); 316 clay, 50 sand",
               .minimum = 0,
               .sentence = "green-ampt: suction head at the wetting front"},
              &P::suction_m)
      .number({.name = "moisture_deficit",
               .fallback = "0.34",
               .source = "placeholder: silt loam, 30 % of its pores full (Chow et al. 1988, ex. "
                         "4.3.1)",
               .minimum = 0,
               .maximum = 1,
               .sentence = "green-ampt: share of the ground that can still take water"},
              &P::moisture_deficit)
      .number({.name = "conductivity_factor",
               .fallback = "1",
               .source = "as given",
               .minimum = 0,
               .maximum = 100,
               .sentence = "green-ampt: factor on the conductivity, of `soils` too"},
              &P::conductivity_factor);
}

void add_breach(ParameterList<P>& list) {
  list.text({.name = "breach",
             .optional = true,
             .at_load = true,
             .sentence = "name of the levee that may break"},
            &P::breach)
      .text({.name = "breach_at",
             .optional = true,
             .at_load = true,
             .sentence = "where: \"x, y\" in metres"},
            &P::breach_at)
      .number({.name = "breach_chance",
               .fallback = "1",
               .source = "it breaks whenever the water stands high enough",
               .minimum = 0,
               .maximum = 1,
               .sentence = "share of draws in which the levee is weak there"},
              &P::breach_chance)
      .number({.name = "breach_level",
               .unit = "m",
               .fallback = "0 m",
               .source = "it breaks when it overtops",
               .sentence = "how far below the crest the water stands when it breaks"},
              &P::breach_level_m)
      .number({.name = "breach_width",
               .unit = "m",
               .fallback = "50 m",
               .source = "placeholder: no source",
               .minimum = 0,
               .sentence = "how wide it becomes"},
              &P::breach_width_m)
      .number({.name = "breach_depth",
               .unit = "m",
               .fallback = "2 m",
               .source = "placeholder: no source",
               .minimum = 0,
               .sentence = "how far below the crest it goes; no deeper than the ground"},
              &P::breach_depth_m)
      .duration({.name = "breach_growth",
                 .fallback = "30 min",
                 .source = "placeholder: no source",
                 .minimum = 0,
                 .sentence = "how long it takes to grow"},
                &P::breach_growth);
}

}  // namespace

void add_drivers(ParameterList<P>& list) {
  add_rivers_and_rain(list);
  add_ground(list);
  add_breach(list);
}

}  // namespace sandtable::models
