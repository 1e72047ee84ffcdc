// SPDX-License-Identifier: Apache-2.0
#include "models/policy/orders/orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/network/roads/roads.hpp"
#include "models/response/people/population.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

void Orders::ports(PortList& list) {
  list.in(ignition);
}

Orders::State Orders::begin(Context&) const {
  return {};
}

void Orders::step(State& state, Context& context) const {
  if (state.time.empty()) {
    const std::int64_t ignited = context.read(ignition)[0];
    for (const Order& order : *orders)
      state.time.push_back(order.time.count + (order.after_ignition ? ignited : 0));
    state.order.resize(state.time.size());
    std::iota(state.order.begin(), state.order.end(), std::size_t{0});
    std::ranges::stable_sort(state.order, {}, [&](std::size_t i) { return state.time[i]; });
    if (!state.order.empty() && state.time[state.order[0]] < 0)
      fail(fmt::format("{} would be given {:.0f} min before the scenario starts: start it earlier",
                       (*orders)[state.order[0]].rule,
                       -Tick{state.time[state.order[0]]}.seconds() / 60));
  }
  const std::int64_t soon = (context.begin() + tick).count;
  for (; state.next < state.order.size() && state.time[state.order[state.next]] < soon;
       ++state.next) {
    const Order& order = (*orders)[state.order[state.next]];
    Action action = order.action;
    action.effect = Tick{state.time[state.order[state.next]]};
    context.act(action, order.rule);
  }
  state.due = state.next < state.order.size()
                  ? Tick{state.time[state.order[state.next]] / tick.count * tick.count}
                  : Tick::never();
}

namespace {

/// Turns the rows of a timetable into actions on the levers of other processes.
class Timetable {
 public:
  Timetable(Loader& loader, const Table& table)
      : loader_(loader),
        table_(table),
        kind_(table.required("kind")),
        target_(table.required("group")) {}

  std::vector<Orders::Order> read() {
    std::vector<Orders::Order> orders;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) try {
        orders.push_back(read(row));
      } catch (const Error& error) {
        problems_.add(error);
      }
    problems_.raise();
    return orders;
  }

 private:
  Orders::Order read(std::size_t row) {
    Orders::Order order;
    const std::string& offset = table_.cell(row, table_.column("offset_min"));
    const std::string& clock = table_.cell(row, table_.column("time"));
    const std::string& kind = table_.rows[row][kind_];
    const std::string& target = table_.rows[row][target_];
    if (!offset.empty() && !clock.empty())
      refuse(table_.where(row),
             "both offset_min and time are given (one says when): leave one empty");
    if (!offset.empty()) {
      order.after_ignition = true;
      order.time = from_seconds(60 * table_.number(row, *table_.column("offset_min")));
    } else {
      const auto when = moment(clock);
      if (!when || !when->zone_s)
        refuse(table_.where(row),
               fmt::format("'{}' is no time of an order (give offset_min, or time as "
                           "2017-02-16T12:00:00+11:00)",
                           clock));
      order.time = from_seconds(when->clock_s - *when->zone_s - loader_.scenario.start_unix_s);
      if (order.time < Tick{})
        refuse(table_.where(row), fmt::format("an order at {} (the scenario starts at {}): start "
                                              "it earlier",
                                              clock, loader_.scenario.start));
    }
    order.rule = fmt::format("{}:{}: {} to {}", loader_.process, row + 2, kind, target);
    const auto message =
        std::ranges::find(message_names, kind, [](const char* n) { return std::string(n); });
    if (message != message_names.end())
      address_message(order.action, row, target, message - message_names.begin());
    else
      address_road(order.action, row, kind, target);
    return order;
  }

  void address_message(Action& action, std::size_t row, const std::string& target,
                       std::int64_t kind) {
    const auto population = loader_.require<Population>("people");
    action.target = find(*population->audiences, target, row, "zone or group");
    action.process = process_of("people", "response/people");
    action.lever = 0;
    action.values = {kind, -1, 0, 0};
    const std::string& place = table_.cell(row, table_.column("destination"));
    if (place.empty()) return;
    std::vector<std::string> names;
    for (const Area& area : population->destinations) names.push_back(area.name);
    const auto at = std::ranges::find(names, place);
    if (at == names.end())
      refuse(table_.where(row),
             fmt::format("unknown destination '{}':{}", place, suggestion(place, names)));
    action.values[1] = at - names.begin();
  }

  void address_road(Action& action, std::size_t row, const std::string& kind,
                    const std::string& target) {
    static constexpr std::array<std::string_view, 4> levers{"close", "open", "slow", "reverse"};
    const auto lever = std::ranges::find(levers, kind);
    if (lever == levers.end()) {
      std::vector<std::string> known(message_names.begin(), message_names.end());
      known.insert(known.end(), levers.begin(), levers.end());
      refuse(table_.where(row),
             fmt::format("unknown kind of order '{}':{}", kind, suggestion(kind, known)));
    }
    const auto roads = loader_.require<RoadMap>("roads");
    action.target = find(*roads->links, target, row, "link");
    action.process = process_of("roads", "network/roads");
    action.lever = static_cast<std::uint32_t>(lever - levers.begin());
    if (kind == "reverse" && roads->opposite[static_cast<std::size_t>(action.target)] < 0)
      refuse(table_.where(row),
             fmt::format("link '{}' cannot be reversed (the road has no other direction)", target));
    if (kind != "slow") return;
    const double percent = table_.number(row, table_.required("percent"));
    if (percent < 1 || percent > 100 || percent != std::floor(percent))
      refuse(table_.where(row),
             fmt::format("percent is '{}' (a whole number from 1 to 100 is expected): close the "
                         "link to stop all",
                         table_.rows[row][table_.required("percent")]));
    action.values[0] = static_cast<std::int64_t>(percent);
  }

  std::int64_t find(const Support& support, const std::string& id, std::size_t row,
                    std::string_view what) const {
    if (const auto entity = support.find(id)) return static_cast<std::int64_t>(*entity);
    refuse(table_.where(row),
           fmt::format("unknown {} '{}':{}", what, id, suggestion(id, support.ids())));
  }

  /// The process in a role: the one that is named, else the first of the model.
  std::uint32_t process_of(std::string_view role, std::string_view model) const {
    const std::string named = loader_.role(role);
    const auto at = std::ranges::find_if(loader_.scenario.processes, [&](const RawTable& table) {
      return named.empty() ? table.model == model : table.name == named;
    });
    return static_cast<std::uint32_t>(at - loader_.scenario.processes.begin());
  }

  Loader& loader_;
  const Table& table_;
  std::size_t kind_, target_;
  Problems problems_;
};

ParameterList<Orders::Params> parameters() {
  ParameterList<Orders::Params> list;
  list.file(
      {.name = "orders",
       .sentence =
           "CSV: offset_min (after ignition) or time, kind, group (or link), destination, percent"},
      &Orders::Params::orders);
  return list;
}

Orders load(Loader& loader, const Orders::Params& params) {
  Orders model;
  const Table table = read_table(params.orders);
  model.orders =
      std::make_shared<const std::vector<Orders::Order>>(Timetable(loader, table).read());
  model.tick = loader.scenario.tick;
  return model;
}

}  // namespace

Model policy_orders() {
  return describe<Orders>("policy/orders", parameters(), {"hazard", "people", "roads"}, {}, load,
                          {.instantaneous = true});
}

}  // namespace sandtable::models
