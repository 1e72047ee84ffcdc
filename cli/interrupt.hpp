// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace sandtable::cli {

/// From now on the first Ctrl-C, SIGTERM or SIGHUP only sets the flag that is returned, to the
/// signal's number; the second of its kind ends the program at once. One that the caller has the
/// program ignore (nohup) stays ignored.
const std::atomic<int>& watch_signals();

}  // namespace sandtable::cli
