// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sandtable {

namespace {

bool counted(const std::string& unit) {
  return unit == "people" || unit == "vehicles" || unit == "buildings";
}

std::string direction(double difference, const std::string& unit) {
  if (counted(unit)) return difference < 0 ? "fewer" : "more";
  return difference < 0 ? "lower" : "higher";
}

/// "11.2 people"; a pure number has no unit.
std::string amount(double value, const std::string& unit) {
  const std::string number = number_text(std::abs(value));
  return unit.empty() || unit == "1" ? number : number + " " + unit;
}

/// " Better in 9 of 10 futures, equal in 1, worse in 0."
std::string better_text(const PolicyComparison& policy) {
  if (!policy.share_better) return "";
  return fmt::format(" Better in {} of {}, equal in {}, worse in {}.", policy.better,
                     futures_text(policy.draws), policy.tied,
                     policy.draws - policy.better - policy.tied);
}

/// The smallest number of draws n with t s_D / sqrt(n) <= matters, t as it is now.
double draws_to_settle(const PolicyComparison& policy, double matters) {
  const double root = students_t_95(policy.draws) * *policy.spread / matters;
  return std::ceil(root * root);
}

std::string matters_told_apart(const PolicyComparison& policy, const Comparison& comparison) {
  if (comparison.matters_value <= 0) return "";
  const double least = std::min(std::abs(*policy.low), std::abs(*policy.high));
  const double most = std::max(std::abs(*policy.low), std::abs(*policy.high));
  if (least >= comparison.matters_value)
    return fmt::format(" The whole interval is beyond the {} that matter.", comparison.matters);
  if (most < comparison.matters_value)
    return fmt::format(" The difference is smaller than the {} that matter.", comparison.matters);
  return fmt::format(" Whether it reaches the {} that matter is not settled.", comparison.matters);
}

std::string matters_not_told_apart(const PolicyComparison& policy, const Comparison& comparison) {
  const double matters = comparison.matters_value;
  if (matters <= 0) return "";
  if (-matters < *policy.low && *policy.high < matters)
    return fmt::format(" Whatever the difference, the interval keeps it below the {} that matter.",
                       comparison.matters);
  const double needed = draws_to_settle(policy, matters);
  if (needed <= static_cast<double>(policy.draws))
    return fmt::format(" Whether it reaches the {} that matter is not settled.",
                       comparison.matters);
  return fmt::format(
      " About {:.0f} futures would settle a difference of {}, if more of them spread as these do.",
      needed, comparison.matters);
}

/// What every sentence begins with; the label stands in quotes, so that any will do.
std::string subject(const PolicyComparison& policy, const OutcomeComparison& outcome) {
  return fmt::format("On \"{}\", \"{}\"", outcome.label, policy.policy);
}

std::string claim(Verdict verdict) {
  return verdict == Verdict::better  ? "does better than"
         : verdict == Verdict::worse ? "does worse than"
                                     : "differs from";
}

std::string sentence(const PolicyComparison& policy, const OutcomeComparison& outcome,
                     const Comparison& comparison) {
  const std::string& baseline = comparison.baseline;
  const std::string start = subject(policy, outcome);
  const std::string tried = futures_text(policy.draws) + " tried";
  if (policy.draws == 0)
    return fmt::format("{} and \"{}\" have no future in common that can be compared.", start,
                       baseline);
  if (policy.tied == policy.draws)
    return fmt::format("{} and \"{}\" are exactly the same in {} {}.", start, baseline,
                       policy.draws == 1 ? "the" : "all", tried);
  if (!policy.difference)
    return fmt::format("{} against \"{}\": the mean difference is {}.{}", start, baseline,
                       hidden_text(policy), better_text(policy));
  const std::string size = fmt::format("{} {}", amount(*policy.difference, outcome.unit),
                                       direction(*policy.difference, outcome.unit));
  if (!policy.low)
    return fmt::format(
        "{} against \"{}\": {} in the one future tried; from one nothing can be told.", start,
        baseline, size);
  const std::string interval = interval_text(*policy.low, *policy.high, outcome.unit);
  const Verdict verdict = verdict_of(policy, outcome.better);
  if (verdict == Verdict::none)
    return fmt::format(
        "{} cannot be told apart from \"{}\": {} on average over the {}, but the 95% interval "
        "runs from {}.{}{}",
        start, baseline, size, tried, interval, better_text(policy),
        matters_not_told_apart(policy, comparison));
  return fmt::format("{} {} \"{}\": {} on average over the {} (95% interval {}).{}{}", start,
                     claim(verdict), baseline, size, tried, interval, better_text(policy),
                     matters_told_apart(policy, comparison));
}

void warn_of_branches(const Results& results, std::vector<std::string>& warnings) {
  const std::size_t draws = results.draws.size();
  for (std::size_t p = 0; p < results.info.policies.size(); ++p) {
    std::size_t failed = 0, not_run = 0;
    std::string reason;
    for (const DrawRecord& draw : results.draws) {
      const BranchRecord& branch = draw.branches[p];
      if (branch.done) continue;
      ++(branch.reason.empty() ? not_run : failed);
      if (reason.empty()) reason = branch.reason;
    }
    const std::string& name = results.info.policies[p].name;
    if (failed > 0)
      warnings.push_back(
          fmt::format("\"{}\" failed in {} of {}, which are left out of its "
                      "comparison (first reason: {})",
                      name, failed, futures_text(draws), reason));
    if (not_run > 0)
      warnings.push_back(fmt::format("\"{}\" was not run in {} of {}, which are left out", name,
                                     not_run, futures_text(draws)));
  }
}

void warn_of_values(const Results& results, std::vector<std::string>& warnings) {
  const RunInfo& info = results.info;
  for (std::size_t o = 0; o < info.outcomes.size(); ++o)
    for (std::size_t p = 0; p < info.policies.size(); ++p) {
      const auto missing =
          std::count_if(results.draws.begin(), results.draws.end(), [&](const DrawRecord& draw) {
            return draw.branches[p].done && std::isnan(draw.branches[p].outcomes[o]);
          });
      if (missing > 0)
        warnings.push_back(fmt::format("\"{}\" has no {} in {}, which are left out",
                                       info.policies[p].name, info.outcomes[o].name,
                                       futures_text(static_cast<std::size_t>(missing))));
    }
}

/// Every interval misses in one case of twenty; many at once miss somewhere.
void warn_of_many(const Comparison& comparison, std::vector<std::string>& warnings) {
  const std::size_t rivals = comparison.policies.size() - 1;
  std::size_t count = rivals * comparison.outcomes.size();
  for (const GroupComparison& group : comparison.groups) count += rivals * group.outcomes.size();
  if (count < 2) return;
  warnings.push_back(
      fmt::format("{} comparisons with \"{}\" are made at once, one a plan, measure and group: "
                  "each 95% interval misses in about "
                  "1 of 20 cases, so some may stand out by chance.",
                  count, comparison.baseline));
}

}  // namespace

std::string number_text(double value) {
  if (value == 0) return "0";
  const double size = std::abs(value);
  std::string text = size >= 1000 ? fmt::format("{:.0f}", value)
                     : size >= 1  ? fmt::format("{:.1f}", value)
                                  : fmt::format("{:.2g}", value);
  return text;
}

std::string futures_text(std::size_t count) {
  return fmt::format("{} future{}", count, count == 1 ? "" : "s");
}

std::string interval_text(double low, double high, const std::string& unit) {
  const std::string less = direction(-1, unit), more = direction(1, unit);
  if (low >= 0) return fmt::format("{} to {} {}", number_text(low), number_text(high), more);
  if (high <= 0) return fmt::format("{} to {} {}", number_text(-high), number_text(-low), less);
  return fmt::format("{} {} to {} {}", number_text(-low), less, number_text(high), more);
}

Verdict verdict_of(const PolicyComparison& policy, const std::string& better) {
  if (!policy.low || (*policy.low <= 0 && *policy.high >= 0)) return Verdict::none;
  if (better.empty()) return Verdict::differs;
  return (*policy.difference < 0) == (better == "lower") ? Verdict::better : Verdict::worse;
}

std::string verdict_mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "better";
    case Verdict::worse:
      return "worse";
    case Verdict::differs:
      return "differs";
    case Verdict::none:
      break;
  }
  return "";
}

std::string hidden_text(const PolicyComparison& policy) {
  const double share = std::max(policy.censored, policy.baseline_censored);
  if (policy.draws == 0) return "not shown: no future in common";
  return policy.difference ? ""
                           : fmt::format("not shown: not reached in {:.0f} of {} futures",
                                         share * static_cast<double>(policy.draws), policy.draws);
}

std::vector<std::string> sentences_of(const Comparison& comparison) {
  std::vector<std::string> sentences;
  for (const OutcomeComparison& outcome : comparison.outcomes) {
    if (outcome.name != comparison.main_outcome) continue;
    for (const PolicyComparison& policy : outcome.policies)
      if (policy.policy != comparison.baseline)
        sentences.push_back(sentence(policy, outcome, comparison));
  }
  if (!sentences.empty())
    sentences.push_back(
        "This speaks of the futures tried, with these models and assumptions, not of the world.");
  return sentences;
}

std::vector<std::string> warnings_of(const Comparison& comparison, const Results& results) {
  std::vector<std::string> warnings = results.info.warnings;
  warn_of_branches(results, warnings);
  warn_of_values(results, warnings);
  if (results.info.design != "monte-carlo")
    warnings.push_back(
        fmt::format("The futures are a {} design, not independent draws: the "
                    "intervals shown are not exact",
                    results.info.design));
  if (comparison.draws < 10)
    warnings.push_back(
        fmt::format("Only {}: too few to trust an interval, which below 10 leans on "
                    "an even spread of the differences.",
                    futures_text(comparison.draws)));
  warn_of_many(comparison, warnings);
  if (comparison.policies.size() > 2)
    warnings.push_back(
        "The plan that looks best here was picked on the futures that it is judged by, which "
        "flatters "
        "it: run it again with another --seed and judge it by those futures.");
  return warnings;
}

}  // namespace sandtable
