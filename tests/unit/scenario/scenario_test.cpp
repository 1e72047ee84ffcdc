// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/scenario.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

Scenario read(const std::string& text) {
  const Folder folder("read");
  folder.write("scenario.toml", text);
  return read_scenario(folder.path(), {});
}

bool contains(const std::string& text, const std::string& part) {
  INFO("problems: " << text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

}  // namespace

// Would catch a lost entry, an order other than the file's, or a clock time in the wrong zone.
TEST_CASE("a scenario is read whole") {
  const Scenario scenario = read(small_scenario() + R"(
series = { field = "fire.burning", series = true }
late = { field = "fire.front", first_time = "50 cm", quantile = 0.9, of = "a b", by = ["zone", "group"] }
[question]
decision = "Which?"
baseline = "none"
main_outcome = "exposed"
matters = "5 people"
[uncertain]
"fire.ignition" = { uniform = ["-60 min", "60 min"] }
fire.which = { discrete = ["a", "b"], weights = [3, 1] }
)");
  CHECK(scenario.title == "A fire");
  CHECK(scenario.start == "2017-02-16T10:00:00+11:00");
  CHECK(scenario.start_unix_s == 1487199600.0);
  CHECK(scenario.duration == from_seconds(46800));
  CHECK(scenario.tick == from_seconds(60));
  CHECK(scenario.seed == 7);
  REQUIRE(scenario.processes.size() == 1);
  const RawEntry& ignition = scenario.processes[0].entries.at(0);
  CHECK(ignition.is_time);
  CHECK(std::get<double>(ignition.value) == 7200);
  CHECK(ignition.text == "2017-02-16T12:00:00+11:00");
  CHECK(ignition.where.line == 9);
  REQUIRE(scenario.policies.size() == 2);
  CHECK(scenario.policies[0].name == "none");
  CHECK(scenario.policies[0].model == "policy/orders");
  CHECK(scenario.policies[1].label == "Early orders");
  REQUIRE(scenario.outcomes.size() == 3);
  CHECK(scenario.outcomes[0].by == std::vector<std::string>{"zone"});
  CHECK(scenario.outcomes[1].over_time == Reduction::none);
  CHECK(scenario.outcomes[2].level == 0.5);
  CHECK(scenario.outcomes[2].over_entities == EntityReduction::quantile);
  CHECK(scenario.outcomes[2].of == std::vector<std::string>{"a", "b"});
  REQUIRE(scenario.uncertain.size() == 2);
  CHECK(scenario.uncertain[0].arguments == std::vector<std::string>{"-60 min", "60 min"});
  CHECK(scenario.uncertain[1].path == "fire.which");
  CHECK(scenario.uncertain[1].weights == std::vector<double>{3, 1});
  CHECK(scenario.question->matters_value == 5);
  CHECK(scenario.sha256.size() == 64);
}

// Would catch a typing error that is passed over in silence, or told without its place.
TEST_CASE("a mistyped key is told with its place and the nearest key") {
  CHECK(problems_of_text(replaced(small_scenario(), "seed =", "sede =")) ==
        "scenario.toml:5:1: unknown key 'sede' (not a key of [scenario]) did you mean 'seed'?");
  CHECK(problems_of_text(replaced(small_scenario(), "[outcomes]", "[outcome]")) ==
        "scenario.toml:15:2: table [outcome] has no model (every process has one, such as model = "
        "\"hazard/arrival\") did you mean 'outcomes'?");
  CHECK(
      problems_of_text(replaced(small_scenario(), "better =", "bettr =")) ==
      "scenario.toml:16:65: unknown key 'bettr' (not a key of the outcome 'exposed') did you mean "
      "'better'?");
}

TEST_CASE("two mistakes are told together") {
  std::string text = replaced(small_scenario(), "seed = 7", "seed = \"seven\"");
  text = replaced(text, "\"13 h\"", "\"13 km\"");
  CHECK(problems_of_text(text) ==
        "scenario.toml:4:1: duration: found 'km' of dimension length, expected a time such as "
        "\"5 min\"\n"
        "scenario.toml:5:1: seed is text (a whole number is expected)");
}

TEST_CASE("a time without its zone is refused") {
  contains(problems_of_text(replaced(small_scenario(), "10:00:00+11:00", "10:00:00")),
           "scenario.toml:3:1: start = 2017-02-16T10:00:00: time zone missing");
  contains(
      problems_of_text(replaced(small_scenario(), "12:00:00+11:00", "12:00:00")),
      "scenario.toml:9:1: ignition = 2017-02-16T12:00:00 is not a full date and time (time zone "
      "missing)");
}

TEST_CASE("a file that is not TOML is refused at the place") {
  contains(problems_of_text("[scenario]\ntitle = \n"), "scenario.toml:2:");
  contains(problems_of_text(small_scenario() + "\n[policies.none]\n"), "scenario.toml:18:");
  contains(problems_of_text(""), "table [scenario] is missing");
  const Folder folder("empty");
  contains(problems_of(folder), "a folder with a scenario.toml is expected");
}

TEST_CASE("a question about unknown policies and outcomes is refused") {
  const std::string question =
      "[question]\ndecision = \"?\"\nbaseline = \"nome\"\nmain_outcome = \"exposd\"\n";
  CHECK(problems_of_text(small_scenario() + question) ==
        "scenario.toml:19:1: baseline 'nome' is not a policy (of [policies]) did you mean 'none'?\n"
        "scenario.toml:20:1: main_outcome 'exposd' is not an outcome (of [outcomes]) did you mean "
        "'exposed'?");
  const std::string people = replaced(small_scenario(), "by =", "unit = \"people\", by =");
  contains(
      problems_of_text(people + replaced(replaced(question, "nome", "none"), "exposd",
                                         "exposed\"\nmatters = \"5 min")),
      "scenario.toml:21:1: matters: found 'min' of dimension time, expected a number of people");
}

TEST_CASE("wrong outcomes are refused") {
  const auto outcome = [](const std::string& text) {
    return problems_of_text(small_scenario() + "x = { " + text + " }\n");
  };
  contains(outcome("field = \"a.b\""), "has 0 reductions over time");
  contains(outcome("field = \"a.b\", last = true, max = true"), "has 2 reductions over time");
  contains(outcome("field = \"a.b\", last = true, quantile = 1.5"),
           "quantile of outcome 'x' is 1.5");
  contains(outcome("field = \"a.b\", last = true, mean = true, sum = true"),
           "more than one of sum");
  contains(outcome("field = \"a.b\", last = true, better = \"lowr\""), "did you mean 'lower'?");
  contains(outcome("field = \"a.b\", last = true, unit = \"peeple\""), "unknown unit 'peeple'");
  contains(outcome("field = \"ab\", last = false"), "true is expected");
}

TEST_CASE("wrong distributions are refused") {
  const auto uncertain = [](const std::string& text) {
    return problems_of_text(small_scenario() + "[uncertain]\n" + text + "\n");
  };
  CHECK(
      uncertain("\"fire.x\" = { unifrom = [0, 1] }") ==
      "scenario.toml:18:14: unknown distribution 'unifrom' (of 'fire.x') did you mean 'uniform'?");
  contains(uncertain("\"fier.x\" = { uniform = [0, 1] }"), "did you mean 'fire'?");
  contains(uncertain("\"fire.x\" = { uniform = [0, 1, 2] }"), "write uniform = [");
  contains(uncertain("\"fire.x\" = { discrete = [0, 1], weights = [1] }"), "1 weights, 2 values");
  contains(uncertain("\"fire.x\" = { uniform = [0, 1], normal = [0, 1] }"), "has 2 distributions");
  contains(uncertain("\"fire.x\" = { beta = { alpha = 2, betta = 3 } }"), "did you mean 'beta'?");
  contains(uncertain("\"fire.x\" = { uniform = [0, 1] }\nfire.x = { uniform = [0, 1] }"),
           "'fire.x' is given twice");
  contains(uncertain("x = 3"), "'x' is not an uncertain parameter");
}

// Would catch a base that hides what builds on it, or a place told in the wrong file.
TEST_CASE("a scenario extends another") {
  const Folder folder("extends");
  folder.write("base/scenario.toml", small_scenario());
  folder.write("variant/scenario.toml", R"(extends = "../base"
[scenario]
title = "The same, earlier"
[fire]
ignition = 2017-02-16T11:00:00+11:00
[policies.late]
)");
  const Scenario scenario = read_scenario(folder.path() / "variant", {});
  CHECK(scenario.title == "The same, earlier");
  CHECK(scenario.seed == 7);
  CHECK(scenario.name == "variant");
  REQUIRE(scenario.processes.size() == 1);
  CHECK(scenario.processes[0].model == "hazard/arrival");
  CHECK(std::get<double>(scenario.processes[0].entries[0].value) == 3600);
  REQUIRE(scenario.policies.size() == 3);
  CHECK(scenario.policies[2].name == "late");
  CHECK(scenario.policies[2].where.file == (folder.path() / "variant/scenario.toml").string());
  CHECK(scenario.policies[0].where.file == (folder.path() / "base/scenario.toml").string());
  CHECK(scenario.text.find("A fire") < scenario.text.find("earlier"));

  folder.write("variant/scenario.toml", "extends = \"../nowhere\"\n");
  contains(problems_of(folder, "variant"), "variant/scenario.toml:1:1: extends names '../nowhere'");
}

TEST_CASE("a circle of extends is refused") {
  const Folder folder("circle");
  folder.write("a/scenario.toml", "extends = \"../b\"\n" + small_scenario());
  folder.write("b/scenario.toml", "extends = \"../a/scenario.toml\"\n");
  CHECK(problems_of(folder, "a") ==
        "b/scenario.toml:1:1: extends goes in a circle (a/scenario.toml is reached again)");
}

}  // namespace sandtable::testing
