// SPDX-License-Identifier: Apache-2.0
// What is measured on the links of a simulation that is over.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "tests/unit/traffic/networks.hpp"

namespace sandtable::traffic_tests {

/// One vehicle on one link, s; `out` is past the end when it is still there.
struct Stay {
  std::int32_t vehicle = 0;
  double in = 0.0, out = 1e18;
  double time() const { return out - in; }
};

/// By link, in the order of entry.
inline std::vector<std::vector<Stay>> stays_of(const Outcome& outcome) {
  std::vector<std::vector<Stay>> stays(outcome.state.links.size());
  std::map<std::int32_t, Stay*> last;
  for (auto& of_link : stays) of_link.reserve(outcome.entries.size());
  for (const traffic::LinkEntry& entry : outcome.entries) {
    const auto before = last.find(entry.vehicle);
    if (before != last.end()) before->second->out = entry.time.seconds();
    auto& of_link = stays[static_cast<std::size_t>(entry.link)];
    of_link.push_back({entry.vehicle, entry.time.seconds(), 1e18});
    last[entry.vehicle] = &of_link.back();
  }
  for (const traffic::Arrival& arrival : outcome.sink.arrivals)
    if (const auto stay = last.find(arrival.vehicle); stay != last.end())
      stay->second->out = arrival.time.seconds();
  return stays;
}

/// Flow (vehicles s-1) in and density (vehicles m-1) of a link in a window of time (Edie 1963).
struct Regime {
  double q = 0.0, k = 0.0;
  double v() const { return q / k; }
};

inline Regime regime(const std::vector<Stay>& stays, double length_m, double begin, double end) {
  double time = 0.0;
  int entries = 0;
  for (const Stay& stay : stays) {
    time += std::max(0.0, std::min(end, stay.out) - std::max(begin, stay.in));
    entries += stay.in >= begin && stay.in < end;
  }
  return {entries / (end - begin), time / (length_m * (end - begin))};
}

/// Entries, or exits, before a time.
inline int entered_by(const std::vector<Stay>& stays, double time) {
  return static_cast<int>(
      std::ranges::count_if(stays, [&](const Stay& stay) { return stay.in < time; }));
}
inline int left_by(const std::vector<Stay>& stays, double time) {
  return static_cast<int>(
      std::ranges::count_if(stays, [&](const Stay& stay) { return stay.out < time; }));
}

/// From being ready to arriving, s: the sum over those who have arrived.
inline double total_time(const Outcome& outcome, const std::vector<traffic::Trip>& trips) {
  return mean_time(outcome, trips) * static_cast<double>(outcome.sink.arrivals.size());
}

}  // namespace sandtable::traffic_tests
