// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/response/traffic/hierarchy.hpp"
#include "models/response/traffic/routing.hpp"

namespace sandtable::traffic {

/// The roads and what they cost now. `weights` are those of `link`.
struct Costs {
  const RoadNetwork& network;
  const Hierarchy& hierarchy;
  std::span<const std::int64_t> link, weights;  ///< (link), (slot); ticks
};

/// Ranks of some nodes and of all that are above them, ascending.
std::vector<std::int32_t> ranks_above(const Hierarchy& hierarchy,
                                      std::span<const std::int32_t> nodes);

/// The ways to a destination under some costs, worked out for the nodes that are asked about, and
/// kept (Strasser and Zeitz 2021, SEA, "A fast and tight heuristic for A* in road networks",
/// section 3). They are those of NextHop. Being a pure function of the costs, what is kept is no
/// part of the value: a copy begins empty.
class Reach {
 public:
  Reach() = default;
  Reach(const Reach&) {}
  Reach& operator=(const Reach& other);
  Reach(Reach&&) = default;
  Reach& operator=(Reach&&) = default;
  ~Reach() = default;

  /// Forgets all and begins anew, to `nodes`, of which `above` are the ranks_above.
  void begin(const Costs& costs, std::span<const std::int32_t> nodes,
             std::span<const std::int32_t> above);
  bool begun() const { return !cost_.empty(); }

  /// Ticks from a node; no_entry where there is no way. `costs` as at the beginning.
  std::int64_t cost(const Costs& costs, std::int32_t node) {
    const std::int32_t at = costs.hierarchy.rank[node];
    if (known_[at] == 0) work_out(costs, at);
    return cost_[at];
  }

  /// The link to take, the lowest of the cheapest; no_way; arrived.
  std::int32_t next(const Costs& costs, std::int32_t node);

  /// The same where keep_next() has found it since the beginning, else `not_kept`.
  std::int32_t kept_next(std::int32_t node) const {
    return next_.empty() ? not_kept : next_[static_cast<std::size_t>(node)];
  }
  std::int32_t keep_next(const Costs& costs, std::int32_t node);
  static constexpr std::int32_t not_kept = -3;

  std::size_t bytes() const { return cost_.capacity() * 17 + next_.capacity() * 8; }

 private:
  void work_out(const Costs& costs, std::int32_t at);

  std::vector<std::int64_t> cost_;   ///< (rank); while not known, of ways that lead down only
  std::vector<std::uint8_t> known_;  ///< (rank)
  std::vector<std::int32_t> next_;   ///< (node), or empty
  std::vector<std::int32_t> touched_, kept_;  ///< ranks and nodes to be forgotten
  std::vector<std::int32_t> chain_;           ///< empty between calls
};

/// The links that Reach::next leads along; nullopt when there is no way.
std::optional<std::vector<std::int32_t>> follow(Reach& reach, const Costs& costs,
                                                std::int32_t from_node);

}  // namespace sandtable::traffic
