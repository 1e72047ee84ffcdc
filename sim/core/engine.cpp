// SPDX-License-Identifier: Apache-2.0
#include "sim/core/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace sandtable {

namespace {

/// The newest versions of an output: the one in force and the one that is not valid yet.
struct Output {
  VersionRef current, pending;
  const VersionRef& visible(Tick now) const {
    return pending && pending->stamp() <= now ? pending : current;
  }
  const VersionRef& newest() const { return pending ? pending : current; }
};

/// A state with all that "as before" stands for: its last outputs and what it read last.
struct Bundle {
  StateRef state{nullptr, nullptr};
  std::vector<Output> outputs;
  std::vector<VersionRef> last_read;
  Tick due;
};
using BundleRef = std::shared_ptr<Bundle>;

struct Branch {
  std::size_t policy = 0;
  std::vector<BundleRef> bundles;          ///< by process; the policy's last
  std::vector<std::vector<Action>> inbox;  ///< by process
  BranchResult result;
  bool alive = true;
};

/// Branches that take the very same step.
struct Group {
  const void* model = nullptr;
  const Bundle* bundle = nullptr;
  std::vector<const Version*> visible;
  ActionList actions;
  std::vector<std::size_t> members;
};

class Stopwatch {
 public:
  explicit Stopwatch(double* total) : total_(total) {
    if (total_) start_ = Clock::now();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() {
    if (total_) *total_ += std::chrono::duration<double>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;  // profile only

  double* total_;
  Clock::time_point start_;
};

class Lockstep {
 public:
  Lockstep(const System& system, const Draw& draw, std::span<const ErasedModel> models,
           std::span<const std::size_t> policies, std::span<const ErasedModel> policy_models,
           const RunOptions& options)
      : system_(system),
        models_(models),
        policy_models_(policy_models),
        options_(options),
        luck_(system.seed, static_cast<std::uint64_t>(draw.noise), options.key_log),
        slots_(system.processes.size()),
        steps_(slots_ + 1) {
    for (const std::size_t policy : policies) branches_.push_back({policy, {}, {}, {}, true});
    for (Branch& branch : branches_) {
      branch.bundles.resize(slots_ + 1);
      branch.inbox.resize(slots_);
    }
  }

  DrawResult run(const Observe& observe);

 private:
  class View final : public BranchView {
   public:
    View(const Lockstep& run, const Branch& branch, Tick now)
        : run_(run), branch_(branch), now_(now) {}
    std::size_t policy() const override { return branch_.policy; }
    const Version& field(std::size_t index) const override {
      return *run_.visible(branch_, index, now_);
    }

   private:
    const Lockstep& run_;
    const Branch& branch_;
    Tick now_;
  };

  const BoundProcess& bound(std::size_t slot, const Branch& branch) const {
    return slot < slots_ ? system_.processes[slot] : system_.policies[branch.policy].process;
  }
  /// The name in the keys of a process's luck: no policy's own, or identical policies would differ.
  std::string_view luck_name(std::size_t slot) const {
    return slot < slots_ ? std::string_view(system_.processes[slot].process.name) : "policies";
  }
  const ErasedModel& model(std::size_t slot, std::size_t branch) const {
    return slot < slots_ ? models_[slot] : policy_models_[branch];
  }
  const VersionRef& visible(const Branch& branch, std::size_t field, Tick now) const {
    const FieldInfo& info = system_.fields[field];
    return branch.bundles[info.process]->outputs[info.slot].visible(now);
  }
  void guard(std::span<const std::size_t> members, const std::function<void()>& work);
  void begin(std::size_t slot);
  BundleRef begin_one(std::size_t slot, std::size_t branch, std::span<const std::size_t> members);
  void advance(std::size_t slot, Tick now);
  bool due(std::size_t slot, const Branch& branch, Tick now) const;
  void gather(std::size_t slot, Tick now);
  ActionList take_actions(std::size_t slot, Branch& branch, Tick end) const;
  void join_group(std::size_t slot, std::size_t branch, Tick now, ActionList actions);
  void step(std::size_t slot, Group& group, Tick now);
  BundleRef own(std::size_t slot, Group& group);
  void commit(std::size_t slot, Bundle& bundle, Context& context, Tick now, Tick stamp);
  void record(const Group& group, std::vector<Decision>& decisions);
  void rejoin(std::size_t slot);

  const System& system_;
  std::span<const ErasedModel> models_, policy_models_;
  const RunOptions& options_;
  Luck luck_;
  std::size_t slots_;
  std::vector<StepCount> steps_;
  std::vector<Branch> branches_;
  std::vector<Group> groups_;
  std::vector<std::vector<VersionRef>> fresh_;  ///< by output slot: versions made at this tick
};

void Lockstep::guard(std::span<const std::size_t> members, const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    for (const std::size_t b : members) {
      branches_[b].alive = false;
      branches_[b].result.reason = error.what();
    }
  }
}

BundleRef Lockstep::begin_one(std::size_t slot, std::size_t branch,
                              std::span<const std::size_t> members) {
  const BoundProcess& process = bound(slot, branches_[branch]);
  const ErasedModel& erased = model(slot, branch);
  auto bundle = std::make_shared<Bundle>();
  Events events;
  Context context({luck_name(slot),
                   Tick{},
                   Tick{},
                   &luck_,
                   {},
                   {},
                   {},
                   process.outputs.size(),
                   options_.events ? &events : nullptr});
  bundle->state = erased.table->begin(erased.model.get(), context);
  for (std::size_t out = 0; out < process.outputs.size(); ++out) {
    std::optional<Version::Data>& data = context.written()[out];
    const FieldInfo& field = system_.fields[process.outputs[out]];
    if (!data)
      fail(fmt::format("{} did not write {} at the start", process.process.name, field.name));
    const VersionRef version = std::visit(
        [](auto& values) { return std::make_shared<const Version>(Tick{}, std::move(values)); },
        *data);
    if (version->size() != field.support->size())
      fail(fmt::format("{} wrote {} values of {} (its support '{}' has {})", process.process.name,
                       version->size(), field.name, field.support->name(), field.support->size()));
    bundle->outputs.push_back({version, nullptr});
  }
  if (options_.events && options_.on_events) options_.on_events(slot, members, events);
  return bundle;
}

void Lockstep::begin(std::size_t slot) {
  std::vector<std::size_t> members;
  for (std::size_t b = 0; b < branches_.size(); ++b)
    if (branches_[b].alive && (slot < slots_ || system_.policies[branches_[b].policy].acts))
      members.push_back(b);
  const bool together = options_.sharing && slot < slots_;
  for (std::size_t i = 0; i < members.size(); i += together ? members.size() : 1) {
    const auto group = std::span(members).subspan(i, together ? members.size() : 1);
    guard(group, [&] {
      const BundleRef bundle = begin_one(slot, group.front(), group);
      for (const std::size_t b : group) branches_[b].bundles[slot] = bundle;
    });
  }
}

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
    if (version->same_values(*output.newest())) continue;
    const auto twin = std::ranges::find_if(
        fresh_[out], [&](const VersionRef& other) { return other->same_values(*version); });
    if (twin != fresh_[out].end())
      version = *twin;
    else
      fresh_[out].push_back(version);
    (stamp <= now ? output.current : output.pending) = std::move(version);
  }
}

void Lockstep::record(const Group& group, std::vector<Decision>& decisions) {
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
  Context context({luck_name(slot), now, end, &luck_, group.visible, bundle->last_read, actions,
                   process.outputs.size(), options_.events ? &events : nullptr, last_written});
  erased.table->step(erased.model.get(), bundle->state.get(), context);
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

void Lockstep::advance(std::size_t slot, Tick now) {
  const Stopwatch watch(options_.profile ? &steps_[slot].seconds : nullptr);
  gather(slot, now);
  if (groups_.empty()) return;
  fresh_.assign(slot < slots_ ? system_.processes[slot].outputs.size() : 0, {});
  for (Group& group : groups_) guard(group.members, [&] { step(slot, group, now); });
  if (options_.sharing && groups_.size() > 1) rejoin(slot);
}

DrawResult Lockstep::run(const Observe& observe) {
  for (std::size_t slot = 0; slot <= slots_; ++slot) begin(slot);
  for (Tick now; now <= system_.horizon; now += system_.tick) {
    for (const std::size_t slot : system_.instantaneous) advance(slot, now);
    for (std::size_t b = 0; b < branches_.size(); ++b)
      if (branches_[b].alive) observe(now, b, View(*this, branches_[b], now));
    if (now >= system_.horizon) break;
    advance(slots_, now);
    for (std::size_t slot = 0; slot < slots_; ++slot)
      if (!system_.processes[slot].process.instantaneous) advance(slot, now);
  }
  DrawResult result;
  for (Branch& branch : branches_) {
    branch.result.done = branch.alive;
    result.branches.push_back(std::move(branch.result));
  }
  result.steps = std::move(steps_);
  return result;
}

}  // namespace

DrawResult run_draw(const System& system, const Draw& draw, std::span<const ErasedModel> models,
                    std::span<const std::size_t> policies,
                    std::span<const ErasedModel> policy_models, const RunOptions& options,
                    const Observe& observe) {
  return Lockstep(system, draw, models, policies, policy_models, options).run(observe);
}

}  // namespace sandtable
