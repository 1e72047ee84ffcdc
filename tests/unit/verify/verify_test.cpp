// SPDX-License-Identifier: Apache-2.0
// Models that break the rule are named, each by the check that is meant for it; pure ones are not.
#include <catch2/catch.hpp>
#include <memory>
#include <unordered_map>

#include "tests/unit/rule/town.hpp"
#include "tests/unit/verify/impure.hpp"

namespace sandtable::verify_tests {

namespace {

using Values = std::vector<double>;
constexpr Purpose luck{1000};

/// What every habit but one does: each person draws by the own key, once a calendar minute.
struct Pure {
  struct State {
    Values sums;
    bool operator==(const State&) const = default;
  };
  static State begin() { return {}; }
  static void step(State& state, const Support& people, Context& context, Values& values) {
    state.sums.resize(people.size());
    const auto minute = static_cast<std::uint64_t>(context.begin().count);
    for (std::size_t i = 0; i < people.size(); ++i)
      values[i] = state.sums[i] += context.random(luck).uniform(people.key(i), minute);
  }
};

struct NoState {
  struct State {};
  static State begin() { return {}; }
};

struct StaticCounter : NoState {
  static void step(State&, const Support&, Context&, Values& values) {
    static int calls = 0;
    values[0] = ++calls;
  }
};

struct SharedByCopies {
  struct State {
    std::shared_ptr<int> calls = std::make_shared<int>(0);
  };
  static State begin() { return {}; }
  static void step(State& state, const Support&, Context&, Values& values) {
    values[0] = ++*state.calls;
  }
};

struct NeverWrittenScratch : NoState {
  static void step(State&, const Support&, Context&, Values& values) {
    const auto scratch = std::make_unique_for_overwrite<std::uint8_t[]>(100'000);
    values[0] = scratch[70'000];
  }
};

struct NeverWrittenState {
  struct State {
    std::unique_ptr<std::uint8_t[]> heights;
    State() : heights(std::make_unique_for_overwrite<std::uint8_t[]>(100'000)) {}
    State(const State& other) : State() {
      std::copy_n(other.heights.get(), 100'000, heights.get());
    }
    State(State&&) = default;
    State& operator=(State&&) = default;
  };
  static State begin() { return {}; }
  static void step(State& state, const Support&, Context& context, Values& values) {
    if (in_minutes(context.begin()) >= 5) values[0] = state.heights[70'000];
  }
  static double in_minutes(Tick time) { return time.seconds() / 60; }
};

struct PointerAsKey {
  struct State {
    double sum = 0;
  };
  static State begin() { return {}; }
  static void step(State& state, const Support&, Context& context, Values& values) {
    values[0] = context.random(luck).uniform(reinterpret_cast<std::uint64_t>(&state));
  }
};

struct AddressOfData : NoState {
  static void step(State&, const Support& people, Context& context, Values& values) {
    values[0] = context.random(luck).uniform(reinterpret_cast<std::uint64_t>(&people));
  }
};

struct CountInKey {
  struct State {
    std::uint64_t draws = 0;
  };
  static State begin() { return {}; }
  static void step(State& state, const Support& people, Context& context, Values& values) {
    for (std::size_t i = 0; i < people.size(); ++i)
      values[i] = context.random(luck).uniform(people.key(i), state.draws++);
  }
};

struct IndexAsKey : NoState {
  static void step(State&, const Support& people, Context& context, Values& values) {
    for (std::size_t i = 0; i < people.size(); ++i) values[i] = context.random(luck).uniform(i);
  }
};

struct OrderOfHashTable : NoState {
  static void step(State&, const Support& people, Context& context, Values& values) {
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < people.size(); ++i) index[people.id(i)] = i;
    std::uint64_t place = 0;
    for (const auto& [id, i] : index)
      values[i] = context.random(luck).uniform(people.key(i), place++);
  }
};

template <class Habit>
std::string verdict_on() {
  return verdict<Habit, Pure>();
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool memory_is_filled = false;  // the sanitizer has an allocator of its own
#else
constexpr bool memory_is_filled = true;
#endif

}  // namespace

TEST_CASE("Nobody is accused who keeps the rule") {
  CHECK(verdict_on<Pure>() == "");
}

TEST_CASE("A step that depends on more than its arguments is named when it is computed twice") {
  const std::string twice =
      "suspect (test/suspect): its step at 0 min came to something else when it was computed again";
  CHECK(verdict_on<StaticCounter>().starts_with(twice));
  CHECK(verdict_on<SharedByCopies>().starts_with(twice));
  CHECK(verdict_on<PointerAsKey>().starts_with(twice));
  if (memory_is_filled) CHECK(verdict_on<NeverWrittenScratch>().starts_with(twice));
}

TEST_CASE("A state that begin does not write is named when it is read, however late") {
  if (!memory_is_filled) return;
  CHECK(verdict_on<NeverWrittenState>().starts_with(
      "suspect (test/suspect): its step at 5 min came to something else in another order"));
}

TEST_CASE("A count, an index or an address in a key is named when one entity more is there") {
  const auto others = [](const std::string& count) {
    return "suspect (test/suspect): with one entity more, " + count;
  };
  CHECK(verdict_on<CountInKey>().starts_with(others("13 others drew other luck")));
  CHECK(verdict_on<IndexAsKey>().starts_with(others("1 other drew other luck")));
  CHECK(verdict_on<AddressOfData>().starts_with(others("2 others drew other luck")));
  CHECK(verdict_on<OrderOfHashTable>().starts_with(others("")));
}

TEST_CASE("The shipped models keep the rule, with one person more in the town") {
  const rule_tests::Town town("verify");
  town.edit("scenario.toml", "duration = \"", "duration = \"3 h\" # ");
  const Scenario scenario = read_scenario(town.path(), town.path());
  const Choices choices{.policies = {"early", "everyone-at-once"}, .seed = {}};
  Choices one_more = choices;
  one_more.one_more = true;
  const Verification found = verify_draw(assemble(scenario, models::registry(), choices),
                                         assemble(scenario, models::registry(), one_more), {});
  for (const Impurity& impurity : found.impurities) UNSCOPED_INFO(impurity.what);
  CHECK(found.impurities.empty());
  CHECK(found.steps > 500);
  CHECK(found.keys > 1000);
  CHECK(found.grown == std::vector<std::string>{"people"});
}

}  // namespace sandtable::verify_tests
