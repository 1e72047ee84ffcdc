// SPDX-License-Identifier: Apache-2.0
// The parameters of a draw as rules of the kernel.
#include "models/response/traffic/traffic.hpp"

namespace sandtable::models {

traffic::LinkTable Traffic::link_table() const {
  const traffic::LinkRules rules{params.vehicle_length_m, params.backward_wave_m_s,
                                 params.capacity_factor, params.merge, params.origin_priority};
  const bool by_priority = params.merge == traffic::MergeBy::priority && priorities;
  return traffic::make_link_table(*map->network, rules,
                                  by_priority ? std::span(*priorities) : std::span<const double>());
}

traffic::Rules Traffic::rules() const {
  traffic::Rules rules;
  rules.stuck_after = params.stuck_after;
  rules.no_way = traffic::NoWay::remove;
  rules.perceive_delays = params.route_choice != RouteChoice::on_closure;
  rules.perceive_every = params.perceive_every;
  rules.capacity_drop = params.capacity_drop;
  rules.capacity_drop_until_m_s = params.capacity_drop_until_m_s;
  if (params.route_choice == RouteChoice::duo) {
    rules.perceive_share = 0;
    rules.perceive_least = Tick{0};
    // Of a hundred drivers less than one goes by news older than this.
    const double older = 1 - params.duo_weight;
    for (double left = older; left >= 0.01; left *= older) ++rules.older_ways;
  } else {
    rules.perceive_share = params.perceive_share;
    rules.perceive_least = params.perceive_least;
  }
  return rules;
}

std::shared_ptr<const traffic::Model> Traffic::kernel_of_draw() const {
  if (params == loaded) return kernel;
  return std::make_shared<const traffic::Model>(
      traffic::with_rules(*kernel, link_table(), rules()));
}

}  // namespace sandtable::models
