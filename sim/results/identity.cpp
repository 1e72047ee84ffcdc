// SPDX-License-Identifier: Apache-2.0
#include "sim/results/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/core/hash.hpp"

namespace sandtable {

namespace {

/// One part of what a run is. Long or unreadable values are compared and not shown.
struct Part {
  std::string name, value;
  std::string_view unshown = "";  ///< what to say instead of the two values
};

using Parts = std::vector<Part>;

/// The names of items as one text in which no border is lost.
template <class Items, class Name>
std::string listed(const Items& items, Name name) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += '\n';
    text += name(item);
  }
  return text;
}

std::string outcome_text(const OutcomeInfo& outcome, const RunInfo& info) {
  std::string text = outcome.unit.empty() ? "no unit" : outcome.unit;
  if (outcome.keeps_series) text += "\nwith its series";
  for (const std::size_t by : outcome.by) text += "\nby " + info.groupings[by].name;
  return text;
}

Parts parts_of(const RunInfo& info) {
  Parts parts{{"scenario.toml", info.scenario_text, "differs"}};
  for (const DatasetInfo& data : info.datasets)
    parts.push_back({data.file, data.sha256, "other SHA-256"});
  parts.push_back({"program", info.program});
  parts.push_back({"seed", fmt::format("{}", info.seed)});
  parts.push_back({"design of the draws", info.design});
  if (info.replicates > 0)
    parts.push_back({"replicates", fmt::format("{} of {}", info.replicates, info.replicate_size)});
  parts.push_back({"start", info.start});
  parts.push_back({"duration (s)", fmt::format("{}", info.duration_s)});
  parts.push_back({"tick (s)", fmt::format("{}", info.tick_s)});
  for (const ModelInfo& model : info.models)
    parts.push_back({"model of " + model.process, model.model + " " + model.version});
  parts.push_back({"policies", listed(info.policies, [](const auto& p) { return p.name; })});
  parts.push_back({"uncertain parameters", listed(info.parameters, [](const ParameterInfo& p) {
                     return p.path + (p.unit.empty() ? "" : " (" + p.unit + ")");
                   })});
  for (const Grouping& grouping : info.groupings)
    parts.push_back({"groups of " + grouping.name,
                     listed(grouping.labels, [](const std::string& label) { return label; }),
                     "others, or in another order"});
  parts.push_back({"outcomes", listed(info.outcomes, [](const auto& o) { return o.name; })});
  for (const OutcomeInfo& outcome : info.outcomes)
    parts.push_back({"outcome " + outcome.name, outcome_text(outcome, info)});
  parts.push_back({"hash of the scenario", info.scenario_sha256});
  return parts;
}

std::string shown(const std::string& value) {
  std::string text = value.empty() ? "none" : value;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
    text.replace(at, 1, ", ");
  return text;
}

const Part* find(const Parts& parts, const std::string& name) {
  const auto found = std::ranges::find(parts, name, &Part::name);
  return found == parts.end() ? nullptr : &*found;
}

std::string difference(const Part& before, const Part& now) {
  if (!now.unshown.empty()) return fmt::format("{}: {}", now.name, now.unshown);
  return fmt::format("{}: {} before, {} now", now.name, shown(before.value), shown(now.value));
}

}  // namespace

std::uint64_t identity(const RunInfo& info) {
  std::vector<std::uint64_t> hashes;
  for (const Part& part : parts_of(info)) hashes.push_back(hash64(part.name, part.value));
  return hash64(hashes);
}

std::vector<std::string> differences(const RunInfo& before, const RunInfo& now) {
  const Parts old_parts = parts_of(before), new_parts = parts_of(now);
  std::vector<std::string> texts;
  for (const Part& part : new_parts) {
    if (part.name == "hash of the scenario" && !texts.empty()) continue;  // follows from the others
    if (const Part* other = find(old_parts, part.name); other == nullptr)
      texts.push_back(part.name + ": only now");
    else if (other->value != part.value)
      texts.push_back(difference(*other, part));
  }
  for (const Part& part : old_parts)
    if (find(new_parts, part.name) == nullptr) texts.push_back(part.name + ": only before");
  if (texts.empty() && identity(before) != identity(now))
    texts.push_back("the same parts in another order");
  return texts;
}

}  // namespace sandtable
