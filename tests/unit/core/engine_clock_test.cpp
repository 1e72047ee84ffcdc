// SPDX-License-Identifier: Apache-2.0
// The clock: nothing valid after t is visible at t; a process is due at its own times only; an
// order waits for them.
#include "tests/unit/core/engine_toys.hpp"

namespace sandtable::engine_tests {

namespace {

/// Steps when its own state says so.
struct Sleeper {
  struct State {
    std::vector<Tick> wakes;
    std::size_t steps = 0;
    Tick next_due() const { return steps < wakes.size() ? wakes[steps] : Tick::never(); }
  };
  std::vector<Tick> wakes;
  Out<double> awake_at{{.quantity = "awake_at", .unit = "s", .support = one}};

  void ports(PortList& list) { list.out(awake_at); }
  State begin(Context& context) const {
    context.write_scalar(awake_at, -1.0);
    return {wakes, 0};
  }
  void step(State& state, Context& context) const {
    ++state.steps;
    context.write_scalar(awake_at, in_minutes(context.begin()));
  }
};

}  // namespace

TEST_CASE("A version is visible from its stamp on, and not a tick earlier") {
  World world;
  world.add("fire", Rising{}, 5).add("mover", Mover{}, 1).never_acts("none");
  const Shown shown = world.run();
  REQUIRE(shown.of("fire.level").size() == 21);
  for (std::size_t minute = 0; minute <= 20; ++minute) {
    const auto stamp = static_cast<double>(minute / 5 * 5);
    CHECK(shown.of("fire.level")[minute] == stamp);
    if (minute == 0) continue;
    const auto read_at = static_cast<double>((minute - 1) / 5 * 5);
    CHECK(shown.of("mover.seen")[minute] == read_at);
  }
  CHECK(shown.steps("fire").computed == 4);
  CHECK(shown.steps("mover").computed == 20);
}

TEST_CASE("Interval processes do not see each other's step, in whatever order they stand") {
  World fire_first, fire_last;
  fire_first.add("fire", Rising{}, 1).add("mover", Mover{}, 1).never_acts("none");
  fire_last.add("mover", Mover{}, 1).add("fire", Rising{}, 1).never_acts("none");
  const Shown first = fire_first.run(), last = fire_last.run();
  for (std::size_t minute = 1; minute <= 20; ++minute) {
    CHECK(first.of("mover.seen")[minute] == static_cast<double>(minute - 1));
    CHECK(last.of("mover.seen")[minute] == static_cast<double>(minute - 1));
  }
}

TEST_CASE("An instantaneous field follows at once, in the order of the graph, not of the file") {
  struct Plus {
    struct State {};
    In<double> twice{{.role = "doubled", .quantity = "twice", .unit = "m"}};
    Out<double> plus{{.quantity = "plus", .unit = "m", .support = one}};
    void ports(PortList& list) { list.in(twice), list.out(plus); }
    State begin(Context& context) const { return context.write_scalar(plus, 0.0), State{}; }
    void step(State&, Context& context) const {
      context.write_scalar(plus, 1 + context.read(twice)[0]);
    }
  };
  World world;
  world.add("mover", Mover{}, 1).add("plus", Plus{}, 0).add("doubled", Doubled{}, 0);
  world.policy("push", Script{{{3, 3, 7}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.position")[3] == 0);
  CHECK(shown.of("mover.position")[4] == 7);
  for (std::size_t minute = 0; minute <= 20; ++minute) {
    CHECK(shown.of("doubled.twice")[minute] == 2 * shown.of("mover.position")[minute]);
    CHECK(shown.of("plus.plus")[minute] == 1 + 2 * shown.of("mover.position")[minute]);
  }
}

TEST_CASE("A state's next_due skips intervals, and never moves a step inside one") {
  World world;
  const Tick half{minutes(1).count / 2};
  // after the step at 0: 2 min (inside [0, 5), so 5), then 13 and a half (so 14), then never
  world.add("sleeper", Sleeper{{minutes(0), minutes(2), minutes(13) + half}}, 5);
  world.never_acts("none");
  const Shown shown = world.run();
  CHECK(shown.steps("sleeper").computed == 3);
  const std::vector<double>& awake = shown.of("sleeper.awake_at");
  CHECK(awake[4] == -1);
  CHECK(awake[5] == 0);
  CHECK(awake[9] == 0);
  CHECK(awake[10] == 5);
  CHECK(awake[18] == 5);
  CHECK(awake[19] == 14);
}

TEST_CASE("An order waits for the next due time after it is given") {
  World world;
  world.add("mover", Mover{}, 5).policy("push", Script{{{2, 2, 1}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.pushed_in")[9] == -1);
  CHECK(shown.of("mover.pushed_in")[10] == 5);
  CHECK(shown.of("mover.position")[10] == 1);
}

TEST_CASE("An order given at a due time is in that very step") {
  World world;
  world.add("mover", Mover{}, 5).policy("push", Script{{{5, 5, 1}}});
  CHECK(world.run().of("mover.pushed_in")[10] == 5);
}

TEST_CASE("An order is delivered in the interval of its effect time, its begin included") {
  World world;
  world.add("mover", Mover{}, 5);
  world.policy("inside", Script{{{2, 12, 1}}});
  world.policy("at the begin", Script{{{2, 10, 1}}});
  world.policy("just before", Script{{{2, 9, 1}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.pushed_in", 0)[20] == 10);
  CHECK(shown.of("mover.pushed_in", 1)[20] == 10);
  CHECK(shown.of("mover.pushed_in", 2)[20] == 5);
}

TEST_CASE("Orders arrive by effect time, then value: not by who gave them first") {
  World world;
  world.add("mover", Mover{}, 5);
  world.policy("one way", Script{{{2, 12, 3}, {3, 11, 2}, {4, 11, 1}}});
  world.policy("other way", Script{{{2, 11, 1}, {2, 11, 2}, {6, 12, 3}}});
  const Shown shown = world.run();
  CHECK(shown.of("mover.position", 0)[20] == 123);
  CHECK(shown.of("mover.position", 1)[20] == 123);
  CHECK(shown.steps("mover").computed == 4);  // equal lists are one list
}

TEST_CASE("A mapped field is there from the start, and follows its source") {
  const auto cells = std::make_shared<const Support>("cells", SupportKind::cells,
                                                     std::vector<std::string>{"a", "b", "c"});
  const auto zones = std::make_shared<const Support>("zones", SupportKind::zones,
                                                     std::vector<std::string>{"west", "east"});
  struct Depths {
    struct State {};
    Out<double> depth{{.quantity = "depth", .unit = "m"}};
    void ports(PortList& list) { list.out(depth); }
    State begin(Context& context) const {
      return context.write(depth, std::vector<double>{1, 2, 3}), State{};
    }
    void step(State&, Context& context) const {
      context.write(depth, std::vector<double>{in_minutes(context.end()), 5, 6});
    }
  };
  struct Reader {
    struct State {};
    In<double> depth{{.role = "flood", .quantity = "depth", .unit = "m"}};
    Out<double> read{{.quantity = "read", .unit = "m", .support = one}};
    void ports(PortList& list) { list.in(depth), list.out(read); }
    State begin(Context& context) const { return context.write_scalar(read, -1.0), State{}; }
    void step(State&, Context& context) const {
      context.write_scalar(read, context.read(depth)[0]);
    }
  };
  Depths depths;
  depths.depth.spec.support = cells;
  Reader reader;
  reader.depth.spec.support = zones;
  World world;
  world.mappings.push_back({cells, zones, MappingRule::sum, {0, 2, 3}, {0, 1, 2}, {1, 10, 1}});
  world.add("flood", depths, 2).add("reader", reader, 1).add("other", reader, 1);
  world.never_acts("none");
  const Shown shown = world.run();
  const std::vector<double>& west = shown.of("flood.depth->zones.depth");
  CHECK(west[0] == 1 + 10 * 2);
  CHECK(west[1] == 1 + 10 * 2);
  CHECK(west[2] == 2 + 10 * 5);
  CHECK(west[20] == 20 + 10 * 5);
  CHECK(shown.of("reader.read")[1] == west[0]);
  CHECK(shown.of("reader.read")[3] == west[2]);
  CHECK(shown.of("other.read") == shown.of("reader.read"));
  CHECK(shown.system.processes.size() == 4);  // one mapped field serves both
}

}  // namespace sandtable::engine_tests
