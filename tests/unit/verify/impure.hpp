// SPDX-License-Identifier: Apache-2.0
// Models that break the rule, each in one way, in a scenario that is verified in one line.
#pragma once

#include "models/registry.hpp"
#include "sim/experiment/verify.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::verify_tests {

/// Thirteen people, or one more; each is told a number every minute.
template <class Habit>
struct Townsfolk {
  struct Params {};
  using State = typename Habit::State;
  Params params;
  SupportRef people;
  Out<double> told;

  void ports(PortList& list) { list.out(told); }
  State begin(Context& context) const {
    context.write(told, std::vector<double>(people->size(), 0.0));
    return Habit::begin();
  }
  void step(State& state, Context& context) const {
    std::vector<double> values(people->size(), 0.0);
    Habit::step(state, *people, context, values);
    context.write(told, std::move(values));
  }
};

template <class Habit>
Townsfolk<Habit> load_townsfolk(Loader& loader, const typename Townsfolk<Habit>::Params&) {
  std::vector<std::string> ids;
  if (loader.one_more) ids.emplace_back(Loader::one_more_id);
  for (char id = 'a'; id < 'a' + 13; ++id) ids.emplace_back(1, id);
  Townsfolk<Habit> model;
  model.people = std::make_shared<const Support>("people", SupportKind::people, std::move(ids));
  model.told.spec = {.quantity = "told", .unit = "1", .support = model.people};
  return model;
}

template <class Habit>
Model townsfolk(std::string name) {
  Model model = describe<Townsfolk<Habit>>(std::move(name), {}, {}, {}, load_townsfolk<Habit>);
  model.card = "version = \"1\"\nstate = \"draft\"\n";
  return model;
}

/// What --verify says of a scenario with this model beside a pure one; "" when it finds nothing.
template <class Habit, class Pure>
std::string verdict() {
  const testing::Folder folder("impure");
  folder.write("scenario.toml", R"([scenario]
title = "Verify"
start = 2017-02-16T10:00:00+11:00
duration = "10 min"

[before]
model = "test/pure"
[suspect]
model = "test/suspect"
[zealous]
model = "test/pure"

[policies.none]
[policies.still-none]

[outcomes]
told = { field = "suspect.told", last = true }
)");
  const std::vector<Model> registry{townsfolk<Pure>("test/pure"), townsfolk<Habit>("test/suspect")};
  const Scenario scenario = read_scenario(folder.path(), folder.path());
  const Verification found =
      verify_draw(assemble(scenario, registry, {}),
                  assemble(scenario, registry, {.policies = {}, .seed = {}, .one_more = true}), {});
  std::string text;
  for (const Impurity& impurity : found.impurities) text += impurity.what + "\n";
  return text;
}

}  // namespace sandtable::verify_tests
