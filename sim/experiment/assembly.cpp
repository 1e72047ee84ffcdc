// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/assembly.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sandtable {

Assembly::Loaded Assembly::resolved_table(const RawTable& table) {
  Loaded entry;
  const auto at = std::ranges::find(registry_, table.model, &Model::name);
  if (at == registry_.end()) {
    std::vector<std::string> names;
    for (const Model& model : registry_) names.push_back(model.name);
    problems_.add(table.where, fmt::format("unknown model '{}' of '{}':{}", table.model, table.name,
                                           suggestion(table.model, names)));
    return entry;
  }
  Problems own;
  entry.resolved = resolve(table, at->parameters, at->roles, scenario_, own);
  check_roles(entry.resolved, own);
  try {
    own.raise();
    entry.model = &*at;  // with a mistake in its table it is not loaded
  } catch (const Error& error) {
    problems_.add(error);
  }
  return entry;
}

/// A role names a process, or a field of one.
void Assembly::check_roles(const ResolvedTable& resolved, Problems& problems) const {
  std::vector<std::string> known;
  for (const RawTable& process : scenario_.processes) known.push_back(process.name);
  for (const RawEntry& role : resolved.roles) {
    const std::string& written = std::get<std::string>(role.value);
    const std::string name = written.substr(0, written.find('.'));
    if (std::ranges::find(known, name) == known.end())
      problems.add(role.where, fmt::format("{} = \"{}\" names no process:{}", role.key, written,
                                           suggestion(name, known)));
  }
}

std::shared_ptr<const void> Assembly::find(const Loader& asker, std::string_view role,
                                           std::type_index type) {
  const std::string named = asker.role(role);
  std::vector<Loaded*> found;
  for (auto& [name, entry] : entries_)
    if (entry.model && (named.empty() || named == name) &&
        std::ranges::find(entry.model->offers, type) != entry.model->offers.end())
      found.push_back(&entry);
  if (found.size() != 1 && !problems_.empty())
    throw Error(Fault::input, {});  // follows from another
  if (found.empty()) refuse_none(asker, role, named, type);
  if (found.size() > 1)
    refuse(asker.table.where,
           fmt::format("'{}' needs a process as {} ({} could serve): say {} = \"{}\"",
                       asker.process, role, found.size(), role, found[0]->loader->process));
  load(*found.front());
  if (!found.front()->made) throw Error(Fault::input, {});  // its own mistakes are told already
  return found.front()->loader->offered.at(type);
}

void Assembly::refuse_none(const Loader& asker, std::string_view role, const std::string& named,
                           std::type_index type) const {
  std::string models;
  for (const Model& model : registry_)
    if (std::ranges::find(model.offers, type) != model.offers.end())
      models += (models.empty() ? "" : " or ") + model.name;
  refuse(asker.table.where,
         fmt::format("'{}' needs a process as {} ({} serves): add a table with model = \"{}\"",
                     asker.process, role, named.empty() ? "none" : "'" + named + "' is none that",
                     models));
}

void Assembly::load(Loaded& entry) {
  if (!entry.model || entry.made || !entry.loader) return;
  if (entry.loading)
    refuse(
        entry.loader->table.where,
        fmt::format("'{}' needs itself to be loaded (a circle of roles)", entry.loader->process));
  entry.loading = true;
  try {
    entry.made = entry.model->load(*entry.loader);
  } catch (const Error& error) {
    entry.model = nullptr;
    problems_.add(error);
  }
}

std::unique_ptr<Loader> Assembly::loader_of(const RawTable& table, const Loaded& entry) {
  return std::make_unique<Loader>(
      table.name, table, entry.resolved, scenario_, problems_,
      [this](const Loader& l, std::string_view role, std::type_index type) {
        return find(l, role, type);
      },
      one_more_);
}

std::vector<Assembly::Loaded*> Assembly::processes() {
  for (const RawTable& table : scenario_.processes) {
    Loaded& entry = entries_[table.name] = resolved_table(table);
    if (entry.model) entry.loader = loader_of(table, entry);
  }
  std::vector<Loaded*> list;
  for (const RawTable& table : scenario_.processes) {
    load(entries_[table.name]);
    list.push_back(&entries_[table.name]);
  }
  list_levers(list);
  return list;
}

void Assembly::list_levers(const std::vector<Loaded*>& processes) {
  for (std::size_t p = 0; p < processes.size(); ++p) {
    const Loaded& entry = *processes[p];
    if (!entry.made) {
      levers_complete_ = false;
      continue;
    }
    PortList ports;
    entry.made->model.table->ports(entry.made->model.model.get(), ports);
    for (std::size_t slot = 0; slot < ports.levers.size(); ++slot)
      levers_.push_back({entry.loader->process, static_cast<std::uint32_t>(p),
                         static_cast<std::uint32_t>(slot), ports.levers[slot]});
  }
}

Assembly::Loaded Assembly::policy(const RawTable& table) {
  Loaded entry = resolved_table(table);
  if (!entry.model) return entry;
  entry.loader = loader_of(table, entry);
  entry.loader->levers = levers_;
  entry.loader->levers_complete = levers_complete_;
  load(entry);
  return entry;
}

}  // namespace sandtable
