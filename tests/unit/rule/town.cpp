// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/rule/town.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <iterator>
#include <mutex>

#include "models/registry.hpp"
#include "tests/cases.hpp"

namespace sandtable::rule_tests {

namespace {

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  });
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return std::ranges::equal(a, b, [](float x, float y) {
    return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y);
  });
}

std::string words(const DecisionRow& row) {
  return fmt::format("{} {} {}.{} {} {}", row.time_s,
                     row.policy_rule.substr(row.policy_rule.find(':') + 1), row.process, row.lever,
                     row.target, row.values);
}

std::string difference(const BranchRecord& a, const BranchRecord& b, bool decisions) {
  if (a.done != b.done || a.reason != b.reason) return "status: " + a.reason + b.reason;
  for (std::size_t o = 0; o < a.outcomes.size(); ++o) {
    if (std::bit_cast<std::uint64_t>(a.outcomes[o]) !=
            std::bit_cast<std::uint64_t>(b.outcomes[o]) ||
        a.censored[o] != b.censored[o])
      return fmt::format("outcome {}: {} and {}", o, a.outcomes[o], b.outcomes[o]);
    for (std::size_t by = 0; by < a.grouped[o].size(); ++by)
      if (!same_bits(a.grouped[o][by], b.grouped[o][by]))
        return fmt::format("grouping {} of outcome {}", by, o);
  }
  if (a.series.size() != b.series.size()) return "number of series";
  for (std::size_t s = 0; s < a.series.size(); ++s)
    if (!same_bits(a.series[s], b.series[s])) return fmt::format("series {}", s);
  if (!decisions) return "";
  if (a.decisions.size() != b.decisions.size()) return "number of decisions";
  for (std::size_t d = 0; d < a.decisions.size(); ++d)
    if (words(a.decisions[d]) != words(b.decisions[d]))
      return "decision: " + words(a.decisions[d]) + " and " + words(b.decisions[d]);
  return "";
}

std::string difference(const Course& a, const Course& b, bool decisions) {
  if (a.size() != b.size()) return "number of draws";
  for (std::size_t d = 0; d < a.size(); ++d)
    if (const std::string text = difference(a[d], b[d], decisions); !text.empty())
      return fmt::format("draw {}: {}", d, text);
  return "";
}

}  // namespace

std::string difference(const Course& a, const Course& b) {
  return difference(a, b, true);
}

std::string difference_of_outcomes(const Course& a, const Course& b) {
  return difference(a, b, false);
}

Town::Town(const std::string& name) : copy_("rule-" + name) {
  std::filesystem::copy(source_folder() / "scenarios" / "first-town", copy_.path(),
                        std::filesystem::copy_options::recursive);
}

std::string Town::read(const std::string& file) const {
  std::ifstream stream(copy_.path() / file, std::ios::binary);
  REQUIRE(stream.good());
  return {std::istreambuf_iterator<char>(stream), {}};
}

void Town::edit(const std::string& file, const std::string& from, const std::string& to) const {
  const std::string text = read(file);
  INFO("'" << from << "' in " << file);
  REQUIRE(text.find(from) != std::string::npos);
  copy_.write(file, testing::replaced(text, from, to));
}

void Town::add_policy(const std::string& name, const std::string& orders) const {
  const std::string file = "policies/" + name + ".csv";
  if (!orders.empty()) write(file, "offset_min,kind,group,destination,x,y\n" + orders);
  edit("scenario.toml", "[outcomes]",
       "[policies." + name + "]\n" + (orders.empty() ? "" : "orders = \"" + file + "\"\n") +
           "\n[outcomes]");
}

std::string Town::orders_of(const std::string& policy) const {
  const std::string text = read("policies/" + policy + ".csv");
  return text.substr(text.find('\n') + 1);
}

Experiment Town::load(const std::vector<std::string>& policies) const {
  Scenario scenario = read_scenario(copy_.path(), {});
  const auto place = [&](const RawTable& policy) {
    return std::ranges::find(policies, policy.name) - policies.begin();
  };
  if (!policies.empty()) std::ranges::stable_sort(scenario.policies, {}, place);
  Experiment experiment = assemble(std::move(scenario), models::registry(), {policies, {}});
  if (!policies.empty()) REQUIRE(experiment.system.policies.size() == policies.size());
  return experiment;
}

const Course& Run::of(const std::string& policy) const {
  const auto at = std::ranges::find(policies, policy);
  REQUIRE(at != policies.end());
  return courses[static_cast<std::size_t>(at - policies.begin())];
}

RunPlan plan() {
  RunPlan plan;
  plan.draws = draws;
  return plan;
}

Run run(const Experiment& experiment, const RunPlan& plan) {
  Run made;
  std::mutex guard;
  std::vector<DrawRecord> records(static_cast<std::size_t>(plan.draws));
  made.steps = run_draws(experiment, plan, [&](DrawRecord&& record) {
    const std::lock_guard lock(guard);
    records[static_cast<std::size_t>(record.number)] = std::move(record);
  });
  for (const BoundPolicy& policy : experiment.system.policies) made.policies.push_back(policy.name);
  made.courses.resize(made.policies.size());
  for (const DrawRecord& record : records) {
    made.digests.push_back(record.digest);
    made.parameters.push_back(record.parameters);
    for (std::size_t p = 0; p < made.courses.size(); ++p)
      made.courses[p].push_back(record.branches[p]);
  }
  return made;
}

}  // namespace sandtable::rule_tests
