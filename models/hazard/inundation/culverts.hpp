// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/hazard/inundation/kernel/culvert.hpp"
#include "models/hazard/inundation/structures.hpp"

namespace sandtable::inundation {

/// A culvert of a file.
struct NamedCulvert {
  std::string name;
  Culvert culvert;
};

/// CSV: name, from_x, from_y, to_x, to_y, from_invert, to_invert (m, in the datum of the bed),
/// shape (circular, box), height (m; the diameter), width (m; of a box), length (m), manning, flap
/// (yes or no); and as far as they are given barrels (1), entrance_loss (0.5: square edges),
/// exit_loss (1). All mistakes at once; an invert 20 m from the ground at its end is one (another
/// datum). `bed_m`: (cell), not-a-number outside.
std::vector<NamedCulvert> read_culverts(const std::filesystem::path& file, const Layout& layout,
                                        std::span<const double> bed_m);

}  // namespace sandtable::inundation
