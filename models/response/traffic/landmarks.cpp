// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/landmarks.hpp"

#include <functional>
#include <limits>
#include <utility>

namespace sandtable::traffic {
namespace {

/// The node farthest out in a direction, among those that a link enters and a link leaves.
std::int32_t farthest(const RoadNetwork& network, double dx, double dy) {
  std::int32_t best = 0;
  double most = -std::numeric_limits<double>::infinity();
  for (std::int32_t n = 0; n < network.nodes(); ++n) {
    if (network.out_begin[n] == network.out_begin[n + 1]) continue;
    if (network.in_begin[n] == network.in_begin[n + 1]) continue;
    const double here = network.node_x[n] * dx + network.node_y[n] * dy;
    if (here > most) most = here, best = n;
  }
  return best;
}

/// Costs to one node, settled in the order of cost plus bound.
class Search {
 public:
  Search(const RoadNetwork& network, std::span<const std::int64_t> link_cost,
         std::int32_t from_node, const Landmarks& landmarks, SearchScratch& scratch)
      : network_(network),
        link_cost_(link_cost),
        from_(from_node),
        landmarks_(landmarks),
        scratch_(scratch),
        cost_(scratch.cost),
        heap_(scratch.heap) {
    cost_.resize(static_cast<std::size_t>(network.nodes()), no_entry);
  }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  ~Search() {
    for (const std::int32_t node : scratch_.touched) cost_[node] = no_entry;
    scratch_.touched.clear();
    heap_.clear();
  }

  /// Until every node that a cheapest way could pass has its cost.
  void run(std::int32_t to_node) {
    lower(to_node, 0);
    while (!heap_.empty() && heap_.front().first <= std::min(cost_[from_], no_entry - 1)) {
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
      const std::int32_t node = heap_.back().second;
      heap_.pop_back();
      for (std::int32_t i = network_.in_begin[node]; i < network_.in_begin[node + 1]; ++i) {
        const std::int32_t link = network_.in_links[i];
        if (link_cost_[link] >= no_entry) continue;
        lower(network_.from[link], cost_[node] + link_cost_[link]);
      }
    }
  }
  const std::vector<std::int64_t>& cost() const { return cost_; }

 private:
  void lower(std::int32_t node, std::int64_t cost) {
    if (cost >= cost_[node]) return;
    if (cost_[node] == no_entry) scratch_.touched.push_back(node);
    cost_[node] = cost;
    heap_.emplace_back(cost + landmarks_.least_cost(from_, node), node);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }

  const RoadNetwork& network_;
  std::span<const std::int64_t> link_cost_;
  std::int32_t from_;
  const Landmarks& landmarks_;
  SearchScratch& scratch_;
  std::vector<std::int64_t>& cost_;
  std::vector<std::pair<std::int64_t, std::int32_t>>& heap_;
};

}  // namespace

Landmarks::Landmarks(const RoadNetwork& network, std::span<const std::int64_t> link_cost)
    : cost_(static_cast<std::size_t>(network.nodes())) {
  if (cost_.empty()) return;
  constexpr double slant = 0.7071;
  constexpr std::array<std::pair<double, double>, count> directions{{{1, 0},
                                                                     {slant, slant},
                                                                     {0, 1},
                                                                     {-slant, slant},
                                                                     {-1, 0},
                                                                     {-slant, -slant},
                                                                     {0, -1},
                                                                     {slant, -slant}}};
  for (std::size_t k = 0; k < count; ++k) {
    const auto [dx, dy] = directions[k];
    const NextHop ways = build_next_hop(network, link_cost, {{farthest(network, dx, dy)}});
    for (std::size_t n = 0; n < cost_.size(); ++n) cost_[n][k] = ways.cost[n];
  }
}

std::optional<std::vector<std::int32_t>> shortest_path(const RoadNetwork& network,
                                                       std::span<const std::int64_t> link_cost,
                                                       std::int32_t from_node, std::int32_t to_node,
                                                       const Landmarks& landmarks,
                                                       SearchScratch& scratch) {
  Search search(network, link_cost, from_node, landmarks, scratch);
  search.run(to_node);
  return follow(network, link_cost, search.cost(), from_node);
}

}  // namespace sandtable::traffic
