// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/hazard/inundation/inundation.hpp"
#include "tests/unit/models/bench.hpp"

namespace sandtable::testing {

/// A flat channel of 20 by 3 cells of 10 m, 2 m of water in the west half; between the halves
/// stands, or not, a structure with its crest at 3 m.
struct Channel {
  explicit Channel(inundation::StructureKind kind) : plain(std::make_shared<models::FloodPlain>()) {
    plain->layout = {0, 0, 10, 20, 3};
    plain->inside.assign(60, 1);
    const std::vector<double> bed(60, 0.0);
    const std::vector<float> manning = {0.03F};
    plain->grid = inundation::make_grid({20, 3, 10, bed, manning}, {}, {});
    plain->first_depth.assign(60, 0.0F);
    for (std::size_t cell = 0; cell < 60; ++cell)
      if (cell % 20 < 10) plain->first_depth[cell] = 2;
    inundation::Structure wall{"wall", kind, 3, kind != inundation::StructureKind::barrier, {}};
    for (std::int32_t row = 0; row < 3; ++row)
      wall.faces.push_back({9, row, inundation::Side::east, {100, 10.0 * row + 5}});
    plain->structures = {wall};
    plain->pumps = {{"pump", 0, 19, 0.5, false}};
    std::vector<std::string> ids;
    std::vector<double> xs, ys;
    for (int cell = 0; cell < 60; ++cell) {
      ids.push_back(std::to_string(cell));
      xs.push_back(cell % 20 * 10 + 5);
      ys.push_back(cell / 20 * 10 + 5);
    }
    plain->cells = std::make_shared<const Support>("cells", SupportKind::cells, ids, "", xs, ys);
    plain->structure_names = std::make_shared<const Support>("structures", SupportKind::places,
                                                             std::vector<std::string>{"wall"});
    plain->culvert_names = std::make_shared<const Support>("culverts", SupportKind::places,
                                                           std::vector<std::string>{});
    plain->pump_names = std::make_shared<const Support>("pumps", SupportKind::places,
                                                        std::vector<std::string>{"pump"});
    model.params.map_every = minute_tick;
  }
  void start() {
    model.plain = plain;
    bench = std::make_unique<Bench<models::Inundation>>(model);
    bench->model.prepare();
    bench->begin();
  }
  double east_m3() const {
    double sum = 0;
    const auto& depth = bench->written<float>(bench->model.depth.slot);
    for (std::size_t cell = 0; cell < 60; ++cell)
      if (cell % 20 >= 10) sum += 100.0 * static_cast<double>(depth[cell]);
    return sum;
  }
  Action order(const Lever& lever) const {
    return {bench->now, 0, static_cast<std::uint32_t>(lever.slot), 0, {}};
  }
  std::shared_ptr<models::FloodPlain> plain;
  models::Inundation model;
  std::unique_ptr<Bench<models::Inundation>> bench;
};

}  // namespace sandtable::testing
