// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/response/people/population.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// What water does to those who are at home: hazard to people by depth and speed.
///
/// Reads water_depth and, if somebody writes it, flow_speed at the places of a population, and who
/// has moved. Writes by person, each the worst so far while at home: hazard_class (0 none, 1 low, 2
/// moderate, 3 significant, 4 extreme; see rating.hpp), in_high_hazard (significant or worse),
/// loses_footing (a child or an old person would), expected_deaths (mortality of Jonkman et al.
/// 2008: an average over floods of the past, no forecast of this one).
struct PeopleInWater {
  struct Params {
    double wet_m = 0.02, mortality_factor = 1;
  };
  /// The worst so far of what the water of a place does to whoever is there.
  struct Danger {
    std::int32_t hazard_class = 0;
    bool falls = false;
    float depth_m = 0, mortality = 0;
  };
  struct State {
    std::vector<std::int64_t> wet_from;  ///< (place) ticks
    std::vector<float> rise_m_h;         ///< (place) over the first 1.5 m; 0 before it is so deep
    std::vector<Danger> danger;          ///< (place)
    std::vector<std::int32_t> worst;     ///< (person) HazardClass
    std::vector<std::uint8_t> high, footing;
    std::vector<float> deaths;
    std::size_t bytes() const { return wet_from.size() * 28 + worst.size() * 10; }
  };
  /// Its only event: somebody is in high hazard.
  static constexpr std::uint32_t in_danger = 1;

  Params params;
  std::shared_ptr<const Population> population = std::make_shared<const Population>();
  /// (person) place at the start: the population's own, side by side.
  std::shared_ptr<const std::vector<std::int32_t>> home;

  In<float> water{{.role = "hazard", .quantity = "water_depth", .unit = "m"}};
  In<float> speed{{.role = "hazard", .quantity = "flow_speed", .unit = "m s-1", .optional = true}};
  In<std::uint8_t> moved{{.role = "people", .quantity = "moved", .unit = "people"}};
  In<std::uint8_t> present{
      {.role = "people", .quantity = "present", .unit = "people", .optional = true}};
  Out<std::int32_t> worst{{.quantity = "hazard_class", .unit = "1"}};
  Out<std::uint8_t> high{{.quantity = "in_high_hazard", .unit = "people"}};
  Out<std::uint8_t> footing{{.quantity = "loses_footing", .unit = "people"}};
  Out<float> deaths{{.quantity = "expected_deaths", .unit = "people"}};

  void ports(PortList& list);
  void prepare();
  std::vector<std::string> warnings() const;
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;

 private:
  void look_at_rise(State& state, const Context& context) const;
  /// Whether any place is worse than ever.
  bool look_at_places(State& state, const Context& context) const;
};

}  // namespace sandtable::models
