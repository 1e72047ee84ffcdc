// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/core/hash.hpp"

namespace sandtable {

namespace {

/// "people (response/people)".
std::string process_name(const Experiment& experiment, const StepDigest& step) {
  const System& system = experiment.system;
  const bool policy = step.process >= system.processes.size();
  const std::string name = policy ? "policies." + system.policies[step.policy].name
                                  : system.processes[step.process].process.name;
  const auto model = std::ranges::find(experiment.info.models, name, &ModelInfo::process);
  return model == experiment.info.models.end() ? name : fmt::format("{} ({})", name, model->model);
}

class Verifier {
 public:
  Verifier(const Experiment& experiment, const Experiment& one_more, const Draw& draw)
      : experiment_(experiment), one_more_(one_more), draw_(draw) {}

  Verification run() {
    const std::vector<StepDigest> expected = steps_as_always();
    steps_twice(expected);
    compare_keys(keys_of(experiment_), keys_of(one_more_));
    return std::move(made_);
  }

 private:
  using Log = std::vector<KeyLog::Row>;

  std::vector<StepDigest> steps_as_always() const {
    Scrutiny scrutiny;
    RunOptions options;
    options.scrutiny = &scrutiny;
    options.events = true;
    run_one(experiment_, draw_, options);
    std::ranges::sort(scrutiny.steps);
    return std::move(scrutiny.steps);
  }

  void steps_twice(const std::vector<StepDigest>& expected) {
    Scrutiny scrutiny;
    scrutiny.twice = true;
    scrutiny.shuffle = hash64("verify");
    RunOptions options;
    options.scrutiny = &scrutiny;
    options.events = true;
    options.sharing = false;
    run_one(experiment_, draw_, options);
    fill_memory(0);
    made_.steps = scrutiny.steps.size();
    tell(scrutiny.differing, "came to something else when it was computed again from a copy");
    if (!made_.impurities.empty()) return;
    std::ranges::sort(scrutiny.steps);
    std::vector<StepDigest> differing;
    std::ranges::set_symmetric_difference(expected, scrutiny.steps, std::back_inserter(differing));
    tell(differing, "came to something else in another order, with nothing shared");
  }

  /// Names the processes of the first tick with a difference: later ones may only follow from it.
  /// Of processes that see each other within a tick, the first.
  void tell(const std::vector<StepDigest>& differing, std::string_view how) {
    if (differing.empty()) return;
    const Tick first = std::ranges::min_element(differing, {}, &StepDigest::begin)->begin;
    std::vector<StepDigest> then;
    for (const StepDigest& step : differing)
      if (step.begin == first) then.push_back(step);
    std::ranges::stable_sort(then, {}, [&](const StepDigest& s) { return rank(s); });
    const bool seen_within = rank(then.front()) < interval_rank();
    for (const StepDigest& step : then) {
      if (seen_within && step.process != then.front().process) break;
      const std::string name = process_name(experiment_, step);
      if (std::ranges::find(made_.impurities, name, &Impurity::process) != made_.impurities.end())
        continue;
      made_.impurities.push_back(
          {name, fmt::format("{}: its step at {:g} min {} (it depends on more than its arguments: "
                             "a static or shared value, memory that it never wrote, an address, a "
                             "clock, the order of a hash table)",
                             name, first.seconds() / 60, how)});
    }
  }

  /// The order within a tick: instantaneous processes, policies, then all others alike.
  std::size_t rank(const StepDigest& step) const {
    const auto& order = experiment_.system.instantaneous;
    if (step.process >= experiment_.system.processes.size()) return order.size();
    const auto at = std::ranges::find(order, step.process);
    return at == order.end() ? interval_rank() : static_cast<std::size_t>(at - order.begin());
  }
  std::size_t interval_rank() const { return experiment_.system.instantaneous.size() + 1; }

  Log keys_of(const Experiment& experiment) const {
    KeyLog log;
    RunOptions options;
    options.key_log = &log;
    run_one(experiment, draw_, options);
    std::ranges::sort(log.rows);
    const auto doubled = std::ranges::unique(log.rows);
    log.rows.erase(doubled.begin(), doubled.end());
    return std::move(log.rows);
  }

  struct Entity {
    std::string support, id;
  };
  static std::map<std::uint64_t, Entity> entities_of(const Experiment& experiment) {
    std::map<std::uint64_t, Entity> names;
    std::set<const Support*> seen;
    for (const FieldInfo& field : experiment.system.fields)
      if (seen.insert(field.support.get()).second)
        for (std::size_t i = 0; i < field.support->size(); ++i)
          names.try_emplace(field.support->key(i),
                            Entity{field.support->name(), field.support->id(i)});
    return names;
  }

  void compare_keys(const Log& before, Log after) {
    const auto known = entities_of(experiment_), grown = entities_of(one_more_);
    std::set<std::uint64_t> fresh;
    for (const auto& [key, entity] : grown)
      if (!known.contains(key)) {
        fresh.insert(key);
        made_.grown.push_back(entity.support);
      }
    std::ranges::sort(made_.grown);
    std::erase_if(after, [&](const KeyLog::Row& row) { return fresh.contains(row.entity); });
    made_.keys = before.size();
    Log differing;
    std::ranges::set_symmetric_difference(before, after, std::back_inserter(differing));
    std::map<std::string, std::vector<std::uint64_t>> by_process;
    for (const KeyLog::Row& row : differing)
      by_process[process_name(experiment_, {{}, row.process, 0, 0})].push_back(row.entity);
    for (auto& [process, entities] : by_process) {
      const auto name = known.find(entities.front());
      std::ranges::sort(entities);
      const auto count = std::ranges::unique(entities).begin() - entities.begin();
      made_.impurities.push_back(
          {process,
           fmt::format("{}: with one entity more, {} other{} drew other luck (such as {}; a count, "
                       "an index or an address is in the key of a random number)",
                       process, count, count == 1 ? "" : "s",
                       name == known.end()
                           ? "one that no support holds"
                           : fmt::format("{} '{}'", name->second.support, name->second.id))});
    }
  }

  const Experiment& experiment_;
  const Experiment& one_more_;
  Draw draw_;
  Verification made_;
};

}  // namespace

Verification verify_draw(const Experiment& experiment, const Experiment& one_more,
                         const Draw& draw) {
  return Verifier(experiment, one_more, draw).run();
}

}  // namespace sandtable
