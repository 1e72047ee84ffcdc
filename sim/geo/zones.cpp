// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/vector.hpp"

namespace sandtable {

std::vector<int> zone_of_points(std::span<const Feature> features, std::span<const double> xs,
                                std::span<const double> ys) {
  std::vector<Box> boxes;
  for (const Feature& feature : features) boxes.push_back(bounds(feature.parts));
  std::vector<int> zones(xs.size(), -1);
  for (std::size_t i = 0; i < xs.size(); ++i) {
    const Point point{xs[i], ys[i]};
    for (std::size_t zone = 0; zone < features.size(); ++zone) {
      if (features[zone].kind == GeometryKind::polygon && inside(boxes[zone], point) &&
          inside(features[zone].parts, point)) {
        zones[i] = static_cast<int>(zone);
        break;
      }
    }
  }
  return zones;
}

}  // namespace sandtable
