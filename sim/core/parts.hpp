// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace sandtable {

/// Lets a model do the work of one step in parts, on threads that have no draw of their own to
/// compute. What the parts compute together must not depend on their number, their order or on who
/// computes them.
struct Parts {
  using Part = std::function<void(std::size_t part)>;

  /// How many threads may take part.
  std::size_t threads = 1;
  /// Calls part(0) to part(count - 1) in any order and returns when all are done; null: one after
  /// another.
  void (*run)(std::size_t count, const Part& part) = nullptr;

  void operator()(std::size_t count, const Part& part) const {
    if (run != nullptr && count > 1) return run(count, part);
    for (std::size_t i = 0; i < count; ++i) part(i);
  }
};

}  // namespace sandtable
