// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/impact/buildings/damage_curve.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// The buildings of a place; immutable.
struct BuildingStock {
  SupportRef buildings;
  std::vector<float> floor_m;  ///< (building) above the ground
  std::vector<double> value;   ///< (building) money
};

/// Buildings in water: how deep it came, and what that cost.
///
/// Reads water_depth at the buildings. Writes by building: flooded (1 from when water first stood
/// above its floor), depth_above_floor (m, the most so far), damage (money of `price_year`: its
/// value times the curve's share at the depth above the floor, times `damage_factor`).
struct Buildings {
  struct Params {
    std::string buildings, crs, declared_crs, id_column, curve_file, currency;
    CurveOf curve = CurveOf::europe;
    double floor_height_m = 0, value = 0, damage_factor = 1;
    std::int64_t price_year = 0;
  };
  struct State {
    std::vector<float> depth;  ///< (building) most above the floor so far, m
    std::vector<std::uint8_t> flooded;
    std::size_t bytes() const { return depth.size() * 5; }
  };
  /// Its only event: a building floods.
  static constexpr std::uint32_t floods = 1;

  Params params;
  std::shared_ptr<const BuildingStock> stock = std::make_shared<const BuildingStock>();
  DamageCurve curve;

  In<float> water{{.role = "hazard", .quantity = "water_depth", .unit = "m"}};
  Out<std::uint8_t> flooded{{.quantity = "flooded", .unit = "buildings"}};
  Out<float> depth{{.quantity = "depth_above_floor", .unit = "m"}};
  Out<float> damage{{.quantity = "damage", .unit = "EUR"}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;
};

}  // namespace sandtable::models
