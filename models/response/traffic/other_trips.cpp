// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/other_trips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/hash.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::models {

namespace {

constexpr double farthest_m = 10000;

class Rows {
 public:
  Rows(const Table& table, const RoadMap& map, const Scenario& scenario)
      : table_(table), map_(map), scenario_(scenario) {
    const auto columns =
        table.required_all({"from_x", "from_y", "to_x", "to_y", "vehicles", "over_min", "label"});
    from_x_ = columns[0], from_y_ = columns[1], to_x_ = columns[2], to_y_ = columns[3];
    vehicles_ = columns[4], over_ = columns[5], label_ = columns[6];
  }

  OtherTrips read(std::size_t row) const {
    OtherTrips trips;
    set_time(row, trips);
    trips.from = node(row, from_x_, from_y_);
    trips.to = node(row, to_x_, to_y_);
    trips.vehicles = static_cast<std::int32_t>(table_.number(row, vehicles_, 1, 1e6));
    if (trips.vehicles != table_.number(row, vehicles_))
      refuse(table_.where(row), fmt::format("vehicles is '{}' (a whole number is expected)",
                                            table_.cell(row, vehicles_)));
    trips.over = from_seconds(60 * table_.number(row, over_, 0, 1e5));
    if (table_.cell(row, label_).empty())
      refuse(table_.where(row), "a trip has no label (its luck goes by it): give one");
    trips.key = hash64("other trips", table_.cell(row, label_));
    return trips;
  }

 private:
  std::int32_t node(std::size_t row, std::size_t x, std::size_t y) const {
    const double at_x = table_.number(row, x), at_y = table_.number(row, y);
    const std::int32_t found = map_.nearest_node(at_x, at_y);
    const double away = found < 0 ? farthest_m + 1
                                  : std::hypot(map_.network->node_x[found] - at_x,
                                               map_.network->node_y[found] - at_y);
    if (away > farthest_m)
      refuse(table_.where(row),
             fmt::format(
                 "{}, {} is more than {:.0f} km from any road: are these coordinates of {}?",
                 table_.cell(row, x), table_.cell(row, y), farthest_m / 1000, map_.network->crs));
    return found;
  }

  void set_time(std::size_t row, OtherTrips& trips) const {
    const auto offset = table_.column("offset_min");
    trips.after_ignition = !table_.cell(row, offset).empty();
    if (trips.after_ignition) {
      trips.begin = from_seconds(60 * table_.number(row, *offset));
      return;
    }
    const std::string& clock = table_.cell(row, table_.column("time"));
    const double utc_s = utc_seconds(table_, row, table_.column("time"),
                                     "time of a trip (give offset_min, or time as "
                                     "2017-02-16T12:00:00+11:00)");
    trips.begin = from_seconds(utc_s - scenario_.start_unix_s);
    if (trips.begin < Tick{})
      refuse(table_.where(row), fmt::format("a trip at {} (the scenario starts at {}): start it "
                                            "earlier",
                                            clock, scenario_.start));
  }

  const Table& table_;
  const RoadMap& map_;
  const Scenario& scenario_;
  std::size_t from_x_ = 0, from_y_ = 0, to_x_ = 0, to_y_ = 0, vehicles_ = 0, over_ = 0, label_ = 0;
};

}  // namespace

std::vector<OtherTrips> read_other_trips(const Loader& loader, const std::string& file,
                                         const RoadMap& map) {
  const Table table = read_table(file);
  const Rows rows(table, map, loader.scenario);
  std::vector<OtherTrips> list;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      list.push_back(rows.read(row));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

void set_free_flow(std::vector<OtherTrips>& rows, const traffic::Model& kernel) {
  std::vector<std::int64_t> cost;
  for (const traffic::LinkRow& row : kernel.links.rows) cost.push_back(row.free_flow);
  for (OtherTrips& row : rows) {
    row.free_flow = 0;
    if (const auto path = traffic::shortest_path(*kernel.network, cost, row.from, {&row.to, 1}))
      for (const std::int32_t link : *path) row.free_flow += cost[link];
  }
}

std::vector<OtherVehicle> other_vehicles(const std::vector<OtherTrips>& rows, Tick ignition,
                                         const Stream& luck) {
  std::vector<OtherVehicle> made;
  for (const OtherTrips& row : rows) {
    const double phase = luck.uniform(row.key);
    const Tick begin = row.after_ignition ? ignition + row.begin : row.begin;
    for (std::int32_t k = 0; k < row.vehicles; ++k) {
      const double share = (k + phase) / row.vehicles;
      const Tick later = from_seconds(share * row.over.seconds());
      made.push_back({.depart = std::max(Tick{}, begin + later),
                      .from = row.from,
                      .to = row.to,
                      .free_flow = row.free_flow});
    }
  }
  return made;
}

}  // namespace sandtable::models
