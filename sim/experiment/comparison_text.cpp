// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/experiment/comparison.hpp"
#include "sim/experiment/comparison_words.hpp"

namespace sandtable {

namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kPlanColumns = 28;

enum class Ink { plain, bold, warning, good, bad, faint };

std::string inked(const std::string& text, Ink ink, bool colour) {
  if (!colour || ink == Ink::plain) return text;
  constexpr std::array<const char*, 6> kCodes = {"0", "1", "33", "32", "31", "2"};
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(ink)], text);
}

/// Characters as a reader counts them: bytes that begin one in UTF-8.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// Words in lines of at most kColumns; later lines begin with as many blanks as `first` is wide.
std::string wrapped(const std::string& first, const std::string& text) {
  std::string result = first, word;
  std::size_t column = width(first);
  const std::size_t indent = column;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != '\n') {
      word += text[i];
      continue;
    }
    if (word.empty()) continue;
    if (column > indent && column + 1 + width(word) > kColumns) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    }
    if (column > indent) result += ' ';
    column += width(word) + (column > indent ? 1 : 0);
    result += word;
    word.clear();
  }
  return result + '\n';
}

/// A name cut to the plans' column, whole characters only.
std::string cut(const std::string& name) {
  if (width(name) <= kPlanColumns) return name;
  std::string result;
  for (const char c : name) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && width(result) == kPlanColumns - 1) break;
    result += c;
  }
  return result + "…";
}

std::string signed_text(double value) {
  return fmt::format("{}{}", value > 0 ? "+" : "", number_text(value));
}

/// Better or worse only when the interval leaves 0 out.
Ink ink_of(const PolicyComparison& policy, const std::string& better) {
  if (!policy.low || (*policy.low <= 0 && *policy.high >= 0)) return Ink::faint;
  if (better.empty()) return Ink::plain;
  return (*policy.difference < 0) == (better == "lower") ? Ink::good : Ink::bad;
}

std::string better_cell(const PolicyComparison& policy) {
  if (!policy.share_better) return "";
  std::string cell = fmt::format("{} of {}", policy.better, policy.draws);
  if (policy.tied > 0) cell += fmt::format(" ({} equal)", policy.tied);
  return cell;
}

std::string row(const PolicyComparison& policy, const OutcomeComparison& outcome,
                const std::string& baseline, bool colour) {
  const std::string mean = policy.mean ? number_text(*policy.mean) : "not shown";
  std::string line = fmt::format("  {:<{}} {:>10}  ", cut(policy.policy), kPlanColumns, mean);
  if (policy.policy == baseline) return line + "compared with\n";
  if (!policy.difference) {
    const std::string cell = better_cell(policy);
    line += cell.empty() ? hidden_text(policy) : fmt::format("{}; {}", hidden_text(policy), cell);
    return line + '\n';
  }
  const std::string interval =
      policy.low ? fmt::format("{} to {}", signed_text(*policy.low), signed_text(*policy.high))
                 : "none from 1 future";
  line += inked(fmt::format("{:>10}", signed_text(*policy.difference)),
                ink_of(policy, outcome.better), colour);
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
                  const std::string& baseline, bool colour) {
  std::string text = '\n' + inked(title, Ink::bold, colour) + '\n';
  text += inked(fmt::format("  {:<{}} {:>10}  {:>10}  {:<22} {}", "plan", kPlanColumns, "mean",
                            "difference", "95% interval", "better in"),
                Ink::faint, colour) +
          '\n';
  for (const PolicyComparison& policy : outcome.policies)
    text += row(policy, outcome, baseline, colour);
  return text;
}

/// The main outcome, or the first when it is not grouped so.
const OutcomeComparison* main_of(const GroupComparison& group, const std::string& name) {
  for (const OutcomeComparison& outcome : group.outcomes)
    if (outcome.name == name) return &outcome;
  return group.outcomes.empty() ? nullptr : &group.outcomes[0];
}

std::string groups_text(const Comparison& comparison, bool colour) {
  std::string text;
  for (const GroupComparison& group : comparison.groups) {
    const OutcomeComparison* outcome = main_of(group, comparison.main_outcome);
    if (outcome == nullptr) continue;
    const std::string title = fmt::format("{} {} ({} futures): {}", comparison.by, group.label,
                                          group.draws, heading(*outcome));
    text += table(*outcome, title, comparison.baseline, colour);
  }
  return text;
}

}  // namespace

std::string to_text(const Comparison& comparison, bool colour) {
  std::string text = inked(comparison.title, Ink::bold, colour) + '\n';
  if (!comparison.decision.empty()) text += wrapped("", comparison.decision);
  for (const std::string& warning : comparison.warnings)
    text += inked(wrapped("! ", warning), Ink::warning, colour);
  text += wrapped(
      "", fmt::format("{} future{} tried; every plan met the same futures. Differences "
                      "are from \"{}\".",
                      comparison.draws, comparison.draws == 1 ? "" : "s", comparison.baseline));
  for (const OutcomeComparison& outcome : comparison.outcomes)
    text += table(outcome, heading(outcome), comparison.baseline, colour);
  text += groups_text(comparison, colour) + '\n';
  for (const std::string& sentence : comparison.sentences) text += wrapped("- ", sentence);
  return text;
}

}  // namespace sandtable
