// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

namespace sandtable::cli {

namespace {

using Clock = std::chrono::steady_clock;

std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

}  // namespace

Progress::Progress(std::int64_t draws, std::int64_t before, bool quiet)
    : draws_(draws),
      before_(before),
      done_(before),
      quiet_(quiet),
      terminal_(isatty(2) != 0),
      start_(Clock::now()),
      shown_(start_) {}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::done() {
  const std::lock_guard lock(guard_);
  ++done_;
  const auto pause = std::chrono::milliseconds(terminal_ ? 100 : 10'000);
  if (quiet_ || (done_ < draws_ && Clock::now() - shown_ < pause)) return;
  shown_ = Clock::now();
  show();
}

void Progress::show() {
  const double left =
      seconds() / static_cast<double>(done_ - before_) * static_cast<double>(draws_ - done_);
  const auto filled = static_cast<std::size_t>(30 * done_ / draws_);
  if (terminal_)
    std::cerr << fmt::format("\r[{:#<{}}{:.<{}}] {} of {} futures, {} left   ", "", filled, "",
                             30 - filled, done_, draws_, duration(left))
              << std::flush;
  else
    std::cerr << fmt::format("{} of {} futures, {} left\n", done_, draws_, duration(left));
}

void Progress::finish() {
  if (!quiet_ && terminal_) std::cerr << '\n';
}

}  // namespace sandtable::cli
