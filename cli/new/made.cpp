// SPDX-License-Identifier: Apache-2.0
#include "cli/new/made.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "sim/core/error.hpp"
#include "sim/core/hash.hpp"

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

std::string escaped(const std::string& text) {
  std::string made;
  for (const char c : text) {
    if (c == '&')
      made += "&amp;";
    else if (c == '<')
      made += "&lt;";
    else if (c == '"')
      made += "&quot;";
    else
      made += c;
  }
  return made;
}

std::string attribute(const char* name, const std::string& value) {
  return fmt::format("<attribute name=\"{}\" class=\"java.lang.String\">{}</attribute>\n", name,
                     escaped(value));
}

/// A share from 0 to 1 that belongs to an id.
double share_of(const std::string& id, const char* purpose) {
  return static_cast<double>(hash64(purpose, id) >> 11U) * 0x1p-53;
}

std::string person_xml(const std::string& id, const Household& household, const Exit& exit) {
  const double final_threshold = 0.3 + 0.8 * share_of(id, "threshold");
  const auto minutes = [&](double least, double most, const char* purpose) {
    return fmt::format("{:.1f}", least + (most - least) * share_of(household.id, purpose));
  };
  std::string text = fmt::format("<person id=\"{}\"><attributes>\n", escaped(id));
  text += attribute("Archetype", "resident");
  text += attribute("HouseholdId", household.id);
  text += attribute("ResponseThresholdInitial", fmt::format("{:.3f}", final_threshold / 2));
  text += attribute("ResponseThresholdFinal", fmt::format("{:.3f}", final_threshold));
  text += attribute("LagTimeInMinsForInitialResponse", minutes(2, 10, "first lag"));
  text += attribute("LagTimeInMinsForFinalResponse", minutes(5, 40, "last lag"));
  static constexpr std::array impacts{std::pair{"MessageAdvice", 0.1},
                                      std::pair{"MessageWatchAndAct", 0.2},
                                      std::pair{"MessageEmergencyWarning", 0.3},
                                      std::pair{"MessageEvacuateNow", 0.4},
                                      std::pair{"VisibleEmbers", 0.0},
                                      std::pair{"VisibleFire", 0.5},
                                      std::pair{"VisibleSmoke", 0.0},
                                      std::pair{"ImmersionInSmoke", 0.0},
                                      std::pair{"FireDangerIndexRating", 0.0},
                                      std::pair{"SocialMessage", 0.1}};
  for (const auto& [name, impact] : impacts)
    text += attribute(("ImpactFrom" + std::string(name)).c_str(), fmt::format("{}", impact));
  text += attribute("EvacLocationPreference",
                    fmt::format("{},{:.0f},{:.0f}", exit.name, exit.place.x, exit.place.y));
  return text + fmt::format(
                    "</attributes><plan selected=\"yes\"><activity type=\"home\" "
                    "x=\"{:.1f}\" y=\"{:.1f}\"/></plan></person>\n",
                    household.place.x, household.place.y);
}

/// Blocks of so many cells a side, each as high as its lowest cell.
Elevation lowest_of_blocks(const Elevation& fine, std::size_t side) {
  Elevation made = fine;
  made.cell_m = fine.cell_m * static_cast<double>(side);
  made.rows = (fine.rows + side - 1) / side;
  made.columns = (fine.columns + side - 1) / side;
  made.height_m.assign(made.cells(), std::numeric_limits<float>::quiet_NaN());
  for (std::size_t cell = 0; cell < fine.cells(); ++cell) {
    float& lowest =
        made.height_m[cell / fine.columns / side * made.columns + cell % fine.columns / side];
    lowest = std::fmin(lowest, fine.height_m[cell]);  // a number, where one of them is
  }
  return made;
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

RisingWater rising_water(const Place& place) {
  std::size_t side = 1;
  while (place.ground.cells() / (side * side) > 250'000) ++side;
  RisingWater water;
  water.cells = lowest_of_blocks(place.ground, side);
  water.from_m = std::numeric_limits<double>::infinity();
  for (const float height : water.cells.height_m)
    if (!std::isnan(height)) water.from_m = std::min(water.from_m, static_cast<double>(height));
  std::vector<std::pair<float, std::int32_t>> by_height;
  for (const Home& home : place.homes.list)
    if (const float height = height_at(water.cells, home.place); !std::isnan(height))
      by_height.emplace_back(height, home.people);
  if (by_height.empty()) refuse("no home lies where there are heights");
  std::ranges::sort(by_height);
  std::int64_t left = people_in(place.homes.list) / 10;
  water.to_m = by_height.front().first;
  for (const auto& [height, people] : by_height) {
    if (left < 0) break;
    water.to_m = height;
    left -= people;
  }
  water.to_m = std::max(water.to_m, water.from_m + 1);
  for (const float height : water.cells.height_m)
    water.minutes.push_back(height <= water.to_m
                                ? static_cast<float>(water.hours * 60 * (height - water.from_m) /
                                                     (water.to_m - water.from_m))
                                : std::numeric_limits<float>::quiet_NaN());
  return water;
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

std::string population_xml(const std::vector<Household>& households,
                           const std::vector<Exit>& exits) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Placeholder: households and behaviour made "
      "by `sandtable new`. -->\n<population>\n";
  for (const Household& household : households) {
    const Exit& exit = *std::ranges::min_element(
        exits, {}, [&](const Exit& e) { return away(e.place, household.place); });
    for (std::int32_t person = 1; person <= household.people; ++person)
      text += person_xml(fmt::format("{} p{}", household.id, person), household, exit);
  }
  return text + "</population>\n";
}

}  // namespace sandtable::cli
