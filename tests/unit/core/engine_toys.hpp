// SPDX-License-Identifier: Apache-2.0
// Toy models for the tests of the engine, and a world of them that is run in a few lines.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/engine.hpp"
#include "sim/core/error.hpp"

namespace sandtable::engine_tests {

constexpr Tick minutes(std::int64_t count) {
  return Tick{Tick::per_second * 60} * count;
}
inline double in_minutes(Tick time) {
  return time.seconds() / 60;
}

inline const SupportRef one = scalar_support("one");

/// A hazard that takes no actions: `level` is the minute at which it is valid.
struct Rising {
  struct State {};
  Out<double> level{{.quantity = "level", .unit = "m", .support = one}};

  void ports(PortList& list) { list.out(level); }
  State begin(Context& context) const {
    context.write_scalar(level, 0.0);
    return {};
  }
  void step(State&, Context& context) const {
    context.write_scalar(level, in_minutes(context.end()));
  }
};

/// What is pushed moves: `position` is the sum of all pushes; `seen` the level that the last step
/// read, `pushed_in` the minute at which the step that took the last push began. Throws at a push
/// of 666.
struct Mover {
  struct State {
    double position = 0;
  };
  In<double> level{{.role = "hazard", .quantity = "level", .unit = "m", .optional = true}};
  Out<double> position{{.quantity = "position", .unit = "m", .support = one}};
  Out<double> seen{{.quantity = "seen", .unit = "m", .support = one}};
  Out<double> pushed_in{{.quantity = "pushed_in", .unit = "s", .support = one}};
  Lever push{{.name = "push", .arguments = {{.name = "metres"}}}};

  void ports(PortList& list) {
    list.in(level);
    list.out(position);
    list.out(seen);
    list.out(pushed_in);
    list.lever(push);
  }
  State begin(Context& context) const {
    context.write_scalar(position, 0.0);
    context.write_scalar(seen, -1.0);
    context.write_scalar(pushed_in, -1.0);
    return {};
  }
  void step(State& state, Context& context) const {
    for (const Action& action : context.actions(push)) {
      if (action.values[0] == 666) fail("pushed too hard");
      state.position = 10 * state.position + static_cast<double>(action.values[0]);
      context.write_scalar(pushed_in, in_minutes(context.begin()));
    }
    context.write_scalar(position, state.position);
    if (context.bound(level)) context.write_scalar(seen, context.read(level)[0]);
  }
  std::vector<std::string> notices(const State& state) const {
    if (state.position < 100) return {};
    return {"went far [to " + std::to_string(static_cast<int>(state.position)) + "]"};
  }
};

/// Instantaneous: twice the position, as soon as it is there.
struct Doubled {
  struct State {};
  In<double> position{{.role = "mover", .quantity = "position", .unit = "m"}};
  Out<double> twice{{.quantity = "twice", .unit = "m", .support = one}};

  void ports(PortList& list) {
    list.in(position);
    list.out(twice);
  }
  State begin(Context& context) const {
    context.write_scalar(twice, 0.0);
    return {};
  }
  void step(State&, Context& context) const {
    context.write_scalar(twice, 2 * context.read(position)[0]);
  }
};

/// Counts how often what it reads was another version than before.
template <class T>
struct Watcher {
  struct State {
    double changes = 0;
  };
  In<T> watched;
  Out<double> changes{{.quantity = "changes", .unit = "1", .support = one}};

  void ports(PortList& list) {
    list.in(watched);
    list.out(changes);
  }
  State begin(Context& context) const {
    context.write_scalar(changes, 0.0);
    return {};
  }
  void step(State& state, Context& context) const {
    if (context.changed(watched)) ++state.changes;
    context.write_scalar(changes, state.changes);
  }
};

/// A policy that gives its orders at their minutes, whatever it sees.
struct Script {
  struct Order {
    std::int64_t given_minute, effect_minute, metres;
  };
  struct State {};
  std::vector<Order> orders;
  std::uint32_t target = 0;  ///< process whose lever 0 it pulls

  void ports(PortList&) {}
  State begin(Context&) const { return {}; }
  void step(State&, Context& context) const {
    for (const Order& order : orders)
      if (minutes(order.given_minute) == context.begin())
        context.act({minutes(order.effect_minute), target, 0, -1, {order.metres, 0, 0, 0}}, "toy");
  }
};

/// What a run showed: values by field name, branch and minute, and what the engine returned.
struct Shown {
  System system;
  DrawResult result;
  std::map<std::string, std::vector<std::vector<double>>> values;

  const std::vector<double>& of(const std::string& field, std::size_t branch = 0) const {
    return values.at(field).at(branch);
  }
  const StepCount& steps(const std::string& process) const {
    return result.steps[system.process(process)];
  }
};

/// Processes and policies to be bound and run for 20 minutes, minute by minute.
class World {
 public:
  template <class M>
  World& add(std::string name, M model, std::int64_t interval_minutes,
             std::map<std::string, std::string> roles = {}) {
    processes.push_back({{std::move(name), erase(std::move(model)), minutes(interval_minutes),
                          interval_minutes == 0},
                         std::move(roles),
                         {"scenario.toml", static_cast<int>(processes.size()) + 1, 1}});
    return *this;
  }
  template <class M>
  World& policy(std::string name, M model) {
    policies.push_back({name, true, {{name, erase(std::move(model)), {}, true}, {}, {}}});
    return *this;
  }
  World& never_acts(const std::string& name) {
    policies.push_back({name, false, {}});
    return *this;
  }

  System bind() const {
    Problems problems;
    System system = bind_ports(processes, policies, mappings, problems);
    problems.raise();
    system.tick = minutes(1);
    system.horizon = minutes(20);
    system.seed = 5;
    return system;
  }
  /// The text of the mistakes; "" if there is none.
  std::string mistakes() const {
    try {
      bind();
      return "";
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::input);
      return error.what();
    }
  }
  Shown run(const RunOptions& options = {}) const {
    Shown shown{bind(), {}, {}};
    std::vector<ErasedModel> models, policy_models;
    for (const BoundProcess& p : shown.system.processes) models.push_back(p.process.model);
    std::vector<std::size_t> branches;
    for (const BoundPolicy& p : shown.system.policies) {
      branches.push_back(branches.size());
      policy_models.push_back(p.process.process.model);
    }
    for (const FieldInfo& field : shown.system.fields)
      shown.values[field.name].resize(branches.size());
    shown.result = run_draw(
        shown.system, {}, models, branches, policy_models, options,
        [&](Tick, std::size_t branch, const BranchView& view) {
          for (std::size_t f = 0; f < shown.system.fields.size(); ++f)
            shown.values[shown.system.fields[f].name][branch].push_back(view.field(f).number(0));
        });
    return shown;
  }

  std::vector<Unbound> processes;
  std::vector<UnboundPolicy> policies;
  std::vector<Mapping> mappings;
};

}  // namespace sandtable::engine_tests
