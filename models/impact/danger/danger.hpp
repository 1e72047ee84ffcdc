// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "models/response/people/population.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// How dangerous the water is at the places of a population, whoever is there: a process of its
/// own, as it depends on the water alone and so is computed once for all policies that share a
/// flood.
///
/// Reads water_depth and, if somebody writes it, flow_speed. Writes by place, of this moment:
/// hazard_class (0 none, 1 low, 2 moderate, 3 significant, 4 extreme; see rating.hpp),
/// takes_footing (of a child or an old person), mortality (share of those exposed who die: Jonkman
/// et al. 2008, an average over floods of the past, no forecast of this one).
struct Danger {
  struct Params {
    double wet_m = 0.02;
  };
  struct State {
    std::int64_t last_look = 0;           ///< ticks
    std::vector<std::int64_t> dry_until;  ///< (place) ticks
    std::vector<float> rise_m_h;          ///< (place) over the first 1.5 m; 0 before it is so deep
    std::size_t bytes() const { return dry_until.size() * 12; }
  };

  Params params;
  std::shared_ptr<const Population> population = std::make_shared<const Population>();

  In<float> water{{.role = "hazard", .quantity = "water_depth", .unit = "m"}};
  In<float> speed{{.role = "hazard", .quantity = "flow_speed", .unit = "m s-1", .optional = true}};
  Out<std::int32_t> hazard{{.quantity = "hazard_class", .unit = "1"}};
  Out<std::uint8_t> takes_footing{{.quantity = "takes_footing", .unit = "1"}};
  Out<float> mortality{{.quantity = "mortality", .unit = "1"}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;

 private:
  void look_at_rise(State& state, const Context& context) const;
  void look(const State& state, Context& context) const;
};

}  // namespace sandtable::models
