// SPDX-License-Identifier: Apache-2.0
// What goes wrong in a branch stays in it, and says what it was.
#include "tests/unit/core/engine_toys.hpp"

namespace sandtable::engine_tests {

namespace {

/// Forgets one of its outputs at the start, or writes too many values of it.
struct Forgetful {
  struct State {};
  std::size_t at_start = 0, later = 1;
  Out<double> note{{.quantity = "note", .unit = "1", .support = one}};

  void ports(PortList& list) { list.out(note); }
  State begin(Context& context) const {
    if (at_start > 0) context.write(note, std::vector<double>(at_start));
    return {};
  }
  void step(State&, Context& context) const { context.write(note, std::vector<double>(later)); }
};

}  // namespace

TEST_CASE("A step that throws fails its branch only, with its reason") {
  World world, without;
  world.add("fire", Rising{}, 5).add("mover", Mover{}, 1);
  without.add("fire", Rising{}, 5).add("mover", Mover{}, 1);
  const Script good{{{3, 3, 4}, {9, 9, 5}}, 1};
  world.never_acts("none").policy("bad", Script{{{3, 3, 4}, {7, 7, 666}}, 1}).policy("good", good);
  without.never_acts("none").policy("good", good);
  const Shown shown = world.run(), reference = without.run();
  CHECK(shown.result.branches[0].done);
  CHECK_FALSE(shown.result.branches[1].done);
  CHECK(shown.result.branches[1].reason == "pushed too hard");
  CHECK(shown.result.branches[2].done);
  CHECK(shown.of("mover.position", 1).size() == 8);  // seen at 0..7, and never again
  for (const auto& [field, values] : reference.values) {
    INFO(field);
    CHECK(shown.of(field, 0) == values[0]);
    CHECK(shown.of(field, 2) == values[1]);
  }
}

TEST_CASE("A shared step that throws fails all that share it, with sharing off as well") {
  for (const bool sharing : {true, false}) {
    World world;
    world.add("mover", Mover{}, 1).policy("bad", Script{{{7, 7, 666}}});
    world.policy("as bad", Script{{{7, 7, 666}}}).never_acts("none");
    RunOptions options;
    options.sharing = sharing;
    const DrawResult result = world.run(options).result;
    CHECK(result.branches[0].reason == "pushed too hard");
    CHECK(result.branches[1].reason == "pushed too hard");
    CHECK(result.branches[2].done);
  }
}

// Would catch what a model says of one branch told of another, of those that share its state by one
// only, or of a branch that failed on the way.
TEST_CASE("What a model says in the end is told of the branches of which it holds") {
  for (const bool sharing : {true, false}) {
    World world;
    world.add("mover", Mover{}, 1)
        .never_acts("none")
        .policy("far", Script{{{1, 1, 9}, {2, 2, 9}, {3, 3, 9}}});
    world.policy("as far", Script{{{1, 1, 9}, {2, 2, 9}, {3, 3, 9}}})
        .policy("bad", Script{{{7, 7, 666}}});
    RunOptions options;
    options.sharing = sharing;
    const DrawResult result = world.run(options).result;
    CHECK(result.branches[0].notices.empty());
    const std::vector<std::string> far = {"mover: went far [to 999]"};
    CHECK(result.branches[1].notices == far);
    CHECK(result.branches[2].notices == far);
    CHECK(result.branches[3].notices.empty());
  }
}

TEST_CASE("An output without a version at the start is refused by name") {
  World world;
  world.add("diary", Forgetful{}, 1).never_acts("none");
  const BranchResult branch = world.run().result.branches[0];
  CHECK_FALSE(branch.done);
  CHECK(branch.reason == "diary did not write diary.note at the start");
}

TEST_CASE("Values that do not fit the support are refused, at the start and later") {
  World at_start, later;
  at_start.add("diary", Forgetful{3, 1}, 1).never_acts("none");
  later.add("diary", Forgetful{1, 2}, 1).never_acts("none");
  CHECK(at_start.run().result.branches[0].reason ==
        "diary wrote 3 values of diary.note (its support 'one' has 1)");
  CHECK(later.run().result.branches[0].reason ==
        "diary wrote 2 values of diary.note (its support 'one' has 1)");
}

TEST_CASE("A policy that cannot begin fails its own branch") {
  struct Broken {
    struct State {};
    void ports(PortList&) {}
    State begin(Context&) const { fail("no plan in the drawer"); }
    void step(State&, Context&) const {}
  };
  World world;
  world.add("mover", Mover{}, 1).never_acts("none").policy("broken", Broken{});
  const DrawResult result = world.run().result;
  CHECK(result.branches[0].done);
  CHECK(result.branches[1].reason == "no plan in the drawer");
}

}  // namespace sandtable::engine_tests
