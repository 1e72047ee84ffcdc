// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "models/registry.hpp"
#include "tests/unit/rule/town.hpp"

using namespace sandtable;
using rule_tests::Town;

namespace {

Experiment load(const Town& town, const std::string& design) {
  Choices choices;
  choices.design.kind = {design, "--design", {}};
  return assemble(read_scenario(town.path(), {}), models::registry(), choices);
}

/// A parameter's values in the first rows.
std::vector<double> column(const Experiment& experiment, const std::string& path) {
  const auto at = std::ranges::find(experiment.drawn, path, &DrawnParameter::path);
  REQUIRE(at != experiment.drawn.end());
  std::vector<double> values;
  for (std::int64_t row = 0; row < 128; ++row)
    values.push_back(parameters_of(
        experiment, {row, row, row, row})[static_cast<std::size_t>(at - experiment.drawn.begin())]);
  return values;
}

std::string problems_of(const Town& town, const std::string& design) {
  try {
    load(town, design);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

// Would catch a dimension by the order of the parameters drawn, or a key with their number in it.
// "fire.rate" is as if it had been added: it stands between two others in every order.
TEST_CASE("A parameter's points stay whatever else is uncertain", "[design]") {
  const Town town("points");
  for (const std::string design : {"monte-carlo", "latin-hypercube", "sobol"}) {
    const Experiment whole = load(town, design);
    const std::string line = "\"fire.rate\" = { triangular = [0.7, 1.0, 1.4] }\n";
    town.edit("scenario.toml", line, "");
    const Experiment less = load(town, design);
    town.edit("scenario.toml", "[uncertain]\n", "[uncertain]\n" + line);
    REQUIRE(less.drawn.size() + 1 == whole.drawn.size());
    for (const DrawnParameter& drawn : less.drawn) {
      INFO(design << ' ' << drawn.path);
      CHECK(column(whole, drawn.path) == column(less, drawn.path));
    }
  }
}

// Would catch a choice drawn apart from the design: each of three fires with its weight of the
// strata, one more or less.
TEST_CASE("A design spreads the fires evenly over each replicate", "[design]") {
  const Town town("fires");
  const auto uneven = [&](const std::string& design) {
    const Experiment experiment = load(town, design);
    const std::vector<double> fires = column(experiment, "fire.alternative");
    const auto drawn =
        std::ranges::find(experiment.drawn, "fire.alternative", &DrawnParameter::path);
    const auto& weights = std::get<Discrete>(drawn->distribution).weights;
    double sum = 0, most = 0;
    for (const double weight : weights) sum += weight;
    for (std::size_t fire = 0; fire < weights.size(); ++fire)
      for (const int replicate : {0, 1}) {
        const auto begin = fires.begin() + 64 * replicate;
        const auto count = static_cast<double>(std::count(begin, begin + 64, double(fire)));
        most = std::max(most, std::abs(count - 64 * weights[fire] / sum));
      }
    return most;
  };
  CHECK(uneven("latin-hypercube") <= 1);
  CHECK(uneven("sobol") <= 1);
  CHECK(uneven("monte-carlo") > 1);
}

// Would catch a run that does not say its design, or Sobol points that silently are none.
TEST_CASE("A run knows its design, and Sobol wants dimensions", "[design]") {
  const Town town("dimensions");
  const Experiment sobol = load(town, "sobol");
  CHECK(sobol.info.design == "sobol");
  CHECK(sobol.info.replicates == 8);
  CHECK(sobol.info.replicate_size == 64);
  CHECK(sobol.design.draws == 512);
  CHECK(sobol.info.warnings == load(town, "monte-carlo").info.warnings);

  const std::string listed =
      R"(["fire.alternative", "fire.ignition", "fire.rate", "people.message_reach"])";
  town.edit("scenario.toml", listed, R"(["fire.ignition"])");
  CHECK(load(town, "sobol").info.warnings.back() ==
        "Without a place in sobol_dimensions, and so drawn as a Latin hypercube beside the Sobol "
        "points: fire.alternative, fire.rate, people.message_reach.");
  town.edit("scenario.toml", R"(["fire.ignition"])", R"(["fire.ignitoin"])");
  CHECK(problems_of(town, "monte-carlo")
            .find("'fire.ignitoin' in sobol_dimensions is no parameter that can be uncertain: did "
                  "you mean 'fire.ignition'?") != std::string::npos);
  town.edit("scenario.toml", "sobol_dimensions = [\"fire.ignitoin\"]\n", "");
  CHECK(problems_of(town, "sobol") ==
        "the design is sobol (but no uncertain parameter has a dimension; a parameter keeps its "
        "own, whatever else is uncertain): write in [scenario], the most important first, "
        "sobol_dimensions = " +
            listed);
}
