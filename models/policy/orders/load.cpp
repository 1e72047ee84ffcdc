// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "models/network/roads/roads.hpp"
#include "models/policy/orders/orders.hpp"
#include "models/policy/orders/written.hpp"
#include "models/response/people/population.hpp"
#include "sim/geo/vector.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

/// Turns orders as written into actions on the levers of other processes.
class Addressing {
 public:
  explicit Addressing(Loader& loader) : loader_(loader) {}

  std::vector<Orders::Order> read(const std::vector<Written>& list) {
    std::vector<Orders::Order> orders;
    for (const Written& written : list) try {
        if (written.mistake) throw *written.mistake;
        orders.push_back(address(written));
      } catch (const Error& error) {
        problems_.add(error);
      }
    problems_.raise();
    return orders;
  }

 private:
  Orders::Order address(const Written& written) {
    Orders::Order order{written.time, written.after_ignition, {}, {}};
    order.rule = fmt::format("{}:{}", loader_.process, written.rule);
    const auto message = std::ranges::find(message_names, written.kind,
                                           [](const char* n) { return std::string(n); });
    if (message != message_names.end())
      address_message(order.action, written, message - message_names.begin());
    else
      address_road(order.action, written);
    return order;
  }

  void address_message(Action& action, const Written& written, std::int64_t kind) {
    const auto population = loader_.require<Population>("people");
    action.target = find(*population->audiences, written, "zone or group");
    action.process = process_of("people", "response/people");
    action.lever = 0;
    action.values = {kind, -1, 0, 0};
    if (written.destination.empty()) return;
    std::vector<std::string> names;
    for (const Area& area : population->destinations) names.push_back(area.name);
    const auto at = std::ranges::find(names, written.destination);
    if (at == names.end())
      refuse(written.destination_where,
             fmt::format("unknown destination '{}':{}", written.destination,
                         suggestion(written.destination, names)));
    action.values[1] = at - names.begin();
  }

  void address_road(Action& action, const Written& written) {
    static constexpr std::array<std::string_view, 4> levers{"close", "open", "slow", "reverse"};
    const auto lever = std::ranges::find(levers, written.kind);
    if (lever == levers.end()) {
      std::vector<std::string> known(message_names.begin(), message_names.end());
      known.insert(known.end(), levers.begin(), levers.end());
      refuse(written.where, fmt::format("unknown kind of order '{}':{}", written.kind,
                                        suggestion(written.kind, known)));
    }
    const auto roads = loader_.require<RoadMap>("roads");
    action.target = find(*roads->links, written, "link");
    action.process = process_of("roads", "network/roads");
    action.lever = static_cast<std::uint32_t>(lever - levers.begin());
    if (written.kind == "reverse" && roads->opposite[static_cast<std::size_t>(action.target)] < 0)
      refuse(written.where,
             fmt::format("link '{}' cannot be reversed (the road has no other direction)",
                         written.target));
    if (written.percent) action.values[0] = static_cast<std::int64_t>(*written.percent);
  }

  std::int64_t find(const Support& support, const Written& written, std::string_view what) const {
    if (const auto entity = support.find(written.target)) return static_cast<std::int64_t>(*entity);
    refuse(written.where, fmt::format("unknown {} '{}':{}", what, written.target,
                                      suggestion(written.target, support.ids())));
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
  Problems problems_;
};

/// Refuses a place of the messages that lies elsewhere in the scenario, by more than 1 km.
void compare_places(const ees::Messages& messages, Loader& loader) {
  Problems problems;
  for (const ees::Message& message : messages.list) {
    if (!message.place || messages.crs.empty()) continue;
    const auto population = loader.require<Population>("people");
    const auto known =
        std::ranges::find(population->destinations, message.place->name, &Area::name);
    if (known == population->destinations.end()) continue;
    std::vector<double> x{message.place->x}, y{message.place->y};
    reproject(messages.crs, population->places->crs(), x, y);
    if (const double away = std::hypot(x[0] - known->x, y[0] - known->y); away > 1000)
      problems.add(message.place->where,
                   fmt::format("destination '{}' lies {:.1f} km from the scenario's", known->name,
                               away / 1000));
  }
  problems.raise();
}

ParameterList<Orders::Params> parameters() {
  ParameterList<Orders::Params> list;
  list.file(
      {.name = "orders",
       .sentence =
           "CSV: offset_min (after ignition) or time, kind, group (or link), destination, percent; "
           "or EES's messages (.json)"},
      &Orders::Params::orders);
  list.file({.name = "and_orders",
             .optional = true,
             .sentence = "a second such file, to be given together with the first: road closures "
                         "beside messages"},
            &Orders::Params::and_orders);
  list.text({.name = "file_ignition",
             .optional = true,
             .at_load = true,
             .sentence = "EES's messages: time of day of the ignition for which they were written, "
                         "as 11:00; they then count from the ignition"},
            &Orders::Params::file_ignition);
  return list;
}

bool is_json(const std::string& file) {
  return std::filesystem::path(file).extension() == ".json";
}

std::vector<Written> read_orders(Loader& loader, const std::string& file,
                                 const std::string& file_ignition) {
  if (!is_json(file)) return written_orders(loader.scenario, read_table(file));
  const ees::Messages messages = ees::read_messages(file);
  compare_places(messages, loader);
  return written_orders(loader, messages, file_ignition);
}

std::vector<Written> read_orders(Loader& loader, const Orders::Params& params) {
  if (!params.file_ignition.empty() && !is_json(params.orders) && !is_json(params.and_orders))
    refuse(loader.where("file_ignition"),
           "file_ignition is for EES's messages (a CSV says offset_min): leave it out");
  std::vector<Written> list = read_orders(loader, params.orders, params.file_ignition);
  if (params.and_orders.empty()) return list;
  for (Written& order : read_orders(loader, params.and_orders, params.file_ignition))
    list.push_back(std::move(order));
  return list;
}

Orders load(Loader& loader, const Orders::Params& params) {
  Orders model;
  model.orders = std::make_shared<const std::vector<Orders::Order>>(
      Addressing(loader).read(read_orders(loader, params)));
  model.tick = loader.scenario.tick;
  return model;
}

}  // namespace

Model policy_orders() {
  return describe<Orders>("policy/orders", parameters(), {"hazard", "people", "roads"}, {}, load,
                          {.instantaneous = true});
}

}  // namespace sandtable::models
