// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sandtable::traffic {

/// A 4-ary min-heap of distinct numbers: what comes out depends on what is in it, not on its past.
struct EventHeap {
  std::vector<std::uint64_t> keys;

  bool empty() const { return keys.empty(); }
  std::uint64_t top() const { return keys.front(); }

  void push(std::uint64_t key) {
    std::size_t at = keys.size();
    keys.push_back(key);
    while (at > 0 && keys[(at - 1) / 4] > key) {
      keys[at] = keys[(at - 1) / 4];
      at = (at - 1) / 4;
    }
    keys[at] = key;
  }

  void pop() {
    const std::uint64_t last = keys.back();
    keys.pop_back();
    if (!keys.empty()) sift_down(last);
  }

 private:
  /// The least of the children from `child` on, without branches where there are four.
  std::size_t least_of(std::size_t child) const {
    if (child + 4 <= keys.size()) {
      const std::size_t left = child + (keys[child + 1] < keys[child]);
      const std::size_t right = child + 2 + (keys[child + 3] < keys[child + 2]);
      return left + (right - left) * (keys[right] < keys[left]);
    }
    std::size_t least = child;
    for (std::size_t other = child + 1; other < keys.size(); ++other) {
      if (keys[other] < keys[least]) least = other;
    }
    return least;
  }

  void sift_down(std::uint64_t key) {
    std::size_t at = 0;
    for (std::size_t child = 1; child < keys.size(); child = 4 * at + 1) {
      const std::size_t least = least_of(child);
      if (keys[least] >= key) break;
      keys[at] = keys[least];
      at = least;
    }
    keys[at] = key;
  }
};

}  // namespace sandtable::traffic
