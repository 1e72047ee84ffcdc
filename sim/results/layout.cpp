// SPDX-License-Identifier: Apache-2.0
#include "sim/results/layout.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <numeric>
#include <set>

#include "sim/results/cf.hpp"

namespace sandtable {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<const char*, 13> kReserved = {
    "draw",   "policy",      "parameter",  "parameters",     "parameter_unit",
    "status", "noise_index", "design_row", "forecast_index", "digest",
    "reason", "notices",     "time"};
constexpr std::array<const char*, 5> kReservedGroups = {"groups", "series", "maps", "decisions",
                                                        "run"};

void describe(const hdf5::Dataset& dataset, const std::string& long_name,
              const std::string& unit = "") {
  dataset.attribute("long_name", long_name);
  dataset.attribute("units", unit);
}

void describe_flags(const hdf5::Dataset& dataset, const std::string& long_name,
                    std::span<const std::uint8_t> values, const std::string& meanings) {
  dataset.attribute("long_name", long_name);
  dataset.attribute("flag_values", values);
  dataset.attribute("flag_meanings", meanings);
}

std::string label_of(const OutcomeInfo& outcome) {
  return outcome.label.empty() ? outcome.name : outcome.label;
}

template <class T>
void describe_outcome(const hdf5::Dataset& dataset, const OutcomeInfo& outcome, T missing) {
  dataset.attribute("_FillValue", missing);
  const std::string label = label_of(outcome);
  describe(dataset, is_counted(outcome.unit) ? fmt::format("{} ({})", label, outcome.unit) : label,
           cf_unit(outcome.unit));
  dataset.attribute("better", outcome.better);
  dataset.attribute("sandtable_unit", outcome.unit);
  dataset.attribute("comment", outcome.description);
}

std::vector<std::string> policy_names(const RunInfo& info) {
  std::vector<std::string> names;
  for (const PolicyInfo& policy : info.policies) names.push_back(policy.name);
  return names;
}

}  // namespace

std::size_t series_length(const RunInfo& info) {
  return static_cast<std::size_t>(info.duration_s / info.tick_s) + 1;
}

void check_names(const RunInfo& info, Problems& problems) {
  std::set<std::string> taken(kReserved.begin(), kReserved.end());
  taken.insert(kReservedGroups.begin(), kReservedGroups.end());
  const auto take = [&](const std::string& name, const char* what) {
    if (name.empty() || name.find('/') != std::string::npos || !taken.insert(name).second)
      problems.add(fmt::format(
          "{} '{}' cannot be written (the results file needs each name once, without '/', and "
          "keeps some for itself): rename it",
          what, name));
  };
  for (const OutcomeInfo& outcome : info.outcomes) take(outcome.name, "the outcome");
  for (const OutcomeInfo& outcome : info.outcomes) take(outcome.name + "_censored", "the flag");
  for (const Grouping& grouping : info.groupings) take(grouping.name, "the grouping");
}

Layout::Layout(const hdf5::Group& root, const RunInfo& info, std::span<const std::int64_t> numbers,
               std::size_t orders)
    : info_(info) {
  const hdf5::Dataset draw = root.axis("draw", numbers);
  describe(draw, "number of the draw: one future", "1");
  const hdf5::Dataset policy = root.text_axis("policy", policy_names(info));
  describe(policy, "name of the policy");
  std::vector<std::string> paths, units;
  for (const ParameterInfo& parameter : info.parameters) {
    paths.push_back(parameter.path);
    units.push_back(parameter.unit);
  }
  const hdf5::Dataset parameter = root.text_axis("parameter", paths);
  describe(parameter, "path of the uncertain parameter");
  make_indices(root, {&draw});
  make_outcomes(root, {&draw, &policy});
  parameters_.push_back(root.create<double>("parameters", {&draw, &parameter}));
  parameters_[0].attribute("long_name", "value of the uncertain parameter");
  parameters_[0].attribute("ancillary_variables", "parameter_unit");
  parameters_[0].attribute("comment", "each parameter's unit stands in parameter_unit");
  const hdf5::Dataset unit = root.create_texts("parameter_unit", {&parameter});
  describe(unit, "unit of the uncertain parameter");
  unit.write_texts(units);
  make_groups(root, {&draw, &policy});
  make_series(root, {&draw, &policy});
  maps_ = MapLayout(root, info, numbers, policy);
  make_decisions(root, orders);
}

void Layout::make_indices(const hdf5::Group& root, const hdf5::Axes& axes) {
  const auto add = [&]<class T>(T, const char* name, const char* long_name) {
    indices_.push_back(root.create<T>(name, axes));
    describe(indices_.back(), long_name, "1");
  };
  add(std::int64_t{}, "noise_index", "index in the keys of all chance but forecasts'");
  add(std::int64_t{}, "design_row", "row of the design of the uncertain parameters");
  add(std::int64_t{}, "forecast_index", "index in the keys of forecasts and observations");
  add(std::uint64_t{}, "digest", "hash of the draw's outcomes and decisions under all policies");
}

void Layout::make_outcomes(const hdf5::Group& root, const hdf5::Axes& axes) {
  branches_.push_back(root.create<std::uint8_t>("status", axes));
  describe_flags(branches_[0], "state of the draw under the policy",
                 std::array<std::uint8_t, 3>{0, 1, 2}, "done failed not_run");
  branches_.push_back(root.create_texts("reason", axes));
  describe(branches_[1], "why the draw failed under the policy");
  branches_.push_back(root.create_texts("notices", axes));
  describe(branches_[2], "what models say of the draw under the policy, one a line");
  for (const OutcomeInfo& outcome : info_.outcomes) {
    outcomes_.push_back(root.create<double>(outcome.name, axes));
    describe_outcome(outcomes_.back(), outcome, kMissing);
    outcomes_.back().attribute("ancillary_variables", outcome.name + "_censored");
    censored_.push_back(root.create<std::uint8_t>(outcome.name + "_censored", axes));
    describe_flags(censored_.back(), label_of(outcome) + ": whether the horizon stands for never",
                   std::array<std::uint8_t, 2>{0, 1}, "observed censored");
  }
}

void Layout::make_groups(const hdf5::Group& root, const hdf5::Axes& axes) {
  const hdf5::Group groups = root.create_group("groups");
  for (std::size_t g = 0; g < info_.groupings.size(); ++g) {
    const Grouping& grouping = info_.groupings[g];
    const hdf5::Group group = groups.create_group(grouping.name);
    const hdf5::Dataset label = group.text_axis(grouping.name, grouping.labels);
    describe(label, "label of the " + grouping.name);
    for (std::size_t o = 0; o < info_.outcomes.size(); ++o) {
      const OutcomeInfo& outcome = info_.outcomes[o];
      for (std::size_t slot = 0; slot < outcome.by.size(); ++slot) {
        if (outcome.by[slot] != g) continue;
        groups_.push_back(
            {o, slot, group.create<double>(outcome.name, {axes[0], axes[1], &label})});
        describe_outcome(groups_.back().values, outcome, kMissing);
      }
    }
  }
}

void Layout::make_series(const hdf5::Group& root, const hdf5::Axes& axes) {
  const hdf5::Group group = root.create_group("series");
  std::vector<std::size_t> kept;
  for (std::size_t o = 0; o < info_.outcomes.size(); ++o)
    if (info_.outcomes[o].keeps_series) kept.push_back(o);
  if (kept.empty()) return;
  std::vector<double> minutes(series_length(info_));
  for (std::size_t i = 0; i < minutes.size(); ++i)
    minutes[i] = static_cast<double>(i) * info_.tick_s / 60.0;
  const hdf5::Dataset time = group.axis<double>("time", minutes);
  describe(time, "time of the scenario", cf_time("minutes", info_.start));
  time.attribute("standard_name", "time");
  time.attribute("calendar", "standard");
  for (std::size_t slot = 0; slot < kept.size(); ++slot) {
    const OutcomeInfo& outcome = info_.outcomes[kept[slot]];
    series_.push_back(
        {kept[slot], slot, group.create<float>(outcome.name, {axes[0], axes[1], &time})});
    describe_outcome(series_.back().values, outcome, static_cast<float>(kMissing));
  }
}

void Layout::make_decisions(const hdf5::Group& root, std::size_t orders) {
  const hdf5::Group group = root.create_group("decisions");
  std::vector<std::int64_t> rows(orders);
  std::iota(rows.begin(), rows.end(), 0);
  const hdf5::Dataset order = group.axis<std::int64_t>("order", rows);
  describe(order, "number of the order", "1");
  decisions_.push_back(group.create<std::int64_t>("draw_number", {&order}));
  describe(decisions_.back(), "draw in which the order was given", "1");
  decisions_.push_back(group.create<std::int32_t>("policy_index", {&order}));
  describe(decisions_.back(), "position on the axis policy", "1");
  decisions_.push_back(group.create<double>("time", {&order}));
  describe(decisions_.back(), "when the order was given", cf_time("seconds", info_.start));
  decisions_.back().attribute("standard_name", "time");
  decisions_.back().attribute("calendar", "standard");
  constexpr std::array<std::array<const char*, 2>, 5> kTexts = {{
      {"rule", "rule of the policy that spoke"},
      {"process", "process that was ordered"},
      {"lever", "lever that was used"},
      {"target", "external id of what it was used on"},
      {"values", "values given with it"},
  }};
  for (const auto& [name, long_name] : kTexts) {
    decisions_.push_back(group.create_texts(name, {&order}));
    describe(decisions_.back(), long_name);
  }
}

}  // namespace sandtable
