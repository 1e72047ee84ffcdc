// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/rings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/geo/matsim_xml.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::arrival {
namespace {

double seconds_per(const std::string& unit, const Source& where) {
  if (unit == "s") return 1;
  if (unit == "min") return 60;
  if (unit == "h") return 3600;
  const std::array<std::string, 5> known{"s", "min", "h", "datetime", "clock"};
  refuse(where, "unit '" + unit + "' is unknown" + suggestion(unit, known));
}

/// Reads a feature's times by the columns asked for: [0] the time, [1] the age.
class Clock {
 public:
  Clock(const FireColumns& columns, const Source& where) : columns_(columns), where_(where) {
    if (columns.unit == "datetime") {
      ignition_ = needed_moment(columns.ignition, "ignition", where);
    } else if (columns.unit == "clock") {
      lit_at_s_ = time_of_day(columns.ignition);
      if (!lit_at_s_)
        refuse(where, "ignition is '" + columns.ignition +
                          "' (a time of day is needed where the column holds such) write it as "
                          "\"13:00\"");
    } else {
      factor_ = seconds_per(columns.unit, where);
    }
    if (!columns.age.empty()) age_factor_ = seconds_per(columns.age_unit, where);
  }

  std::optional<double> time_s(const Feature& feature) const {
    const FeatureValue& value = feature.values[0];
    if (lit_at_s_) return after_ignition(value.text);
    if (!ignition_) return usable(value.number * factor_);
    const auto then = moment(value.text);
    return then ? usable(since(*ignition_, *then, where_)) : std::nullopt;
  }
  std::optional<double> age_s(const Feature& feature) const {
    return usable(feature.values[1].number * age_factor_);
  }
  /// Marks spot fires; false if the age is none.
  bool place_front(const Feature& feature, Ring& ring) const {
    constexpr double kSame = 0.5;  // s: files round to whole seconds
    if (!columns_.age.empty()) {
      const auto age = age_s(feature);
      if (!age || *age > ring.time_s + kSame) return false;
      ring.spot = *age < ring.time_s - kSame;
      ring.started_s = ring.spot ? ring.time_s - *age : 0;
    } else if (columns_.front_step_s > 0) {
      const double steps = std::round(ring.time_s / columns_.front_step_s);
      ring.spot = std::abs(ring.time_s - steps * columns_.front_step_s) > kSame;
      ring.started_s = ring.spot ? ring.time_s : 0;
    }
    return true;
  }

 private:
  static std::optional<double> usable(std::optional<double> seconds) {
    if (!seconds || !std::isfinite(*seconds) || *seconds < 0) return std::nullopt;
    return seconds;
  }

  /// "HH:MM" or a moment as its time of day, s.
  static std::optional<double> time_of_day(const std::string& text) {
    if (const auto clock = matsim::time_of_day(text)) return clock;
    const auto whole = moment(text);
    return whole ? std::optional(std::fmod(whole->clock_s, kDay)) : std::nullopt;
  }
  /// On the day of the ignition, or the next where that would be before it.
  std::optional<double> after_ignition(const std::string& text) const {
    const auto then = matsim::time_of_day(text);
    if (!then || *then >= kDay) return std::nullopt;
    return *then - *lit_at_s_ + (*then < *lit_at_s_ ? kDay : 0);
  }

  static constexpr double kDay = 86400;
  const FireColumns& columns_;
  Source where_;
  std::optional<WrittenMoment> ignition_;
  std::optional<double> lit_at_s_;  ///< time of day
  double factor_ = 1, age_factor_ = 1;
};

/// The outlines of a feature; only the outer rings of polygons matter once each is filled.
std::string take_outlines(const Feature& feature, std::vector<Path>& outlines) {
  for (const Path& part : feature.parts) {
    if (part.size() < 4 || part.front() != part.back()) {
      return "is not a closed ring (a fire's outline ends where it starts)";
    }
    outlines.push_back(part);
  }
  return "";
}

/// The ring of one feature, or nothing when it is a cell that does not burn.
std::optional<Ring> ring_of(const Feature& feature, const FireColumns& columns, const Clock& clock,
                            const Source& where, Problems& problems) {
  const std::string name = "feature '" + feature.id + "' ";
  const bool cells = columns.shape == Shape::cells;
  if (cells && feature.values[0].text.empty()) return std::nullopt;
  Ring ring;
  const auto time = clock.time_s(feature);
  if (!time) {
    problems.add(where, name + "has the " + columns.time + " '" + feature.values[0].text +
                            "' (a time at or after ignition is wanted)");
    return std::nullopt;
  }
  ring.time_s = *time;
  if (!cells && !clock.place_front(feature, ring)) {
    problems.add(where, name + "has the " + columns.age + " '" + feature.values[1].text +
                            "' (an age from 0 to the ring's time is wanted)");
  }
  const bool fits =
      feature.kind == GeometryKind::polygon || (!cells && feature.kind == GeometryKind::line);
  const std::string wrong =
      fits ? take_outlines(feature, ring.outlines)
           : std::string(cells ? "is not a polygon" : "is neither a closed line nor a polygon");
  if (!wrong.empty()) problems.add(where, name + wrong);
  return ring;
}

}  // namespace

WrittenMoment needed_moment(const std::string& text, const std::string& what, const Source& where) {
  if (const auto read = moment(text)) return *read;
  refuse(where, what + " is '" + text +
                    "' (a date and time is needed where the file holds such) write it as "
                    "\"2017-02-16 13:00:00\"");
}

double since(const WrittenMoment& ignition, const WrittenMoment& then, const Source& where) {
  const double elapsed = then.clock_s - ignition.clock_s;
  if (then.zone_s.has_value() != ignition.zone_s.has_value())
    refuse(where, std::string("the file's times name ") + (then.zone_s ? "a" : "no") +
                      " time zone and file_ignition " + (ignition.zone_s ? "does" : "does not") +
                      " (they could be hours apart) write file_ignition " +
                      (then.zone_s ? "with its zone, as \"2017-02-16T13:00:00+11:00\""
                                   : "on the file's clock, as \"2017-02-16 13:00:00\""));
  return then.zone_s ? elapsed - (*then.zone_s - *ignition.zone_s) : elapsed;
}

void complete(Fire& fire, bool ignition_known) {
  std::stable_sort(fire.rings.begin(), fire.rings.end(), [](const Ring& a, const Ring& b) {
    return std::pair(a.time_s, a.spot) < std::pair(b.time_s, b.spot);
  });
  if (fire.shape == Shape::cells) return;
  std::vector<Ring> joined;
  for (Ring& ring : fire.rings) {
    if (!ring.spot && !joined.empty() && !joined.back().spot &&
        joined.back().time_s == ring.time_s) {
      for (Path& outline : ring.outlines) joined.back().outlines.push_back(std::move(outline));
    } else {
      joined.push_back(std::move(ring));
    }
  }
  fire.rings = std::move(joined);
  const auto first = std::find_if(fire.rings.begin(), fire.rings.end(),
                                  [](const Ring& ring) { return !ring.spot; });
  if (!ignition_known && first != fire.rings.end()) {
    fire.ignition = centroid(first->outlines.front());
  }
}

Fire read_fire(const std::filesystem::path& file, const std::string& target_crs,
               const FireColumns& columns, const std::string& declared_crs) {
  const Source where{file.string()};
  const Clock clock(columns, where);
  std::vector<std::string> names{columns.time};
  if (!columns.age.empty()) names.push_back(columns.age);
  VectorOptions options;
  options.declared_crs = declared_crs;
  options.layer = columns.layer;
  options.simple_rings = true;
  Fire fire{file.stem().string(), columns.shape, {}, {}, {}, {}};
  Problems problems;
  for (const Feature& feature : read_features(file, target_crs, names, options)) {
    if (auto ring = ring_of(feature, columns, clock, where, problems)) {
      fire.rings.push_back(std::move(*ring));
    }
  }
  problems.raise();
  if (fire.rings.empty()) refuse(where, "the fire burns nothing (no feature has a time)");
  const bool only_spots =
      fire.shape == Shape::rings &&
      std::all_of(fire.rings.begin(), fire.rings.end(), [](const Ring& ring) { return ring.spot; });
  if (only_spots) {
    refuse(where,
           "every ring is a spot fire's (none belongs to the main front) check the step of "
           "the front, the ignition and the column of ages");
  }
  complete(fire);
  return fire;
}

bool burnt(const Fire& fire, Point point, double time_s) {
  if (fire.raster) {
    const auto cell = fire.raster->holding(point);
    return cell && fire.raster->raster().value[*cell] <= time_s;
  }
  for (const Ring& ring : fire.rings) {
    if (ring.time_s > time_s) break;
    for (const Path& outline : ring.outlines) {
      if (inside(std::span<const Path>(&outline, 1), point)) return true;
    }
  }
  return false;
}

}  // namespace sandtable::arrival
