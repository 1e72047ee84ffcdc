// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sandtable {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// The value of rank ceil(q n) of n (Hyndman and Fan 1996, definition 1).
double rank_quantile(std::vector<double> values, double q) {
  if (values.empty()) return missing;
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank == 0 ? 0 : rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

double reduced(const OutcomeSpec& spec, std::span<const double> values) {
  if (spec.over_entities == EntityReduction::quantile)
    return rank_quantile({values.begin(), values.end()}, spec.quantile);
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (spec.over_entities == EntityReduction::sum) return sum;
  return values.empty() ? missing : sum / static_cast<double>(values.size());
}

}  // namespace

OutcomeTracker::OutcomeTracker(const OutcomePlan& plan, Tick tick, Tick horizon)
    : plan_(&plan), tick_(tick), horizon_(horizon), seen_(1 + plan.of.size() + plan.by.size()) {
  now_.resize(1 + std::accumulate(plan.groups.begin(), plan.groups.end(), std::size_t{0}), missing);
  reached_.resize(now_.size());
  const bool integral = plan.spec.over_time == Reduction::integral;
  kept_.assign(now_.size(), integral ? 0.0 : missing);
}

bool OutcomeTracker::stale(const BranchView& view) {
  std::size_t i = 0;
  bool changed = false;
  const auto look = [&](std::size_t field) {
    const Version* version = &view.field(field);
    changed |= seen_[i] != version;
    seen_[i++] = version;
  };
  look(plan_->field);
  for (const std::size_t field : plan_->of) look(field);
  for (const std::size_t field : plan_->by) look(field);
  return changed;
}

void OutcomeTracker::evaluate(const BranchView& view) {
  const Version& field = view.field(plan_->field);
  std::vector<std::vector<double>> parts(now_.size());
  const double horizon = horizon_.seconds();
  std::vector<std::span<const std::uint8_t>> of;
  std::vector<std::span<const std::int32_t>> by;
  for (const std::size_t f : plan_->of) of.push_back(view.field(f).values<std::uint8_t>());
  for (const std::size_t f : plan_->by) by.push_back(view.field(f).values<std::int32_t>());
  for (std::size_t entity = 0; entity < field.size(); ++entity) {
    if (!std::ranges::all_of(of, [&](const auto& flag) { return flag[entity] != 0; })) continue;
    double value = field.number(entity);
    if (plan_->is_time) value = std::min(value / static_cast<double>(Tick::per_second), horizon);
    parts[0].push_back(value);
    std::size_t offset = 1;
    for (std::size_t b = 0; b < plan_->by.size(); ++b) {
      const std::int32_t group = by[b][entity];
      if (group >= 0) parts[offset + static_cast<std::size_t>(group)].push_back(value);
      offset += plan_->groups[b];
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i) now_[i] = reduced(plan_->spec, parts[i]);
}

void OutcomeTracker::reduce(Tick now) {
  for (std::size_t i = 0; i < now_.size(); ++i) switch (plan_->spec.over_time) {
      case Reduction::maximum:
        kept_[i] = std::fmax(kept_[i], now_[i]);
        break;
      case Reduction::integral:
        if (now < horizon_) kept_[i] += now_[i] * tick_.seconds();
        break;
      case Reduction::first_time:
        if (!reached_[i] && now_[i] >= plan_->spec.level) {
          kept_[i] = now.seconds();
          reached_[i] = 1;
        }
        break;
      case Reduction::last:
      case Reduction::none:
        kept_[i] = now_[i];
    }
}

void OutcomeTracker::observe(Tick now, const BranchView& view) {
  const bool last_only = plan_->spec.over_time == Reduction::last && !plan_->spec.series;
  if (last_only && now < horizon_) return;
  if (stale(view)) evaluate(view);
  if (plan_->spec.series) series_.push_back(static_cast<float>(now_[0] * plan_->scale));
  reduce(now);
}

OutcomeValue OutcomeTracker::result() const {
  const bool crossing = plan_->spec.over_time == Reduction::first_time;
  const auto final_value = [&](std::size_t i) {
    return (crossing && !reached_[i] ? horizon_.seconds() : kept_[i]) * plan_->scale;
  };
  OutcomeValue value{final_value(0), crossing && !reached_[0], {}, series_};
  std::size_t at = 1;
  for (const std::size_t groups : plan_->groups) {
    std::vector<double>& row = value.grouped.emplace_back();
    for (std::size_t g = 0; g < groups; ++g) row.push_back(final_value(at++));
  }
  return value;
}

}  // namespace sandtable
