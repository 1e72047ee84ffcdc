// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/comparison_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/error.hpp"

namespace sandtable {

std::size_t find_policy(const RunInfo& info, const std::string& name) {
  std::vector<std::string> known;
  for (const PolicyInfo& policy : info.policies) known.push_back(policy.name);
  const auto found = std::find(known.begin(), known.end(), name);
  if (found == known.end())
    refuse(fmt::format("no plan '{}' in these results (the others are to be compared with it):{}",
                       name, suggestion(name, known)));
  return static_cast<std::size_t>(found - known.begin());
}

void set_main_outcome(Comparison& comparison, const RunInfo& info, const std::string& asked) {
  const std::string own = info.main_outcome.empty() ? info.outcomes[0].name : info.main_outcome;
  comparison.main_outcome = asked.empty() ? own : asked;
  if (comparison.main_outcome == own) {
    comparison.matters = info.matters;
    comparison.matters_value = info.matters_value;
  }
  std::vector<std::string> known;
  for (const OutcomeInfo& outcome : info.outcomes) known.push_back(outcome.name);
  if (std::find(known.begin(), known.end(), comparison.main_outcome) == known.end())
    refuse(fmt::format("no measure '{}' in these results:{}", comparison.main_outcome,
                       suggestion(comparison.main_outcome, known)));
}

void refuse_ungrouped(const Comparison& comparison) {
  std::vector<std::string> known;
  for (const GroupComparison& group : comparison.groups)
    for (const OutcomeComparison& outcome : group.outcomes) {
      if (outcome.name == comparison.main_outcome) return;
      if (&group == &comparison.groups[0]) known.push_back(outcome.name);
    }
  if (!comparison.groups.empty())
    refuse(
        fmt::format("'{}' was not measured by {} (its outcome in the scenario has no such `by`):{}",
                    comparison.main_outcome, comparison.by, suggestion("", known)));
}

}  // namespace sandtable
