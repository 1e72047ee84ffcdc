// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/landmarks.hpp"

#include <functional>
#include <limits>
#include <utility>

namespace sandtable::traffic {
namespace {

constexpr std::int64_t farthest_cost = std::numeric_limits<std::int32_t>::max();

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

/// Costs to one node, settled in the order of cost plus bound; of nodes inside chains only those of
/// the two ends are known, by what is left of their chains.
class Search {
 public:
  Search(const Costs& costs, std::int32_t from_node, std::int32_t to_node,
         const Landmarks& landmarks, SearchScratch& scratch)
      : costs_(costs), from_(from_node), to_(to_node), landmarks_(landmarks), scratch_(scratch) {
    scratch_.cost.resize(static_cast<std::size_t>(costs.network.nodes()), no_entry);
  }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  ~Search() {
    for (const std::int32_t node : scratch_.touched) scratch_.cost[node] = no_entry;
    scratch_.touched.clear();
    scratch_.heap.clear();
  }

  std::optional<std::vector<std::int32_t>> run(std::int64_t most) {
    if (from_ == to_) return std::vector<std::int32_t>{};
    most_ = std::min(most, no_entry - 1);
    find_ways_out();
    start();
    settle();
    return follow();
  }

 private:
  bool inside(std::int32_t node) const { return costs_.chains.is_junction[node] == 0; }

  /// The chain of a link up to its place, and from it on.
  std::span<const std::int32_t> up_to(std::int32_t link) const {
    const Chains& chains = costs_.chains;
    return chains.links_of(chains.chain_of[link]).first(chains.place[link] + 1);
  }
  std::span<const std::int32_t> from_on(std::int32_t link) const {
    const Chains& chains = costs_.chains;
    return chains.links_of(chains.chain_of[link]).subspan(chains.place[link]);
  }

  void start() {
    if (!inside(to_)) return lower(to_, 0);
    const RoadNetwork& network = costs_.network;
    for (std::int32_t i = network.in_begin[to_]; i < network.in_begin[to_ + 1]; ++i) {
      const std::int32_t link = network.in_links[i];
      const std::int64_t cost = cost_of(up_to(link), costs_.link);
      if (cost < no_entry) lower(costs_.chains.from[costs_.chains.chain_of[link]], cost);
    }
  }

  /// Until every junction that a cheapest way could pass has its cost.
  void settle() {
    const Chains& chains = costs_.chains;
    std::vector<SearchScratch::Entry>& heap = scratch_.heap;
    while (!heap.empty() && heap.front().bound <= std::min(most_, cost_from_start())) {
      std::pop_heap(heap.begin(), heap.end(), std::greater<>{});
      const auto [bound, cost, node] = heap.back();
      heap.pop_back();
      if (cost > scratch_.cost[node]) continue;
      for (std::int32_t chain = chains.in_begin[node]; chain < chains.in_begin[node + 1]; ++chain)
        if (costs_.chain[chain] < no_entry) lower(chains.from[chain], cost + costs_.chain[chain]);
    }
  }

  void lower(std::int32_t node, std::int64_t cost) {
    std::int64_t& known = scratch_.cost[node];
    if (cost >= known) return;
    const std::int64_t bound = cost + landmarks_.least_cost(from_, node);
    if (bound > most_) return;
    if (known == no_entry) scratch_.touched.push_back(node);
    known = cost;
    scratch_.heap.push_back({bound, cost, node});
    std::push_heap(scratch_.heap.begin(), scratch_.heap.end(), std::greater<>{});
  }

  /// From a start inside a chain: to the ends of the chains that pass it, or straight to a target.
  void find_ways_out() {
    if (!inside(from_)) return;
    const RoadNetwork& network = costs_.network;
    for (std::int32_t i = network.out_begin[from_]; i < network.out_begin[from_ + 1]; ++i) {
      const std::int32_t link = network.out_links[i];
      if (const auto direct = links_to_target(link); !direct.empty())
        straight_ = std::min(straight_, cost_of(direct, costs_.link));
      else if (const std::int64_t rest = cost_of(from_on(link), costs_.link); rest < no_entry)
        ways_out_[ways_out_count_++] = {rest, costs_.chains.to[costs_.chains.chain_of[link]]};
    }
  }

  std::int64_t cost_from_start() const {
    if (!inside(from_)) return scratch_.cost[from_];
    std::int64_t least = straight_;
    for (std::size_t k = 0; k < ways_out_count_; ++k)
      if (const std::int64_t beyond = scratch_.cost[ways_out_[k].junction]; beyond < no_entry)
        least = std::min(least, ways_out_[k].cost + beyond);
    return least;
  }

  /// The cost from a link's start, by its chain to the end of that or as far as the target.
  std::int64_t by(std::int32_t link) const {
    const Chains& chains = costs_.chains;
    const std::int32_t chain = chains.chain_of[link];
    if (const auto direct = links_to_target(link); !direct.empty())
      return cost_of(direct, costs_.link);
    const std::int64_t beyond = scratch_.cost[chains.to[chain]];
    const std::int64_t own =
        chains.place[link] == 0 ? costs_.chain[chain] : cost_of(from_on(link), costs_.link);
    return own >= no_entry || beyond >= no_entry ? no_entry : own + beyond;
  }

  /// From a link along its chain to a target inside it; empty when that is not there.
  std::span<const std::int32_t> links_to_target(std::int32_t link) const {
    if (!inside(to_)) return {};
    const std::span<const std::int32_t> links = from_on(link);
    const RoadNetwork& network = costs_.network;
    for (std::int32_t i = network.in_begin[to_]; i < network.in_begin[to_ + 1]; ++i) {
      const std::int32_t last = network.in_links[i];
      if (costs_.chains.chain_of[last] != costs_.chains.chain_of[link]) continue;
      const std::int32_t count = costs_.chains.place[last] - costs_.chains.place[link] + 1;
      if (count > 0) return links.first(count);
    }
    return {};
  }

  /// The link of lowest index among the cheapest that leave a node, and the cost by it.
  std::pair<std::int32_t, std::int64_t> best_out(std::int32_t node) const {
    const RoadNetwork& network = costs_.network;
    std::pair<std::int32_t, std::int64_t> best{-1, no_entry};
    for (std::int32_t i = network.out_begin[node]; i < network.out_begin[node + 1]; ++i)
      if (const std::int64_t cost = by(network.out_links[i]); cost < best.second)
        best = {network.out_links[i], cost};
    return best;
  }

  std::optional<std::vector<std::int32_t>> follow() const {
    std::vector<std::int32_t> path;
    for (std::int32_t node = from_; node != to_; node = costs_.network.to[path.back()]) {
      const std::int32_t link = best_out(node).first;
      if (link < 0) return std::nullopt;
      const auto direct = links_to_target(link);
      const auto links = direct.empty() ? from_on(link) : direct;
      path.insert(path.end(), links.begin(), links.end());
    }
    return path;
  }

  const Costs& costs_;
  std::int32_t from_, to_;
  std::int64_t most_ = 0;
  struct WayOut {
    std::int64_t cost;
    std::int32_t junction;
  };
  std::array<WayOut, 2> ways_out_{};  ///< of a start inside a chain
  std::size_t ways_out_count_ = 0;
  std::int64_t straight_ = no_entry;
  const Landmarks& landmarks_;
  SearchScratch& scratch_;
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
    for (std::size_t n = 0; n < cost_.size(); ++n)
      cost_[n][k] = static_cast<std::int32_t>(std::min(ways.cost[n] / grain, farthest_cost));
  }
}

std::optional<std::vector<std::int32_t>> shortest_path(const Costs& costs, std::int32_t from_node,
                                                       std::int32_t to_node, std::int64_t most,
                                                       const Landmarks& landmarks,
                                                       SearchScratch& scratch) {
  return Search(costs, from_node, to_node, landmarks, scratch).run(most);
}

}  // namespace sandtable::traffic
