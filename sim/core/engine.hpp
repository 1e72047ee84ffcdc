// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/scrutiny.hpp"
#include "sim/core/system.hpp"

namespace sandtable {

/// What a draw is: its number, and the indices of its noise, parameters and forecasts.
struct Draw {
  std::int64_t number = 0, noise = 0, design_row = 0, forecast = 0;
};

/// What one branch shows at a tick.
class BranchView {
 public:
  virtual ~BranchView() = default;
  virtual std::size_t policy() const = 0;
  /// The newest version of a field that is valid now.
  virtual const Version& field(std::size_t index) const = 0;
};

/// Steps of one process over a draw.
struct StepCount {
  std::uint64_t computed = 0;  ///< steps that were computed
  std::uint64_t shared = 0;    ///< steps that another branch's computation served
  std::uint64_t copies = 0;    ///< states copied because branches parted
  double seconds = 0;          ///< in steps; only if asked for

  StepCount& operator+=(const StepCount& other) {
    computed += other.computed;
    shared += other.shared;
    copies += other.copies;
    seconds += other.seconds;
    return *this;
  }
};

struct BranchResult {
  bool done = false;
  std::string reason;  ///< why it failed
  std::vector<Decision> decisions;
  std::vector<std::string> notices;  ///< "process: sentence", of those that have something to say
};

struct DrawResult {
  std::vector<BranchResult> branches;  ///< by branch, in the order asked for
  std::vector<StepCount> steps;        ///< by process; the policies' slot last
};

struct RunOptions {
  bool sharing = true;           ///< off: every branch computes everything
  bool profile = false;          ///< measure seconds
  KeyLog* key_log = nullptr;     ///< every random key used
  Scrutiny* scrutiny = nullptr;  ///< look for steps that are not pure
  Parts parts;                   ///< who shares the work of one step
  bool events = false;           ///< models tell their events
  std::function<void(std::size_t process, std::span<const std::size_t> branches, const Events&)>
      on_events;
  /// Orders that were given, when they were.
  std::function<void(std::span<const std::size_t> branches, std::span<const Decision>)> on_orders;
};

/// Called for every living branch at every tick from start to horizon, after versions became
/// visible.
using Observe = std::function<void(Tick now, std::size_t branch, const BranchView& view)>;

/// Runs one draw: branches (policies, by index into system.policies) in lockstep.
///
///     for each tick, for each process due
///       group the branches by {process, bundle, versions read, actions}     pointers only
///       step each group once, on a copy if another branch still needs the bundle
///       an output equal to its last version, or to another group's, takes that version's identity
///
/// A step that throws fails the branches of its group; the others go on.
/// `models`: the processes' models with this draw's parameters, by process; `policy_models`
/// likewise by branch.
DrawResult run_draw(const System& system, const Draw& draw, std::span<const ErasedModel> models,
                    std::span<const std::size_t> policies,
                    std::span<const ErasedModel> policy_models, const RunOptions& options,
                    const Observe& observe);

}  // namespace sandtable
