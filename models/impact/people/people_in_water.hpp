// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/response/people/population.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// What the danger at their homes does to people while they are there.
///
/// Reads the danger by place (impact/danger) and who has moved. Writes by person, each the worst so
/// far while at home: hazard_class (0 none to 4 extreme), in_high_hazard (significant or worse),
/// loses_footing (a child or an old person would), expected_deaths (mortality of Jonkman et al.
/// 2008: an average over floods of the past, no forecast of this one).
struct PeopleInWater {
  struct Params {
    double mortality_factor = 1;
  };
  struct State {
    std::vector<std::int32_t> worst;  ///< (person) HazardClass
    std::vector<std::uint8_t> high, footing;
    std::vector<float> deaths;
    std::size_t bytes() const { return worst.size() * 10; }
  };
  /// Who lives where; immutable.
  struct Homes {
    std::vector<std::int32_t> begin;  ///< (place + 1): into people
    std::vector<std::int32_t> people;
  };
  /// Its only event: somebody is in high hazard.
  static constexpr std::uint32_t in_danger = 1;

  Params params;
  std::shared_ptr<const Population> population = std::make_shared<const Population>();
  std::shared_ptr<const Homes> homes;

  In<std::int32_t> hazard{{.role = "danger", .quantity = "hazard_class", .unit = "1"}};
  In<std::uint8_t> takes_footing{{.role = "danger", .quantity = "takes_footing", .unit = "1"}};
  In<float> mortality{{.role = "danger", .quantity = "mortality", .unit = "1"}};
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
  /// What a step reads: the danger by place, who is where by person.
  struct Water {
    std::span<const std::int32_t> hazard;
    std::span<const std::uint8_t> takes_footing;
    std::span<const float> mortality;
    std::span<const std::uint8_t> moved, present;
  };
  /// Whether it is worse for somebody at home there than ever.
  bool stand_in(std::size_t place, const Water& water, State& state, Context& context) const;
  void write(const State& state, Context& context) const;
};

}  // namespace sandtable::models
