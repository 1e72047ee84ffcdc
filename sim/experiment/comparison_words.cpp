// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/replicates.hpp"

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

/// What the interval counts: replicates, or draws.
std::size_t independent(const PolicyComparison& policy) {
  return policy.replicates > 0 ? policy.replicates : policy.draws;
}

/// The smallest number n of these with t s_D / sqrt(n) <= matters, t as it is now.
double number_to_settle(const PolicyComparison& policy, double matters) {
  const double root = students_t_95(independent(policy)) * *policy.spread / matters;
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
  const double needed = number_to_settle(policy, matters);
  if (needed <= static_cast<double>(independent(policy)))
    return fmt::format(" Whether it reaches the {} that matter is not settled.",
                       comparison.matters);
  return fmt::format(
      " About {:.0f} {} would settle a difference of {}, if more of them spread as these do.",
      needed,
      policy.replicates > 0 ? "replicates of " + futures_text(comparison.replicate_size)
                            : "futures",
      comparison.matters);
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
  const std::string tried = tried_text(policy.draws, policy.replicates, comparison) + " tried";
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
  if (!policy.low && policy.replicates > 0)
    return fmt::format(
        "{} against \"{}\": {} on average over the {}; nothing can be told, for an interval needs "
        "some of each of the {} replicates.",
        start, baseline, size, tried, comparison.replicates);
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

std::string tried_text(std::size_t draws, std::size_t replicates, const Comparison& comparison) {
  if (replicates == 0) return futures_text(draws);
  const std::string count = fmt::format("{} replicate{}", replicates, replicates == 1 ? "" : "s");
  return draws == replicates * comparison.replicate_size
             ? fmt::format("{} of {}", count, futures_text(comparison.replicate_size))
             : fmt::format("{} of {}", futures_text(draws), count);
}

std::string no_interval_text(const PolicyComparison& policy, const Comparison& comparison) {
  if (policy.replicates == 0) return "none from 1 future";
  return fmt::format("none: in {} of {} replicates", policy.replicates, comparison.replicates);
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

}  // namespace sandtable
