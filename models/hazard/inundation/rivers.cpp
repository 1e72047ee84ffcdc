// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/rivers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/hazard/inundation/terrain.hpp"
#include "sim/geo/table.hpp"

namespace sandtable::models {

namespace {

/// A column of `hydrographs`.
inundation::Series series_of(const Loader& loader, const Inundation::Params& params,
                             const std::string& name, double least) {
  if (params.hydrographs.empty())
    refuse(loader.table.where,
           fmt::format("'{}' has no series (hydrographs is missing): give it, with a column of "
                       "that name",
                       name));
  return inundation::read_series(params.hydrographs, name, 1, false, least, loader.scenario);
}

/// The edges of one row of the file, and what drives them.
OpenEdge read_edge(const Loader& loader, const Inundation::Params& params, const Table& table,
                   std::size_t row, const FloodPlain& plain, std::vector<inundation::Edge>& edges) {
  using inundation::EdgeKind;
  using inundation::Side;
  const auto [side_at, from, to, kind_at, name] =
      table.required_all({"side", "from", "to", "kind", "name"});
  const auto one_of = [&](std::size_t column, const std::vector<std::string>& known) {
    const std::string& word = table.cell(row, column);
    const auto found = std::ranges::find(known, word);
    if (found == known.end())
      refuse(table.where(row),
             fmt::format("{} is '{}'{}", table.columns[column], word, suggestion(word, known)));
    return found - known.begin();
  };
  const auto side = static_cast<Side>(one_of(side_at, {"west", "east", "south", "north"}));
  OpenEdge open;
  open.kind = static_cast<EdgeKind>(one_of(kind_at, {"free", "stage", "inflow"}));
  open.first = edges.size();
  for (const std::int64_t cell :
       cells_at_edge(plain, side, table.number(row, from), table.number(row, to)))
    edges.push_back({static_cast<std::int32_t>(cell % plain.layout.columns),
                     static_cast<std::int32_t>(cell / plain.layout.columns), side, open.kind});
  open.count = edges.size() - open.first;
  if (open.count == 0)
    refuse(table.where(row), "no cell of the elevation's grid lies along this edge");
  if (open.kind != EdgeKind::free)
    open.series =
        series_of(loader, params, table.cell(row, name), open.kind == EdgeKind::inflow ? 0 : -1e5);
  return open;
}

}  // namespace

std::vector<Inflow> read_inflows(const Loader& loader, const Inundation::Params& params,
                                 const FloodPlain& plain) {
  std::vector<Inflow> list;
  if (params.inflows.empty()) return list;
  const Table table = read_table(params.inflows);
  const auto [name, x, y, radius, by] = table.required_all({"name", "x", "y", "radius", "fed_by"});
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      Inflow inflow{table.cell(row, name), {}, {}, table.cell(row, by) == "rain"};
      if (!inflow.of_rain && table.cell(row, by) != "river")
        refuse(table.where(row),
               fmt::format("fed_by is '{}' (river or rain is expected)", table.cell(row, by)));
      const Point at{table.number(row, x), table.number(row, y)};
      inflow.cells = cells_within(plain, at, table.number(row, radius));
      if (inflow.cells.empty())
        refuse(table.where(row), fmt::format("inflow '{}' at {}, {} lies outside the elevation's "
                                             "grid",
                                             inflow.name, table.cell(row, x), table.cell(row, y)));
      inflow.discharge = series_of(loader, params, inflow.name, 0);
      list.push_back(std::move(inflow));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

std::vector<inundation::Edge> read_edges(const Loader& loader, const Inundation::Params& params,
                                         FloodPlain& plain) {
  std::vector<inundation::Edge> edges;
  if (params.edges.empty()) return edges;
  const Table table = read_table(params.edges);
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      plain.edges.push_back(read_edge(loader, params, table, row, plain, edges));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return edges;
}

}  // namespace sandtable::models
