// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/core/engine.hpp"
#include "sim/experiment/maps.hpp"
#include "sim/experiment/outcome.hpp"
#include "sim/experiment/points.hpp"
#include "sim/results/record.hpp"
#include "sim/scenario/model.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// What the user may choose beside the scenario.
struct Choices {
  std::vector<std::string> policies;  ///< empty: all of the scenario's
  std::optional<std::uint64_t> seed;
  DesignRequest design = {};  ///< in place of the scenario's
  bool one_more = false;      ///< every model brings one entity more, if it can (Loader::one_more)
};

/// A scenario that is loaded, bound and checked: ready to draw. Immutable.
struct Experiment {
  Scenario scenario;
  System system;
  std::vector<LoadedModel> models;         ///< by process
  std::vector<LoadedModel> policy_models;  ///< by policy; empty model if it never acts
  std::vector<DrawnParameter> drawn;
  Design design;
  DesignPoints points;  ///< of the design, with the seed
  std::vector<OutcomePlan> outcomes;
  std::vector<MapPlan> maps;
  RunInfo info;                    ///< without program and command
  std::vector<std::string> notes;  ///< what the models say of what they loaded
};

/// Loads every process and policy, binds ports, outcomes and uncertain parameters. Throws one Error
/// with all mistakes found.
Experiment assemble(Scenario scenario, const std::vector<Model>& registry, const Choices& choices);

/// The parameters of a draw: a pure function of (seed, design, row, path). SI, in the order of
/// drawn.
std::vector<double> parameters_of(const Experiment& experiment, const Draw& draw);

/// One draw under all policies, its outcomes and their digest. `steps`, if given, is added to.
DrawRecord run_one(const Experiment& experiment, const Draw& draw, const RunOptions& options,
                   std::vector<StepCount>* steps = nullptr);

/// Begins every process once, as in draw 0; adds to `problems` every output that has no value at
/// the start.
void check_first_outputs(const Experiment& experiment, Problems& problems);

/// About how many bytes the states of one draw take at their start, if all branches part.
std::size_t draw_bytes(const Experiment& experiment);

}  // namespace sandtable
