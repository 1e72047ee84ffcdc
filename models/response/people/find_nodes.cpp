// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/response/people/audiences.hpp"
#include "models/response/people/read_population.hpp"

namespace sandtable::models {

namespace {

/// To the nearest link, taken as straight; not looked for where the nearest node is near enough.
double from_roads_m(const RoadNetwork& network, Point here, std::int32_t nearest,
                    double farthest_m) {
  const auto node = [&](std::int32_t n) { return Point{network.node_x[n], network.node_y[n]}; };
  if (nearest >= 0 && std::hypot(node(nearest).x - here.x, node(nearest).y - here.y) <= farthest_m)
    return 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::int32_t link = 0; link < network.links(); ++link)
    least = std::min(
        least, segment_distance_squared(node(network.from[link]), node(network.to[link]), here));
  return std::sqrt(least);
}

}  // namespace

std::vector<double> find_place_nodes(const RoadMap& roads, double near_enough_m, Population& made) {
  std::vector<double> far_m;
  for (std::size_t i = 0; i < made.places->size(); ++i) {
    const Point here{made.places->x()[i], made.places->y()[i]};
    made.place_node.push_back(roads.nearest_node(here.x, here.y));
    far_m.push_back(from_roads_m(*roads.network, here, made.place_node.back(), near_enough_m));
  }
  return far_m;
}

void find_nodes(const People::Params& params, const RoadMap& roads, Population& made,
                Problems& problems) {
  const std::vector<double> far_m = find_place_nodes(roads, params.farthest_from_road_m, made);
  const auto away_m = [&](std::int32_t place) {
    return place < 0 ? 0 : far_m[static_cast<std::size_t>(place)];
  };
  std::size_t outside = 0;
  std::string first;
  for (std::size_t p = 0; p < made.person.size(); ++p) {
    double farthest_m = std::max(away_m(made.person[p].home), away_m(made.person[p].dependents));
    for (std::int32_t i = made.day_begin.empty() ? 0 : made.day_begin[p];
         !made.day_begin.empty() && i < made.day_begin[p + 1]; ++i)
      farthest_m = std::max(farthest_m, away_m(made.stays[static_cast<std::size_t>(i)].place));
    if (farthest_m > params.farthest_from_road_m && outside++ < 3)
      first += fmt::format("{}'{}' by {:.1f} km", first.empty() ? "" : ", ", made.people->id(p),
                           farthest_m / 1000);
  }
  if (outside > 0)
    problems.add({params.population, 0, 0},
                 fmt::format("{} people or their dependents are outside the network, farther than "
                             "{:g} km from any road (the first: {}): check the CRS and the box of "
                             "the roads",
                             outside, params.farthest_from_road_m / 1000, first));
}

}  // namespace sandtable::models
