// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

namespace sandtable::cli {

/// Draws done and time left: a bar on a terminal, plain lines elsewhere. Thread-safe.
class Progress {
 public:
  Progress(std::int64_t draws, bool quiet);
  void done();
  void finish();
  double seconds() const;

 private:
  void show();

  std::int64_t draws_, done_ = 0;
  bool quiet_, terminal_;
  std::chrono::steady_clock::time_point start_, shown_;
  std::mutex guard_;
};

}  // namespace sandtable::cli
