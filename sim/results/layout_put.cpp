// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>

#include "sim/results/layout.hpp"

namespace sandtable {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

std::uint8_t status_of(const BranchRecord& branch) {
  if (branch.done) return 0;
  return branch.reason.empty() ? 2 : 1;
}

/// One value of every (draw, policy): value(branch), or `missing` where the branch is not done.
template <class T, class Value>
std::vector<T> gathered(std::span<const DrawRecord> draws, T missing, Value value) {
  std::vector<T> values;
  for (const DrawRecord& draw : draws)
    for (const BranchRecord& branch : draw.branches)
      values.push_back(branch.done ? value(branch) : missing);
  return values;
}

/// `length` values of every (draw, policy): list(branch), or missing ones.
template <class T, class List>
std::vector<T> gathered_lists(std::span<const DrawRecord> draws, std::size_t length, List list) {
  std::vector<T> values;
  for (const DrawRecord& draw : draws)
    for (const BranchRecord& branch : draw.branches) {
      if (!branch.done) {
        values.insert(values.end(), length, static_cast<T>(kMissing));
        continue;
      }
      const std::vector<T>& part = list(branch);
      values.insert(values.end(), part.begin(), part.end());
    }
  return values;
}

template <class T>
void put_all(const hdf5::Dataset& dataset, std::size_t row, const std::vector<T>& values) {
  dataset.write_rows(row, std::span<const T>(values));
}

}  // namespace

void Layout::put(std::size_t row, std::size_t order, std::span<const DrawRecord> draws) const {
  put_indices(row, draws);
  put_branches(row, draws);
  put_outcomes(row, draws);
  put_groups(row, draws);
  put_series(row, draws);
  maps_.put(row, draws);
  put_decisions(order, draws);
}

void Layout::put_indices(std::size_t row, std::span<const DrawRecord> draws) const {
  std::vector<std::int64_t> noise, design, forecast;
  std::vector<std::uint64_t> digest;
  std::vector<double> parameters;
  for (const DrawRecord& draw : draws) {
    noise.push_back(draw.noise);
    design.push_back(draw.design_row);
    forecast.push_back(draw.forecast);
    digest.push_back(draw.digest);
    parameters.insert(parameters.end(), draw.parameters.begin(), draw.parameters.end());
  }
  put_all(indices_[0], row, noise);
  put_all(indices_[1], row, design);
  put_all(indices_[2], row, forecast);
  put_all(indices_[3], row, digest);
  put_all(parameters_[0], row, parameters);
}

void Layout::put_branches(std::size_t row, std::span<const DrawRecord> draws) const {
  std::vector<std::uint8_t> status;
  std::vector<std::string> reasons, notices;
  for (const DrawRecord& draw : draws)
    for (const BranchRecord& branch : draw.branches) {
      status.push_back(status_of(branch));
      reasons.push_back(branch.done ? "" : branch.reason);
      notices.push_back(fmt::format("{}", fmt::join(branch.notices, "\n")));
    }
  put_all(branches_[0], row, status);
  branches_[1].write_texts(reasons, row);
  branches_[2].write_texts(notices, row);
}

void Layout::put_outcomes(std::size_t row, std::span<const DrawRecord> draws) const {
  for (std::size_t o = 0; o < outcomes_.size(); ++o) {
    put_all(outcomes_[o], row,
            gathered(draws, kMissing, [&](const BranchRecord& b) { return b.outcomes[o]; }));
    put_all(censored_[o], row,
            gathered(draws, std::uint8_t{0}, [&](const BranchRecord& b) { return b.censored[o]; }));
  }
}

void Layout::put_groups(std::size_t row, std::span<const DrawRecord> draws) const {
  for (const Grouped& group : groups_)
    put_all(group.values, row,
            gathered_lists<double>(draws, group.values.shape()[2],
                                   [&](const BranchRecord& b) -> const std::vector<double>& {
                                     return b.grouped[group.outcome][group.slot];
                                   }));
}

void Layout::put_series(std::size_t row, std::span<const DrawRecord> draws) const {
  for (const Series& series : series_)
    put_all(series.values, row,
            gathered_lists<float>(draws, series_length(info_),
                                  [&](const BranchRecord& b) -> const std::vector<float>& {
                                    return b.series[series.slot];
                                  }));
}

void Layout::put_decisions(std::size_t order, std::span<const DrawRecord> draws) const {
  std::vector<std::int64_t> numbers;
  std::vector<std::int32_t> policies;
  std::vector<double> times;
  std::vector<std::vector<std::string>> texts(5);
  for (const DrawRecord& draw : draws)
    for (std::size_t p = 0; p < draw.branches.size(); ++p)
      for (const DecisionRow& decision : draw.branches[p].decisions) {
        numbers.push_back(draw.number);
        policies.push_back(static_cast<std::int32_t>(p));
        times.push_back(decision.time_s);
        texts[0].push_back(decision.policy_rule);
        texts[1].push_back(decision.process);
        texts[2].push_back(decision.lever);
        texts[3].push_back(decision.target);
        texts[4].push_back(decision.values);
      }
  put_all(decisions_[0], order, numbers);
  put_all(decisions_[1], order, policies);
  put_all(decisions_[2], order, times);
  for (std::size_t i = 0; i < texts.size(); ++i) decisions_[3 + i].write_texts(texts[i], order);
}

}  // namespace sandtable
