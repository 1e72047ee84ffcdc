// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <utility>

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
  /// A lever that an order may mean, and the kind that it then names: a message's, or -1.
  struct Meant {
    const KnownLever* lever = nullptr;
    std::int64_t kind = -1;
  };

  Orders::Order address(const Written& written) {
    Orders::Order order{written.time, written.after_ignition, {}, {}};
    order.rule = fmt::format("{}:{}", loader_.process, written.rule);
    const auto [lever, kind] = meant(written);
    Action& action = order.action;
    action.process = lever->index;
    action.lever = lever->slot;
    if (lever->spec.target) action.target = find(*lever->spec.target, written);
    for (std::size_t i = 0; i < lever->spec.arguments.size(); ++i) {
      const LeverArgument& argument = lever->spec.arguments[i];
      action.values[i] = argument.name == "kind" ? kind : value(argument, written);
    }
    if (lever->spec.problem)
      if (const std::string problem = lever->spec.problem(action); !problem.empty())
        refuse(written.where, problem);
    return order;
  }

  /// The kind of an order is a lever's name, with its process's before a point if need be, or a
  /// name of the lever's argument `kind`.
  static std::vector<std::pair<std::string, std::int64_t>> kinds_of(const LeverSpec& lever) {
    const auto kind = std::ranges::find(lever.arguments, "kind", &LeverArgument::name);
    if (kind == lever.arguments.end()) return {{lever.name, -1}};
    std::vector<std::pair<std::string, std::int64_t>> kinds;
    for (const std::string& name : kind->names)
      kinds.emplace_back(name, static_cast<std::int64_t>(kinds.size()));
    return kinds;
  }

  Meant meant(const Written& written) const {
    std::vector<Meant> found;
    std::vector<std::string> known;
    for (const KnownLever& lever : loader_.levers)
      for (const auto& [name, kind] : kinds_of(lever.spec)) {
        known.push_back(name);
        if (written.kind == name || written.kind == lever.process + "." + name)
          found.push_back({&lever, kind});
      }
    if (found.size() > 1 && std::ranges::any_of(found, [&](const Meant& m) { return named(m); }))
      std::erase_if(found, [&](const Meant& m) { return !named(m); });
    if (found.size() == 1) return found[0];
    if (found.empty() && !loader_.levers_complete)
      throw Error(Fault::input, {});  // follows from another mistake
    if (found.empty())
      refuse(written.where, fmt::format("unknown kind of order '{}':{}", written.kind,
                                        suggestion(written.kind, known)));
    refuse(written.where,
           fmt::format("'{0}' is a lever of {1} and of {2} (one is meant): write {1}.{0}",
                       written.kind, found[0].lever->process, found[1].lever->process));
  }

  /// Whether the policy's table names the lever's process, in whatever role.
  bool named(const Meant& meant) const {
    return std::ranges::any_of(loader_.resolved.roles, [&](const RawEntry& role) {
      return std::get<std::string>(role.value) == meant.lever->process;
    });
  }

  static std::int64_t value(const LeverArgument& argument, const Written& written) {
    const auto given = written.values.find(argument.name);
    if (given == written.values.end()) {
      if (argument.optional) return -1;
      refuse(written.where, fmt::format("'{0}' has no {1} (it needs one): fill the column {1}",
                                        written.kind, argument.name));
    }
    const std::string& text = given->second;
    if (!argument.names.empty()) {
      const auto at = std::ranges::find(argument.names, text);
      if (at == argument.names.end())
        refuse(written.values_where, fmt::format("unknown {} '{}':{}", argument.name, text,
                                                 suggestion(text, argument.names)));
      return at - argument.names.begin();
    }
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end || number < argument.minimum ||
        number > argument.maximum)
      refuse(written.values_where,
             fmt::format("{} is '{}' (a whole number from {}{} is expected)", argument.name, text,
                         argument.minimum,
                         argument.maximum == std::numeric_limits<std::int64_t>::max()
                             ? ""
                             : fmt::format(" to {}", argument.maximum)));
    return number;
  }

  static std::int64_t find(const Support& support, const Written& written) {
    if (const auto entity = support.find(written.target)) return static_cast<std::int64_t>(*entity);
    const std::string what = support.kind() == SupportKind::zones   ? "zone or group"
                             : support.kind() == SupportKind::links ? "link"
                                                                    : "one of " + support.name();
    refuse(written.where, fmt::format("unknown {} '{}':{}", what, written.target,
                                      suggestion(written.target, support.ids())));
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
           "CSV: offset_min (after ignition) or time, kind (a message's, or a lever of any "
           "process), group (or link), and what the lever takes: destination, percent, lanes; or "
           "EES's messages (.json)"},
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
