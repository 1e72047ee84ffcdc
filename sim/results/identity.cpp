// SPDX-License-Identifier: Apache-2.0
#include "sim/results/identity.hpp"

#include <bit>
#include <string_view>

#include "sim/core/hash.hpp"

namespace sandtable {

namespace {

/// A hash over a list of words in which neither order nor borders can be confused.
class Words {
 public:
  void add(std::string_view word) { hashes_.push_back(hash64(word)); }
  void add(std::uint64_t word) { hashes_.push_back(word); }
  void add(double value) { hashes_.push_back(std::bit_cast<std::uint64_t>(value)); }
  std::uint64_t hash() const { return hash64(hashes_); }

 private:
  std::vector<std::uint64_t> hashes_;
};

void add_outcomes(Words& words, const RunInfo& info) {
  words.add(info.outcomes.size());
  for (const OutcomeInfo& outcome : info.outcomes) {
    words.add(outcome.name);
    words.add(outcome.unit);
    words.add(std::uint64_t{outcome.keeps_series});
    words.add(outcome.by.size());
    for (const std::size_t grouping : outcome.by) words.add(std::uint64_t{grouping});
  }
}

}  // namespace

std::uint64_t identity(const RunInfo& info) {
  Words words;
  words.add(info.scenario_sha256);
  words.add(info.program);
  words.add(info.seed);
  words.add(info.design);
  words.add(static_cast<std::uint64_t>(info.replicates));
  words.add(static_cast<std::uint64_t>(info.replicate_size));
  words.add(info.start);
  words.add(info.duration_s);
  words.add(info.tick_s);
  words.add(info.models.size());
  for (const ModelInfo& model : info.models) {
    words.add(model.process);
    words.add(model.model);
    words.add(model.version);
  }
  words.add(info.policies.size());
  for (const PolicyInfo& policy : info.policies) words.add(policy.name);
  words.add(info.parameters.size());
  for (const ParameterInfo& parameter : info.parameters) words.add(parameter.path);
  words.add(info.groupings.size());
  for (const Grouping& grouping : info.groupings) {
    words.add(grouping.name);
    words.add(grouping.labels.size());
    for (const std::string& label : grouping.labels) words.add(label);
  }
  add_outcomes(words, info);
  return words.hash();
}

}  // namespace sandtable
