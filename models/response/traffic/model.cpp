// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/model.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sim/core/error.hpp"

namespace sandtable::traffic {
namespace {

void check(const Model& model) {
  Problems problems;
  const Rules& rules = model.rules;
  if (rules.stuck_after <= Tick{0}) problems.add("the gridlock rule's time must be above 0");
  if (rules.perceive_every <= Tick{0}) problems.add("delays must be looked at every so often");
  if (!(rules.perceive_share >= 0.0) || rules.perceive_least < Tick{0}) {
    problems.add("the smallest delay that is noticed must not be negative");
  }
  if (rules.older_ways < 0 || rules.older_ways > 100) {
    problems.add("between 0 and 100 older ways can be kept");
  }
  if (!(rules.capacity_drop >= 0.0 && rules.capacity_drop < 1.0)) {
    problems.add("the capacity drop must be at least 0 and below 1");
  }
  if (!(rules.capacity_drop_until_m_s >= 0.0)) {
    problems.add("the speed up to which capacity drops must not be negative");
  }
  if (model.links.size() != model.network->links()) {
    problems.add("the table of links belongs to another network");
  }
  for (std::size_t k = 0; k < model.destinations.size(); ++k) {
    const auto& nodes = model.destinations[k].nodes;
    const bool known = std::all_of(nodes.begin(), nodes.end(), [&](std::int32_t node) {
      return node >= 0 && node < model.network->nodes();
    });
    if (nodes.empty() || !known) {
      problems.add("destination " + std::to_string(k) +
                   (nodes.empty() ? " has no node of the network"
                                  : " names a node that the network does not have"));
    }
  }
  problems.raise();
}

}  // namespace

Model make_model(std::shared_ptr<const RoadNetwork> network, LinkTable links, Rules rules,
                 std::vector<Destination> destinations) {
  Model model{std::move(network), std::move(links), rules, std::move(destinations), {}, {}};
  check(model);
  std::vector<std::int64_t> cost;
  for (const LinkRow& row : model.links.rows) cost.push_back(row.free_flow);
  for (const Destination& destination : model.destinations) {
    model.free_flow_ways.push_back(
        std::make_shared<const NextHop>(build_next_hop(*model.network, cost, destination)));
  }
  model.paths =
      std::make_shared<const PathMemo>(model.network, std::move(cost), model.destinations);
  return model;
}

Model with_rules(const Model& model, LinkTable links, Rules rules) {
  Model other = model;
  other.links = std::move(links);
  other.rules = rules;
  check(other);
  return other;
}

}  // namespace sandtable::traffic
