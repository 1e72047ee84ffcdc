// SPDX-License-Identifier: Apache-2.0
// Looking for steps that are not pure: computed on a copy first, in another order, with other
// memory. Does nothing, and costs next to nothing, in a run without scrutiny.
#include "sim/core/lockstep.hpp"

namespace sandtable {

namespace {

constexpr unsigned char copy_fill = 0x5a, own_fill = 0xc3;

Tick due_of(const ErasedModel& model, const void* state) {
  return model.table->next_due ? model.table->next_due(state) : Tick{};
}

}  // namespace

std::vector<std::size_t> Lockstep::order_of(std::span<const std::size_t> slots, Tick now) const {
  std::vector<std::size_t> order(slots.begin(), slots.end());
  if (!options_.scrutiny || options_.scrutiny->shuffle == 0) return order;
  const auto at =
      shuffled(slots.size(), options_.scrutiny->shuffle, static_cast<std::uint64_t>(now.count));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = slots[at[i]];
  return order;
}

void Lockstep::shuffle_groups(std::size_t slot, Tick now) {
  if (!options_.scrutiny || options_.scrutiny->shuffle == 0) return;
  std::vector<Group> mixed;
  for (const std::size_t i : shuffled(groups_.size(), options_.scrutiny->shuffle + slot,
                                      static_cast<std::uint64_t>(now.count)))
    mixed.push_back(std::move(groups_[i]));
  groups_ = std::move(mixed);
}

/// On a copy of the state, or from the beginning when there is none yet.
Rehearsal Lockstep::rehearse(const ErasedModel& model, const void* state,
                             Context::Inputs inputs) const {
  Rehearsal rehearsal;
  if (!options_.scrutiny || !options_.scrutiny->twice) return rehearsal;
  Events events;
  if (inputs.events) inputs.events = &events;
  Context context(inputs);
  if (state) rehearsal.state = model.table->clone(state);
  fill_memory(copy_fill);
  if (state)
    model.table->step(model.model.get(), rehearsal.state.get(), context);
  else
    rehearsal.state = model.table->begin(model.model.get(), context);
  rehearsal.digest = digest_of(context, events, due_of(model, rehearsal.state.get()));
  fill_memory(own_fill);
  return rehearsal;
}

void Lockstep::judge(std::size_t slot, std::span<const std::size_t> members,
                     const Rehearsal& rehearsal, const ErasedModel& model, const void* state,
                     const Context& context, const Events& events) {
  if (!options_.scrutiny) return;
  Scrutiny& scrutiny = *options_.scrutiny;
  StepDigest step{context.begin(), static_cast<std::uint32_t>(slot), 0,
                  digest_of(context, events, due_of(model, state))};
  const bool alike = !scrutiny.twice ||
                     (rehearsal.digest == step.digest &&
                      (!model.table->equal || model.table->equal(rehearsal.state.get(), state)));
  for (const std::size_t member : members) {
    step.policy = static_cast<std::uint32_t>(branches_[member].policy);
    scrutiny.steps.push_back(step);
    if (!alike) scrutiny.differing.push_back(step);
  }
}

}  // namespace sandtable
