// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/geo/cell_index.hpp"
#include "sim/geo/shapes.hpp"
#include "sim/geo/vector.hpp"

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
/// time. Raster: the same, as a grid of cells of equal size.
enum class Shape { rings, cells, raster };

/// What a cell of a raster without a value means where somebody asks: a mistake, or never.
enum class Missing { refuse, never };

/// One possible fire, in metres; rings by time, at equal times the main front first, then file
/// order.
struct Fire {
  std::string name;
  Shape shape = Shape::rings;
  Point ignition;  ///< where it starts: the centroid of the first main ring, if not given
  std::vector<Ring> rings;
  std::shared_ptr<const CellIndex> raster;     ///< seconds since ignition, infinity where never
  std::shared_ptr<const CellIndex> intensity;  ///< W m-1; null: not known
};

/// How a file says when. Which rings are spot fires is told by the age of their front where there
/// is such a column (main front: age = time), else by `front_step_s`; with neither there are none.
struct FireColumns {
  std::string time;          ///< a column of numbers, of dates and times, or of times of day
  std::string unit = "min";  ///< "s", "min" or "h" since ignition, "datetime", or "clock": HH:MM on
                             ///< the day of the ignition, or the next
  std::string ignition;  ///< with "datetime", "clock": when the fire started, on the column's clock
  std::string age;       ///< "" or a column of numbers: time since the front of this ring started
  std::string age_unit = "min";
  double front_step_s = 0;  ///< rings at multiples of it are the main front, all others spot fires
  Shape shape = Shape::rings;
  std::string layer;  ///< of a file that holds several

  // Of rasters; see read_raster_fire.
  bool unit_is_set = false;  ///< `unit` was declared: the file's own may not contradict it
  std::string band;          ///< with the times; "" = the only one
  double never_value = std::numeric_limits<double>::quiet_NaN();  ///< holds where it never burns
  Missing missing = Missing::refuse;
  std::string intensity_band;  ///< of the same file, if no other is given
  std::string intensity_unit = "kW/m";
};

/// Reads one fire (Shapefile, GeoPackage or GeoJSON, ".gz" too; rings as closed lines or polygons,
/// cells as polygons) into `target_crs`. A cell without a time does not burn; rings at one time of
/// the main front are one ring. Polygons may nest or overlap; each counts filled, without holes.
/// Refuses a time that is none or negative, open lines, polygons that cross themselves, an empty
/// fire.
Fire read_fire(const std::filesystem::path& file, const std::string& target_crs,
               const FireColumns& columns, const std::string& declared_crs = "");

/// Reads one fire from a raster of times (GeoTIFF, netCDF, ASCII grid) into `target_crs`, and its
/// intensity from the same file (`intensity_band`) or another. A unit that the file names holds;
/// "minutes since 2017-02-16 13:00" (CF) counts from `ignition`. Infinity and `never_value` never
/// burn; what a cell without a value means is said where somebody lives in it.
Fire read_raster_fire(const std::filesystem::path& file, const std::string& target_crs,
                      const FireColumns& columns, const std::string& declared_crs = "",
                      const std::filesystem::path& intensity = {});

/// Seconds from ignition to a moment. Refuses two of which only one names its time zone.
double since(const WrittenMoment& ignition, const WrittenMoment& then, const Source& where);

/// A date and time that is needed; `what` names it in the message.
WrittenMoment needed_moment(const std::string& text, const std::string& what, const Source& where);

/// Sorts the rings, joins those of the main front at one time and, unless
/// `ignition_known`, puts the ignition at the centroid of the first main ring.
void complete(Fire& fire, bool ignition_known = false);

/// The area of the union of all rings, or of all cells that burn, m2.
double final_area_m2(const Fire& fire);

/// Whether any ring with a time up to `time_s` holds the point.
bool burnt(const Fire& fire, Point point, double time_s);

}  // namespace sandtable::arrival
