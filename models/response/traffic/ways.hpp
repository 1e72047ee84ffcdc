// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/response/traffic/model.hpp"

namespace sandtable::traffic {

/// What the roads cost those who choose a way. Weights follow the links only when somebody asks: as
/// they are a pure function of the links' costs, nobody can tell when that was.
struct Outlook {
  std::vector<std::int64_t> link;     ///< (link), ticks; no_entry when closed
  std::int32_t cheaper_links = 0;     ///< cost less than their free-flow time
  std::int64_t changes = 0;           ///< of links' costs since the start
  Weights weights;                    ///< empty: those at free flow
  std::vector<std::int32_t> changed;  ///< links that weights have yet to follow
};

/// At free flow.
Outlook begin_outlook(const Model& model);

/// False when the link costs that already.
bool set_cost(Outlook& outlook, const Model& model, std::int32_t link, std::int64_t cost);

/// With weights up to date.
Costs costs_of(Outlook& outlook, const Model& model);

/// Nodes whose way at free flow is still the cheapest: no link on it costs more now, and none
/// anywhere less. Found out for the nodes that are asked about, and kept; as of Reach, a copy
/// begins empty.
class StillFree {
 public:
  StillFree() = default;
  StillFree(const StillFree&) {}
  StillFree& operator=(const StillFree& other);
  StillFree(StillFree&&) = default;
  StillFree& operator=(StillFree&&) = default;
  ~StillFree() = default;

  bool known(std::int32_t node) const {
    return !found_.empty() && found_[static_cast<std::size_t>(node)] == yes;
  }
  /// `way`: at free flow, to the one destination of this object.
  bool look(const Outlook& outlook, const Model& model, const NextHop& way, std::int32_t node);
  void forget();
  std::size_t bytes() const { return found_.capacity() + looked_.capacity() * 4; }

 private:
  static constexpr std::uint8_t yes = 1, no = 2;
  std::vector<std::uint8_t> found_;   ///< (node), 0 where it was not looked for; or empty
  std::vector<std::int32_t> looked_;  ///< nodes to be forgotten
};

/// The ways to a destination, as far as they were asked for, under the costs after as many changes
/// as stand beside.
struct Ways {
  StillFree free;
  Reach reach;  ///< where the way at free flow is not the cheapest
  std::int64_t free_changes = 0, reach_changes = 0;
};

std::int32_t work_out_next(Ways& ways, Outlook& outlook, const Model& model,
                           std::int32_t destination, std::int32_t node);

/// The link to take from a node: what the table of build_next_hop would say.
inline std::int32_t next_on_way(Ways& ways, Outlook& outlook, const Model& model,
                                std::int32_t destination, std::int32_t node) {
  if (outlook.changes == 0 || (ways.free_changes == outlook.changes && ways.free.known(node)))
    return model.free_flow_ways[destination]->next[node];
  if (ways.reach_changes == outlook.changes)
    if (const std::int32_t link = ways.reach.kept_next(node); link != Reach::not_kept) return link;
  return work_out_next(ways, outlook, model, destination, node);
}

/// That table.
NextHop whole_table(Outlook& outlook, const Model& model, std::int32_t destination);

}  // namespace sandtable::traffic
