// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "sim/experiment/comparison.hpp"

namespace sandtable {

namespace {

nlohmann::json number(const std::optional<double>& value) {
  return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

nlohmann::json policy_json(const PolicyComparison& policy) {
  return {{"mean", number(policy.mean)},
          {"difference", number(policy.difference)},
          {"low", number(policy.low)},
          {"high", number(policy.high)},
          {"share_better", number(policy.share_better)},
          {"censored", policy.censored}};
}

nlohmann::json outcomes_json(const std::vector<OutcomeComparison>& outcomes) {
  nlohmann::json list = nlohmann::json::array();
  for (const OutcomeComparison& outcome : outcomes) {
    nlohmann::json policies = nlohmann::json::object();
    for (const PolicyComparison& policy : outcome.policies)
      policies[policy.policy] = policy_json(policy);
    list.push_back({{"name", outcome.name},
                    {"unit", outcome.unit},
                    {"better", outcome.better},
                    {"policies", policies}});
  }
  return list;
}

}  // namespace

nlohmann::json to_json(const Comparison& comparison) {
  nlohmann::json result = {{"draws", comparison.draws},
                           {"design", comparison.design},
                           {"replicates", comparison.replicates},
                           {"replicate_size", comparison.replicate_size},
                           {"baseline", comparison.baseline},
                           {"policies", comparison.policies},
                           {"outcomes", outcomes_json(comparison.outcomes)},
                           {"sentences", comparison.sentences},
                           {"warnings", comparison.warnings}};
  if (comparison.by.empty()) return result;
  result["by"] = comparison.by;
  result["groups"] = nlohmann::json::array();
  for (const GroupComparison& group : comparison.groups)
    result["groups"].push_back({{"label", group.label},
                                {"draws", group.draws},
                                {"outcomes", outcomes_json(group.outcomes)}});
  return result;
}

}  // namespace sandtable
