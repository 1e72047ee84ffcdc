// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.hpp"

#include <csignal>

namespace sandtable::cli {

namespace {

// A handler can reach nothing but a global.
std::atomic<int> caught{0};
static_assert(std::atomic<int>::is_always_lock_free);

void catch_signal(int number) {
  caught = number;
}

}  // namespace

const std::atomic<int>& watch_signals() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before = {};
    if (sigaction(number, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    struct sigaction action = {};
    action.sa_handler = catch_signal;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(number, &action, nullptr);
  }
  return caught;
}

}  // namespace sandtable::cli
