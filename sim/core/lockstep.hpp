// SPDX-License-Identifier: Apache-2.0
// Inside the engine only: one draw's branches in lockstep.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/core/engine.hpp"

namespace sandtable {

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

/// What a step came to on a copy of its state.
struct Rehearsal {
  StateRef state{nullptr, nullptr};
  std::uint64_t digest = 0;
};

/// Runs one draw as engine.hpp says: groups the branches, steps each group once, commits.
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
    for (std::size_t slot = 0; slot < slots_; ++slot)
      if (!system.processes[slot].process.instantaneous) interval_.push_back(slot);
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
  void enter(std::size_t slot) const {
    if (options_.key_log) options_.key_log->process = static_cast<std::uint32_t>(slot);
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
  std::vector<std::size_t> order_of(std::span<const std::size_t> slots, Tick now) const;
  void shuffle_groups(std::size_t slot, Tick now);
  Rehearsal rehearse(const ErasedModel& model, const void* state, Context::Inputs inputs) const;
  void judge(std::size_t slot, std::span<const std::size_t> members, const Rehearsal& rehearsal,
             const ErasedModel& model, const void* state, const Context& context,
             const Events& events);
  void commit(std::size_t slot, Bundle& bundle, Context& context, Tick now, Tick stamp);
  void record(const Group& group, const std::vector<Decision>& decisions);
  void rejoin(std::size_t slot);
  void take_notices(std::size_t branch);

  const System& system_;
  std::span<const ErasedModel> models_, policy_models_;
  const RunOptions& options_;
  Luck luck_;
  std::size_t slots_;
  std::vector<std::size_t> interval_;  ///< the processes that are not instantaneous
  std::vector<StepCount> steps_;
  std::vector<Branch> branches_;
  std::vector<Group> groups_;
  std::vector<std::vector<VersionRef>> fresh_;  ///< by output slot: versions made at this tick
};

}  // namespace sandtable
