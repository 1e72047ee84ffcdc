// SPDX-License-Identifier: Apache-2.0
// What the arcs of a hierarchy cost.
#include <algorithm>
#include <bit>

#include "models/response/traffic/hierarchy.hpp"

namespace sandtable::traffic {
namespace {

std::int64_t by_links(const Hierarchy& hierarchy, std::span<const std::int64_t> link_cost,
                      std::int32_t slot) {
  std::int64_t least = no_entry;
  for (std::int32_t i = hierarchy.links_begin[slot]; i < hierarchy.links_begin[slot + 1]; ++i)
    least = std::min(least, link_cost[hierarchy.links[i]]);
  return least;
}

/// Up and down, where no way over the two arcs from a lower node to the ends of an arc is cheaper.
void lower_by(Weights& weights, std::int32_t arc, std::int32_t to_start, std::int32_t to_end) {
  std::int64_t& up = weights[2 * arc];
  std::int64_t& down = weights[2 * arc + 1];
  up = std::min(up, weights[2 * to_start + 1] + weights[2 * to_end]);
  down = std::min(down, weights[2 * to_end + 1] + weights[2 * to_start]);
}

/// By an arc's own links and by all lower nodes.
void weigh(Weights& weights, const Hierarchy& hierarchy, std::span<const std::int64_t> link_cost,
           std::int32_t arc) {
  weights[2 * arc] = by_links(hierarchy, link_cost, 2 * arc);
  weights[2 * arc + 1] = by_links(hierarchy, link_cost, 2 * arc + 1);
  const std::int32_t start = hierarchy.lower[arc], end = hierarchy.upper[arc];
  for (std::int32_t i = hierarchy.down_begin[start]; i < hierarchy.down_begin[start + 1]; ++i) {
    const std::int32_t to_start = hierarchy.down[i];
    const std::int32_t last = hierarchy.begin[hierarchy.lower[to_start] + 1];
    if (hierarchy.upper[last - 1] < end) continue;
    std::int32_t to_end = to_start + 1;  // arcs of the same lower node, by where they end
    while (hierarchy.upper[to_end] < end) ++to_end;
    if (hierarchy.upper[to_end] == end) lower_by(weights, arc, to_start, to_end);
  }
}

struct Both {
  std::int64_t up, down;
  bool operator==(const Both&) const = default;
};
Both both(const Weights& weights, std::int32_t arc) {
  return {weights[2 * arc], weights[2 * arc + 1]};
}

/// Whether the arc above two that leave a node may weigh something else when one of these changes:
/// it led over that one, or would now. `from`: the arc above starts where the changed one ends.
bool matters(Both above, bool from, Both beside, Both before, Both now) {
  const std::int64_t there = from ? above.up : above.down, back = from ? above.down : above.up;
  return (before.down != now.down && before.down + beside.up == there) ||
         now.down + beside.up < there || (before.up != now.up && before.up + beside.down == back) ||
         now.up + beside.down < back;
}

/// Arcs of a set, each once, the lowest first; those that are added while it is walked are higher.
class Arcs {
 public:
  explicit Arcs(std::int32_t count) : words_(static_cast<std::size_t>(count) / 64 + 1, 0) {}
  void add(std::int32_t arc) { words_[arc / 64] |= std::uint64_t{1} << arc % 64; }
  template <class Visit>
  void walk(Visit&& visit) {
    for (std::size_t k = 0; k < words_.size(); ++k)
      while (words_[k] != 0) {
        const int bit = std::countr_zero(words_[k]);
        words_[k] &= words_[k] - 1;
        visit(static_cast<std::int32_t>(64 * k) + bit);
      }
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace

Weights make_weights(const Hierarchy& hierarchy, std::span<const std::int64_t> link_cost) {
  Weights weights(2 * hierarchy.upper.size());
  for (std::size_t slot = 0; slot < weights.size(); ++slot)
    weights[slot] = by_links(hierarchy, link_cost, static_cast<std::int32_t>(slot));
  for (std::int32_t at = 0; at < hierarchy.nodes(); ++at)
    for (std::int32_t i = hierarchy.begin[at]; i < hierarchy.begin[at + 1]; ++i) {
      std::int32_t arc = hierarchy.begin[hierarchy.upper[i]];
      for (std::int32_t j = i + 1; j < hierarchy.begin[at + 1]; ++j) {
        while (hierarchy.upper[arc] != hierarchy.upper[j]) ++arc;
        lower_by(weights, arc, i, j);
      }
    }
  return weights;
}

void update_weights(Weights& weights, const Hierarchy& hierarchy,
                    std::span<const std::int64_t> link_cost,
                    std::span<const std::int32_t> changed) {
  Arcs arcs(hierarchy.arcs());
  for (const std::int32_t link : changed)
    if (hierarchy.slot_of[link] >= 0) arcs.add(hierarchy.slot_of[link] / 2);
  arcs.walk([&](std::int32_t arc) {
    const Both before = both(weights, arc);
    weigh(weights, hierarchy, link_cost, arc);
    const Both now = both(weights, arc);
    if (before == now) return;
    const std::int32_t at = hierarchy.lower[arc], end = hierarchy.upper[arc];
    for (std::int32_t beside = hierarchy.begin[at]; beside < arc; ++beside) {
      const std::int32_t above = hierarchy.arc(hierarchy.upper[beside], end);
      if (matters(both(weights, above), false, both(weights, beside), before, now)) arcs.add(above);
    }
    std::int32_t above = hierarchy.begin[end];
    for (std::int32_t beside = arc + 1; beside < hierarchy.begin[at + 1]; ++beside) {
      while (hierarchy.upper[above] != hierarchy.upper[beside]) ++above;
      if (matters(both(weights, above), true, both(weights, beside), before, now)) arcs.add(above);
    }
  });
}

}  // namespace sandtable::traffic
