// SPDX-License-Identifier: Apache-2.0
// Inside the model only: who lives where, from a table or a raster.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/network/roads/roads.hpp"
#include "models/response/residents/residents.hpp"
#include "sim/geo/raster.hpp"
#include "sim/geo/table.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// Those who decide together.
struct Household {
  std::string id;
  double x = 0, y = 0;  ///< m, in the model's CRS
  std::int32_t people = 1;
  std::int32_t kind = 0;
  std::int32_t zone = -1;
  std::int32_t destination = -1;  ///< the own; -1: the nearest
};

struct ReadResidents {
  std::shared_ptr<const Population> population;
  std::shared_ptr<const Parties> parties;
};

/// Reads people, kinds, destinations, zones and groups; says what it read in the loader's notes.
/// Refuses, all at once: rows that are wrong, unknown kinds and destinations, homes far from any
/// road.
ReadResidents read_residents(Loader& loader, const Residents::Params& params, const RoadMap& roads);

/// Households of a table of id, x, y and, as far as they are given, people, kind, zone,
/// destination. Adds zones to `made` and, where none are declared, `kinds`. Refuses, all at once,
/// what is wrong; a column zone where a file of zones says the same (`zones_elsewhere`).
std::vector<Household> read_household_table(const Table& table, bool zones_elsewhere,
                                            Population& made, std::vector<ResidentKind>& kinds);

/// CSV: kind, and as far as they are given preparation_s, share_without_car, compliance,
/// people_per_vehicle, present_by_day, present_by_night, present_at_weekends (by day).
std::vector<ResidentKind> read_kinds(const std::string& file);

/// Cells of people as whole people: the sum so far, in the file's order, rounded. So every run of
/// cells has its people to the nearest one, however thin they are spread, and the total is kept.
/// What has no value holds nobody.
std::vector<std::int32_t> whole_people(std::span<const double> people_per_cell);

/// Households of `size` people, the last of a cell of those who are left. An id tells the middle of
/// the cell in metres: another extract of the same raster has the same ids. Refuses negative cells.
std::vector<Household> households_of(const Raster& raster, std::int32_t size);

}  // namespace sandtable::models
