// SPDX-License-Identifier: Apache-2.0
// Shared work: steps with the very same inputs are computed once, and nobody can tell.
#include "tests/unit/core/engine_toys.hpp"

namespace sandtable::engine_tests {

namespace {

/// Whether the position is beyond 5 m: a cut where effects end.
struct Fence {
  struct State {
    double position = 0;
  };
  In<double> position{{.role = "mover", .quantity = "position", .unit = "m"}};
  Out<std::uint8_t> beyond{{.quantity = "beyond", .unit = "1", .support = one}};

  void ports(PortList& list) { list.in(position), list.out(beyond); }
  State begin(Context& context) const {
    return context.write_scalar(beyond, std::uint8_t{0}), State{};
  }
  void step(State& state, Context& context) const {
    state.position = context.read(position)[0];
    context.write_scalar(beyond, static_cast<std::uint8_t>(state.position > 5));
  }
};

using FenceWatcher = Watcher<std::uint8_t>;

FenceWatcher fence_watcher() {
  return {{{.role = "fence", .quantity = "beyond", .unit = "1"}}};
}

/// Adds up pushes, and offers ==. What it writes changes at every step.
struct Drifter {
  struct State {
    std::int64_t position = 0;
    bool operator==(const State&) const = default;
  };
  Out<double> drift{{.quantity = "drift", .unit = "m", .support = one}};
  Lever push{{.name = "push", .arguments = {{.name = "metres"}}}};

  void ports(PortList& list) { list.out(drift), list.lever(push); }
  State begin(Context& context) const { return context.write_scalar(drift, 0.0), State{}; }
  void step(State& state, Context& context) const {
    for (const Action& action : context.actions(push)) state.position += action.values[0];
    context.write_scalar(drift, in_minutes(context.end()) + static_cast<double>(state.position));
  }
};

void same_values(const Shown& a, const Shown& b) {
  CHECK(a.values == b.values);
  REQUIRE(a.result.branches.size() == b.result.branches.size());
  for (std::size_t i = 0; i < a.result.branches.size(); ++i) {
    CHECK(a.result.branches[i].done == b.result.branches[i].done);
    CHECK(a.result.branches[i].reason == b.result.branches[i].reason);
    CHECK(a.result.branches[i].decisions.size() == b.result.branches[i].decisions.size());
  }
}

World pushed(std::initializer_list<std::vector<Script::Order>> scripts) {
  World world;
  world.add("mover", Mover{}, 1);
  world.add("fence", Fence{}, 1);
  world.add("watcher", fence_watcher(), 1);
  for (const auto& script : scripts)
    world.policy("policy " + std::to_string(world.policies.size()), Script{script});
  return world;
}

}  // namespace

TEST_CASE("What no branch changes is computed once for all of them") {
  World world;
  world.add("fire", Rising{}, 5).add("mover", Mover{}, 1);
  for (const char* name : {"a", "b", "c", "d"}) world.never_acts(name);
  const Shown shown = world.run();
  CHECK(shown.steps("fire").computed == 4);
  CHECK(shown.steps("fire").shared == 4 * 3);
  CHECK(shown.steps("mover").computed == 20);
  CHECK(shown.steps("mover").shared == 20 * 3);
  CHECK(shown.steps("fire").copies + shown.steps("mover").copies == 0);
}

TEST_CASE("Branches share until one acts, and only what the act reaches is computed apart") {
  World world;
  world.add("fire", Rising{}, 5).add("mover", Mover{}, 1);
  world.never_acts("none").policy("acts", Script{{{7, 7, 1}}, 1});
  const Shown shown = world.run();
  CHECK(shown.steps("fire").computed == 4);
  CHECK(shown.steps("mover").computed == 7 + 2 * 13);
  CHECK(shown.steps("mover").shared == 7);
  CHECK(shown.steps("mover").copies == 1);
}

TEST_CASE("A state is copied for all that part but the last: copies never exceed splits") {
  const World three = pushed({{{7, 7, 1}}, {{7, 7, 2}}, {{7, 7, 3}}});
  CHECK(three.run().steps("mover").copies == 2);
  // ((0 1)(2 3)) part at 3, then 0 from 1 and 2 from 3 at 9: three splits of one state
  const World tree = pushed({{{3, 3, 1}, {9, 9, 1}},
                             {{3, 3, 1}, {9, 9, 2}},
                             {{3, 3, 2}, {9, 9, 1}},
                             {{3, 3, 2}, {9, 9, 2}}});
  const Shown shown = tree.run();
  CHECK(shown.steps("mover").copies == 3);
  CHECK(shown.steps("mover").computed == 3 + 6 * 2 + 11 * 4);
}

TEST_CASE("Early cutoff: an output equal to its last version leaves readers shared") {
  // the second branch moves, but never beyond the fence
  const World world = pushed({{}, {{4, 4, 3}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.position", 0)[20] != shown.of("mover.position", 1)[20]);
  CHECK(shown.steps("fence").computed > 20);
  CHECK(shown.steps("watcher").computed == 20);
  CHECK(shown.steps("watcher").shared == 20);
  CHECK(shown.of("watcher.changes", 1)[20] == 1);  // the first look only
}

TEST_CASE("Early cutoff: an output equal to another group's leaves readers shared") {
  // both go beyond the fence at the same time, to different places
  const World world = pushed({{{4, 4, 7}}, {{4, 4, 9}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.position", 0)[20] == 7);
  CHECK(shown.of("mover.position", 1)[20] == 9);
  CHECK(shown.steps("watcher").computed == 20);
  CHECK(shown.of("watcher.changes", 0)[20] == 2);
  CHECK(shown.of("watcher.changes", 1)[20] == 2);
}

TEST_CASE("What counts as changed does not depend on who runs beside") {
  // Catches identity taken over from a branch that has been there before: out and back over the
  // fence is two changes, alone as well as beside a branch that never left or left at other times.
  const std::vector<Script::Order> out_and_back{{4, 4, 7}, {8, 8, -70}};
  const double alone = pushed({out_and_back}).run().of("watcher.changes")[20];
  CHECK(alone == 3);
  const World beside = pushed({{}, {{6, 6, 9}, {8, 8, -90}}, out_and_back, {{5, 5, 8}}});
  CHECK(beside.run().of("watcher.changes", 2)[20] == alone);
}

TEST_CASE("Equal whole bundles join again, if the state offers ==") {
  World world;
  world.add("drifter", Drifter{}, 1);
  world.policy("stays", Script{{}}).policy("there and back", Script{{{3, 3, 5}, {6, 6, -5}}});
  const Shown shown = world.run();
  // apart in the steps at 3, 4, 5, 6 and 7: after the step at 6 the outputs valid now still differ
  CHECK(shown.steps("drifter").computed == 20 + 5);
  CHECK(shown.steps("drifter").shared == 20 - 5);
  for (const std::size_t minute : {0, 3, 8, 20})
    CHECK(shown.of("drifter.drift", 0)[minute] == shown.of("drifter.drift", 1)[minute]);
  CHECK(shown.of("drifter.drift", 1)[5] == 5 + 5);
}

TEST_CASE("States without == never join again") {
  const World world = pushed({{}, {{3, 3, 5}, {6, 6, -50}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.position", 1)[20] == 0);
  CHECK(shown.steps("mover").computed == 3 + 2 * 17);
}

TEST_CASE("Sharing off computes everything and shows the same") {
  World world = pushed({{}, {{4, 4, 7}}, {{4, 4, 7}}, {{2, 5, 1}, {9, 12, 4}}, {{6, 6, 666}}});
  world.add("fire", Rising{}, 5).add("doubled", Doubled{}, 0).add("drifter", Drifter{}, 3);
  world.never_acts("none");
  RunOptions off;
  off.sharing = false;
  const Shown shared = world.run(), apart = world.run(off);
  same_values(shared, apart);
  CHECK(apart.steps("fire").computed == 5 * 4 + 2);  // the failed branch stops at 6
  for (const StepCount& steps : apart.result.steps) CHECK(steps.shared == 0);
  CHECK(shared.steps("fire").computed == 4);
}

TEST_CASE("Each branch shows beside others, and in any order, what it shows alone") {
  const std::vector<std::vector<Script::Order>> scripts{
      {}, {{4, 4, 7}}, {{4, 4, 9}, {8, 8, -97}}, {{2, 5, 1}, {9, 12, 4}}, {{4, 4, 7}, {10, 10, 2}}};
  const World all = pushed({scripts[0], scripts[1], scripts[2], scripts[3], scripts[4]});
  const World turned = pushed({scripts[3], scripts[1], scripts[4], scripts[0], scripts[2]});
  const std::vector<std::size_t> place{3, 1, 4, 0, 2};
  const Shown beside = all.run(), shuffled = turned.run();
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    const Shown alone = pushed({scripts[i]}).run();
    for (const auto& [field, values] : alone.values) {
      INFO(field << " of policy " << i);
      CHECK(beside.of(field, i) == values[0]);
      CHECK(shuffled.of(field, static_cast<std::size_t>(std::ranges::find(place, i) -
                                                        place.begin())) == values[0]);
    }
  }
}

TEST_CASE("Identical policies draw the same luck, whatever they are called") {
  struct Gambler {
    struct State {};
    void ports(PortList&) {}
    State begin(Context&) const { return {}; }
    void step(State&, Context& context) const {
      const double luck = context.random(Purpose::observation_noise).uniform(1);
      if (context.begin() == minutes(2))
        context.act({minutes(2), 0, 0, -1, {static_cast<std::int64_t>(1e6 * luck), 0, 0, 0}}, "");
    }
  };
  World world;
  world.add("mover", Mover{}, 1).policy("one", Gambler{}).policy("another", Gambler{});
  const Shown shown = world.run();
  CHECK(shown.of("mover.position", 0)[20] > 0);
  CHECK(shown.of("mover.position", 0) == shown.of("mover.position", 1));
  CHECK(shown.steps("mover").computed == 20);
}

TEST_CASE("Events are told once a step, with the branches that they belong to") {
  struct Teller {
    struct State {};
    Out<double> told{{.quantity = "told", .unit = "1", .support = one}};
    Lever push{{.name = "push", .arguments = {{.name = "metres"}}}};
    void ports(PortList& list) { list.out(told), list.lever(push); }
    State begin(Context& context) const { return context.write_scalar(told, 0.0), State{}; }
    void step(State&, Context& context) const {
      if (Events* events = context.events())
        events->add(context.begin(), static_cast<std::uint32_t>(context.actions(push).size()), 0);
    }
  };
  World world;
  world.add("teller", Teller{}, 5).policy("acts", Script{{{5, 5, 1}}}).never_acts("none");
  std::vector<std::vector<std::size_t>> who;
  std::vector<std::uint32_t> kinds;
  RunOptions options;
  options.events = true;
  options.on_events = [&](std::size_t, std::span<const std::size_t> branches, const Events& told) {
    for (const Event& event : told.rows) {
      who.emplace_back(branches.begin(), branches.end());
      kinds.push_back(event.kind);
    }
  };
  world.run(options);
  using Branches = std::vector<std::size_t>;
  CHECK(who == std::vector<Branches>{{0, 1}, {0}, {1}, {0}, {1}, {0}, {1}});
  CHECK(kinds == std::vector<std::uint32_t>{0, 1, 0, 0, 0, 0, 0});
}

}  // namespace sandtable::engine_tests
