// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/homes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/geo/few_problems.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable {
namespace {

void keep_inhabited(Homes& homes) {
  std::erase_if(homes.list, [](const Home& home) { return home.people == 0; });
}

}  // namespace

std::int64_t people_in(std::span<const Home> homes) {
  return std::accumulate(homes.begin(), homes.end(), std::int64_t{0},
                         [](std::int64_t sum, const Home& home) { return sum + home.people; });
}

std::vector<std::int32_t> share_out(std::int64_t people, std::span<const double> weights) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int32_t> shares(weights.size());
  if (!(total > 0)) return shares;
  double sum = 0;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i];
    const auto now =
        i + 1 == weights.size()
            ? people
            : std::min(people, static_cast<std::int64_t>(
                                   std::floor(static_cast<double>(people) * (sum / total) + 0.5)));
    shares[i] = static_cast<std::int32_t>(now - given);
    given = now;
  }
  return shares;
}

Homes homes_of_csv(const std::filesystem::path& file, const std::string& crs, const Box& box) {
  const Table table = read_table(file);
  const std::size_t people = table.required("people");
  const bool degrees = table.column("lon").has_value() && table.column("lat").has_value();
  const std::size_t x = table.required(degrees ? "lon" : "x"),
                    y = table.required(degrees ? "lat" : "y");
  const auto id = table.column("id");
  FewProblems problems(file);
  Homes made;
  std::vector<double> xs, ys;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      const double count = table.number(row, people);
      if (!(count >= 0 && count <= 1e6 && count == std::floor(count)))
        problems.add(table.where(row), fmt::format("people is {} (a whole number of at least 0 is "
                                                   "expected)",
                                                   table.cell(row, people)));
      xs.push_back(table.number(row, x));
      ys.push_back(table.number(row, y));
      const std::string& name = table.cell(row, id);
      made.list.push_back({name.empty() ? fmt::format("row {}", row + 1) : name,
                           {},
                           static_cast<std::int32_t>(count)});
    } catch (const Error& error) {
      for (const Problem& problem : error.problems()) problems.add(problem.where, problem.what);
    }
  problems.raise();
  if (degrees && !xs.empty()) reproject("EPSG:4326", crs, xs, ys);
  for (std::size_t i = 0; i < made.list.size(); ++i) made.list[i].place = {xs[i], ys[i]};
  const std::size_t all = made.list.size();
  std::erase_if(made.list, [&](const Home& home) { return !inside(box, home.place); });
  if (made.list.size() < all)
    made.notes.push_back(fmt::format("{} homes of {} lie outside the bounds and are left out",
                                     all - made.list.size(), all));
  keep_inhabited(made);
  made.people_read = static_cast<double>(people_in(made.list));
  if (made.list.empty())
    refuse({file.string()}, "nobody lives within the bounds (are x and y in the scenario's CRS, " +
                                crs + "? columns lon and lat are in degrees)");
  return made;
}

Homes homes_in_buildings(std::int64_t people, std::span<const Building> buildings) {
  Homes made;
  std::vector<double> floor_m2;
  for (const Building& building : buildings)
    floor_m2.push_back(building.may_be_home() ? std::max(1.0, building.floor_m2()) : 0);
  const std::vector<std::int32_t> shares = share_out(people, floor_m2);
  for (std::size_t i = 0; i < buildings.size(); ++i)
    made.list.push_back({buildings[i].id, buildings[i].middle, shares[i]});
  keep_inhabited(made);
  made.people_read = static_cast<double>(people_in(made.list));
  return made;
}

Homes homes_along_roads(std::int64_t people, const RoadNetwork& network) {
  constexpr double spacing_m = 50;
  std::vector<double> by_lane;
  for (std::int32_t link = 0; link < network.links(); ++link)
    by_lane.push_back(network.capacity_per_s[link] / network.lanes[link]);
  std::vector<double> sorted = by_lane;
  std::ranges::sort(sorted);
  const double small = sorted[sorted.size() / 2];  // at least half of the links
  Homes made;
  double until_next = spacing_m / 2;
  for (std::int32_t link = 0; link < network.links(); ++link) {
    if (by_lane[link] > small) continue;
    const Point a{network.node_x[network.from[link]], network.node_y[network.from[link]]},
        b{network.node_x[network.to[link]], network.node_y[network.to[link]]};
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    int number = 0;
    for (; until_next < length; until_next += spacing_m) {
      const double share = until_next / length;
      made.list.push_back({fmt::format("{} {}", network.link_id[link], ++number),
                           {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)},
                           0});
    }
    until_next -= length;
  }
  const std::vector<double> alike(made.list.size(), 1.0);
  const std::vector<std::int32_t> shares = share_out(people, alike);
  for (std::size_t i = 0; i < made.list.size(); ++i) made.list[i].people = shares[i];
  keep_inhabited(made);
  made.people_read = static_cast<double>(people_in(made.list));
  return made;
}

}  // namespace sandtable
