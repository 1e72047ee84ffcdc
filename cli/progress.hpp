// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

namespace sandtable::cli {

/// Draws done and time left: a bar on a terminal, plain lines elsewhere. Thread-safe.
class Progress {
 public:
  /// `before`: draws that an earlier run has done.
  Progress(std::int64_t draws, std::int64_t before, bool quiet);
  void done();
  void finish();
  double seconds() const;
  /// Draws done, those from before among them.
  std::int64_t count() const { return done_; }

 private:
  void show();

  std::int64_t draws_, before_, done_;
  bool quiet_, terminal_;
  std::chrono::steady_clock::time_point start_, shown_;
  std::mutex guard_;
};

}  // namespace sandtable::cli
