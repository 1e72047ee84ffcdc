// SPDX-License-Identifier: Apache-2.0
// The running example of Laurent, Yang and Fontana (IJCAI 2018): a kinase binds a substrate and
// lets it go, fast unless the kinase is phosphorylated itself; while bound it may phosphorylate it.
#pragma once

#include <algorithm>
#include <utility>

#include "sim/core/distribution.hpp"
#include "sim/core/math.hpp"
#include "sim/core/process.hpp"

namespace sandtable::trace_tests {

/// Every rule has a clock of its own that ticks at its rate, whatever happens: a tick at which the
/// rule's tests hold is an event. So no event's luck depends on another's.
struct Kinase {
  enum Rule : std::uint32_t { binds, lets_go, lets_go_slowly, is_activated, phosphorylates };
  static constexpr std::array<double, 5> rate_per_s{1, 1000, 1, 0.05, 5};
  static constexpr std::array<std::string_view, 5> names{"b", "u", "u*", "pK", "p"};
  struct State {
    std::array<std::int64_t, 3> site{};  ///< bound, active, phosphorylated
  };
  SupportRef molecule = scalar_support("molecule");
  Out<double> phosphorylated{{.quantity = "phosphorylated", .unit = "1", .support = molecule}};

  void ports(PortList& list) { list.out(phosphorylated); }
  State begin(Context& context) const {
    context.write_scalar(phosphorylated, 0.0);
    return {};
  }
  void step(State& state, Context& context) const {
    std::vector<std::pair<Tick, Rule>> ticks;
    for (std::uint32_t rule = 0; rule < names.size(); ++rule) {
      const Stream luck = context.random(Purpose{1000 + rule});
      double s = context.begin().seconds();
      for (std::uint64_t block = 0;; ++block) {
        const auto second = static_cast<std::uint64_t>(context.begin().count);
        s -= math::log(unit_open(luck.words(molecule->key(0), second, block).word[0])) /
             rate_per_s[rule];
        if (s >= context.end().seconds()) break;
        ticks.emplace_back(from_seconds(s), Rule{rule});
      }
    }
    std::ranges::sort(ticks);
    for (const auto& [time, rule] : ticks) apply(state, time, rule, context);
    context.write_scalar(phosphorylated, static_cast<double>(state.site[2]));
  }
  void apply(State& state, Tick time, Rule rule, Context& context) const {
    const auto change = [&](std::span<const Fact> facts, auto&& on) {
      return std::ranges::all_of(facts, [&](const Fact& f) { return on(f.entity, f.value); });
    };
    const Event event{time, rule, 0, static_cast<std::uint64_t>(time.count), 0};
    const Meaning meaning = expand(event);
    if (!change(meaning.tests, [&](auto i, auto v) { return state.site[i] == v; })) return;
    change(meaning.modifies, [&](auto i, auto v) { return state.site[i] = v, true; });
    if (context.events()) context.events()->rows.push_back(event);
  }
  Meaning expand(const Event& event) const {
    const auto is = [&](std::int32_t site, std::int64_t value) {
      return Fact{"site", molecule.get(), site, value};
    };
    constexpr std::int32_t bound = 0, active = 1, done = 2;
    std::vector<Fact> tests, sets;
    if (event.kind == binds) tests = {is(bound, 0)}, sets = {is(bound, 1)};
    if (event.kind == lets_go) tests = {is(bound, 1), is(active, 0)}, sets = {is(bound, 0)};
    if (event.kind == lets_go_slowly) tests = {is(bound, 1), is(active, 1)}, sets = {is(bound, 0)};
    if (event.kind == is_activated) tests = {is(active, 0)}, sets = {is(active, 1)};
    if (event.kind == phosphorylates) tests = {is(bound, 1), is(done, 0)}, sets = {is(done, 1)};
    return {names[event.kind], molecule.get(), tests, sets};
  }
};

/// Tells once that it sees the substrate phosphorylated.
struct Observer {
  struct State {
    bool seen = false;
  };
  SupportRef molecule;
  In<double> phosphorylated{{.role = "kinase", .quantity = "phosphorylated", .unit = "1"}};

  void ports(PortList& list) { list.in(phosphorylated); }
  State begin(Context&) const { return {}; }
  void step(State& state, Context& context) const {
    if (state.seen || context.read(phosphorylated)[0] == 0) return;
    state.seen = true;
    if (context.events()) context.events()->add(context.begin(), 0, 0);
  }
  Meaning expand(const Event&) const {
    return {"obs", molecule.get(), {{"site", molecule.get(), 2, 1}}, {}};
  }
};

}  // namespace sandtable::trace_tests
