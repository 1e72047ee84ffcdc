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

/// The ways to a destination, as far as they were asked for under the costs after `changes`.
struct Ways {
  Reach reach;
  std::int64_t changes = 0;
};

std::int32_t work_out_next(Ways& ways, Outlook& outlook, const Model& model,
                           std::int32_t destination, std::int32_t node);

/// The link to take from a node: what the table of build_next_hop would say.
inline std::int32_t next_on_way(Ways& ways, Outlook& outlook, const Model& model,
                                std::int32_t destination, std::int32_t node) {
  if (outlook.changes == 0) return model.free_flow_ways[destination]->next[node];
  if (ways.changes == outlook.changes)
    if (const std::int32_t link = ways.reach.kept_next(node); link != Reach::not_kept) return link;
  return work_out_next(ways, outlook, model, destination, node);
}

/// That table.
NextHop whole_table(Outlook& outlook, const Model& model, std::int32_t destination);

}  // namespace sandtable::traffic
