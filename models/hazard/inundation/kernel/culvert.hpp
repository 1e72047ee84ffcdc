// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sandtable::inundation {

/// A culvert, or several alike side by side, from one cell to another.
struct Culvert {
  std::int32_t from_column = 0, from_row = 0, to_column = 0, to_row = 0;
  double from_invert_m = 0, to_invert_m = 0;  ///< its lowest points, in the datum of the bed
  bool circular = true;
  double height_m = 1, width_m = 1;  ///< inside; a circular one: its diameter, twice
  double length_m = 10;
  double manning = 0.013;                     ///< s/m^(1/3)
  double entrance_loss = 0.5, exit_loss = 1;  ///< shares of the velocity head
  double barrels = 1;                         ///< how many
  bool flap = false;                          ///< a flap gate: nothing flows back
};

/// Discharge from `from` to `to` at the water levels beside them (m, in the datum of the bed),
/// m3/s; negative where it flows back. The lower of two:
///
/// inlet control, a weir or an orifice (Boyd 1987, "Generalised head-discharge equations for
/// culverts", 4th National Local Government Engineering Conference, Perth, as ANUGA has it), h the
/// head above the upper invert, D the height or diameter, B the width:
///
///   box:      min(0.544 sqrt(g) B h^1.5,        0.702 sqrt(g) B D^0.89 h^0.61)
///   circular: min(0.421 sqrt(g) D^0.87 h^1.63,  0.530 sqrt(g) D^1.87 h^0.63)
///
/// outlet control (FHWA, Hydraulic Design of Highway Culverts, HDS-5, 2012, section 3.1.4): the
/// head H over the losses of entrance, friction and exit, R the hydraulic radius, A the area,
///
///   Q = A sqrt(2 g H / (k_entrance + k_exit + 2 g n^2 L / R^(4/3)))
///
/// H is taken to the water level below, or to the depth of a free fall in the barrel if that is
/// higher: two thirds of the head over the higher invert, D at most. A and R are those of the
/// barrel filled to the higher of both depths, R no more than that of a full one; the velocity of
/// approach counts for nothing.
double culvert_m3_s(const Culvert& culvert, double from_level_m, double to_level_m);

/// Discharge with the water at twice the height of its inlet: steps are short enough for that.
double ample_m3_s(const Culvert& culvert);

}  // namespace sandtable::inundation
