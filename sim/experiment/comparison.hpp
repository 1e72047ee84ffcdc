// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sim/results/reader.hpp"

namespace sandtable {

/// One policy against the baseline on one outcome, over the draws in which both are done.
/// Differences are policy minus baseline, in the outcome's unit. A number that may not be shown
/// (too few draws, too many censored, the baseline against itself) is empty.
struct PolicyComparison {
  std::string policy;
  std::size_t draws = 0;       ///< in which both are done and have a value
  std::size_t better = 0;      ///< of them, strictly better than the baseline
  std::size_t tied = 0;        ///< of them, exactly equal
  std::size_t replicates = 0;  ///< that hold some of `draws`; 0 with Monte Carlo
  std::optional<double> mean;
  std::optional<double> difference;
  std::optional<double> low, high;  ///< 95% interval: mean(D) -/+ t s_D / sqrt(n), see Estimate
  std::optional<double> spread;  ///< s_D, of the paired differences or of their replicates' means
  std::optional<double> share_better;
  double censored = 0;           ///< share of the draws whose value is the horizon, for "never"
  double baseline_censored = 0;  ///< the same of the baseline, in the same draws
};

struct OutcomeComparison {
  std::string name, label, unit, better;
  std::vector<PolicyComparison> policies;  ///< in the order of Comparison::policies
};

/// The comparison within one group: a zone, or the draws of one fire.
struct GroupComparison {
  std::string label;
  std::size_t draws = 0;
  std::vector<OutcomeComparison> outcomes;
};

struct Comparison {
  std::string title, decision, baseline, main_outcome, matters;
  double matters_value = 0;
  std::size_t draws = 0;
  std::string design = "monte-carlo";
  std::size_t replicates = 0, replicate_size = 0;  ///< of the run; 0 with Monte Carlo
  std::vector<std::string> policies;
  std::vector<OutcomeComparison> outcomes;
  std::string by;
  std::vector<GroupComparison> groups;
  std::vector<std::string> sentences;  ///< what can and cannot be told, on the main outcome
  std::vector<std::string> warnings;
};

/// What to compare; what is empty is the run's own choice.
struct ComparisonChoice {
  std::string baseline = {};  ///< a policy; else the run's own, else the first
  std::string by = {};        ///< a grouping ("zone"), a parameter with labels, or a process that
                              ///< draws one of a set of alternatives ("fire")
  std::string outcome = {};   ///< the main outcome in place of the run's
};

/// Compares every policy with the baseline on the same draws. Refuses unknown names.
Comparison compare(const Results& results, const ComparisonChoice& choice = {});

/// draws, design, replicates, replicate_size, baseline, policies, outcomes, sentences, warnings
/// and, with `by`, groups.
nlohmann::json to_json(const Comparison& comparison);

/// For a terminal of 100 columns, in planners' words: an overview, then every outcome, or with `by`
/// the main outcome by group (`all`: every outcome in every group too), then what can be told.
std::string to_text(const Comparison& comparison, bool colour, bool all = false);

}  // namespace sandtable
