// SPDX-License-Identifier: Apache-2.0
// Binding ports: what is refused before the first draw, and in which words.
#include "tests/unit/core/engine_toys.hpp"

namespace sandtable::engine_tests {

namespace {

/// Reads and writes quantities of the test's choice.
struct Link {
  struct State {};
  In<double> in;
  Out<double> out;

  void ports(PortList& list) { list.in(in), list.out(out); }
  State begin(Context& context) const { return context.write_scalar(out, 0.0), State{}; }
  void step(State&, Context&) const {}
};

Link link(std::string reads, std::string writes) {
  return {{{.role = "source", .quantity = std::move(reads), .unit = "m"}},
          {{.quantity = std::move(writes), .unit = "m", .support = one}}};
}

/// Writes the same quantity twice.
struct Twofold {
  struct State {};
  Out<double> a{{.quantity = "level", .unit = "m", .support = one}}, b = a;
  void ports(PortList& list) { list.out(a), list.out(b); }
  State begin(Context&) const { return {}; }
  void step(State&, Context&) const {}
};

/// A policy that reads what a test wants.
struct Onlooker {
  struct State {};
  In<double> level{{.role = "hazard", .quantity = "level", .unit = "m"}};
  void ports(PortList& list) { list.in(level); }
  State begin(Context&) const { return {}; }
  void step(State&, Context&) const {}
};

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Two writers of a field are refused") {
  World world;
  world.add("fire", Twofold{}, 1);
  CHECK(world.mistakes() ==
        "scenario.toml:1:1: field 'fire.level' has two writers (a field is written by exactly "
        "one)");
}

TEST_CASE("A cycle among instantaneous processes is refused by the names in it") {
  World world;
  world.add("a", link("y", "x"), 0).add("b", link("x", "y"), 0);
  world.add("mover", Mover{}, 1).add("doubled", Doubled{}, 0);
  CHECK(world.mistakes() ==
        "instantaneous processes read each other in a circle (a, b): give one of them an interval");
}

TEST_CASE("A cycle through an interval process is none") {
  World world;
  world.add("a", link("y", "x"), 0).add("b", link("x", "y"), 1);
  CHECK(world.mistakes().empty());
}

TEST_CASE("A port without a candidate is refused, an optional one stays unbound") {
  World world;
  world.add("doubled", Doubled{}, 0);
  CHECK(holds(world.mistakes(),
              "scenario.toml:1:1: doubled reads position (mover): no process "
              "writes it in 'm'"));
  World optional;
  optional.add("mover", Mover{}, 1);
  CHECK(optional.mistakes().empty());
}

TEST_CASE("Another unit is no candidate") {
  Rising feet;
  feet.level.spec.unit = "ft";
  World world;
  Watcher<double> watcher{{{.role = "hazard", .quantity = "level", .unit = "m"}}};
  world.add("fire", feet, 1).add("watcher", watcher, 1);
  CHECK(holds(world.mistakes(), "watcher reads level (hazard): no process writes it in 'm'"));
}

TEST_CASE("A port with two candidates is refused until one is named") {
  World world;
  world.add("fire", Rising{}, 1).add("flood", Rising{}, 1).add("mover", Mover{}, 1);
  CHECK(world.mistakes() ==
        "scenario.toml:3:1: mover reads level (hazard): several write it (fire, flood): say "
        "hazard = \"fire\"");
  World named;
  named.add("fire", Rising{}, 1).add("flood", Rising{}, 1);
  named.add("mover", Mover{}, 1, {{"hazard", "flood"}});
  const System system = named.bind();
  REQUIRE(system.bindings.size() == 1);
  CHECK(system.bindings[0].field == "flood.level");
  CHECK(system.bindings[0].by_name);
}

TEST_CASE("A policy may not read what tells the future") {
  World open, peeks;
  Onlooker onlooker;
  open.add("fire", Rising{}, 1).policy("watch", onlooker);
  CHECK(open.mistakes().empty());
  Rising foreseen;
  foreseen.level.spec.foresight = true;
  peeks.add("fire", foreseen, 1).policy("peek", onlooker);
  CHECK(holds(peeks.mistakes(),
              "peek reads level (hazard): a policy may not read it (it tells "
              "what is not known yet)"));
}

TEST_CASE("A policy that writes a field is refused") {
  World world;
  world.add("fire", Rising{}, 1).policy("writes", Rising{});
  CHECK(holds(world.mistakes(), "policy 'writes' writes a field (a policy only gives orders)"));
}

TEST_CASE("All mistakes of binding are told at once") {
  World world;
  world.add("fire", Twofold{}, 1).add("doubled", Doubled{}, 0);
  world.add("a", link("y", "x"), 0).add("b", link("x", "y"), 0);
  const std::string text = world.mistakes();
  CHECK(holds(text, "two writers"));
  CHECK(holds(text, "no process writes it"));
  CHECK(holds(text, "in a circle"));
}

}  // namespace sandtable::engine_tests
