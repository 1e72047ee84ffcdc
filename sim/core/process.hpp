// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/context.hpp"
#include "sim/core/port.hpp"

namespace sandtable {

/// The contract of a model.
///
///   step: (its state, what it reads now and read last, the actions addressed to it, the interval)
///         -> (its new state, what it writes, the events it tells).
///
/// Nothing else: no global, no clock, no random number but Context::random, no order of hash
/// tables. Immutable data live in the model, values in the state. Outcomes never accumulate in a
/// state.
template <class M>
concept ModelType = requires(const M& model, M& unbound_model, typename M::State& state,
                             Context& context, PortList& ports) {
  unbound_model.ports(ports);
  { model.begin(context) } -> std::same_as<typename M::State>;
  model.step(state, context);
};

using StateRef = std::unique_ptr<void, void (*)(void*)>;

/// A model behind a few function pointers, made by one template.
struct ModelTable {
  void (*ports)(void* model, PortList& ports);
  void (*prepare)(void* model);  ///< after its ports are bound; null: nothing to do
  /// What every result should say of it, known once it is prepared; null: nothing.
  std::vector<std::string> (*warnings)(const void* model);
  /// What the results of a branch should say of it, by its state at the end, such as a domain that
  /// was left. The same sentence in all branches; what differs follows " [" in square brackets.
  /// Null: nothing.
  std::vector<std::string> (*notices)(const void* model, const void* state);
  StateRef (*begin)(const void* model, Context& context);
  StateRef (*clone)(const void* state);
  bool (*equal)(const void* a, const void* b);  ///< null: states are never compared
  void (*step)(const void* model, void* state, Context& context);
  /// When it wants its next step after `now`, at the earliest; null: at every interval.
  Tick (*next_due)(const void* state);
  std::size_t (*bytes)(const void* state);  ///< what the state holds; null: sizeof
  /// What an event of the model tested and modified; null: its events have no meaning beyond
  /// their row.
  Meaning (*expand)(const void* model, const Event& event);
};

namespace detail {

template <class State>
StateRef hold(State state) {
  return {new State(std::move(state)), [](void* p) { delete static_cast<State*>(p); }};
}

template <class M>
constexpr ModelTable make_table() {
  using State = typename M::State;
  ModelTable table{};
  table.ports = [](void* model, PortList& ports) { static_cast<M*>(model)->ports(ports); };
  if constexpr (requires(M& m) { m.prepare(); })
    table.prepare = [](void* model) { static_cast<M*>(model)->prepare(); };
  if constexpr (requires(const M& m) { m.warnings(); })
    table.warnings = [](const void* model) { return static_cast<const M*>(model)->warnings(); };
  if constexpr (requires(const M& m, const State& s) { m.notices(s); })
    table.notices = [](const void* model, const void* state) {
      return static_cast<const M*>(model)->notices(*static_cast<const State*>(state));
    };
  table.begin = [](const void* model, Context& context) {
    return hold(static_cast<const M*>(model)->begin(context));
  };
  table.clone = [](const void* state) { return hold(State(*static_cast<const State*>(state))); };
  if constexpr (std::equality_comparable<State>)
    table.equal = [](const void* a, const void* b) {
      return *static_cast<const State*>(a) == *static_cast<const State*>(b);
    };
  table.step = [](const void* model, void* state, Context& context) {
    static_cast<const M*>(model)->step(*static_cast<State*>(state), context);
  };
  if constexpr (requires(const State& s) { s.next_due(); })
    table.next_due = [](const void* state) { return static_cast<const State*>(state)->next_due(); };
  if constexpr (requires(const State& s) { s.bytes(); })
    table.bytes = [](const void* state) { return static_cast<const State*>(state)->bytes(); };
  else
    table.bytes = [](const void*) { return sizeof(State); };
  if constexpr (requires(const M& m, const Event& event) { m.expand(event); })
    table.expand = [](const void* model, const Event& event) {
      return static_cast<const M*>(model)->expand(event);
    };
  return table;
}

template <class M>
inline constexpr ModelTable table_of = make_table<M>();

}  // namespace detail

/// A model instance with its table: shared, immutable once its ports are bound.
struct ErasedModel {
  std::shared_ptr<void> model;
  const ModelTable* table = nullptr;
};

template <ModelType M>
ErasedModel erase(M model) {
  return {std::make_shared<M>(std::move(model)), &detail::table_of<M>};
}

/// A process: a model instance on the clock.
struct Process {
  std::string name;  ///< the scenario's: part of every random key
  ErasedModel model;
  Tick interval;               ///< between steps; ignored if instantaneous
  bool instantaneous = false;  ///< runs at a tick, before the interval processes
};

}  // namespace sandtable
