// SPDX-License-Identifier: Apache-2.0
#include "cli/new/made.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace sandtable::cli {
namespace {

double away(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// (node): the greatest capacity of a lane that leaves it.
std::vector<double> best_road(const RoadNetwork& roads) {
  std::vector<double> best(roads.node_id.size());
  for (std::int32_t link = 0; link < roads.links(); ++link) {
    double& at = best[static_cast<std::size_t>(roads.from[link])];
    at = std::max(at, roads.capacity_per_s[link] / roads.lanes[link]);
  }
  return best;
}

float height_at(const Elevation& ground, Point point) {
  const auto cell = ground.cell_of(point);
  return cell ? ground.height_m[*cell] : std::numeric_limits<float>::quiet_NaN();
}

std::vector<Sector> grid_of(const Homes& homes) {
  static constexpr std::array names{"south-west", "south",      "south-east", "west",      "centre",
                                    "east",       "north-west", "north",      "north-east"};
  Box all{1e300, 1e300, -1e300, -1e300};
  for (const Home& home : homes.list)
    all = {std::min(all.min_x, home.place.x), std::min(all.min_y, home.place.y),
           std::max(all.max_x, home.place.x), std::max(all.max_y, home.place.y)};
  all = {all.min_x - 1, all.min_y - 1, all.max_x + 1, all.max_y + 1};
  const double width = (all.max_x - all.min_x) / 3, height = (all.max_y - all.min_y) / 3;
  std::vector<Sector> sectors;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double x = all.min_x + width * static_cast<double>(i % 3),
                 y = all.min_y + height * static_cast<double>(i / 3);
    sectors.push_back({names[i],
                       {{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}},
                       0,
                       0});
  }
  return sectors;
}

std::vector<Sector> own_zones(const std::vector<Feature>& zones) {
  std::vector<Sector> sectors;
  for (const Feature& zone : zones) {
    auto known = std::ranges::find(sectors, zone.id, &Sector::name);
    if (known == sectors.end()) known = sectors.insert(known, Sector{zone.id, {}, 0, 0});
    known->rings.insert(known->rings.end(), zone.parts.begin(), zone.parts.end());
  }
  return sectors;
}

}  // namespace

std::vector<Exit> find_exits(const RoadNetwork& roads) {
  static constexpr std::array<std::pair<const char*, Point>, 4> sides{
      {{"north", {0, 1}}, {"east", {1, 0}}, {"south", {0, -1}}, {"west", {-1, 0}}}};
  const std::vector<double> best = best_road(roads);
  std::vector<Exit> exits;
  for (const auto& [name, to] : sides) {
    std::vector<double> out;
    for (std::int32_t node = 0; node < roads.nodes(); ++node)
      out.push_back(roads.node_x[node] * to.x + roads.node_y[node] * to.y);
    std::vector<double> sorted = out;
    std::ranges::sort(sorted);
    const double outer = sorted[sorted.size() - 1 - sorted.size() / 10];
    std::int32_t found = -1;
    for (std::int32_t node = 0; node < roads.nodes(); ++node) {
      if (out[node] < outer) continue;
      if (found < 0 || best[node] > best[found] ||
          (best[node] == best[found] && out[node] > out[found]))
        found = node;
    }
    const Point at{roads.node_x[found], roads.node_y[found]};
    if (std::ranges::all_of(exits, [&](const Exit& exit) { return away(exit.place, at) > 1000; }))
      exits.push_back({std::string("exit-") + name, at});
  }
  return exits;
}

std::vector<Sector> find_sectors(const Place& place) {
  std::vector<Sector> sectors = place.zones.empty() ? grid_of(place.homes) : own_zones(place.zones);
  std::vector<Box> boxes;
  for (const Sector& sector : sectors) boxes.push_back(bounds(sector.rings));
  for (const Home& home : place.homes.list)
    for (std::size_t i = 0; i < sectors.size(); ++i) {
      if (!inside(boxes[i], home.place) || !inside(sectors[i].rings, home.place)) continue;
      const float height_m = height_at(place.ground, home.place);
      sectors[i].mean_height_m += home.people * (std::isnan(height_m) ? 0.0 : height_m);
      sectors[i].people += home.people;
      break;
    }
  if (place.zones.empty())
    std::erase_if(sectors, [](const Sector& sector) { return sector.people == 0; });
  for (Sector& sector : sectors)
    sector.mean_height_m /= static_cast<double>(std::max<std::int64_t>(1, sector.people));
  return sectors;
}

std::vector<Household> households_of(const std::vector<Home>& homes) {
  std::vector<Household> made;
  std::map<std::string, int> named;
  for (const Home& home : homes)
    for (std::int32_t left = home.people; left > 0;) {
      const int number = ++named[home.id];
      const std::int32_t people = std::min(left, number % 2 == 1 ? 2 : 3);
      made.push_back({fmt::format("{} h{}", home.id, number), home.place, people});
      left -= people;
    }
  return made;
}

}  // namespace sandtable::cli
