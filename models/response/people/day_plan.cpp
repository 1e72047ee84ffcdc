// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "models/response/people/read_population.hpp"

namespace sandtable::models {

RestOfDay rest_of_day(const MatsimPerson& person, double start_s, FewProblems& problems) {
  RestOfDay day;
  const std::vector<MatsimActivity>& all = person.activities;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const auto wrong = [&](const std::string& what) {
      problems.add(
          fmt::format("person '{}': activity {} ('{}') {}", person.id, i + 1, all[i].type, what));
    };
    if (!std::isfinite(all[i].end_s)) wrong("has no end_time (a day plan needs one)");
    if (i > 0 && all[i].end_s < all[i - 1].end_s) wrong("ends before the one before it");
    if (all[i].leg != "car")
      wrong(fmt::format("leads away by '{}' (only trips by car are known)", all[i].leg));
  }
  while (day.over + 1 < all.size() && all[day.over].end_s <= start_s) ++day.over;
  for (std::size_t i = day.over; i < all.size(); ++i)
    day.ends.push_back(i + 1 < all.size() && std::isfinite(all[i].end_s)
                           ? from_seconds(all[i].end_s - start_s).count
                           : Tick::never().count);
  return day;
}

std::string days_in_words(const Population& made, Tick duration) {
  std::size_t trips = 0, away = 0;
  std::set<std::int32_t> nodes;
  for (std::size_t p = 0; p < made.person.size(); ++p) {
    away += made.place_at_start(p) != made.person[p].home;
    for (std::int32_t i = made.day_begin[p]; i + 1 < made.day_begin[p + 1]; ++i) {
      const auto stay = static_cast<std::size_t>(i);
      if (made.stays[stay].end > duration.count) break;
      ++trips;
      nodes.insert(made.place_node[static_cast<std::size_t>(made.stays[stay + 1].place)]);
    }
  }
  return fmt::format(
      "day plans: {} people away from home at the start, {} trips within the scenario to {} nodes",
      away, trips, nodes.size());
}

}  // namespace sandtable::models
