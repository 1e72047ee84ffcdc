// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/core/error.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/comparison_words.hpp"
#include "sim/experiment/replicates.hpp"

using namespace sandtable;

namespace {

/// One outcome, lower is better; a column of values a policy; "old" is the baseline.
Results results_of(const std::vector<std::string>& policies,
                   const std::vector<std::vector<double>>& columns) {
  Results results;
  results.info.title = "A test";
  results.info.baseline = "old";
  results.info.main_outcome = "hurt";
  results.info.matters = "1 people";
  results.info.matters_value = 1;
  results.info.outcomes = {{"hurt", "People hurt", "people", "lower", "", false, {}}};
  for (const std::string& policy : policies) results.info.policies.push_back({policy, ""});
  for (std::size_t d = 0; d < columns[0].size(); ++d) {
    DrawRecord draw;
    draw.number = static_cast<std::int64_t>(d);
    for (const std::vector<double>& column : columns) {
      BranchRecord branch;
      branch.done = true;
      branch.outcomes = {column[d]};
      branch.censored = {0};
      draw.branches.push_back(branch);
    }
    results.draws.push_back(draw);
  }
  return results;
}

const PolicyComparison& policy(const Comparison& comparison, std::size_t index) {
  return comparison.outcomes[0].policies[index];
}

bool holds(const std::vector<std::string>& texts, const std::string& part) {
  for (const std::string& text : texts)
    if (text.find(part) != std::string::npos) return true;
  return false;
}

}  // namespace

// Catches an unpaired interval, a normal quantile, n in place of n - 1, a swapped sign. The data
// are Student's (1908) hours of sleep; R 4's help page of t.test gives the interval.
TEST_CASE("the paired interval is that of R's t.test on Student's sleep data") {
  const std::vector<double> first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  Results results = results_of({"old", "new"}, {second, first});
  const Comparison comparison = compare(results);
  const PolicyComparison& sleep = policy(comparison, 1);
  CHECK(*sleep.difference == Approx(-1.58).epsilon(1e-12));
  CHECK(*sleep.low == Approx(-2.4598858).epsilon(1e-7));
  CHECK(*sleep.high == Approx(-0.7001142).epsilon(1e-7));
  CHECK(*sleep.mean == Approx(0.75).epsilon(1e-12));
  CHECK(sleep.better == 9);
  CHECK(sleep.tied == 1);
  CHECK(*sleep.share_better == Approx(0.9));
  CHECK_FALSE(policy(comparison, 0).difference);
  CHECK(
      comparison.sentences[0] ==
      "On \"People hurt\", \"new\" does better than \"old\": 1.6 people fewer on average over the "
      "10 futures tried (95% interval 0.7 to 2.5 fewer). Better in 9 of 10 futures, equal in 1, "
      "worse in 0. Whether it reaches the 1 people that matter is not settled.");
}

TEST_CASE("Student's t is that of the printed tables") {
  CHECK(students_t_95(10) == Approx(2.262157).epsilon(1e-6));
  CHECK(students_t_95(2) == Approx(12.70620).epsilon(1e-6));
  CHECK(students_t_95(31) == Approx(2.042272).epsilon(1e-6));
}

// Catches a sum in which two equal columns leave a rounding rest.
TEST_CASE("a policy and its copy differ by exactly 0") {
  const std::vector<double> values = {0.1, 1e17, 0.3, -7.7, 1e-9};
  const Comparison comparison = compare(results_of({"old", "copy"}, {values, values}));
  CHECK(*policy(comparison, 1).difference == 0.0);
  CHECK(*policy(comparison, 1).low == 0.0);
  CHECK(*policy(comparison, 1).high == 0.0);
  CHECK(*policy(comparison, 1).share_better == 0.0);
  CHECK(policy(comparison, 1).tied == 5);
  CHECK(holds(comparison.sentences,
              "\"copy\" and \"old\" are exactly the same in all 5 futures tried"));
}

// Catches a mean over horizons that stand for "never".
TEST_CASE("more than one percent censored hides the mean difference") {
  std::vector<double> old_values(100, 4), new_values(100, 3);
  old_values[0] = 5;
  Results results = results_of({"old", "new"}, {old_values, new_values});
  results.draws[7].branches[0].censored[0] = 1;
  CHECK(policy(compare(results), 1).difference);  // exactly 1%: shown
  results.draws[8].branches[0].censored[0] = 1;
  results.draws[9].branches[0].censored[0] = 1;
  const Comparison comparison = compare(results);
  CHECK_FALSE(policy(comparison, 1).difference);
  CHECK_FALSE(policy(comparison, 1).low);
  CHECK(policy(comparison, 0).censored == Approx(0.03));
  CHECK_FALSE(policy(comparison, 0).mean);
  CHECK(to_json(comparison)["outcomes"][0]["policies"]["new"]["difference"].is_null());
  CHECK(to_text(comparison, false).find("not shown: not reached in 3 of 100 futures") !=
        std::string::npos);
}

// Catches a claim made from one draw, and one made when the interval holds 0.
TEST_CASE("what cannot be told is not claimed") {
  const Comparison one = compare(results_of({"old", "new"}, {{3}, {1}}));
  CHECK(*policy(one, 1).difference == -2);
  CHECK_FALSE(policy(one, 1).low);
  CHECK(holds(one.sentences,
              "2.0 people fewer in the one future tried; from one nothing can be told"));

  // D = -4, 6, -5, 5: mean 0.5, s = sqrt(101/3) = 5.8023, t(3) = 3.182446: half 9.2328;
  // n = (3.182446 * 5.8023 / 1)^2 = 340.97.
  const Comparison four = compare(results_of({"old", "new"}, {{9, 9, 9, 9}, {5, 15, 4, 14}}));
  CHECK(*policy(four, 1).low == Approx(0.5 - 9.2328).epsilon(1e-4));
  CHECK(*policy(four, 1).high == Approx(0.5 + 9.2328).epsilon(1e-4));
  CHECK(holds(four.sentences, "\"new\" cannot be told apart from \"old\""));
  CHECK(holds(four.sentences, "interval runs from 8.7 fewer to 9.7 more"));
  CHECK(holds(four.sentences, "About 341 futures would settle a difference of 1 people"));
  CHECK(holds(four.sentences, "not of the world"));
  CHECK(holds(four.warnings, "Only 4 futures"));
}

TEST_CASE("failed branches leave the pairs, and are told") {
  Results results = results_of({"old", "new", "third"}, {{5, 6, 7}, {4, 4, 4}, {9, 9, 9}});
  results.draws[1].branches[1] = {};
  results.draws[1].branches[1].reason = "no route";
  const Comparison comparison = compare(results);
  CHECK(policy(comparison, 1).draws == 2);
  CHECK(*policy(comparison, 1).difference == -2);
  CHECK(policy(comparison, 2).draws == 3);
  CHECK(holds(comparison.warnings, "\"new\" failed in 1 of 3 futures"));
  CHECK(holds(comparison.warnings, "2 comparisons with \"old\" are made at once"));
  CHECK(holds(comparison.warnings, "run it again with another --seed"));
}

// Would catch what models say of branches that is told of all of them, or once for each.
TEST_CASE("what models say of branches is counted") {
  Results results = results_of({"old", "new"}, {{5, 6, 7}, {4, 4, 4}});
  results.draws[1].branches[1].notices = {"flood: too fast [at 5 min]", "people: late"};
  results.draws[2].branches[0].notices = {"flood: too fast [at 7 min]"};
  const Comparison comparison = compare(results);
  CHECK(holds(comparison.warnings,
              "flood: too fast (in 2 of 6 pairs of a plan and a future; in the first: at 5 min)"));
  CHECK(holds(comparison.warnings, "people: late (in 1 of 6 pairs of a plan and a future)"));
}

TEST_CASE("a value that is missing leaves the pairs, and is told") {
  Results results = results_of({"old", "new"}, {{5, 6, 7}, {4, 4, 4}});
  results.draws[0].branches[1].outcomes[0] = std::numeric_limits<double>::quiet_NaN();
  const Comparison comparison = compare(results);
  CHECK(policy(comparison, 1).draws == 2);
  CHECK(*policy(comparison, 1).difference == -2.5);
  CHECK(holds(comparison.warnings, "\"new\" has no hurt in 1 future"));
}

TEST_CASE("groups are compared by a choice and by a grouping") {
  Results results = results_of({"old", "new"}, {{5, 6, 7, 8}, {4, 4, 9, 9}});
  results.info.parameters = {{"fire.alternative", "1", {"north", "south"}}};
  results.info.groupings = {{"zone", {"Z1", "Z2"}}};
  results.info.outcomes[0].by = {0};
  for (std::size_t d = 0; d < 4; ++d) {
    results.draws[d].parameters = {d < 2 ? 0.0 : 1.0};
    for (std::size_t p = 0; p < 2; ++p)
      results.draws[d].branches[p].grouped = {{{0, 10.0 * static_cast<double>(p)}}};
  }
  const Comparison fires = compare(results, {.by = "fire.alternative"});
  REQUIRE(fires.groups.size() == 2);
  CHECK(fires.groups[0].draws == 2);
  CHECK(*fires.groups[0].outcomes[0].policies[1].difference == -1.5);
  CHECK(*fires.groups[1].outcomes[0].policies[1].difference == 1.5);
  const Comparison zones = compare(results, {.by = "zone"});
  CHECK(*zones.groups[0].outcomes[0].policies[1].difference == 0);
  CHECK(*zones.groups[1].outcomes[0].policies[1].difference == 10);
  CHECK(to_json(zones)["groups"][1]["label"] == "Z2");
  CHECK(to_text(zones, false).find("\n  Z2 ") != std::string::npos);
  CHECK(to_text(zones, false).find("Every measure") == std::string::npos);
  CHECK(to_text(zones, false, true).find("zone Z2 (4 futures), hurt") != std::string::npos);
  CHECK_THROWS_WITH(compare(results, {.by = "zoen"}), Catch::Contains("did you mean 'zone'?"));
  CHECK_THROWS_WITH(compare(results, {.baseline = "oldd"}), Catch::Contains("did you mean 'old'?"));
}

// Catches a table of nothing for each fire that did not come.
TEST_CASE("groups in no future are one line") {
  Results results = results_of({"old", "new"}, {{5, 6}, {4, 4}});
  results.info.parameters = {{"fire.alternative", "1", {"north", "south", "east"}}};
  for (DrawRecord& draw : results.draws) draw.parameters = {1.0};
  const std::string text = to_text(compare(results, {.by = "fire"}), false, true);
  CHECK(text.find("in none of the futures tried: north, east\n") != std::string::npos);
  CHECK(text.find("\n  north") == std::string::npos);
  CHECK(text.find("fire north") == std::string::npos);
}

// Catches a mark from the sign alone, or on the side that is not better.
TEST_CASE("the overview marks what can be told apart, by its direction") {
  Results results = results_of({"old", "low", "high", "even"}, {{5, 6, 7, 8, 5, 6, 7, 8, 5, 6},
                                                                {1, 2, 3, 4, 1, 2, 3, 4, 1, 2},
                                                                {8, 9, 9, 12, 8, 9, 9, 12, 8, 9},
                                                                {9, 1, 9, 5, 9, 1, 9, 9, 1, 9}});
  const auto line = [&](const std::string& plan) {
    const std::string text = to_text(compare(results), false);
    const std::size_t at = text.find("\n  " + plan + ' ') + 1;
    return text.substr(at, text.find('\n', at) - at);
  };
  CHECK(line("low").find("2.3 better") != std::string::npos);
  CHECK(line("high").find("9.3 worse") != std::string::npos);
  CHECK(line("even").find("better") == std::string::npos);
  CHECK(line("even").find("worse") == std::string::npos);
  Results few = results;
  few.draws.resize(9);
  CHECK(to_text(compare(few), false).find("2.3 better") == std::string::npos);
  results.info.outcomes[0].better = "higher";
  CHECK(line("low").find("2.3 worse") != std::string::npos);
  results.info.outcomes[0].better = "";
  CHECK(line("low").find("2.3 differs") != std::string::npos);
  CHECK(holds(compare(results).sentences, "\"low\" differs from \"old\": 4.0 people fewer"));
}

// Catches the run's "what matters" said of another measure, and a measure that is not there.
TEST_CASE("another measure can be asked for") {
  Results results = results_of({"old", "new"}, {{5, 6, 9}, {4, 4, 4}});
  results.info.groupings = {{"zone", {"Z1"}}};
  results.info.outcomes.push_back({"out", "Time out", "h", "lower", "", false, {}});
  for (DrawRecord& draw : results.draws)
    for (BranchRecord& branch : draw.branches) {
      branch.outcomes.push_back(2 * branch.outcomes[0]);
      branch.censored.push_back(0);
    }
  const Comparison comparison = compare(results, {.outcome = "out"});
  CHECK(holds(comparison.sentences, "On \"Time out\", \"new\" cannot be told apart"));
  CHECK(holds(comparison.sentences, "5.3 h lower on average"));
  CHECK_FALSE(holds(comparison.sentences, "a difference of 1 people"));
  CHECK_THROWS_WITH(compare(results, {.outcome = "outt"}), Catch::Contains("did you mean 'out'?"));
  CHECK_THROWS_WITH(compare(results, {.by = "zone", .outcome = "out"}),
                    Catch::Contains("'out' was not measured by zone"));
}

// Catches a key renamed under those who read the JSON.
TEST_CASE("the JSON has exactly the keys of its page") {
  const nlohmann::json json = to_json(compare(results_of({"old", "new"}, {{5, 6}, {4, 4}})));
  const auto keys = [](const nlohmann::json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
  };
  CHECK(keys(json) == std::vector<std::string>{"baseline", "design", "draws", "outcomes",
                                               "policies", "replicate_size", "replicates",
                                               "sentences", "warnings"});
  CHECK(json["policies"] == nlohmann::json({"old", "new"}));
  CHECK(keys(json["outcomes"][0]) ==
        std::vector<std::string>{"better", "name", "policies", "unit"});
  CHECK(keys(json["outcomes"][0]["policies"]["new"]) ==
        std::vector<std::string>{"censored", "difference", "high", "low", "mean", "share_better"});
}

TEST_CASE("the table keeps to 100 columns, colour or none") {
  Results results = results_of({"old", std::string(60, 'x')}, {{5000.25, 6}, {4, 4e7}});
  results.info.warnings = {std::string(90, 'w') + " and more words than one line can hold"};
  const std::string text = to_text(compare(results), false);
  std::size_t column = 0, longest = 0;
  for (const char c : text) {
    column = c == '\n' ? 0 : column + 1;
    longest = std::max(longest, column);
  }
  CHECK(longest <= 102);  // bytes: the cut name ends in a character of three
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(to_text(compare(results), true).find('\x1b') != std::string::npos);
}
