// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "sim/scenario/model.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// Loads the processes of a scenario, each once, those that others ask for first.
class Assembly {
 public:
  Assembly(const Scenario& scenario, const std::vector<Model>& registry, Problems& problems,
           bool one_more)
      : scenario_(scenario), registry_(registry), problems_(problems), one_more_(one_more) {}

  struct Loaded {
    const Model* model = nullptr;
    ResolvedTable resolved;
    std::unique_ptr<Loader> loader;
    std::optional<LoadedModel> made;
    bool loading = false;
  };

  /// Loads all processes; returns them in the order of the scenario. Mistakes go to the problems;
  /// what has one, or needs what has one, is not made.
  std::vector<Loaded*> processes();
  /// Loads one policy; its inputs and levers are those of the processes.
  Loaded policy(const RawTable& table);

 private:
  void load(Loaded& entry);
  void list_levers(const std::vector<Loaded*>& processes);
  std::unique_ptr<Loader> loader_of(const RawTable& table, const Loaded& entry);
  Loaded resolved_table(const RawTable& table);
  void check_roles(const ResolvedTable& resolved, Problems& problems) const;
  std::shared_ptr<const void> find(const Loader& asker, std::string_view role,
                                   std::type_index type);
  [[noreturn]] void refuse_none(const Loader& asker, std::string_view role,
                                const std::string& named, std::type_index type) const;

  const Scenario& scenario_;
  const std::vector<Model>& registry_;
  Problems& problems_;
  bool one_more_;
  std::map<std::string, Loaded> entries_;
  std::vector<KnownLever> levers_;  ///< of the processes, once they are loaded
  bool levers_complete_ = true;
};

}  // namespace sandtable
