// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/core/error.hpp"
#include "sim/experiment/comparison_choice.hpp"
#include "sim/experiment/comparison_words.hpp"
#include "sim/experiment/replicates.hpp"

namespace sandtable {

namespace {

constexpr double kMostCensored = 0.01;

/// An outcome's value in a branch that is done: whole, or of one group.
using Value = std::function<double(const BranchRecord&)>;

/// One policy and the baseline, in the draws in which both are done and have a value.
struct Pairs {
  std::vector<double> policy, baseline;
  std::vector<std::int64_t> replicate;
  std::size_t policy_censored = 0, baseline_censored = 0;
};

Pairs paired(const std::vector<const DrawRecord*>& draws, const RunInfo& info, std::size_t policy,
             std::size_t baseline, std::size_t outcome, const Value& value) {
  Pairs pairs;
  for (const DrawRecord* draw : draws) {
    const BranchRecord& one = draw->branches[policy];
    const BranchRecord& other = draw->branches[baseline];
    if (!one.done || !other.done) continue;
    const double y = value(one), z = value(other);
    if (std::isnan(y) || std::isnan(z)) continue;
    pairs.policy.push_back(y);
    pairs.baseline.push_back(z);
    pairs.replicate.push_back(replicate_of(info, *draw));
    pairs.policy_censored += one.censored[outcome];
    pairs.baseline_censored += other.censored[outcome];
  }
  return pairs;
}

double mean_of(const std::vector<double>& values) {
  return estimate(values).mean;
}

/// Of the paired differences. Where some replicate holds none of them there is no interval.
void set_difference(PolicyComparison& result, const Pairs& pairs, const RunInfo& info) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < pairs.policy.size(); ++i)
    differences.push_back(pairs.policy[i] - pairs.baseline[i]);
  const Estimate found =
      info.replicates > 0 ? estimate(differences, pairs.replicate) : estimate(differences);
  result.difference = found.mean;
  if (!found.half || result.replicates < static_cast<std::size_t>(info.replicates)) return;
  result.spread = found.spread;
  result.low = found.mean - *found.half;
  result.high = found.mean + *found.half;
}

void count_better(PolicyComparison& result, const Pairs& pairs, const std::string& better) {
  for (std::size_t i = 0; i < pairs.policy.size(); ++i) {
    const double y = pairs.policy[i], z = pairs.baseline[i];
    if (y == z) ++result.tied;
    if ((better == "lower" && y < z) || (better == "higher" && y > z)) ++result.better;
  }
  if (!better.empty())
    result.share_better = static_cast<double>(result.better) / static_cast<double>(result.draws);
}

PolicyComparison compare_policy(const std::vector<const DrawRecord*>& draws, const RunInfo& info,
                                std::size_t policy, std::size_t baseline, std::size_t outcome,
                                const Value& value) {
  const Pairs pairs = paired(draws, info, policy, baseline, outcome, value);
  PolicyComparison result;
  result.policy = info.policies[policy].name;
  result.draws = pairs.policy.size();
  if (info.replicates > 0) result.replicates = count_of(pairs.replicate);
  if (result.draws == 0) return result;
  const auto count = static_cast<double>(result.draws);
  result.censored = static_cast<double>(pairs.policy_censored) / count;
  result.baseline_censored = static_cast<double>(pairs.baseline_censored) / count;
  if (result.censored <= kMostCensored) result.mean = mean_of(pairs.policy);
  if (policy == baseline) return result;
  if (std::max(result.censored, result.baseline_censored) <= kMostCensored)
    set_difference(result, pairs, info);
  count_better(result, pairs, info.outcomes[outcome].better);
  return result;
}

OutcomeComparison compare_outcome(const std::vector<const DrawRecord*>& draws, const RunInfo& info,
                                  std::size_t baseline, std::size_t outcome, const Value& value) {
  const OutcomeInfo& about = info.outcomes[outcome];
  OutcomeComparison result{
      about.name, about.label.empty() ? about.name : about.label, about.unit, about.better, {}};
  for (std::size_t policy = 0; policy < info.policies.size(); ++policy)
    result.policies.push_back(compare_policy(draws, info, policy, baseline, outcome, value));
  return result;
}

std::vector<OutcomeComparison> compare_outcomes(const std::vector<const DrawRecord*>& draws,
                                                const RunInfo& info, std::size_t baseline) {
  std::vector<OutcomeComparison> results;
  for (std::size_t o = 0; o < info.outcomes.size(); ++o)
    results.push_back(compare_outcome(
        draws, info, baseline, o, [o](const BranchRecord& branch) { return branch.outcomes[o]; }));
  return results;
}

/// The draws in which a parameter has its choice number `number`.
std::vector<const DrawRecord*> with_choice(const std::vector<const DrawRecord*>& draws,
                                           std::size_t parameter, std::size_t number) {
  std::vector<const DrawRecord*> chosen;
  for (const DrawRecord* draw : draws)
    if (draw->parameters[parameter] == static_cast<double>(number)) chosen.push_back(draw);
  return chosen;
}

std::vector<GroupComparison> compare_choices(const std::vector<const DrawRecord*>& draws,
                                             const RunInfo& info, std::size_t baseline,
                                             std::size_t parameter) {
  std::vector<GroupComparison> groups;
  const std::vector<std::string>& labels = info.parameters[parameter].labels;
  for (std::size_t number = 0; number < labels.size(); ++number) {
    const std::vector<const DrawRecord*> chosen = with_choice(draws, parameter, number);
    groups.push_back({labels[number], chosen.size(), compare_outcomes(chosen, info, baseline)});
  }
  return groups;
}

std::vector<GroupComparison> compare_groups(const std::vector<const DrawRecord*>& draws,
                                            const RunInfo& info, std::size_t baseline,
                                            std::size_t grouping) {
  std::vector<GroupComparison> groups;
  const std::vector<std::string>& labels = info.groupings[grouping].labels;
  for (std::size_t label = 0; label < labels.size(); ++label) {
    GroupComparison group{labels[label], draws.size(), {}};
    for (std::size_t o = 0; o < info.outcomes.size(); ++o) {
      const std::vector<std::size_t>& by = info.outcomes[o].by;
      const auto found = std::find(by.begin(), by.end(), grouping);
      if (found == by.end()) continue;
      const auto slot = static_cast<std::size_t>(found - by.begin());
      group.outcomes.push_back(compare_outcome(
          draws, info, baseline, o,
          [o, slot, label](const BranchRecord& b) { return b.grouped[o][slot][label]; }));
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<GroupComparison> compare_by(const std::vector<const DrawRecord*>& draws,
                                        const RunInfo& info, std::size_t baseline,
                                        const std::string& by) {
  std::vector<std::string> known;
  for (std::size_t g = 0; g < info.groupings.size(); ++g) {
    if (info.groupings[g].name == by) return compare_groups(draws, info, baseline, g);
    known.push_back(info.groupings[g].name);
  }
  for (std::size_t p = 0; p < info.parameters.size(); ++p) {
    if (info.parameters[p].labels.empty()) continue;
    if (info.parameters[p].path == by || info.parameters[p].path == by + ".alternative")
      return compare_choices(draws, info, baseline, p);
    known.push_back(info.parameters[p].path);
  }
  refuse(fmt::format("nothing is grouped by '{}' (neither a grouping nor a choice of the run):{}",
                     by, suggestion(by, known)));
}

std::vector<const DrawRecord*> in_order(const std::vector<DrawRecord>& draws) {
  std::vector<const DrawRecord*> ordered;
  for (const DrawRecord& draw : draws) ordered.push_back(&draw);
  std::sort(ordered.begin(), ordered.end(), [](const DrawRecord* a, const DrawRecord* b) {
    return std::pair(a->design_row, a->number) < std::pair(b->design_row, b->number);
  });
  return ordered;
}

}  // namespace

Comparison compare(const Results& results, const ComparisonChoice& choice) {
  const RunInfo& info = results.info;
  if (info.policies.empty() || info.outcomes.empty())
    refuse("nothing to compare (these results hold no policy or no outcome)");
  const std::string chosen = !choice.baseline.empty() ? choice.baseline
                             : !info.baseline.empty() ? info.baseline
                                                      : info.policies[0].name;
  const std::size_t index = find_policy(info, chosen);
  const std::vector<const DrawRecord*> draws = in_order(results.draws);
  Comparison comparison;
  comparison.title = info.title.empty() ? info.scenario : info.title;
  comparison.decision = info.decision;
  comparison.baseline = chosen;
  set_main_outcome(comparison, info, choice.outcome);
  comparison.draws = draws.size();
  comparison.design = info.design;
  comparison.replicates = static_cast<std::size_t>(info.replicates);
  comparison.replicate_size = static_cast<std::size_t>(info.replicate_size);
  for (const PolicyInfo& policy : info.policies) comparison.policies.push_back(policy.name);
  comparison.outcomes = compare_outcomes(draws, info, index);
  comparison.by = choice.by;
  if (!choice.by.empty()) comparison.groups = compare_by(draws, info, index, choice.by);
  if (!choice.outcome.empty()) refuse_ungrouped(comparison);
  comparison.sentences = sentences_of(comparison);
  comparison.warnings = warnings_of(comparison, results);
  return comparison;
}

}  // namespace sandtable
