// SPDX-License-Identifier: Apache-2.0
#include "models/response/traffic/hierarchy.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

namespace sandtable::traffic {
namespace {

using Neighbours = std::vector<std::vector<std::int32_t>>;  // (node), ascending

Neighbours neighbours_of(const RoadNetwork& network) {
  Neighbours list(static_cast<std::size_t>(network.nodes()));
  for (std::int32_t link = 0; link < network.links(); ++link) {
    const std::int32_t from = network.from[link], to = network.to[link];
    if (from == to) continue;
    list[from].push_back(to);
    list[to].push_back(from);
  }
  for (auto& each : list) {
    std::ranges::sort(each);
    each.erase(std::ranges::unique(each).begin(), each.end());
  }
  return list;
}

/// The order in which nodes are contracted: first ends and places between two others, then by
/// nested dissection, across the roads where fewest have to be cut.
class Order {
 public:
  explicit Order(const RoadNetwork& network)
      : network_(network), near_(neighbours_of(network)), side_(near_.size(), 0) {}

  std::vector<std::int32_t> run() {
    std::vector<std::int32_t> rest(near_.size());
    std::iota(rest.begin(), rest.end(), 0);
    while (contract_simple(rest)) {
    }
    dissect(rest);
    std::ranges::reverse(late_);
    order_.insert(order_.end(), late_.begin(), late_.end());
    return std::move(order_);
  }

 private:
  static constexpr int least = 2;  // nodes; fewer are not dissected

  /// Nodes of two neighbours at most, no two of which are neighbours; false when there are none.
  bool contract_simple(std::vector<std::int32_t>& rest) {
    std::vector<std::uint8_t> held(near_.size(), 0), gone(near_.size(), 0);
    const std::size_t before = order_.size();
    for (const std::int32_t node : rest) {
      if (held[node] != 0 || near_[node].size() > 2) continue;
      const std::vector<std::int32_t> ends = std::exchange(near_[node], {});
      for (const std::int32_t end : ends) {
        held[end] = 1;
        std::erase(near_[end], node);
      }
      if (ends.size() == 2) join(ends[0], ends[1]);
      gone[node] = 1;
      order_.push_back(node);
    }
    std::erase_if(rest, [&](std::int32_t node) { return gone[node] != 0; });
    return order_.size() > before;
  }

  void join(std::int32_t a, std::int32_t b) {
    const auto add = [&](std::int32_t to, std::int32_t node) {
      const auto at = std::ranges::lower_bound(near_[to], node);
      if (at == near_[to].end() || *at != node) near_[to].insert(at, node);
    };
    add(a, b);
    add(b, a);
  }

  /// Separators go to `late_`, the last to be contracted first.
  void dissect(std::vector<std::int32_t>& nodes) {
    if (nodes.size() <= least) {
      late_.insert(late_.end(), nodes.begin(), nodes.end());
      return;
    }
    constexpr std::array<std::pair<double, double>, 4> directions{
        {{1, 0}, {0, 1}, {1, 1}, {1, -1}}};
    std::vector<std::int32_t> best;
    std::vector<std::int32_t> first, second;
    for (const auto& [dx, dy] : directions) {
      split(nodes, dx, dy);
      for (const std::int8_t of : {std::int8_t{1}, std::int8_t{2}}) {
        std::vector<std::int32_t> cut = edge(nodes, of);
        if (!first.empty() && cut.size() >= best.size()) continue;
        best = std::move(cut);
        take_sides(nodes, best, first, second);
      }
    }
    for (const std::int32_t node : nodes) side_[node] = 0;
    late_.insert(late_.end(), best.begin(), best.end());
    if (!first.empty()) dissect(first);
    if (!second.empty()) dissect(second);
  }

  /// Two halves by the place along a direction.
  void split(std::vector<std::int32_t>& nodes, double dx, double dy) {
    const auto place = [&](std::int32_t node) {
      return std::pair(network_.node_x[node] * dx + network_.node_y[node] * dy, node);
    };
    const auto middle = nodes.begin() + static_cast<std::ptrdiff_t>(nodes.size() / 2);
    std::ranges::nth_element(nodes, middle, {}, place);
    for (auto at = nodes.begin(); at != nodes.end(); ++at) side_[*at] = at < middle ? 1 : 2;
  }

  /// Nodes of a half that have neighbours in the other.
  std::vector<std::int32_t> edge(const std::vector<std::int32_t>& nodes, std::int8_t of) const {
    std::vector<std::int32_t> found;
    const std::int8_t other = of == 1 ? 2 : 1;
    for (const std::int32_t node : nodes)
      if (side_[node] == of &&
          std::ranges::any_of(near_[node], [&](std::int32_t n) { return side_[n] == other; }))
        found.push_back(node);
    return found;
  }

  void take_sides(const std::vector<std::int32_t>& nodes, const std::vector<std::int32_t>& cut,
                  std::vector<std::int32_t>& first, std::vector<std::int32_t>& second) {
    std::vector<std::int8_t> were;
    for (const std::int32_t node : cut) were.push_back(std::exchange(side_[node], 0));
    first.clear();
    second.clear();
    for (const std::int32_t node : nodes) {
      if (side_[node] == 1) first.push_back(node);
      if (side_[node] == 2) second.push_back(node);
    }
    for (std::size_t k = 0; k < cut.size(); ++k) side_[cut[k]] = were[k];
  }

  const RoadNetwork& network_;
  Neighbours near_;
  std::vector<std::int8_t> side_;  ///< (node): 1, 2; 0 where it is not asked
  std::vector<std::int32_t> order_, late_;
};

/// (rank): higher ranks to which an arc is needed, ascending.
Neighbours arcs_up(const RoadNetwork& network, const Hierarchy& hierarchy) {
  Neighbours up(hierarchy.node.size());
  const Neighbours near = neighbours_of(network);
  for (std::size_t node = 0; node < near.size(); ++node)
    for (const std::int32_t other : near[node])
      if (hierarchy.rank[other] > hierarchy.rank[node])
        up[hierarchy.rank[node]].push_back(hierarchy.rank[other]);
  for (std::size_t at = 0; at < up.size(); ++at) {
    std::ranges::sort(up[at]);
    if (up[at].empty()) continue;
    std::vector<std::int32_t>& above = up[up[at].front()];
    std::ranges::sort(above);
    std::vector<std::int32_t> both;
    std::set_union(above.begin(), above.end(), up[at].begin() + 1, up[at].end(),
                   std::back_inserter(both));
    above = std::move(both);
  }
  return up;
}

/// CSR of 0, 1, ... by a key of each.
std::pair<std::vector<std::int32_t>, std::vector<std::int32_t>> rows(
    const std::vector<std::int32_t>& key, std::size_t keys) {
  std::vector<std::int32_t> begin(keys + 1, 0), list;
  for (const std::int32_t each : key)
    if (each >= 0) ++begin[each + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  list.resize(static_cast<std::size_t>(begin.back()));
  std::vector<std::int32_t> at = begin;
  for (std::size_t k = 0; k < key.size(); ++k)
    if (key[k] >= 0) list[at[key[k]]++] = static_cast<std::int32_t>(k);
  return {begin, list};
}

}  // namespace

Hierarchy make_hierarchy(const RoadNetwork& network) {
  Hierarchy made;
  made.node = Order(network).run();
  made.rank.resize(made.node.size());
  for (std::size_t at = 0; at < made.node.size(); ++at)
    made.rank[made.node[at]] = static_cast<std::int32_t>(at);
  made.begin.push_back(0);
  for (const auto& up : arcs_up(network, made)) {
    made.lower.insert(made.lower.end(), up.size(),
                      static_cast<std::int32_t>(made.begin.size()) - 1);
    made.upper.insert(made.upper.end(), up.begin(), up.end());
    made.begin.push_back(made.arcs());
  }
  std::tie(made.down_begin, made.down) = rows(made.upper, made.node.size());
  for (std::int32_t link = 0; link < network.links(); ++link) {
    const std::int32_t from = made.rank[network.from[link]], to = made.rank[network.to[link]];
    made.slot_of.push_back(
        from == to ? -1 : 2 * made.arc(std::min(from, to), std::max(from, to)) + (from > to));
  }
  std::tie(made.links_begin, made.links) = rows(made.slot_of, 2 * made.upper.size());
  return made;
}

}  // namespace sandtable::traffic
