// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/replicates.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/experiment/comparison.hpp"
#include "sim/experiment/points.hpp"

using namespace sandtable;

namespace {

/// 8 replicates of 2 draws, a baseline of 0 and one plan with these values.
Results results_of(const std::vector<double>& values, std::int64_t size = 2) {
  Results results;
  results.info.title = "A test";
  results.info.baseline = results.info.policies.emplace_back("old", "").name;
  results.info.policies.push_back({"new", ""});
  results.info.main_outcome = "hurt";
  results.info.matters = "1 people";
  results.info.matters_value = 1;
  results.info.outcomes = {{"hurt", "People hurt", "people", "lower", "", false, {}}};
  results.info.design = "latin-hypercube";
  results.info.replicates = static_cast<std::int64_t>(values.size()) / size;
  results.info.replicate_size = size;
  for (std::size_t d = 0; d < values.size(); ++d) {
    const auto row = static_cast<std::int64_t>(d);
    DrawRecord draw{row, row, row, row, {}, {}, 0};
    for (const double value : {0.0, values[d]})
      draw.branches.push_back({true, "", {value}, {0}, {}, {}, {}});
    results.draws.push_back(draw);
  }
  return results;
}

bool holds(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

bool holds(const std::vector<std::string>& texts, const std::string& part) {
  std::string all;
  for (const std::string& text : texts) all += text + '\n';
  return holds(all, part);
}

}  // namespace

// Would catch an interval from the draws (t of 15 degrees of freedom): replicate means are 0 to 7,
// whose mean is 3.5 and deviation sqrt(6); t(7) = 2.364624 (printed tables); half 2.047824.
TEST_CASE("The interval is Student's t on the replicates' means", "[design]") {
  std::vector<double> values;
  for (int replicate = 0; replicate < 8; ++replicate) {
    values.push_back(replicate - 100);
    values.push_back(replicate + 100);
  }
  const Comparison comparison = compare(results_of(values));
  const PolicyComparison& policy = comparison.outcomes[0].policies[1];
  CHECK(*policy.difference == Approx(3.5));
  CHECK(*policy.spread == Approx(std::sqrt(6.0)));
  CHECK(*policy.high - 3.5 == Approx(2.047824).epsilon(1e-6));
  CHECK(policy.replicates == 8);
  CHECK(holds(comparison.sentences,
              "does worse than \"old\": 3.5 people more on average over the "
              "8 replicates of 2 futures tried"));
  CHECK(holds(to_text(comparison, false), "8 replicates of 2 futures tried (latin-hypercube)"));
}

// Would catch replicates weighed alike though one has three values and the other one: M = 2.5,
// e = (6 - 7.5) / 2 and (4 - 2.5) / 2, spread sqrt(2 x 0.75^2), t(1) = 12.7062.
TEST_CASE("Replicates of unequal size are told as a ratio", "[design]") {
  const Estimate found =
      estimate(std::vector<double>{1, 2, 3, 4}, std::vector<std::int64_t>{0, 0, 0, 1});
  CHECK(found.mean == 2.5);
  CHECK(*found.spread == Approx(0.75 * std::sqrt(2.0)));
  CHECK(*found.half == Approx(12.7062 * 0.75).epsilon(1e-5));
  CHECK_FALSE(estimate(std::vector<double>{1, 2}, std::vector<std::int64_t>{4, 4}).half);
}

// Would catch an interval that takes the draws of a replicate for independent (it would cover
// always), or replicates that are not. Of 1000 intervals at 95%, 927 to 973 hold the truth with a
// probability of 99.9% (binomial: 950 -/+ 3.29 x 6.89).
TEST_CASE("95% intervals from replicates hold the truth in 95 of 100 cases", "[design]") {
  int from_replicates = 0, from_draws = 0, of_a_group = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const DesignPoints points({DesignKind::latin_hypercube, 128, 8, 16}, seed, {});
    std::vector<double> values, some;
    std::vector<std::int64_t> replicate, replicate_of_some;
    for (std::int64_t row = 0; row < 128; ++row) {
      const double x = points.at(row, "a.x"), y = points.at(row, "a.y");
      values.push_back(x + y * y);
      replicate.push_back(row / 16);
      if (points.at(row, "fire.alternative") > 0.3) continue;
      some.push_back(x + y * y);
      replicate_of_some.push_back(row / 16);
    }
    const double truth = 0.5 + 1.0 / 3;
    const auto hits = [&](const Estimate& e) { return std::abs(e.mean - truth) <= *e.half; };
    from_replicates += hits(estimate(values, replicate));
    from_draws += hits(estimate(values));
    of_a_group += hits(estimate(some, replicate_of_some));
  }
  CHECK(from_replicates >= 927);
  CHECK(from_replicates <= 973);
  CHECK(of_a_group >= 927);
  CHECK(of_a_group <= 973);
  CHECK(from_draws > 995);
}

// Would catch a failed draw that takes its replicate's others with it, or counts as 0; and a
// sentence that says "8 replicates of 2" of fewer draws.
TEST_CASE("A failed draw leaves the others of its replicate, and is told", "[design]") {
  std::vector<double> values{-1, -2, -3, -2, -1, -2, -4, -2, -1, -2, -2, -2, -1, -1, -3, -2};
  Results results = results_of(values);
  results.draws[5].branches[1] = {};
  results.draws[5].branches[1].reason = "no route";
  const Comparison comparison = compare(results);
  const PolicyComparison& policy = comparison.outcomes[0].policies[1];
  CHECK(policy.replicates == 8);
  CHECK(policy.draws == 15);
  CHECK(*policy.difference == Approx(-29.0 / 15));
  REQUIRE(policy.low);
  CHECK(holds(comparison.sentences, "over the 15 futures of 8 replicates tried"));
  CHECK(holds(comparison.warnings, "failed in 1 of 16 futures"));
  results.draws[4].branches[1] = {};
  const Comparison without = compare(results);
  CHECK_FALSE(without.outcomes[0].policies[1].low);
  CHECK(holds(without.sentences,
              "over the 7 replicates of 2 futures tried; nothing can be told, for an interval "
              "needs some of each of the 8 replicates"));
}

// Would catch an interval for a fire that some replicate never met.
TEST_CASE("A group has an interval only when every replicate holds some of it", "[design]") {
  std::vector<double> values;
  for (int draw = 0; draw < 16; ++draw) values.push_back(draw % 5);
  Results results = results_of(values);
  results.info.parameters = {{"fire.alternative", "1", {"north", "south"}}};
  for (std::size_t d = 0; d < 16; ++d)
    results.draws[d].parameters = {d % 2 == 0 || d == 7 ? 0.0 : 1.0};
  const Comparison fires = compare(results, {.by = "fire"});
  CHECK(fires.groups[0].outcomes[0].policies[1].replicates == 8);
  CHECK(fires.groups[0].outcomes[0].policies[1].low);
  const PolicyComparison& south = fires.groups[1].outcomes[0].policies[1];
  CHECK(south.replicates == 7);
  CHECK(south.difference);
  CHECK_FALSE(south.low);
  CHECK(holds(to_text(fires, false, true), "none: in 7 of 8 replicates"));
}
