// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/core/engine.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// An outcome bound to its fields.
struct OutcomePlan {
  OutcomeSpec spec;
  std::size_t field = 0;
  std::vector<std::size_t> of;      ///< u8 fields whose product selects entities
  std::vector<std::size_t> by;      ///< i32 fields that number the groups
  std::vector<std::size_t> groups;  ///< how many groups, by `by`
  bool is_time = false;             ///< the field holds ticks: never counts as the horizon, unit s
  double scale = 1;                 ///< from the field's unit (s for a time) to spec.unit
  std::size_t like = none;          ///< an earlier outcome that sums the same at every tick
  static constexpr std::size_t none = ~std::size_t{0};

  /// Whether only the value at the horizon is asked for.
  bool last_only() const { return spec.over_time == Reduction::last && !spec.series; }
};

/// Sets `like`: of outcomes that differ in what they keep over time the sum is taken once.
void share_sums(std::vector<OutcomePlan>& plans);

/// What an outcome came to in one branch.
struct OutcomeValue {
  double value = 0;
  bool censored = false;                     ///< the horizon stands for "never"
  std::vector<std::vector<double>> grouped;  ///< (by, group)
  std::vector<float> series;                 ///< at every tick, if kept; of an integral: so far
};

/// Follows one outcome through one branch; outcomes never accumulate in a state.
class OutcomeTracker {
 public:
  OutcomeTracker(const OutcomePlan& plan, Tick tick, Tick horizon);
  /// Call at every tick from start to horizon; `like`: the tracker of plan.like at this tick.
  void observe(Tick now, const BranchView& view, const OutcomeTracker* like = nullptr);
  OutcomeValue result() const;

 private:
  /// Whether a field was written since it was last looked at; `chosen`: one of of or by.
  bool stale(const BranchView& view, bool& chosen);
  void choose(const BranchView& view);
  void evaluate(Tick now, const BranchView& view, const OutcomeTracker* like);
  template <class Add>
  void visit_values(const Version& field, const Add& add) const;
  void sum_up(const Version& field, bool groups);
  void rank(const Version& field);
  void reduce(Tick now);

  const OutcomePlan* plan_;
  Tick tick_, horizon_;
  std::vector<const Version*> seen_;    ///< field, of..., by...: as last evaluated
  std::vector<std::int32_t> entities_;  ///< those that count, in their order
  std::vector<std::int32_t> parts_;     ///< (entity, 1 + by): index in now_; -1 in no group
  std::vector<double> counts_;          ///< by index in now_
  std::vector<double> now_;             ///< all, then the groups of every `by`, at this tick
  std::vector<double> kept_;            ///< likewise, reduced over time
  std::vector<std::uint8_t> reached_;
  std::vector<float> series_;
};

}  // namespace sandtable
