// SPDX-License-Identifier: Apache-2.0
// Steps: branches are grouped, each group steps once, what it wrote is committed.
#include "sim/core/lockstep.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sandtable {

bool Lockstep::due(std::size_t slot, const Branch& branch, Tick now) const {
  return branch.alive && branch.bundles[slot] && branch.bundles[slot]->due <= now;
}

ActionList Lockstep::take_actions(std::size_t slot, Branch& branch, Tick end) const {
  if (slot >= slots_ || branch.inbox[slot].empty()) return nullptr;
  std::vector<Action>& inbox = branch.inbox[slot];
  const auto later = std::ranges::stable_partition(
      inbox, [end](const Action& action) { return action.effect < end; });
  std::vector<Action> now(inbox.begin(), later.begin());
  inbox.erase(inbox.begin(), later.begin());
  if (now.empty()) return nullptr;
  std::ranges::sort(now);
  return std::make_shared<const std::vector<Action>>(std::move(now));
}

void Lockstep::join_group(std::size_t slot, std::size_t b, Tick now, ActionList actions) {
  Group mine;
  Branch& branch = branches_[b];
  mine.model = model(slot, b).model.get();
  mine.bundle = branch.bundles[slot].get();
  mine.actions = std::move(actions);
  for (const std::size_t field : bound(slot, branch).inputs)
    mine.visible.push_back(field == unbound ? nullptr : visible(branch, field, now).get());
  const auto same = [&](const Group& other) {
    return options_.sharing && other.model == mine.model && other.bundle == mine.bundle &&
           other.visible == mine.visible &&
           (other.actions == mine.actions ||
            (other.actions && mine.actions && *other.actions == *mine.actions));
  };
  if (const auto at = std::ranges::find_if(groups_, same); at != groups_.end()) {
    at->members.push_back(b);
  } else {
    mine.members = {b};
    groups_.push_back(std::move(mine));
  }
}

void Lockstep::gather(std::size_t slot, Tick now) {
  groups_.clear();
  for (std::size_t b = 0; b < branches_.size(); ++b) {
    Branch& branch = branches_[b];
    if (!due(slot, branch, now)) continue;
    const Process& process = bound(slot, branch).process;
    const Tick end = process.instantaneous ? now + Tick{1} : now + process.interval;
    join_group(slot, b, now, take_actions(slot, branch, end));
  }
}

BundleRef Lockstep::own(std::size_t slot, Group& group) {
  const BundleRef& held = branches_[group.members.front()].bundles[slot];
  if (held.use_count() == static_cast<long>(group.members.size())) return held;
  ++steps_[slot].copies;
  auto copy = std::make_shared<Bundle>();
  copy->state = model(slot, group.members.front()).table->clone(held->state.get());
  copy->outputs = held->outputs;
  copy->last_read = held->last_read;
  for (const std::size_t b : group.members) branches_[b].bundles[slot] = copy;
  return copy;
}

void Lockstep::commit(std::size_t slot, Bundle& bundle, Context& context, Tick now, Tick stamp) {
  for (std::size_t out = 0; out < bundle.outputs.size(); ++out) {
    Output& output = bundle.outputs[out];
    if (output.pending && output.pending->stamp() <= now)
      output.current = std::move(output.pending);
    std::optional<Version::Data>& data = context.written()[out];
    if (!data) continue;
    VersionRef version = std::visit(
        [&](auto& values) { return std::make_shared<const Version>(stamp, std::move(values)); },
        *data);
    const FieldInfo& field = system_.fields[system_.processes[slot].outputs[out]];
    if (version->size() != field.support->size())
      fail(fmt::format("{} wrote {} values of {} (its support '{}' has {})",
                       system_.processes[slot].process.name, version->size(), field.name,
                       field.support->name(), field.support->size()));
    const auto twin = std::ranges::find_if(
        fresh_[out], [&](const VersionRef& other) { return other->same_values(*version); });
    if (twin != fresh_[out].end())
      version = *twin;
    else
      fresh_[out].push_back(version);
    (stamp <= now ? output.current : output.pending) = std::move(version);
  }
}

void Lockstep::record(const Group& group, const std::vector<Decision>& decisions) {
  if (options_.on_orders && !decisions.empty()) options_.on_orders(group.members, decisions);
  for (const std::size_t b : group.members)
    for (const Decision& decision : decisions) {
      branches_[b].inbox[decision.action.process].push_back(decision.action);
      branches_[b].result.decisions.push_back(decision);
    }
}

void Lockstep::step(std::size_t slot, Group& group, Tick now) {
  const std::size_t first = group.members.front();
  const BoundProcess& process = bound(slot, branches_[first]);
  const ErasedModel& erased = model(slot, first);
  const Tick end = process.process.instantaneous ? now : now + process.process.interval;
  std::vector<VersionRef> read(process.inputs.size());
  for (std::size_t i = 0; i < read.size(); ++i)
    if (process.inputs[i] != unbound) read[i] = visible(branches_[first], process.inputs[i], now);
  const BundleRef bundle = own(slot, group);
  std::vector<const Version*> last_written;
  for (const Output& output : bundle->outputs) last_written.push_back(output.newest().get());
  Events events;
  const std::span<const Action> actions =
      group.actions ? std::span<const Action>(*group.actions) : std::span<const Action>();
  const Context::Inputs inputs{luck_name(slot),
                               now,
                               end,
                               &luck_,
                               group.visible,
                               bundle->last_read,
                               actions,
                               process.outputs.size(),
                               options_.events ? &events : nullptr,
                               last_written,
                               options_.parts};
  enter(slot);
  const Rehearsal rehearsal = rehearse(erased, bundle->state.get(), inputs);
  Context context(inputs);
  erased.table->step(erased.model.get(), bundle->state.get(), context);
  judge(slot, group.members, rehearsal, erased, bundle->state.get(), context, events);
  commit(slot, *bundle, context, now, end);
  bundle->last_read = std::move(read);
  bundle->due = process.process.instantaneous ? now + system_.tick : end;
  if (erased.table->next_due)
    bundle->due = std::max(bundle->due, erased.table->next_due(bundle->state.get()));
  record(group, context.decisions());
  if (options_.events && options_.on_events) options_.on_events(slot, group.members, events);
  ++steps_[slot].computed;
  steps_[slot].shared += group.members.size() - 1;
}

/// Branches whose whole bundles are equal again take one of them, if the state offers ==.
void Lockstep::rejoin(std::size_t slot) {
  const auto alike = [](const Bundle& a, const Bundle& b) {
    return a.due == b.due && a.last_read == b.last_read &&
           std::ranges::equal(a.outputs, b.outputs, [](const Output& x, const Output& y) {
             return x.current == y.current && x.pending == y.pending;
           });
  };
  for (std::size_t i = 1; i < groups_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Branch& one = branches_[groups_[j].members.front()];
      const Branch& other = branches_[groups_[i].members.front()];
      if (!one.alive || !other.alive || groups_[i].model != groups_[j].model) continue;
      const BundleRef kept = one.bundles[slot];
      const auto* table = model(slot, groups_[i].members.front()).table;
      if (!table->equal || !alike(*kept, *other.bundles[slot]) ||
          !table->equal(kept->state.get(), other.bundles[slot]->state.get()))
        continue;
      for (const std::size_t b : groups_[i].members) branches_[b].bundles[slot] = kept;
      break;
    }
}

}  // namespace sandtable
