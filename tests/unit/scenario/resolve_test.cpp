// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

ParameterSpec spec(const std::string& name, ParameterType type, const std::string& unit,
                   const std::string& fallback) {
  ParameterSpec result;
  result.name = name;
  result.type = type;
  result.unit = unit;
  result.fallback = fallback;
  result.sentence = "what it is";
  return result;
}

std::vector<ParameterSpec> specs() {
  std::vector<ParameterSpec> list = {
      spec("reach", ParameterType::number, "1", "0.9"),
      spec("distance", ParameterType::number, "m", "5 km"),
      spec("count", ParameterType::integer, "1", "3"),
      spec("mode", ParameterType::choice, "1", "each"),
      spec("shared", ParameterType::boolean, "1", "true"),
      spec("ignition", ParameterType::time, "s", "90 min"),
      spec("note", ParameterType::text, "1", ""),
  };
  list[0].minimum = 0;
  list[0].maximum = 1;
  list[1].minimum = 0;
  list[1].maximum = 20000;
  list[1].source = "placeholder: none";
  list[3].choices = {"first", "each"};
  list[6].optional = true;
  return list;
}

struct Result {
  ResolvedTable table;
  Scenario scenario;
  std::string problems;
};

std::string text_of(const Problems& problems, const Folder& folder) {
  try {
    problems.raise();
    return "";
  } catch (const Error& error) {
    return replaced(error.what(), folder.path().string() + "/", "");
  }
}

Result resolved(const std::string& entries, const std::vector<std::string>& roles = {}) {
  const Folder folder("resolve");
  const std::string line = "ignition = 2017-02-16T12:00:00+11:00";
  folder.write("scenario.toml", replaced(small_scenario(), line, entries));
  Result result;
  result.scenario = read_scenario(folder.path(), {});
  Problems problems;
  result.table = resolve(result.scenario.processes[0], specs(), roles, result.scenario, problems);
  result.problems = text_of(problems, folder);
  return result;
}

Distribution distribution(const std::string& path, const std::string& text, std::string& problem) {
  const Folder folder("distribution");
  folder.write("x.csv", "name,delay\na,1\n\"b, c\",2.5\n");
  folder.write("scenario.toml",
               small_scenario() + "[uncertain]\n\"fire." + path + "\" = { " + text + " }\n");
  const Scenario scenario = read_scenario(folder.path(), {});
  Problems problems;
  const ResolvedTable table = resolve(scenario.processes[0], specs(), {}, scenario, problems);
  for (const Parameter& parameter : table.parameters)
    if (parameter.spec.name == path) {
      Distribution result = distribution_of(scenario.uncertain[0], parameter, scenario, problems);
      problem = text_of(problems, folder);
      return result;
    }
  FAIL("no parameter " << path);
  return Constant{};
}

void check(const std::string& path, const std::string& text, const Distribution& expected) {
  std::string problem;
  const Distribution found = distribution(path, text, problem);
  INFO(text << ": " << problem);
  CHECK(problem.empty());
  CHECK(found == expected);
}

std::string refused(const std::string& path, const std::string& text) {
  std::string problem;
  distribution(path, text, problem);
  return problem;
}

}  // namespace

TEST_CASE("what is not written takes its default, and says whose it is") {
  const Result result = resolved("hazard = \"flood\"", {"hazard"});
  CHECK(result.problems == "");
  const std::vector<Parameter>& p = result.table.parameters;
  CHECK(std::get<double>(p[0].value) == 0.9);
  CHECK(p[0].origin == Origin::fallback);
  CHECK(std::get<double>(p[1].value) == 5000);
  CHECK(p[1].origin == Origin::placeholder);
  CHECK(std::get<std::int64_t>(p[2].value) == 3);
  CHECK(std::get<std::int64_t>(p[3].value) == 1);
  CHECK(std::get<bool>(p[4].value));
  CHECK(std::get<double>(p[5].value) == 5400);
  CHECK(std::get<std::string>(p[6].value).empty());
  REQUIRE(result.table.roles.size() == 1);
  CHECK(std::get<std::string>(result.table.roles[0].value) == "flood");
}

TEST_CASE("what is written is read in SI, and says where") {
  const Result result = resolved(
      "reach = 1\ndistance = \"2 km\"\ncount = 4\nmode = \"first\"\nshared = false\n"
      "ignition = 2017-02-16T11:30:00+11:00");
  CHECK(result.problems == "");
  const std::vector<Parameter>& p = result.table.parameters;
  CHECK(std::get<double>(p[0].value) == 1);
  CHECK(std::get<double>(p[1].value) == 2000);
  CHECK(p[1].origin == Origin::set);
  CHECK(p[1].text == "2 km");
  CHECK(p[1].where.line == 10);
  CHECK(std::get<std::int64_t>(p[2].value) == 4);
  CHECK(std::get<std::int64_t>(p[3].value) == 0);
  CHECK_FALSE(std::get<bool>(p[4].value));
  CHECK(std::get<double>(p[5].value) == 5400);
}

TEST_CASE("wrong values are refused with their place and what is expected") {
  CHECK(
      resolved("distanse = \"2 km\"").problems ==
      "scenario.toml:9:1: unknown key 'distanse' (not a parameter of hazard/arrival) did you mean "
      "'distance'?");
  CHECK(resolved("distance = \"30 km/h\"").problems ==
        "scenario.toml:9:1: distance: found 'km/h' of dimension speed, expected a length such as "
        "\"5 km\"");
  CHECK(resolved("distance = 5").problems ==
        "scenario.toml:9:1: distance = 5 is a plain number (its unit is missing) write for example "
        "\"5 km\"");
  CHECK(resolved("distance = \"30 km\"").problems ==
        "scenario.toml:9:1: distance is 30 km (out of range) expected 0 km to 20 km");
  CHECK(resolved("reach = 1.5").problems ==
        "scenario.toml:9:1: reach is 1.5 (out of range) expected 0 to 1");
  CHECK(resolved("reach = nan").problems ==
        "scenario.toml:9:1: reach is nan (a finite number is expected)");
  CHECK(resolved("count = 1.5").problems ==
        "scenario.toml:9:1: count is a number (a whole number is expected)");
  CHECK(resolved("mode = \"frist\"").problems ==
        "scenario.toml:9:1: unknown choice 'frist' (of mode) did you mean 'first'?");
  CHECK(resolved("shared = 1").problems ==
        "scenario.toml:9:1: shared is a whole number (true or false is expected)");
  CHECK(resolved("note = 1").problems ==
        "scenario.toml:9:1: note is a whole number (text in quotes is expected)");
  CHECK(resolved("note = [\"a\"]\nreach = true").problems.find("\nscenario.toml") ==
        std::string::npos);
}

TEST_CASE("a required parameter that is missing is told") {
  const Result result = resolved("");
  std::vector<ParameterSpec> required = {spec("speed", ParameterType::number, "m s-1", "")};
  Problems problems;
  resolve(result.scenario.processes[0], required, {}, result.scenario, problems);
  CHECK_THROWS_WITH(problems.raise(), Catch::Contains("speed is missing in 'fire' (it has no "
                                                      "default: what it is)"));
}

TEST_CASE("distributions are read in the parameter's unit") {
  check("reach", "triangular = [0.7, 0.9, 1.0]", Triangular{0.7, 0.9, 1.0});
  check("reach", "beta = [2, 5, 0, 1]", Beta{2, 5, 0, 1});
  check("reach", "beta = { alpha = 2, beta = 5 }", Beta{2, 5, 0, 1});
  check("reach", "constant = \"50 %\"", Constant{0.5});
  check("distance", "uniform = [\"1 km\", \"2000 m\"]", Uniform{1000, 2000});
  check("count", "discrete = [1, 2], weights = [3, 1]", Discrete{{1, 2}, {3, 1}});
  check("mode", "discrete = [\"first\", \"each\"]", Discrete{{0, 1}, {1, 1}});
  check("shared", "discrete = [true, false]", Discrete{{1, 0}, {1, 1}});
  check("distance", "column = { file = \"x.csv\", column = \"delay\", unit = \"km\" }",
        Empirical{{1000, 2500}});
}

// Would catch an offset taken as a time since start: ignition is 2 h after start.
TEST_CASE("a clock time is uncertain by offsets or clock times") {
  check("ignition", "uniform = [\"-60 min\", \"60 min\"]", Uniform{3600, 10800});
  check("ignition", "normal = [\"0 min\", \"10 min\"]", Normal{7200, 600});
  check("ignition", "uniform = [2017-02-16T11:00:00+11:00, 2017-02-16T13:00:00+11:00]",
        Uniform{3600, 10800});
  check("ignition", "column = { file = \"x.csv\", column = \"delay\", unit = \"h\" }",
        Empirical{{10800, 16200}});
}

TEST_CASE("distributions that do not suit their parameter are refused") {
  const auto told = [](const std::string& path, const std::string& text, const std::string& part) {
    const std::string problem = refused(path, text);
    INFO(text << ": " << problem);
    CHECK(problem.find(part) != std::string::npos);
  };
  told("reach", "uniform = [0.5, 1.5]",
       "'fire.reach': uniform is 1.5 (out of range) expected 0 to 1");
  told("reach", "normal = [0.5, 0.1]", "normal, which has no end, is -inf (out of range)");
  told("reach", "uniform = [1, 0]", "'fire.reach': low 1 is not below high 0");
  told("distance", "uniform = [1, 2]", "'1' is a plain number (its unit is missing)");
  told("count", "uniform = [1, 2]", "use discrete");
  told("count", "discrete = [1.5]", "'1.5' is not a whole number");
  told("mode", "discrete = [\"frist\"]", "did you mean 'first'?");
  told("note", "discrete = [\"a\"]", "it cannot be uncertain");
  told("ignition", "lognormal = [1, 2]", "lognormal does not suit a clock time");
  told("ignition", "constant = \"5 km\"", "found 'km' of dimension length, expected a time");
  told("reach", "column = { file = \"x.csv\", column = \"dellay\" }", "did you mean 'delay'?");
  told("reach", "column = { file = \"y.csv\", column = \"delay\" }", "missing data file");
  told("reach", "column = { file = \"x.csv\", column = \"name\" }",
       "x.csv:2: 'fire.reach': 'a' is");
}

}  // namespace sandtable::testing
