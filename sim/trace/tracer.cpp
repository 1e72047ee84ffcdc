// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "sim/core/hash.hpp"
#include "sim/trace/trace.hpp"

namespace sandtable {

namespace {

std::uint64_t id_of(std::string_view process, std::string_view kind, const Support* support,
                    std::int32_t entity, std::uint64_t occasion) {
  const std::uint64_t who = support && entity >= 0 ? support->key(static_cast<std::size_t>(entity))
                                                   : static_cast<std::uint64_t>(entity);
  return hash64(std::array<std::uint64_t, 3>{hash64(process, kind), who, occasion});
}

}  // namespace

Tracer::Tracer(const System& system, std::vector<std::size_t> policies)
    : system_(system), policies_(std::move(policies)), rows_(policies_.size()) {}

void Tracer::listen(RunOptions& options) {
  options.events = true;
  options.on_events = [this](std::size_t process, std::span<const std::size_t> branches,
                             const Events& events) {
    for (const std::size_t branch : branches)
      for (const Event& event : events.rows) rows_[branch].push_back({process, event, 0, false});
  };
  options.on_orders = [this](std::span<const std::size_t> branches,
                             std::span<const Decision> orders) {
    for (const Decision& order : orders) {
      Row row{system_.processes.size(), {}, orders_.size(), true};
      row.event.time = order.time;
      orders_.push_back(order);
      for (const std::size_t branch : branches) rows_[branch].push_back(row);
    }
  };
}

TraceEvent Tracer::read_order(const Decision& decision) const {
  const Action& action = decision.action;
  const BoundProcess& whose = system_.processes[action.process];
  const LeverSpec& lever = whose.levers[action.lever];
  const auto target = static_cast<std::int32_t>(action.target);
  TraceEvent read;
  read.time = decision.time;
  read.process = system_.processes.size();
  read.entity = target;
  read.rule = decision.rule;
  read.meaning = {lever.name,
                  lever.target.get(),
                  {},
                  {{lever.name, lever.target.get(), target, action.values[0]}}};
  read.id = id_of(whose.process.name, lever.name, lever.target.get(), target,
                  hash64(std::array{static_cast<std::uint64_t>(action.effect.count),
                                    static_cast<std::uint64_t>(action.values[0]),
                                    static_cast<std::uint64_t>(action.values[1])}));
  return read;
}

TraceEvent Tracer::read(const Row& row, std::size_t policy) const {
  if (row.is_order) return read_order(orders_[row.order]);
  const Process& process = row.process < system_.processes.size()
                               ? system_.processes[row.process].process
                               : system_.policies[policy].process.process;
  TraceEvent read;
  read.time = row.event.time;
  read.process = row.process;
  read.entity = row.event.entity;
  if (const auto* table = process.model.table; table->expand)
    read.meaning = table->expand(process.model.model.get(), row.event);
  read.id =
      id_of(process.name, read.meaning.kind, read.meaning.support, read.entity, row.event.occasion);
  return read;
}

std::vector<Trace> Tracer::traces() const {
  std::vector<Trace> made;
  for (std::size_t branch = 0; branch < policies_.size(); ++branch) {
    Trace trace{policies_[branch], {}};
    for (const Row& row : rows_[branch]) trace.events.push_back(read(row, trace.policy));
    std::ranges::stable_sort(trace.events, {}, &TraceEvent::time);
    made.push_back(std::move(trace));
  }
  return made;
}

}  // namespace sandtable
