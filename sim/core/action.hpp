// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/time.hpp"

namespace sandtable {

/// One use of a lever. Actions compare by value, and stand in a process's list in that order.
struct Action {
  Tick effect;                ///< when it takes effect
  std::uint32_t process = 0;  ///< whose lever
  std::uint32_t lever = 0;
  std::int64_t target = -1;  ///< entity of the lever's support; -1: none
  std::array<std::int64_t, 4> values{};

  auto operator<=>(const Action&) const = default;
};

/// The actions of one step, in order; null when there is none.
using ActionList = std::shared_ptr<const std::vector<Action>>;

/// A choice that a policy made: when, the rule that spoke, and what it ordered.
struct Decision {
  Tick time;
  std::string rule;
  Action action;
};

}  // namespace sandtable
