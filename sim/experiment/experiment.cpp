// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/experiment.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "sim/core/first_outputs.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/random.hpp"

namespace sandtable {

namespace {

/// The models of a draw: those of the experiment, with the draw's parameters.
struct DrawModels {
  std::vector<ErasedModel> processes, policies;
  std::vector<std::size_t> branches;
};

DrawModels models_of(const Experiment& experiment, std::span<const double> parameters) {
  DrawModels made;
  for (std::size_t p = 0; p < experiment.system.processes.size(); ++p) {
    const Process& process = experiment.system.processes[p].process;
    if (p >= experiment.models.size()) {
      made.processes.push_back(process.model);
      continue;
    }
    std::vector<Setting> settings;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (experiment.drawn[i].process == process.name)
        settings.push_back({experiment.drawn[i].slot, parameters[i]});
    made.processes.push_back(experiment.models[p].with(settings));
  }
  for (std::size_t p = 0; p < experiment.system.policies.size(); ++p) {
    made.branches.push_back(p);
    made.policies.push_back(experiment.policy_models[p].model);
  }
  return made;
}

DecisionRow row_of(const Experiment& experiment, const Decision& decision) {
  const BoundProcess& process = experiment.system.processes[decision.action.process];
  const LeverSpec& lever = process.levers[decision.action.lever];
  DecisionRow row{decision.time.seconds(), decision.rule, process.process.name, lever.name, "", ""};
  if (lever.target && decision.action.target >= 0)
    row.target = lever.target->id(static_cast<std::size_t>(decision.action.target));
  for (std::size_t i = 0; i < lever.arguments.size(); ++i)
    row.values +=
        (i ? " " : "") + lever.arguments[i].name + "=" + std::to_string(decision.action.values[i]);
  return row;
}

BranchRecord record_of(const Experiment& experiment, const BranchResult& result,
                       const std::vector<OutcomeTracker>& trackers) {
  BranchRecord record;
  record.done = result.done;
  record.reason = result.reason;
  record.notices = result.notices;
  for (const OutcomeTracker& tracker : trackers) {
    OutcomeValue value = tracker.result();
    record.outcomes.push_back(value.value);
    record.censored.push_back(value.censored);
    record.grouped.push_back(std::move(value.grouped));
    if (!value.series.empty()) record.series.push_back(std::move(value.series));
  }
  for (const Decision& decision : result.decisions)
    record.decisions.push_back(row_of(experiment, decision));
  return record;
}

std::uint64_t digest_of(const DrawRecord& record) {
  std::vector<std::uint64_t> words;
  for (const double value : record.parameters) words.push_back(std::bit_cast<std::uint64_t>(value));
  for (const BranchRecord& branch : record.branches) {
    words.push_back(branch.done);
    for (const std::uint8_t flag : branch.censored) words.push_back(flag);
    for (const std::vector<float>& series : branch.series)
      for (const float value : series) words.push_back(std::bit_cast<std::uint32_t>(value));
    for (const double value : branch.outcomes) words.push_back(std::bit_cast<std::uint64_t>(value));
    for (const auto& outcome : branch.grouped)
      for (const auto& group : outcome)
        for (const double value : group) words.push_back(std::bit_cast<std::uint64_t>(value));
    for (const DecisionRow& row : branch.decisions) {
      words.push_back(std::bit_cast<std::uint64_t>(row.time_s));
      words.push_back(hash64(row.process + "." + row.lever, row.target + " " + row.values));
    }
  }
  return hash64(std::span<const std::uint64_t>(words));
}

/// Every outcome at a tick, in their order.
void observe(const Experiment& experiment, std::vector<OutcomeTracker>& trackers, Tick now,
             const BranchView& view) {
  for (std::size_t i = 0; i < trackers.size(); ++i) {
    const std::size_t like = experiment.outcomes[i].like;
    trackers[i].observe(now, view, like == OutcomePlan::none ? nullptr : &trackers[like]);
  }
}

}  // namespace

std::vector<double> parameters_of(const Experiment& experiment, const Draw& draw) {
  std::vector<double> values;
  for (const DrawnParameter& drawn : experiment.drawn)
    values.push_back(
        quantile(drawn.distribution, experiment.points.at(draw.design_row, drawn.path)));
  return values;
}

DrawRecord run_one(const Experiment& experiment, const Draw& draw, const RunOptions& options,
                   std::vector<StepCount>* steps) {
  DrawRecord record{draw.number, draw.noise, draw.design_row, draw.forecast, {}, {}, 0};
  record.parameters = parameters_of(experiment, draw);
  const DrawModels models = models_of(experiment, record.parameters);
  std::vector<std::vector<OutcomeTracker>> trackers(models.branches.size());
  for (auto& branch : trackers)
    for (const OutcomePlan& plan : experiment.outcomes)
      branch.emplace_back(plan, experiment.system.tick, experiment.system.horizon);
  MapKeeper maps(experiment.maps, draw.number, models.branches.size());
  const DrawResult result =
      run_draw(experiment.system, draw, models.processes, models.branches, models.policies, options,
               [&](Tick now, std::size_t branch, const BranchView& view) {
                 maps.observe(now, branch, view);
                 observe(experiment, trackers[branch], now, view);
               });
  for (std::size_t b = 0; b < trackers.size(); ++b)
    record.branches.push_back(record_of(experiment, result.branches[b], trackers[b]));
  maps.hand_over(record.branches);
  record.digest = digest_of(record);
  if (steps) {
    steps->resize(result.steps.size());
    for (std::size_t i = 0; i < steps->size(); ++i) (*steps)[i] += result.steps[i];
  }
  return record;
}

namespace {

/// Calls use(process, its model, its state, its context) for every process at the start of draw 0.
template <class Use>
void begin_all(const Experiment& experiment, Use use) {
  const DrawModels models = models_of(experiment, parameters_of(experiment, {}));
  const Luck luck(experiment.scenario.seed, 0);
  for (std::size_t p = 0; p < models.processes.size(); ++p) {
    const BoundProcess& process = experiment.system.processes[p];
    const ErasedModel& model = models.processes[p];
    Context context(
        {process.process.name, {}, {}, &luck, {}, {}, {}, process.outputs.size(), nullptr});
    const StateRef state = model.table->begin(model.model.get(), context);
    use(process, model, state.get(), context);
  }
}

}  // namespace

void check_first_outputs(const Experiment& experiment, Problems& problems) {
  begin_all(experiment, [&](const BoundProcess& process, const ErasedModel&, const void*,
                            const Context& context) {
    for (std::string& mistake : first_output_mistakes(experiment.system, process, context))
      problems.add(std::move(mistake));
  });
}

std::size_t draw_bytes(const Experiment& experiment) {
  std::size_t total = 0;
  begin_all(experiment, [&](const BoundProcess& process, const ErasedModel& model,
                            const void* state, const Context&) {
    total += model.table->bytes(state);
    for (const std::size_t field : process.outputs)
      total += 2 * experiment.system.fields[field].support->size() * sizeof(double);
  });
  return total * experiment.system.policies.size();
}

}  // namespace sandtable
