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

/// In the order of the entities; small whole numbers are summed as such, which gives the same bits.
template <class T>
double sum_of(const std::vector<T>& values, const std::vector<std::int32_t>& entities) {
  std::conditional_t<std::is_integral_v<T> && sizeof(T) <= 4, std::int64_t, double> sum = 0;
  for (const std::int32_t entity : entities) sum += static_cast<decltype(sum)>(values[entity]);
  return static_cast<double>(sum);
}

}  // namespace

void share_sums(std::vector<OutcomePlan>& plans) {
  const auto same = [](const OutcomePlan& a, const OutcomePlan& b) {
    return a.field == b.field && a.of == b.of && a.spec.over_entities == b.spec.over_entities;
  };
  for (std::size_t i = 0; i < plans.size(); ++i)
    for (std::size_t k = 0; k < i && plans[i].like == OutcomePlan::none; ++k)
      if (!plans[k].last_only() && plans[k].spec.over_entities != EntityReduction::quantile &&
          same(plans[i], plans[k]))
        plans[i].like = k;
}

OutcomeTracker::OutcomeTracker(const OutcomePlan& plan, Tick tick, Tick horizon)
    : plan_(&plan), tick_(tick), horizon_(horizon), seen_(1 + plan.of.size() + plan.by.size()) {
  now_.resize(1 + std::accumulate(plan.groups.begin(), plan.groups.end(), std::size_t{0}), missing);
  reached_.resize(now_.size());
  const bool integral = plan.spec.over_time == Reduction::integral;
  kept_.assign(now_.size(), integral ? 0.0 : missing);
}

/// By address: a version and the one after it always live at the same time, and every tick is seen,
/// so that no later version can stand where the last one stood.
bool OutcomeTracker::stale(const BranchView& view, bool& chosen) {
  std::size_t i = 0;
  const auto changed = [&](std::size_t field) {
    const Version* version = &view.field(field);
    const bool other = seen_[i] != version;
    seen_[i++] = version;
    return other;
  };
  const bool values = changed(plan_->field);
  for (const std::size_t field : plan_->of) chosen |= changed(field);
  for (const std::size_t field : plan_->by) chosen |= changed(field);
  return values || chosen;
}

/// Which entities count, and in which parts.
void OutcomeTracker::choose(const BranchView& view) {
  std::vector<std::span<const std::uint8_t>> of;
  std::vector<std::span<const std::int32_t>> by;
  for (const std::size_t f : plan_->of) of.push_back(view.field(f).values<std::uint8_t>());
  for (const std::size_t f : plan_->by) by.push_back(view.field(f).values<std::int32_t>());
  entities_.clear();
  parts_.clear();
  counts_.assign(now_.size(), 0.0);
  const auto size = static_cast<std::int32_t>(view.field(plan_->field).size());
  for (std::int32_t entity = 0; entity < size; ++entity) {
    if (!std::ranges::all_of(of, [&](const auto& flag) { return flag[entity] != 0; })) continue;
    entities_.push_back(entity);
    std::size_t offset = 1;
    counts_[0] += 1.0;
    for (std::size_t b = 0; b < by.size(); ++b) {
      const std::int32_t group = by[b][entity];
      parts_.push_back(group < 0 ? -1 : static_cast<std::int32_t>(offset) + group);
      if (group >= 0) counts_[parts_.back()] += 1.0;
      offset += plan_->groups[b];
    }
  }
}

template <class Add>
void OutcomeTracker::visit_values(const Version& field, const Add& add) const {
  const double horizon = horizon_.seconds();
  std::visit(
      [&](const auto& values) {
        for (std::size_t i = 0; i < entities_.size(); ++i) {
          double value = static_cast<double>(values[entities_[i]]);
          if (plan_->is_time)
            value = std::min(value / static_cast<double>(Tick::per_second), horizon);
          add(i, value);
        }
      },
      field.data());
}

void OutcomeTracker::sum_up(const Version& field, bool groups) {
  std::ranges::fill(now_, 0.0);
  const std::size_t groupings = groups ? plan_->by.size() : 0;
  if (groupings == 0 && !plan_->is_time) {
    now_[0] =
        std::visit([&](const auto& values) { return sum_of(values, entities_); }, field.data());
  } else {
    visit_values(field, [&](std::size_t i, double value) {
      if (value == 0) return;
      now_[0] += value;
      for (std::size_t b = 0; b < groupings; ++b)
        if (const std::int32_t part = parts_[i * groupings + b]; part >= 0) now_[part] += value;
    });
  }
  if (plan_->spec.over_entities == EntityReduction::sum) return;
  for (std::size_t i = 0; i < now_.size(); ++i)
    now_[i] = counts_[i] == 0.0 ? missing : now_[i] / counts_[i];
}

void OutcomeTracker::rank(const Version& field) {
  const std::size_t groupings = plan_->by.size();
  std::vector<std::vector<double>> parts(now_.size());
  visit_values(field, [&](std::size_t i, double value) {
    parts[0].push_back(value);
    for (std::size_t b = 0; b < groupings; ++b)
      if (const std::int32_t part = parts_[i * groupings + b]; part >= 0)
        parts[part].push_back(value);
  });
  for (std::size_t i = 0; i < parts.size(); ++i)
    now_[i] = rank_quantile(std::move(parts[i]), plan_->spec.quantile);
}

void OutcomeTracker::evaluate(Tick now, const BranchView& view, const OutcomeTracker* like) {
  const Version& field = view.field(plan_->field);
  const bool groups = plan_->spec.over_time != Reduction::last || now >= horizon_;
  if (plan_->spec.over_entities == EntityReduction::quantile)
    rank(field);
  else if (like && (plan_->by.empty() || !groups))
    now_[0] = like->now_[0];
  else
    sum_up(field, groups);
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

void OutcomeTracker::observe(Tick now, const BranchView& view, const OutcomeTracker* like) {
  if (plan_->last_only() && now < horizon_) return;
  bool chosen = plan_->of.empty() && plan_->by.empty() && entities_.empty();
  if (stale(view, chosen) || now >= horizon_) {
    if (chosen) choose(view);
    evaluate(now, view, like);
  }
  if (plan_->spec.series) {
    const bool so_far = plan_->spec.over_time == Reduction::integral;
    series_.push_back(static_cast<float>((so_far ? kept_[0] : now_[0]) * plan_->scale));
  }
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
