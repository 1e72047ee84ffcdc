// SPDX-License-Identifier: Apache-2.0
// A model on the bench: its inputs set by hand, its step taken minute by minute, no engine.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/process.hpp"

namespace sandtable::testing {

inline constexpr std::int64_t never = Tick::never().count;
inline constexpr Tick minute_tick{60 * Tick::per_second};

/// Minutes since start as ticks.
inline std::int64_t at_minute(double minutes) {
  return from_seconds(60 * minutes).count;
}

template <class M>
class Bench {
 public:
  /// Call once the model's supports are set.
  explicit Bench(M made) : model(std::move(made)) {
    model.ports(ports_);
    visible_.resize(ports_.inputs.size());
    outputs_.resize(ports_.outputs.size());
  }

  M model;
  typename M::State state;
  Tick now;
  Events events;
  std::vector<Decision> decisions;

  /// A model with a field for every place that asks adds them to its ports here.
  void add_output() { outputs_.emplace_back(); }

  template <class T, class Stored>
  void set(const In<T>& port, std::vector<Stored> values) {
    visible_[port.slot] = std::make_shared<const Version>(now, std::move(values));
  }
  void begin() {
    Context context = context_at({}, {});
    state = model.begin(context);
    keep(context);
    last_read_.clear();
  }
  void step(std::vector<Action> actions = {}) {
    Context context = context_at(minute_tick, actions);
    model.step(state, context);
    keep(context);
    last_read_ = visible_;
    now += minute_tick;
  }
  /// The values last written to an output's slot.
  template <class Stored>
  const std::vector<Stored>& written(std::size_t slot) const {
    return std::get<std::vector<Stored>>(*outputs_[slot]);
  }

  std::uint64_t seed = 1, noise = 0;

 private:
  Context context_at(Tick length, const std::vector<Action>& actions) {
    luck_ = std::make_unique<Luck>(seed, noise);
    pointers_.clear();
    for (const VersionRef& version : visible_) pointers_.push_back(version.get());
    return Context({"bench", now, now + length, luck_.get(), pointers_, last_read_, actions,
                    outputs_.size(), &events});
  }
  void keep(Context& context) {
    for (std::size_t slot = 0; slot < outputs_.size(); ++slot)
      if (context.written()[slot]) outputs_[slot] = std::move(context.written()[slot]);
    for (const Decision& decision : context.decisions()) decisions.push_back(decision);
  }

  PortList ports_;
  std::unique_ptr<Luck> luck_;
  std::vector<VersionRef> visible_, last_read_;
  std::vector<const Version*> pointers_;
  std::vector<std::optional<Version::Data>> outputs_;
};

}  // namespace sandtable::testing
