// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/incidents.hpp"

#include <algorithm>
#include <utility>

#include "sim/core/math.hpp"

namespace sandtable::models {

bool incident_happens(double luck, double rate_per_km, double driven_km) {
  return luck < -math::expm1(-rate_per_km * driven_km);
}

std::vector<std::int32_t> incidents_of_minute(Incidents& incidents, const Support& links,
                                              const Stream& luck, std::int64_t minute,
                                              double rate_per_km) {
  std::vector<std::int32_t> found;
  for (std::size_t link = 0; link < incidents.driven_km.size(); ++link) {
    const double driven_km = std::exchange(incidents.driven_km[link], 0.0);
    if (driven_km <= 0) continue;
    const double u = luck.uniform(links.key(link), static_cast<std::uint64_t>(minute));
    if (incident_happens(u, rate_per_km, driven_km))
      found.push_back(static_cast<std::int32_t>(link));
  }
  return found;
}

void block(Incidents& incidents, std::int32_t link, Tick until) {
  auto& list = incidents.blocked;
  const auto at = std::ranges::lower_bound(list, link, {}, &Incidents::Blocked::link);
  if (at != list.end() && at->link == link)
    at->until = std::max(at->until, until);
  else
    list.insert(at, {link, until});
  ++incidents.count;
  incidents.changed = true;
}

void clear(Incidents& incidents, Tick now) {
  const auto over = [&](const Incidents::Blocked& one) { return one.until <= now; };
  if (std::erase_if(incidents.blocked, over) > 0) incidents.changed = true;
}

double capacity_left(double lanes, double blocked, double open_share, double none_share) {
  return blocked < lanes ? (lanes - blocked) / lanes * open_share : none_share;
}

}  // namespace sandtable::models
