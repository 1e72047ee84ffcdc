// SPDX-License-Identifier: Apache-2.0
// How a table of ways follows a change of costs.
#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "models/response/traffic/settle.hpp"

namespace sandtable::traffic {
namespace {

/// True when a link's cost contradicts the table: its way is dearer, cheaper or now wins a tie.
bool is_wrong(const NextHop& table, const RoadNetwork& network, CostSpan link_cost,
              std::int32_t link) {
  const std::int32_t start = network.from[link];
  const std::int32_t next = table.next[start];
  if (next == arrived) return false;
  const std::int64_t cost = by(link, network, link_cost, table.cost);
  if (next == link) return cost != table.cost[start];
  if (cost >= no_entry) return false;
  return cost < table.cost[start] || (cost == table.cost[start] && link < next);
}

/// One repair, in two halves: what has become dearer, then what has become cheaper. Under dearer
/// links the cost of a node *rises*; as old costs are true to old links, a rise never falls on the
/// way upstream, and whole branches of the tree rise alike: Dijkstra's algorithm by rise needs its
/// heap at their roots only (Ramalingam and Reps 1996, J. Algorithms 21, 267-305, with the old
/// costs as potential).
class Repair {
 public:
  Repair(NextHop& table, const RoadNetwork& network, CostSpan link_cost)
      : cost_(table.cost),
        next_(table.next),
        network_(network),
        link_cost_(link_cost),
        standing_(cost_.size(), Standing::as_before),
        before_(std::make_unique_for_overwrite<std::int64_t[]>(cost_.size())) {}

  void run(std::span<const std::int32_t> wrong) {
    cut_off(wrong);
    raise();
    lower(wrong);
    for (const std::int32_t node : cut_) choose(node);
    for (const std::int32_t link : wrong) choose(network_.from[link]);
    for (const std::int32_t node : lowered_) {
      choose(node);
      for (const std::int32_t link : in_links(network_, node)) choose(network_.from[link]);
    }
  }

 private:
  enum class Standing : std::uint8_t { as_before, cut, raised, chosen };

  void cut(std::int32_t node) {
    if (standing_[node] == Standing::cut) return;
    standing_[node] = Standing::cut;
    before_[node] = std::exchange(cost_[node], no_entry);
    cut_.push_back(node);
  }

  /// Nodes whose way led over a link that has become dearer.
  void cut_off(std::span<const std::int32_t> wrong) {
    std::vector<std::int32_t> roots;
    for (const std::int32_t link : wrong) {
      const std::int32_t start = network_.from[link];
      if (next_[start] == link && by(link, network_, link_cost_, cost_) > cost_[start])
        roots.push_back(start);
    }
    for (const std::int32_t node : roots) cut(node);
    for (std::size_t k = 0; k < cut_.size(); ++k)
      for (const std::int32_t link : in_links(network_, cut_[k]))
        if (next_[network_.from[link]] == link) cut(network_.from[link]);
  }

  /// What a cut node costs by a link whose end has risen so much. A link that has become cheaper
  /// counts as what it cost: its time is the second half.
  std::int64_t risen(std::int32_t link, std::int64_t rise) const {
    const std::int64_t cost = by(link, network_, link_cost_, cost_);
    return std::max(cost, before_[network_.from[link]] + rise);
  }

  void raise() {
    for (const std::int32_t node : cut_) {
      for (const std::int32_t link : out_links(network_, node))
        if (standing_[network_.to[link]] == Standing::as_before)
          cost_[node] = std::min(cost_[node], risen(link, 0));
      if (cost_[node] < no_entry) heap_.push(cost_[node] - before_[node], node);
    }
    while (!heap_.entries.empty()) {
      const auto [rise, root] = heap_.pop();
      at_hand_.push_back(root);
      while (!at_hand_.empty()) {
        const std::int32_t node = at_hand_.back();
        at_hand_.pop_back();
        if (std::exchange(standing_[node], Standing::raised) == Standing::cut)
          raise_upstream(node, rise);
      }
    }
  }

  void raise_upstream(std::int32_t node, std::int64_t rise) {
    for (const std::int32_t link : in_links(network_, node)) {
      const std::int32_t start = network_.from[link];
      if (standing_[start] != Standing::cut) continue;
      const std::int64_t cost = risen(link, rise);
      if (cost >= cost_[start]) continue;
      cost_[start] = cost;
      if (cost == before_[start] + rise)
        at_hand_.push_back(start);
      else
        heap_.push(cost - before_[start], start);
    }
  }

  void lower(std::span<const std::int32_t> wrong) {
    for (const std::int32_t link : wrong) {
      const std::int32_t start = network_.from[link];
      const std::int64_t cost = by(link, network_, link_cost_, cost_);
      if (cost >= cost_[start]) continue;
      cost_[start] = cost;
      heap_.push(cost, start);
      lowered_.push_back(start);
    }
    settle(heap_, cost_, network_, link_cost_, -1, &lowered_);
  }

  void choose(std::int32_t node) {
    if (std::exchange(standing_[node], Standing::chosen) == Standing::chosen) return;
    next_[node] = best_next(node, network_, link_cost_, cost_);
  }

  std::vector<std::int64_t>& cost_;
  std::vector<std::int32_t>& next_;
  const RoadNetwork& network_;
  CostSpan link_cost_;
  std::vector<Standing> standing_;          ///< (node)
  std::unique_ptr<std::int64_t[]> before_;  ///< (node): cost of one that was cut
  std::vector<std::int32_t> cut_, at_hand_, lowered_;
  Heap heap_;
};

}  // namespace

bool needs_repair(const NextHop& table, const RoadNetwork& network, CostSpan link_cost,
                  std::span<const std::int32_t> changed) {
  return std::any_of(changed.begin(), changed.end(),
                     [&](std::int32_t link) { return is_wrong(table, network, link_cost, link); });
}

void repair(NextHop& table, const RoadNetwork& network, CostSpan link_cost,
            std::span<const std::int32_t> changed) {
  std::vector<std::int32_t> wrong;
  std::copy_if(changed.begin(), changed.end(), std::back_inserter(wrong),
               [&](std::int32_t link) { return is_wrong(table, network, link_cost, link); });
  if (!wrong.empty()) Repair(table, network, link_cost).run(wrong);
}

}  // namespace sandtable::traffic
