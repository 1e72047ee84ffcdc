// SPDX-License-Identifier: Apache-2.0
// The one rule, on a whole town: what a policy comes to does not depend on who runs beside it, on
// how many threads, nor on what is shared or told.
#include <atomic>
#include <catch2/catch.hpp>

#include "tests/unit/rule/town.hpp"

namespace sandtable::rule_tests {

namespace {

const std::vector<std::string> shipped{"nobody-warned", "as-planned", "everyone-at-once", "early"};

std::uint64_t computed(const Run& run) {
  std::uint64_t total = 0;
  for (const StepCount& steps : run.steps) total += steps.computed;
  return total;
}

}  // namespace

TEST_CASE("The policies of first-town differ: what follows could fail") {
  const Town town("differ");
  const Run reference = run(town.load());
  REQUIRE(reference.policies == shipped);
  for (std::size_t a = 0; a < shipped.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      CHECK(difference_of_outcomes(reference.courses[a], reference.courses[b]) != "");
  CHECK(reference.of("as-planned")[0].decisions.size() == 10);
  CHECK(reference.parameters[0] != reference.parameters[1]);
}

TEST_CASE("A policy that never acts leaves every other result as it was") {
  const Town town("never");
  const Run before = run(town.load());
  town.add_policy("never", "");
  for (const auto& order : {std::vector<std::string>{"nobody-warned", "as-planned",
                                                     "everyone-at-once", "early", "never"},
                            std::vector<std::string>{"never", "nobody-warned", "as-planned",
                                                     "everyone-at-once", "early"}}) {
    const Run after = run(town.load(order));
    for (const std::string& policy : shipped) {
      INFO(policy);
      CHECK(difference(before.of(policy), after.of(policy)) == "");
    }
    CHECK(difference(after.of("never"), after.of("nobody-warned")) == "");
    CHECK(after.parameters == before.parameters);
  }
}

TEST_CASE("Two identical policies differ by exactly 0, and cost one") {
  const Town town("identical");
  const Run one = run(town.load({"as-planned"}));
  town.add_policy("twin", town.orders_of("as-planned"));
  const Run two = run(town.load({"as-planned", "twin"}));
  CHECK(difference(two.of("as-planned"), two.of("twin")) == "");
  CHECK(difference(two.of("as-planned"), one.of("as-planned")) == "");
  // all but the policies' own steps are shared
  for (std::size_t p = 0; p + 1 < one.steps.size(); ++p) {
    CHECK(two.steps[p].computed == one.steps[p].computed);
    CHECK(two.steps[p].shared == one.steps[p].computed);
    CHECK(two.steps[p].copies == 0);
  }
  RunPlan apart = plan();
  apart.options.sharing = false;
  const Run unshared = run(town.load({"as-planned", "twin"}), apart);
  CHECK(difference(unshared.of("as-planned"), unshared.of("twin")) == "");
}

TEST_CASE(
    "The same to the bit without sharing, with events, on every back end and 1, 2, 4 threads") {
  const Town town("ways");
  const Experiment experiment = town.load();
  RunPlan plan = rule_tests::plan();
  plan.draws = 4;
  const Run reference = run(experiment, plan);
  struct Way {
    bool sharing, events;
    std::size_t threads;
    Backend backend;
  };
  for (const Way& way : {Way{false, false, 1, Backend::threads}, Way{true, true, 1, Backend::tbb},
                         Way{true, false, 2, Backend::tbb}, Way{true, false, 2, Backend::threads},
                         Way{false, true, 4, Backend::tbb}, Way{true, true, 4, Backend::threads}}) {
    plan.threads = way.threads;
    plan.backend = way.backend;
    plan.options.sharing = way.sharing;
    plan.options.events = way.events;
    std::atomic<std::size_t> told = 0;
    plan.options.on_events = [&](std::size_t, std::span<const std::size_t>, const Events& events) {
      told += events.rows.size();
    };
    const Run other = run(experiment, plan);
    INFO("sharing " << way.sharing << ", events " << way.events << ", threads " << way.threads);
    CHECK(other.digests == reference.digests);
    CHECK(other.parameters == reference.parameters);
    for (const std::string& policy : shipped)
      CHECK(difference(other.of(policy), reference.of(policy)) == "");
    CHECK((told > 0) == way.events);
    CHECK((computed(other) > computed(reference)) == !way.sharing);
  }
}

TEST_CASE("Each policy in a run of its own, and all in another order, come to the same") {
  const Town town("order");
  const Run reference = run(town.load());
  const Run shuffled = run(town.load({"early", "as-planned", "nobody-warned", "everyone-at-once"}));
  for (const std::string& policy : shipped) {
    INFO(policy);
    const Run alone = run(town.load({policy}));
    CHECK(difference(alone.of(policy), reference.of(policy)) == "");
    CHECK(difference(shuffled.of(policy), reference.of(policy)) == "");
  }
}

}  // namespace sandtable::rule_tests
