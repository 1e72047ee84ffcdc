// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/dimensions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/experiment/sobol.hpp"

namespace sandtable {

void check_dimensions(std::span<const Asked<std::string>> dimensions,
                      const std::vector<std::string>& known, Problems& problems) {
  for (const Asked<std::string>& path : dimensions)
    if (std::ranges::find(known, path.value) == known.end())
      problems.add(path.where, fmt::format("'{}' in sobol_dimensions is no parameter that can be "
                                           "uncertain:{}",
                                           path.value, suggestion(path.value, known)));
  if (dimensions.size() > kMostSobolDimensions)
    problems.add(dimensions.back().where,
                 fmt::format("sobol_dimensions has {} paths (there are {} dimensions) leave the "
                             "least important out",
                             dimensions.size(), kMostSobolDimensions));
}

std::vector<std::string> padded(const std::vector<std::string>& drawn,
                                const std::vector<std::string>& dimensions, Problems& problems) {
  std::vector<std::string> without;
  for (const std::string& path : drawn)
    if (std::ranges::find(dimensions, path) == dimensions.end()) without.push_back(path);
  if (without.empty() && !drawn.empty()) return {};
  if (without.size() == drawn.size()) {
    problems.add(drawn.empty()
                     ? std::string("the design is sobol (but nothing is uncertain): add "
                                   "[uncertain], or choose monte-carlo")
                     : fmt::format("the design is sobol (but no uncertain parameter has a "
                                   "dimension; a parameter keeps its own, whatever else is "
                                   "uncertain): write in [scenario], the most important first, "
                                   "sobol_dimensions = [\"{}\"]",
                                   fmt::join(drawn, "\", \"")));
    return {};
  }
  return {
      fmt::format("Without a place in sobol_dimensions, and so drawn as a Latin hypercube "
                  "beside the Sobol points: {}.",
                  fmt::join(without, ", "))};
}

}  // namespace sandtable
