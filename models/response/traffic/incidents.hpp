// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/random.hpp"
#include "sim/core/support.hpp"
#include "sim/core/time.hpp"

namespace sandtable::models {

/// Breakdowns that block lanes at the start of a link.
///
/// One happens on a link in a minute when u(link, minute) < 1 - exp(-rate * vehicle-km of those who
/// entered it in that minute): the same luck whatever the policy, and more traffic only adds to
/// them. So their number on a link follows a Poisson process of the rate, but for two in one
/// minute. That incidents go by vehicle-km: Collins et al. (2013), IEEE HST.
struct Incidents {
  struct Blocked {
    std::int32_t link = 0;
    Tick until;
    auto operator<=>(const Blocked&) const = default;
  };
  std::vector<double> driven_km;  ///< (link): vehicle-km since the minute began; or empty
  std::vector<Blocked> blocked;   ///< by link
  std::int32_t count = 0;         ///< since the start
  bool changed = false;           ///< since capacities were last set
};

/// Whether an incident happens on a link on which so much was driven; luck is in (0, 1).
bool incident_happens(double luck, double rate_per_km, double driven_km);

/// The links on which one happens in a minute, in their order. driven_km is 0 after.
std::vector<std::int32_t> incidents_of_minute(Incidents& incidents, const Support& links,
                                              const Stream& luck, std::int64_t minute,
                                              double rate_per_km);

/// Blocks a link; a second incident on it makes it last longer.
void block(Incidents& incidents, std::int32_t link, Tick until);

/// Ends those that are over at a time.
void clear(Incidents& incidents, Tick now);

/// What is left of a link's capacity when `blocked` of its lanes are: those that stay open keep
/// `open_share` of theirs; a road with no lane left keeps `none_share` of all.
double capacity_left(double lanes, double blocked, double open_share, double none_share);

}  // namespace sandtable::models
