// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "sim/core/distribution.hpp"
#include "sim/core/mapping.hpp"
#include "sim/core/process.hpp"
#include "sim/core/system.hpp"
#include "sim/scenario/parameter.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// An uncertain parameter: which of a process's, how it is distributed, and what its numbers name.
struct DrawnParameter {
  std::string process;
  std::size_t slot = 0;
  std::string path, unit;
  Distribution distribution;
  std::vector<std::string> labels;  ///< of a choice or an alternative
};

/// A lever of the scenario's processes.
struct KnownLever {
  std::string process;      ///< its name
  std::uint32_t index = 0;  ///< of the process
  std::uint32_t slot = 0;   ///< of the lever
  LeverSpec spec;
};

/// What one process brings while a scenario is loaded, and what it may ask of the others.
class Loader {
 public:
  /// Finds (and loads, if need be) what the process in `role` offers of a type; null and a problem
  /// if there is none.
  using Find = std::function<std::shared_ptr<const void>(const Loader&, std::string_view role,
                                                         std::type_index type)>;

  Loader(std::string name, const RawTable& raw, const ResolvedTable& values, const Scenario& whole,
         Problems& mistakes, Find find, bool with_one_more = false)
      : one_more(with_one_more),
        process(std::move(name)),
        table(raw),
        resolved(values),
        scenario(whole),
        problems(mistakes),
        find_(std::move(find)) {}

  /// A model that brings entities (people, vehicles, facilities) brings one more when this is set:
  /// the first of them, under the id one_more_id, that does nothing which others could notice.
  /// `run --verify` asks for it, to see that nobody else's luck moves.
  const bool one_more;
  static constexpr std::string_view one_more_id = "one more";

  const std::string process;
  const RawTable& table;
  const ResolvedTable& resolved;
  const Scenario& scenario;
  Problems& problems;

  /// Immutable data that another process offers, by role. Throws Error when nothing offers it.
  template <class T>
  std::shared_ptr<const T> require(std::string_view role) const {
    return std::static_pointer_cast<const T>(find_(*this, role, typeid(T)));
  }
  template <class T>
  void offer(std::shared_ptr<const T> data) {
    offered[typeid(T)] = std::move(data);
  }
  /// Every lever of the processes, for policies; processes know none yet.
  std::span<const KnownLever> levers;
  bool levers_complete = false;  ///< false: some process could not be loaded, and told why
  /// A warning that every result carries.
  void warn(std::string text) { warnings.push_back(std::move(text)); }
  /// Which of a weighted set is the case in a draw: an uncertain parameter of this process, which
  /// the scenario may not set.
  void alternatives(std::string_view parameter, std::vector<std::string> labels,
                    std::vector<double> weights);
  /// Whether the scenario sets a parameter.
  bool is_set(std::string_view parameter) const { return where(parameter) != table.where; }
  /// Where a parameter was set, or the process's table.
  Source where(std::string_view parameter) const;
  /// The process bound to a role by name, or "".
  std::string role(std::string_view name) const;

  std::map<std::type_index, std::shared_ptr<const void>> offered;
  std::vector<std::string> warnings;
  std::vector<DrawnParameter> drawn;
  std::vector<Mapping> mappings;
  std::map<std::string, std::vector<std::string>>
      labels;  ///< of an i32 output's numbers, by quantity
  std::vector<std::string>
      notes;  ///< what `check` says of the process: "10,867 people in 6,821 ..."

 private:
  Find find_;
};

/// One parameter's value in a draw.
struct Setting {
  std::size_t slot = 0;
  double value = 0;
};

/// A model made for a scenario.
struct LoadedModel {
  ErasedModel model;
  /// The same model with some parameters set otherwise; call once its ports are bound.
  std::function<ErasedModel(std::span<const Setting>)> with;
  Tick interval;
  bool instantaneous = false;
};

/// A model as the registry knows it.
struct Model {
  std::string name;  ///< "hazard/arrival"
  std::string card;  ///< its card.toml
  std::vector<ParameterSpec> parameters;
  std::vector<std::string> roles;  ///< keys of its table that name other processes
  std::vector<std::type_index> offers;
  std::function<LoadedModel(Loader&)> load;
  /// The ports as they stand before anything is loaded, for the reference: no supports yet. A
  /// default-constructed model lists them, so its `ports` must not need what is loaded. Empty if
  /// the model has no default constructor.
  std::function<PortList()> ports;
};

/// The value that a number stands for in a parameter of this type.
Value value_of(const ParameterSpec& spec, double number);

/// How a process is on the clock.
struct Clock {
  bool instantaneous = false;
};

/// Makes a registry entry of a model type M with `Params params` as a member.
/// `load(loader, params)` makes the model with the scenario's parameters.
template <class M>
Model describe(std::string name, ParameterList<typename M::Params> list,
               std::vector<std::string> roles, std::vector<std::type_index> offers,
               M (*load)(Loader&, const typename M::Params&), Clock clock = {}) {
  Model model{std::move(name), {}, list.specs(), std::move(roles), std::move(offers), {}, {}};
  if constexpr (std::default_initializable<M>)
    model.ports = [] {
      PortList ports;
      M().ports(ports);
      for (PortList::Anywhere& output : ports.anywhere) output.on = nullptr;  // went with the model
      return ports;
    };
  model.load = [list, load, clock](Loader& loader) {
    typename M::Params params;
    for (std::size_t i = 0; i < loader.resolved.parameters.size(); ++i)
      list.set(params, i, loader.resolved.parameters[i].value);
    M made = load(loader, params);
    made.params = params;
    LoadedModel loaded{erase(std::move(made)), {}, loader.scenario.tick, clock.instantaneous};
    loaded.with = [list, base = loaded.model](std::span<const Setting> settings) {
      if (settings.empty()) return base;
      M copy = *static_cast<const M*>(base.model.get());
      for (const Setting& s : settings)
        list.set(copy.params, s.slot, value_of(list.specs()[s.slot], s.value));
      return erase(std::move(copy));
    };
    return loaded;
  };
  return model;
}

}  // namespace sandtable
