// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/engine.hpp"

namespace sandtable {

/// One thing that happened in a branch: an event of a model, or an order of a policy.
struct TraceEvent {
  /// hash64(process, kind, entity, occasion): the same in every branch in which it happens; the
  /// time is a value that may differ.
  std::uint64_t id = 0;
  Tick time;
  std::size_t process = 0;  ///< into System::processes; their number: a policy's order
  std::int32_t entity = -1;
  Meaning meaning;   ///< of an order: its lever, and that it pulls the lever on its target
  std::string rule;  ///< of an order: what spoke for it
};

/// A branch's events in the order of time; those of one time in the order in which they were told.
struct Trace {
  std::size_t policy = 0;
  std::vector<TraceEvent> events;
};

/// Gathers the events of one draw while it is replayed; reads them afterwards.
///
/// Tracer tracer(system, branches);
/// tracer.listen(options);
/// run_draw(..., options, ...);
/// tracer.traces()
class Tracer {
 public:
  /// `policies`: by branch, as run_draw takes them.
  Tracer(const System& system, std::vector<std::size_t> policies);
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  /// Switches events on, and takes them; the tracer must outlive the run.
  void listen(RunOptions& options);
  /// The traces by branch, with every event expanded.
  std::vector<Trace> traces() const;

 private:
  struct Row {
    std::size_t process = 0;
    Event event;
    std::size_t order = 0;  ///< into orders_, for a policy's order
    bool is_order = false;
  };
  TraceEvent read(const Row& row, std::size_t policy) const;
  TraceEvent read_order(const Decision& decision) const;

  const System& system_;
  std::vector<std::size_t> policies_;
  std::vector<std::vector<Row>> rows_;  ///< by branch
  std::vector<Decision> orders_;
};

/// `cause` is the last event before `effect` that set the quantity which the effect's test number
/// `test` found; `start` when it was so from the beginning.
struct Enables {
  static constexpr std::size_t start = static_cast<std::size_t>(-1);
  std::size_t cause = start;
  std::size_t effect = 0;
  std::size_t test = 0;
  auto operator<=>(const Enables&) const = default;
};

/// The arrows "enables" of a trace, by effect and test (Laurent, Yang, Fontana, "Counterfactual
/// resimulation for causal analysis of rule-based models", IJCAI 2018, section 4: e is the last
/// event of the trace that set a value which e' tested).
std::vector<Enables> enables(const Trace& trace);

/// What led to an event: its causes, theirs, and so on, each once, the first in time first; the
/// event itself last.
std::vector<std::size_t> causes_of(const std::vector<Enables>& arrows, std::size_t event);

}  // namespace sandtable
