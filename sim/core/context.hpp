// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/action.hpp"
#include "sim/core/event.hpp"
#include "sim/core/field.hpp"
#include "sim/core/parts.hpp"
#include "sim/core/port.hpp"
#include "sim/core/random.hpp"

namespace sandtable {

/// All that a step may see, and all that it may say. Made by the engine for one step.
class Context {
 public:
  /// What the engine hands to a step; spans live as long as the step.
  struct Inputs {
    std::string_view process;
    Tick begin, end;
    const Luck* luck = nullptr;
    std::span<const Version* const> visible;  ///< by input slot; null: unbound
    std::span<const VersionRef> last_read;    ///< what the same bundle read last; empty at begin
    std::span<const Action> actions;
    std::size_t outputs = 0;
    Events* events = nullptr;
    std::span<const Version* const> last_written = {};  ///< by output slot; empty at begin
    Parts parts = {};
  };
  explicit Context(const Inputs& inputs) : in_(inputs), written_(inputs.outputs) {}

  /// The interval [begin, end) of the step; both the same for an instantaneous process.
  Tick begin() const { return in_.begin; }
  Tick end() const { return in_.end; }

  /// For a step whose work is long: threads that may share it.
  const Parts& parts() const { return in_.parts; }

  template <class T>
  bool bound(const In<T>& port) const {
    return in_.visible[port.slot] != nullptr;
  }
  /// The newest values that are valid at begin(), by entity. Times are ticks since start.
  template <class T>
  auto read(const In<T>& port) const {
    using Stored = std::conditional_t<std::is_same_v<T, Tick>, std::int64_t, T>;
    return in_.visible[port.slot]->template values<Stored>();
  }
  /// Whether the values are others than those that this process read in its last step.
  template <class T>
  bool changed(const In<T>& port) const {
    return in_.last_read.empty() || in_.last_read[port.slot].get() != in_.visible[port.slot];
  }

  /// The actions on a lever that take effect before end(), by effect time.
  std::vector<Action> actions(const Lever& lever) const {
    std::vector<Action> mine;
    for (const Action& action : in_.actions)
      if (action.lever == lever.slot) mine.push_back(action);
    return mine;
  }

  /// What is not written stays as it was; values that are as before are not copied.
  template <class T, class Values>
  void write(const Out<T>& port, Values&& values) {
    put(port.slot, std::forward<Values>(values));
  }
  template <class Values>
  void write(const AskedPlace& place, Values&& values) {
    put(place.slot, std::forward<Values>(values));
  }
  /// Writes a scalar.
  template <class T>
  void write_scalar(const Out<T>& port, T value) {
    if constexpr (std::is_same_v<T, Tick>)
      put(port.slot, std::vector<std::int64_t>{value.count});
    else
      put(port.slot, std::vector<T>{value});
  }

  /// Gives an order. `rule` says what spoke for it.
  void act(const Action& action, std::string rule) {
    decisions_.push_back({in_.begin, std::move(rule), action});
  }

  /// The luck of this process for a purpose.
  Stream random(Purpose purpose) const { return in_.luck->stream(in_.process, purpose); }

  /// Where to tell events; null when tracing is off.
  Events* events() const { return in_.events; }

  std::vector<std::optional<Version::Data>>& written() { return written_; }
  const std::vector<std::optional<Version::Data>>& written() const { return written_; }
  std::vector<Decision>& decisions() { return decisions_; }
  const std::vector<Decision>& decisions() const { return decisions_; }

 private:
  template <class Values>
  void put(std::size_t slot, Values&& values) {
    if (as_before(slot, values))
      written_[slot].reset();
    else
      written_[slot] = Version::Data(std::forward<Values>(values));
  }
  template <class T>
  bool as_before(std::size_t slot, const std::vector<T>& values) const {
    if (in_.last_written.empty()) return false;
    const auto* last = std::get_if<std::vector<T>>(&in_.last_written[slot]->data());
    return last && last->size() == values.size() &&
           (values.empty() ||
            std::memcmp(last->data(), values.data(), values.size() * sizeof(T)) == 0);
  }

  Inputs in_;
  std::vector<std::optional<Version::Data>> written_;
  std::vector<Decision> decisions_;
};

}  // namespace sandtable
