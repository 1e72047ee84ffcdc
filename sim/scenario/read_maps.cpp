// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/scenario/read_parts.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

namespace {

using Need = TableReader::Need;

constexpr double hour_s = 3600;

MapSpec read_map(const Node& node, Tick tick, const ReadContext& context) {
  MapSpec map{node.key, "", from_seconds(hour_s), 1, node.where};
  TableReader reader(node, fmt::format("the map '{}'", node.key), context.problems);
  map.field = reader.text("field", Need::required, "\"roads.closed\"");
  if (const auto every = reader.seconds("every", Need::optional, "\"30 min\""))
    map.every = from_seconds(*every);
  map.draws = reader.integer("draws", 1).value_or(1);
  reader.finish();
  if (map.every <= Tick{} || map.every.count % tick.count != 0)
    context.problems.add(node.where, fmt::format("map '{}': every is {} s (a whole number of ticks "
                                                 "of {} s is expected)",
                                                 map.name, map.every.seconds(), tick.seconds()));
  return map;
}

}  // namespace

std::vector<MapSpec> read_maps(const Node& table, Tick tick, const ReadContext& context) {
  std::vector<MapSpec> maps;
  for (const Node& child : table.children) {
    check_name(child, "a map", context.problems);
    if (child.is_table())
      maps.push_back(read_map(child, tick, context));
    else
      context.problems.add(
          child.where,
          wrong_kind(child, "a table such as { field = \"roads.closed\", every = \"30 min\" }"));
  }
  return maps;
}

}  // namespace sandtable
