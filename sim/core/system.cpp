// SPDX-License-Identifier: Apache-2.0
#include "sim/core/system.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sandtable {

namespace {

/// A field derived by a mapping: an instantaneous process of the core's own.
struct MappedField {
  struct State {
    bool operator==(const State&) const = default;
  };
  Mapping mapping;
  std::string quantity;
  In<double> from;
  Out<double> to;

  void ports(PortList& list) {
    list.in(from);
    list.out(to);
  }
  State begin(Context& context) const {
    context.write(to, std::vector<double>(mapping.target->size()));
    return {};
  }
  void step(State&, Context& context) const {
    if (!context.changed(from)) return;
    const auto values = context.read(from);
    context.write(to, apply(mapping, Version(context.begin(),
                                             std::vector<double>(values.begin(), values.end()))));
  }
};

/// A field that could serve an input: an output that stands, or one that can be asked anywhere.
struct Candidate {
  std::size_t process = 0;
  std::size_t field = unbound;
  std::size_t anywhere = unbound;
  const Mapping* mapping = nullptr;
};

class Binder {
 public:
  Binder(std::vector<Unbound> processes, const std::vector<Mapping>& mappings, Problems& problems)
      : unbound_(std::move(processes)),
        own_(unbound_.size()),
        mappings_(mappings),
        problems_(problems) {}

  System run(std::vector<UnboundPolicy> policies);

 private:
  void declare(std::size_t p);
  void add_field(std::size_t p, std::size_t slot, const OutputSpec& spec);
  std::size_t bind_input(const Unbound& reader, const InputSpec& spec, bool policy);
  std::vector<Candidate> candidates(const Unbound& reader, const InputSpec& spec) const;
  std::size_t ask(const Candidate& candidate, const SupportRef& support);
  std::size_t derive(const Candidate& candidate, const InputSpec& spec);
  void order_instantaneous();

  std::vector<Unbound> unbound_;
  std::size_t own_;  ///< how many of them are the scenario's; the others are derived
  const std::vector<Mapping>& mappings_;
  Problems& problems_;
  System system_;
  std::vector<PortList> ports_;
};

void Binder::add_field(std::size_t p, std::size_t slot, const OutputSpec& spec) {
  std::string name = system_.processes[p].process.name + "." + spec.quantity;
  if (const std::size_t other = system_.field(name); other != unbound) {
    if (system_.fields[other].support == spec.support)
      problems_.add(
          unbound_[p].where,
          fmt::format("field '{}' has two writers (a field is written by exactly one)", name));
    name += "@" + spec.support->name();
  }
  system_.fields.push_back(
      {name, spec.quantity, spec.unit, spec.element, spec.support, spec.foresight, p, slot});
  system_.processes[p].outputs.push_back(system_.fields.size() - 1);
}

void Binder::declare(std::size_t p) {
  PortList& ports = ports_.emplace_back();
  const ErasedModel& model = unbound_[p].process.model;
  model.table->ports(model.model.get(), ports);
  system_.processes.push_back({unbound_[p].process, {}, {}, ports.levers});
  for (std::size_t slot = 0; slot < ports.outputs.size(); ++slot)
    add_field(p, slot, ports.outputs[slot]);
}

std::vector<Candidate> Binder::candidates(const Unbound& reader, const InputSpec& spec) const {
  const auto wanted = reader.roles.find(spec.role);
  const auto named = [&](const std::string& process, const std::string& field) {
    return wanted == reader.roles.end() || wanted->second == process || wanted->second == field;
  };
  std::vector<Candidate> found;
  for (std::size_t f = 0; f < system_.fields.size(); ++f) {
    const FieldInfo& field = system_.fields[f];
    const BoundProcess& writer = system_.processes[field.process];
    if (field.process >= own_ || field.quantity != spec.quantity || field.unit != spec.unit ||
        field.element != spec.element || writer.process.name == reader.process.name ||
        !named(writer.process.name, field.name))
      continue;
    if (!spec.support || spec.support == field.support) {
      found.push_back({field.process, f, unbound, nullptr});
      continue;
    }
    for (const Mapping& mapping : mappings_)
      if (spec.element == Element::f64 && mapping.source == field.support &&
          mapping.target == spec.support)
        found.push_back({field.process, f, unbound, &mapping});
  }
  for (std::size_t p = 0; p < ports_.size(); ++p)
    for (std::size_t a = 0; a < ports_[p].anywhere.size(); ++a) {
      const OutputSpec& output = ports_[p].anywhere[a].spec;
      const std::string& name = system_.processes[p].process.name;
      const bool there = std::ranges::any_of(
          found, [&](const Candidate& c) { return c.process == p && c.mapping == nullptr; });
      if (output.quantity == spec.quantity && output.unit == spec.unit &&
          output.element == spec.element && spec.support && !there &&
          named(name, name + "." + output.quantity))
        found.push_back({p, unbound, a, nullptr});
    }
  return found;
}

std::size_t Binder::ask(const Candidate& candidate, const SupportRef& support) {
  PortList::Anywhere& port = ports_[candidate.process].anywhere[candidate.anywhere];
  OutputSpec spec = port.spec;
  spec.support = support;
  const std::size_t slot = system_.processes[candidate.process].outputs.size();
  port.on->push_back({support, slot});
  add_field(candidate.process, slot, spec);
  return system_.fields.size() - 1;
}

std::size_t Binder::derive(const Candidate& candidate, const InputSpec& spec) {
  const FieldInfo from = system_.fields[candidate.field];
  const std::string name = from.name + "->" + spec.support->name();
  if (const std::size_t there = system_.process(name); there != unbound)
    return system_.processes[there].outputs.front();
  MappedField model{*candidate.mapping, spec.quantity, {}, {}};
  model.from.spec = {"source", spec.quantity, spec.unit, Element::f64, from.support};
  model.to.spec = {spec.quantity, spec.unit, Element::f64, spec.support, false, from.foresight};
  unbound_.push_back({{name, erase(std::move(model)), {}, true}, {{"source", from.name}}, {}});
  declare(unbound_.size() - 1);
  system_.processes.back().inputs = {candidate.field};
  return system_.processes.back().outputs.front();
}

std::size_t Binder::bind_input(const Unbound& reader, const InputSpec& spec, bool policy) {
  const std::vector<Candidate> found = candidates(reader, spec);
  const std::string who =
      fmt::format("{} reads {} ({})", reader.process.name, spec.quantity, spec.role);
  if (found.empty() && !spec.optional)
    problems_.add(reader.where,
                  fmt::format("{}: no process writes it in '{}' (a port needs one candidate)", who,
                              spec.unit));
  if (found.size() > 1) {
    std::string names;
    for (const Candidate& c : found)
      names += (names.empty() ? "" : ", ") + system_.processes[c.process].process.name;
    problems_.add(reader.where,
                  fmt::format("{}: several write it ({}): say {} = \"{}\"", who, names, spec.role,
                              system_.processes[found[0].process].process.name));
  }
  if (found.size() != 1) return unbound;
  const Candidate& one = found.front();
  const bool foresight = one.anywhere != unbound
                             ? ports_[one.process].anywhere[one.anywhere].spec.foresight
                             : system_.fields[one.field].foresight;
  if (policy && foresight)
    problems_.add(reader.where,
                  who + ": a policy may not read it (it tells what is not known yet)");
  const std::size_t field = one.anywhere != unbound ? ask(one, spec.support)
                            : one.mapping           ? derive(one, spec)
                                                    : one.field;
  system_.bindings.push_back({reader.process.name, spec.role, system_.fields[field].name,
                              reader.roles.contains(spec.role)});
  return field;
}

void Binder::order_instantaneous() {
  std::vector<std::size_t> waiting;
  for (std::size_t p = 0; p < system_.processes.size(); ++p)
    if (system_.processes[p].process.instantaneous) waiting.push_back(p);
  const auto ready = [&](std::size_t p) {
    return std::ranges::none_of(system_.processes[p].inputs, [&](std::size_t field) {
      return field != unbound && std::ranges::count(waiting, system_.fields[field].process) > 0;
    });
  };
  while (!waiting.empty()) {
    const auto next = std::ranges::find_if(waiting, ready);
    if (next == waiting.end()) {
      std::string names;
      for (const std::size_t p : waiting)
        names += (names.empty() ? "" : ", ") + system_.processes[p].process.name;
      problems_.add(
          fmt::format("instantaneous processes read each other in a circle ({}): give one of "
                      "them an interval",
                      names));
      return;
    }
    system_.instantaneous.push_back(*next);
    waiting.erase(next);
  }
}

System Binder::run(std::vector<UnboundPolicy> policies) {
  for (std::size_t p = 0; p < own_; ++p) declare(p);
  for (std::size_t p = 0; p < own_; ++p)
    for (std::size_t i = 0; i < ports_[p].inputs.size(); ++i) {
      const Unbound reader = unbound_[p];
      const InputSpec spec = ports_[p].inputs[i];
      const std::size_t field = bind_input(reader, spec, false);  // may add a derived process
      system_.processes[p].inputs.push_back(field);
    }
  for (UnboundPolicy& policy : policies) {
    BoundPolicy bound{policy.name, policy.acts, {}};
    if (policy.acts) {
      PortList ports;
      const ErasedModel& model = policy.process.process.model;
      model.table->ports(model.model.get(), ports);
      bound.process.process = policy.process.process;
      if (!ports.outputs.empty() || !ports.anywhere.empty())
        problems_.add(
            policy.process.where,
            fmt::format("policy '{}' writes a field (a policy only gives orders)", policy.name));
      for (const InputSpec& spec : ports.inputs)
        bound.process.inputs.push_back(bind_input(policy.process, spec, true));
    }
    system_.policies.push_back(std::move(bound));
  }
  order_instantaneous();
  return std::move(system_);
}

std::size_t find_named(const auto& list, std::string_view name, auto name_of) {
  const auto at = std::ranges::find(list, name, name_of);
  return at == list.end() ? unbound : static_cast<std::size_t>(at - list.begin());
}

}  // namespace

std::size_t System::field(std::string_view name) const {
  return find_named(fields, name, &FieldInfo::name);
}

std::size_t System::process(std::string_view name) const {
  return find_named(processes, name,
                    [](const BoundProcess& p) -> const std::string& { return p.process.name; });
}

System bind_ports(std::vector<Unbound> processes, std::vector<UnboundPolicy> policies,
                  const std::vector<Mapping>& mappings, Problems& problems) {
  System system = Binder(std::move(processes), mappings, problems).run(std::move(policies));
  if (problems.empty())
    for (const BoundProcess& bound : system.processes) try {
        if (const ErasedModel& model = bound.process.model; model.table->prepare)
          model.table->prepare(model.model.get());
      } catch (const Error& error) {
        problems.add(error);
      }
  return system;
}

}  // namespace sandtable
