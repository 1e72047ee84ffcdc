// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/comparison.hpp"
#include "sim/experiment/comparison_words.hpp"
#include "sim/experiment/text_layout.hpp"

namespace sandtable {

namespace {

constexpr std::size_t kPlanColumns = 28;
constexpr std::size_t kOverviewMeasures = 5;
constexpr std::size_t kFewestToMark = 10;  ///< futures, below which an interval is not trusted

std::string signed_text(double value) {
  return fmt::format("{}{}", value > 0 ? "+" : "", number_text(value));
}

Ink ink_of(Verdict verdict) {
  return verdict == Verdict::better ? Ink::good : verdict == Verdict::worse ? Ink::bad : Ink::plain;
}

std::string better_cell(const PolicyComparison& policy) {
  if (!policy.share_better) return "";
  std::string cell = fmt::format("{} of {}", policy.better, policy.draws);
  if (policy.tied > 0) cell += fmt::format(" ({} equal)", policy.tied);
  return cell;
}

std::string row(const PolicyComparison& policy, const OutcomeComparison& outcome,
                const Comparison& comparison, bool colour) {
  const std::string& baseline = comparison.baseline;
  const std::string mean = policy.mean ? number_text(*policy.mean) : "";
  std::string line =
      fmt::format("  {:<{}} {:>10}  ", cut(policy.policy, kPlanColumns), kPlanColumns, mean);
  if (policy.policy == baseline && policy.mean) return line + "compared with\n";
  if (policy.policy == baseline) return line + "compared with; " + hidden_text(policy) + '\n';
  if (!policy.difference) {
    line += hidden_text(policy);
    return line + (policy.share_better ? fmt::format("; better in {}\n", policy.better) : "\n");
  }
  const std::string interval =
      policy.low ? fmt::format("{} to {}", signed_text(*policy.low), signed_text(*policy.high))
                 : no_interval_text(policy, comparison);
  line += inked(fmt::format("{:>10}", signed_text(*policy.difference)),
                ink_of(verdict_of(policy, outcome.better)), colour);
  line += fmt::format("  {:<22} {}", interval, better_cell(policy));
  while (line.back() == ' ') line.pop_back();
  return line + '\n';
}

std::string heading(const OutcomeComparison& outcome) {
  std::string text = outcome.label;
  if (!outcome.unit.empty() && outcome.unit != "1") text += fmt::format(" [{}]", outcome.unit);
  if (!outcome.better.empty()) text += fmt::format(", {} is better", outcome.better);
  return text;
}

std::string table(const OutcomeComparison& outcome, const std::string& title,
                  const Comparison& comparison, bool colour) {
  std::string text = '\n' + inked(title, Ink::bold, colour) + '\n';
  text += inked(fmt::format("  {:<{}} {:>10}  {:>10}  {:<22} {}", "plan", kPlanColumns, "mean",
                            "difference", "95% interval", "better in"),
                Ink::faint, colour) +
          '\n';
  for (const PolicyComparison& policy : outcome.policies)
    text += row(policy, outcome, comparison, colour);
  return text;
}

std::string section(const std::string& title, bool colour) {
  return '\n' + inked(title, Ink::bold, colour) + '\n';
}

/// A plan's mean, and "better" or "worse" when it can be told apart from the baseline.
GridCell cell_of(const PolicyComparison& policy, const OutcomeComparison& outcome) {
  const Verdict verdict =
      policy.draws < kFewestToMark ? Verdict::none : verdict_of(policy, outcome.better);
  if (!policy.mean) return {policy.draws > 0 ? "not shown" : "-"};
  return {fmt::format("{} {:<7}", number_text(*policy.mean), verdict_mark(verdict)),
          ink_of(verdict)};
}

bool same_everywhere(const OutcomeComparison& outcome, const std::string& baseline) {
  return std::all_of(
      outcome.policies.begin(), outcome.policies.end(), [&](const PolicyComparison& policy) {
        return policy.policy == baseline || (policy.draws > 0 && policy.tied == policy.draws);
      });
}

/// The main measure, then the scenario's first that have a better direction and differ at all.
std::vector<const OutcomeComparison*> overview_measures(const Comparison& comparison) {
  std::vector<const OutcomeComparison*> chosen;
  for (const OutcomeComparison& outcome : comparison.outcomes)
    if (outcome.name == comparison.main_outcome) chosen.push_back(&outcome);
  for (const OutcomeComparison& outcome : comparison.outcomes)
    if (chosen.size() < kOverviewMeasures && outcome.name != comparison.main_outcome &&
        !outcome.better.empty() && !same_everywhere(outcome, comparison.baseline))
      chosen.push_back(&outcome);
  return chosen;
}

std::string marks_text(const Comparison& comparison) {
  return fmt::format(
      "Means over the futures tried. \"better\" and \"worse\" mark what can be told apart from "
      "\"{}\" (\"differs\": where neither direction is better); what bears no mark cannot, or was "
      "tried in fewer than {} futures{}.",
      comparison.baseline, kFewestToMark,
      comparison.replicates > 0 ? ", or not in every replicate" : "");
}

std::string overview_text(const Comparison& comparison, bool colour) {
  const std::vector<const OutcomeComparison*> measures = overview_measures(comparison);
  Grid grid{"plan", comparison.policies, {}, {}};
  grid.cells.resize(grid.rows.size());
  std::string legend;
  for (const OutcomeComparison* measure : measures) {
    grid.columns.push_back(measure->name);
    legend += wrapped(fmt::format("  {}: ", measure->name), heading(*measure));
    for (std::size_t p = 0; p < grid.rows.size(); ++p)
      grid.cells[p].push_back(cell_of(measure->policies[p], *measure));
  }
  return section("Overview", colour) + grid_text(grid, colour) + '\n' + legend +
         wrapped("  ", marks_text(comparison));
}

std::string details_text(const Comparison& comparison, bool colour) {
  std::string text = section("Every measure", colour);
  text += wrapped(
      "", fmt::format("difference: the plan minus \"{}\", averaged over the same "
                      "futures. 95% interval{}: from such intervals, 19 in 20 hold "
                      "the average of very many futures made in this way.",
                      comparison.baseline,
                      comparison.replicates > 0 ? ", by the spread of the replicates" : ""));
  for (const OutcomeComparison& outcome : comparison.outcomes)
    text +=
        table(outcome, fmt::format("{}: {}", outcome.name, heading(outcome)), comparison, colour);
  return text;
}

const OutcomeComparison* find_outcome(const GroupComparison& group, const std::string& name) {
  for (const OutcomeComparison& outcome : group.outcomes)
    if (outcome.name == name) return &outcome;
  return nullptr;
}

/// The main measure in every group: groups as rows, plans as columns.
std::string groups_text(const Comparison& comparison, bool colour) {
  Grid grid{comparison.by, {}, comparison.policies, {}};
  std::string title, empty;
  for (const GroupComparison& group : comparison.groups) {
    const OutcomeComparison* outcome = find_outcome(group, comparison.main_outcome);
    if (group.draws == 0) empty += (empty.empty() ? "" : ", ") + group.label;
    if (outcome == nullptr || group.draws == 0) continue;
    title = heading(*outcome);
    const bool some = group.draws < comparison.draws;
    grid.rows.push_back(some ? fmt::format("{} ({})", group.label, group.draws) : group.label);
    grid.cells.emplace_back();
    for (const PolicyComparison& policy : outcome->policies)
      grid.cells.back().push_back(cell_of(policy, *outcome));
  }
  if (grid.rows.empty())
    return section(fmt::format("By {}: \"{}\" is not measured so; --outcome takes another",
                               comparison.by, comparison.main_outcome),
                   colour);
  std::string text = section(fmt::format("By {}: {}", comparison.by, title), colour);
  text += grid_text(grid, colour) + '\n';
  if (!empty.empty()) text += wrapped("  in none of the futures tried: ", empty);
  return text + wrapped("  ", "In brackets: the number of futures, where it is not all of them. " +
                                  marks_text(comparison));
}

std::string group_details_text(const Comparison& comparison, bool colour) {
  std::string text;
  for (const GroupComparison& group : comparison.groups)
    for (const OutcomeComparison& outcome : group.outcomes)
      if (group.draws > 0)
        text += table(outcome,
                      fmt::format("{} {} ({}), {}: {}", comparison.by, group.label,
                                  futures_text(group.draws), outcome.name, heading(outcome)),
                      comparison, colour);
  return text;
}

}  // namespace

std::string to_text(const Comparison& comparison, bool colour, bool all) {
  const bool grouped = !comparison.by.empty();
  std::string text = inked(comparison.title, Ink::bold, colour) + '\n';
  if (!comparison.decision.empty()) text += wrapped("", comparison.decision);
  text += wrapped(
      "", fmt::format("{} tried{}; every plan met the same futures. The others are compared with "
                      "\"{}\".",
                      tried_text(comparison.draws, comparison.replicates, comparison),
                      comparison.replicates > 0 ? fmt::format(" ({})", comparison.design) : "",
                      comparison.baseline));
  text += overview_text(comparison, colour);
  if (grouped) text += groups_text(comparison, colour);
  if (!grouped || all) text += details_text(comparison, colour);
  if (grouped && all) text += group_details_text(comparison, colour);
  text += section(grouped ? "What can be told over all groups" : "What can be told", colour);
  for (const std::string& sentence : comparison.sentences) text += wrapped("- ", sentence);
  if (!comparison.warnings.empty()) text += section("To keep in mind", colour);
  for (const std::string& warning : comparison.warnings)
    text += inked(wrapped("! ", warning), Ink::warning, colour);
  return text;
}

}  // namespace sandtable
