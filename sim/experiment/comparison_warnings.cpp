// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "sim/experiment/comparison_words.hpp"
#include "sim/results/notices.hpp"

namespace sandtable {

namespace {

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

std::vector<std::string> warnings_of(const Comparison& comparison, const Results& results) {
  std::vector<std::string> warnings = results.info.warnings;
  std::ranges::copy(counted_notices(results.draws), std::back_inserter(warnings));
  warn_of_branches(results, warnings);
  warn_of_values(results, warnings);
  if (comparison.replicates == 0 && comparison.draws < 10)
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
