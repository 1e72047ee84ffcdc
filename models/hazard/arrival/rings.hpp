// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable::arrival {

/// The ground that one front holds at a time: the union of its filled outlines.
struct Ring {
  double time_s = 0;           ///< since ignition
  bool spot = false;           ///< a spot fire's, not the main front's
  double started_s = 0;        ///< when its front started: 0 for the main front; a spot fire's own
                               ///< start, or time_s where that is not known
  std::vector<Path> outlines;  ///< closed; each is filled, holes do not exist
};

/// Rings: fronts at given times, between which the fire spreads. Cells: each burns whole at its
/// time.
enum class Shape { rings, cells };

/// One possible fire, in metres; rings by time, at equal times the main front first, then file
/// order.
struct Fire {
  std::string name;
  Shape shape = Shape::rings;
  Point ignition;  ///< where it starts: the centroid of the first main ring, if not given
  std::vector<Ring> rings;
};

/// How a file says when. Which rings are spot fires is told by the age of their front where there
/// is such a column (main front: age = time), else by `front_step_s`; with neither there are none.
struct FireColumns {
  std::string time;          ///< a column of numbers, or of dates and times
  std::string unit = "min";  ///< "s", "min" or "h" since ignition, or "datetime"
  std::string ignition;      ///< with "datetime": when the fire started, on the column's clock
  std::string age;  ///< "" or a column of numbers: time since the front of this ring started
  std::string age_unit = "min";
  double front_step_s = 0;  ///< rings at multiples of it are the main front, all others spot fires
  Shape shape = Shape::rings;
};

/// Reads one fire (Shapefile, GeoPackage or GeoJSON, ".gz" too; rings as closed lines or polygons,
/// cells as polygons) into `target_crs`. A cell without a time does not burn; rings at one time of
/// the main front are one ring. Refuses a time that is none or negative, open lines, an empty fire.
Fire read_fire(const std::filesystem::path& file, const std::string& target_crs,
               const FireColumns& columns, const std::string& declared_crs = "");

/// Sorts the rings, joins those of the main front at one time and, unless
/// `ignition_known`, puts the ignition at the centroid of the first main ring.
void complete(Fire& fire, bool ignition_known = false);

/// The area of the union of all rings, m2.
double final_area_m2(const Fire& fire);

/// Whether any ring with a time up to `time_s` holds the point.
bool burnt(const Fire& fire, Point point, double time_s);

}  // namespace sandtable::arrival
