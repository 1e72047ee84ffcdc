// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/verify.hpp"

#include <fmt/format.h>

#include <iostream>

#include "cli/commands.hpp"

namespace sandtable::cli {

namespace {

std::string text_of(const Experiment& experiment, const Verification& found) {
  std::string grown;
  for (const std::string& support : found.grown) grown += (grown.empty() ? "" : ", ") + support;
  return fmt::format(
      "the rule is kept: {} steps of {} plans computed twice, {} random numbers the same with {}\n",
      found.steps, experiment.system.policies.size(), found.keys,
      grown.empty() ? "nothing more (no model here can bring one entity more)"
                    : "one more of: " + grown);
}

}  // namespace

void verify(const std::filesystem::path& scenario, const Experiment& experiment,
            const Choices& choices, std::int64_t draws, bool quiet) {
  Choices with_one_more = choices;
  with_one_more.one_more = true;
  const Experiment one_more = load(scenario, with_one_more);
  for (std::int64_t draw = 0; draw < draws; ++draw) {
    const Verification found = verify_draw(experiment, one_more, {draw, draw, draw, draw});
    std::string broken;
    for (const Impurity& impurity : found.impurities) broken += "\n" + impurity.what;
    if (!broken.empty())
      fail(
          fmt::format("future {}: a model breaks the rule that results rest on, so nothing was "
                      "run:{}\nNext: mend the model; the rule: CONTRIBUTING.md, \"Adding a model\"",
                      draw, broken));
    if (!quiet) std::cout << "Future " << draw << ": " << text_of(experiment, found);
  }
}

}  // namespace sandtable::cli
