// SPDX-License-Identifier: Apache-2.0
#include "sim/core/mapping.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sandtable {

namespace {

double join(const Mapping& mapping, const Version& source, std::int32_t first, std::int32_t last) {
  if (first == last && mapping.rule != MappingRule::sum)
    return std::numeric_limits<double>::quiet_NaN();
  double total = 0, weight = 0, greatest = -std::numeric_limits<double>::infinity();
  double nearest = 0, heaviest = -1;
  for (std::int32_t i = first; i < last; ++i) {
    const double value = source.number(static_cast<std::size_t>(mapping.entity[i]));
    total += mapping.weight[i] * value;
    weight += mapping.weight[i];
    greatest = std::max(greatest, value);
    if (mapping.weight[i] > heaviest) heaviest = mapping.weight[i], nearest = value;
  }
  switch (mapping.rule) {
    case MappingRule::maximum:
      return greatest;
    case MappingRule::mean:
      return total / weight;
    case MappingRule::nearest:
      return nearest;
    case MappingRule::sum:
      break;
  }
  return total;
}

}  // namespace

std::vector<double> apply(const Mapping& mapping, const Version& source) {
  std::vector<double> values(mapping.target->size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = join(mapping, source, mapping.begin[i], mapping.begin[i + 1]);
  return values;
}

}  // namespace sandtable
