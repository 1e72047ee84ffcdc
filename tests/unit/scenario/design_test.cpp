// SPDX-License-Identifier: Apache-2.0
// Would catch a mistake in a design that is repaired, or told without its place or its remedy.
#include "sim/scenario/design.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

std::string problems_with(const std::string& keys) {
  const Folder folder("design");
  folder.write("scenario.toml", replaced(small_scenario(), "seed = 7\n", "seed = 7\n" + keys));
  return problems_of(folder);
}

/// What the command line asks for; 0 or "" for nothing.
DesignRequest asked(const std::string& kind, std::int64_t replicates, std::int64_t size,
                    std::int64_t draws) {
  const auto number = [](std::int64_t value, const char* word) {
    return value == 0 ? std::nullopt : std::optional(Asked<std::int64_t>{value, word, {}});
  };
  DesignRequest request{std::nullopt, number(replicates, "--replicates"),
                        number(size, "--replicate-size"), number(draws, "--draws")};
  if (!kind.empty()) request.kind = {kind, "--design", {}};
  return request;
}

std::string problems_of(const DesignRequest& request) {
  Problems problems;
  design_of(request, problems);
  try {
    problems.raise();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

void check_design(const DesignRequest& request, DesignKind kind, std::int64_t draws,
                  std::int64_t replicates, std::int64_t size) {
  Problems problems;
  const Design design = design_of(request, problems);
  problems.raise();
  CHECK(design.kind == kind);
  CHECK(design.draws == draws);
  CHECK(design.replicates == replicates);
  CHECK(design.size == size);
}

}  // namespace

TEST_CASE("A scenario's design: every mistake is told at its place", "[design]") {
  CHECK(problems_with("design = \"sobol\"\nreplicates = 16\nreplicate_size = 32\n") == "");
  CHECK(problems_with("design = \"sobool\"\n") ==
        "scenario.toml:6:1: design 'sobool' is no design: did you mean 'sobol'?");
  CHECK(problems_with("design = \"sobol\"\nreplicates = 4\nreplicate_size = 48\n") ==
        "scenario.toml:7:1: replicates is 4 (an interval needs at least 8) write a number from 8 "
        "to 65536\n"
        "scenario.toml:8:1: replicate_size is 48 (a replicate of sobol is even only at a power of "
        "two): write 32 or 64");
  CHECK(problems_with("replicates = 8\n") ==
        "scenario.toml:6:1: replicates belongs to no design (only latin-hypercube and sobol have "
        "replicates): choose one of them, or leave it out");
  CHECK(problems_with("draws = 100\ndesign = \"latin-hypercube\"\nreplicate_size = 10\n") ==
        "scenario.toml:6:1: draws 100 disagrees with 8 replicates of 10, which are 80 futures "
        "(their number is part of the design): leave draws out, or change the replicates");
  CHECK(problems_with("sobol_dimensions = [\"fire.ignition\", 3, \"fire.ignition\"]\n") ==
        "scenario.toml:6:38: sobol_dimensions holds a whole number (the path of an uncertain "
        "parameter such as \"fire.ignition\" is expected)\n"
        "scenario.toml:6:41: 'fire.ignition' stands twice in sobol_dimensions");
  CHECK(problems_with("sobol_dimensions = \"fire.ignition\"\n") ==
        "scenario.toml:6:1: sobol_dimensions is text (an array of uncertain parameters' paths is "
        "expected)");
}

TEST_CASE("A design on the command line: every mistake is told by its option", "[design]") {
  CHECK(problems_of(asked("latin", 0, 0, 0)) ==
        "--design 'latin' is no design: known: monte-carlo, latin-hypercube, sobol");
  CHECK(problems_of(asked("sobol", 8, 64, 1024)) ==
        "--draws 1024 disagrees with 8 replicates of 64, which are 512 futures (their number is "
        "part of the design): leave --draws out, or change the replicates");
  CHECK(problems_of(asked("sobol", 0, 0, 200)) ==
        "--draws 200 cannot be shared out among 8 replicates (each takes a power of two): write "
        "for example 128");
  CHECK(problems_of(asked("sobol", 0, 100000, 0)) ==
        "--replicate-size is 100000 (the futures of one replicate) write a number from 2 to 65536");
  CHECK(problems_of(asked("", 8, 0, 0)) ==
        "--replicates belongs to no design (only latin-hypercube and sobol have replicates): "
        "choose one of them, or leave it out");
}

// Would catch another default, and a number of draws that is carried over from another design.
TEST_CASE("What a design leaves open", "[design]") {
  const DesignRequest none, monte_carlo = asked("", 0, 0, 40), sobol = asked("sobol", 16, 32, 0);
  check_design(none, DesignKind::monte_carlo, 0, 0, 0);
  check_design(monte_carlo, DesignKind::monte_carlo, 40, 0, 0);
  check_design(asked("sobol", 0, 0, 0), DesignKind::sobol, 512, 8, 64);
  check_design(asked("latin-hypercube", 10, 0, 1000), DesignKind::latin_hypercube, 1000, 10, 100);
  check_design(over(asked("sobol", 0, 0, 0), monte_carlo), DesignKind::sobol, 512, 8, 64);
  check_design(over(asked("", 0, 0, 20), monte_carlo), DesignKind::monte_carlo, 20, 0, 0);
  check_design(over(asked("monte-carlo", 0, 0, 0), sobol), DesignKind::monte_carlo, 0, 0, 0);
  check_design(over(asked("", 8, 0, 0), sobol), DesignKind::sobol, 256, 8, 32);
  CHECK(problems_of(over(asked("", 0, 0, 40), sobol)).find("--draws 40 disagrees") == 0);
}

}  // namespace sandtable::testing
