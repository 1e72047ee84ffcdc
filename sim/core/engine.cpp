// SPDX-License-Identifier: Apache-2.0
#include "sim/core/engine.hpp"

#include <algorithm>
#include <chrono>

#include "sim/core/first_outputs.hpp"
#include "sim/core/lockstep.hpp"

namespace sandtable {

namespace {

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

}  // namespace

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
  enter(slot);
  Events events;
  const Context::Inputs inputs{luck_name(slot),
                               Tick{},
                               Tick{},
                               &luck_,
                               {},
                               {},
                               {},
                               process.outputs.size(),
                               options_.events ? &events : nullptr,
                               {},
                               options_.parts};
  const Rehearsal rehearsal = rehearse(erased, nullptr, inputs);
  Context context(inputs);
  bundle->state = erased.table->begin(erased.model.get(), context);
  judge(slot, members, rehearsal, erased, bundle->state.get(), context, events);
  if (const auto mistakes = first_output_mistakes(system_, process, context); !mistakes.empty())
    fail(mistakes.front());
  for (std::optional<Version::Data>& data : context.written())
    bundle->outputs.push_back({std::visit(
                                   [](auto& values) {
                                     return std::make_shared<const Version>(Tick{},
                                                                            std::move(values));
                                   },
                                   *data),
                               nullptr});
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

void Lockstep::advance(std::size_t slot, Tick now) {
  const Stopwatch watch(options_.profile ? &steps_[slot].seconds : nullptr);
  gather(slot, now);
  if (groups_.empty()) return;
  shuffle_groups(slot, now);
  fresh_.assign(slot < slots_ ? system_.processes[slot].outputs.size() : 0, {});
  for (Group& group : groups_) guard(group.members, [&] { step(slot, group, now); });
  if (options_.sharing && groups_.size() > 1) rejoin(slot);
}

void Lockstep::take_notices(std::size_t branch) {
  for (std::size_t slot = 0; slot < slots_; ++slot)
    if (const ErasedModel& erased = model(slot, branch); erased.table->notices)
      for (const std::string& text :
           erased.table->notices(erased.model.get(), branches_[branch].bundles[slot]->state.get()))
        branches_[branch].result.notices.push_back(system_.processes[slot].process.name + ": " +
                                                   text);
}

DrawResult Lockstep::run(const Observe& observe) {
  for (std::size_t slot = 0; slot <= slots_; ++slot) begin(slot);
  for (Tick now; now <= system_.horizon; now += system_.tick) {
    for (const std::size_t slot : system_.instantaneous) advance(slot, now);
    for (std::size_t b = 0; b < branches_.size(); ++b)
      if (branches_[b].alive) observe(now, b, View(*this, branches_[b], now));
    if (now >= system_.horizon) break;
    advance(slots_, now);
    for (const std::size_t slot : order_of(interval_, now)) advance(slot, now);
  }
  for (std::size_t b = 0; b < branches_.size(); ++b)
    if (branches_[b].alive) take_notices(b);
  DrawResult result;
  for (Branch& branch : branches_) {
    branch.result.done = branch.alive;
    result.branches.push_back(std::move(branch.result));
  }
  result.steps = std::move(steps_);
  return result;
}

DrawResult run_draw(const System& system, const Draw& draw, std::span<const ErasedModel> models,
                    std::span<const std::size_t> policies,
                    std::span<const ErasedModel> policy_models, const RunOptions& options,
                    const Observe& observe) {
  return Lockstep(system, draw, models, policies, policy_models, options).run(observe);
}

}  // namespace sandtable
