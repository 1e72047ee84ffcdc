// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/core/mapping.hpp"
#include "sim/core/process.hpp"

namespace sandtable {

/// A process whose ports are bound to fields.
struct BoundProcess {
  Process process;
  std::vector<std::size_t> inputs;   ///< field by input slot; `unbound` if it reads nothing
  std::vector<std::size_t> outputs;  ///< field by output slot
  std::vector<LeverSpec> levers;
};

/// A policy: a process of its own in each branch, or none (nobody gives an order).
struct BoundPolicy {
  std::string name;
  bool acts = false;
  BoundProcess process;  ///< if it acts
};

/// One line of what `check` prints: who reads what from whom, and whether it was named or found.
struct Binding {
  std::string reader, role, field;
  bool by_name = false;
};

/// Processes, fields and policies, bound and ready: what a draw runs. Immutable.
struct System {
  Tick tick, horizon;
  std::uint64_t seed = 0;
  std::vector<BoundProcess> processes;
  std::vector<std::size_t> instantaneous;  ///< processes in the order of the read/write graph
  std::vector<FieldInfo> fields;
  std::vector<BoundPolicy> policies;
  std::vector<Binding> bindings;

  /// The index of a field, or `unbound`.
  std::size_t field(std::string_view name) const;
  std::size_t process(std::string_view name) const;
};

/// A process to bind: what it wants its inputs bound to, by role ("hazard" -> "fire").
struct Unbound {
  Process process;
  std::map<std::string, std::string> roles;
  Source where;  ///< of its table
};

/// A policy to bind; `acts` is false for one that gives no order.
struct UnboundPolicy {
  std::string name;
  bool acts = false;
  Unbound process;
};

/// Binds every port: by name, or to the only candidate of the same quantity, unit and element type.
/// Where supports differ, a mapping between them becomes a derived field. Adds to `problems`: a
/// port with no candidate or several, two writers of a field, a cycle among instantaneous
/// processes, a policy that reads what nobody can know yet.
System bind_ports(std::vector<Unbound> processes, std::vector<UnboundPolicy> policies,
                  const std::vector<Mapping>& mappings, Problems& problems);

}  // namespace sandtable
