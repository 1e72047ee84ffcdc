// SPDX-License-Identifier: Apache-2.0
#include "models/policy/orders/written.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/geo/matsim_xml.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::models {

namespace {

/// The rows of a CSV.
class Timetable {
 public:
  Timetable(const Scenario& scenario, const Table& table) : scenario_(scenario), table_(table) {
    const auto [kind, target] = table.required_all({"kind", "group"});
    kind_ = kind;
    target_ = target;
  }

  std::vector<Written> read() const {
    std::vector<Written> list;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) try {
        list.push_back(read(row));
      } catch (const Error& error) {
        list.emplace_back();
        list.back().mistake = error;
      }
    return list;
  }

 private:
  Written read(std::size_t row) const {
    Written order{table_.where(row),
                  {},
                  table_.rows[row][kind_],
                  table_.rows[row][target_],
                  {},
                  table_.where(row),
                  {},
                  {}};
    order.rule = fmt::format("{}: {} to {}", order.where.line, order.kind, order.target);
    for (std::size_t column = 0; column < table_.columns.size(); ++column)
      if (!table_.cell(row, column).empty())
        order.values[table_.columns[column]] = table_.cell(row, column);
    set_time(row, order);
    return order;
  }

  void set_time(std::size_t row, Written& order) const {
    const std::string& offset = table_.cell(row, table_.column("offset_min"));
    const std::string& clock = table_.cell(row, table_.column("time"));
    if (!offset.empty() && !clock.empty())
      refuse(order.where, "both offset_min and time are given (one says when): leave one empty");
    order.after_ignition = !offset.empty();
    if (order.after_ignition) {
      order.time = from_seconds(60 * table_.number(row, *table_.column("offset_min")));
      return;
    }
    const double utc_s = utc_seconds(table_, row, table_.column("time"),
                                     "time of an order (give offset_min, or time as "
                                     "2017-02-16T12:00:00+11:00)");
    order.time = from_seconds(utc_s - scenario_.start_unix_s);
    if (order.time < Tick{})
      refuse(order.where,
             fmt::format("an order at {} (the scenario starts at {}): start it earlier", clock,
                         scenario_.start));
  }

  const Scenario& scenario_;
  const Table& table_;
  std::size_t kind_ = 0, target_ = 0;
};

/// "2017-02-16T10:00:00+11:00" or "11:00" as a time of day, s.
double clock_of(const std::string& text, const Source& where) {
  if (const auto clock = matsim::time_of_day(text)) return *clock;
  if (const auto whole = moment(text)) return std::fmod(whole->clock_s, 86400.0);
  refuse(where, fmt::format("file_ignition is '{}' (a time of day is expected, as 11:00)", text));
}

}  // namespace

std::vector<Written> written_orders(const Scenario& scenario, const Table& table) {
  return Timetable(scenario, table).read();
}

std::vector<Written> written_orders(const Loader& loader, const ees::Messages& messages,
                                    const std::string& file_ignition) {
  const Scenario& scenario = loader.scenario;
  const bool after = !file_ignition.empty();
  const double from_s = after ? clock_of(file_ignition, loader.where("file_ignition"))
                              : clock_of(scenario.start, loader.table.where);
  std::vector<Written> list;
  Problems problems;
  for (const ees::Message& message : messages.list) {
    const double elapsed_s = message.clock_s - from_s;
    if (!after && elapsed_s < 0)
      problems.add(message.where,
                   fmt::format("a message at {} (the scenario starts at {}): start it earlier, or "
                               "give file_ignition",
                               message.written, scenario.start));
    for (const ees::Zone& zone : message.zones) {
      list.push_back({zone.where,
                      fmt::format("{}: {} to {}", message.where.line, message.type, zone.id),
                      message.type,
                      zone.id,
                      {},
                      zone.where,
                      from_seconds(elapsed_s),
                      after});
      if (!message.place) continue;
      list.back().values["destination"] = message.place->name;
      list.back().values_where = message.place->where;
    }
  }
  problems.raise();
  return list;
}

}  // namespace sandtable::models
