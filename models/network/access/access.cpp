// SPDX-License-Identifier: Apache-2.0
#include "models/network/access/access.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/geo/table.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

constexpr double farthest_m = 2000;

ParameterList<Access::Params> parameters() {
  ParameterList<Access::Params> list;
  list.file({.name = "facilities", .sentence = "CSV of the places to get to: name, x, y"},
            &Access::Params::facilities);
  return list;
}

/// The facilities of the file, each at its nearest node.
void read_facilities(const Access::Params& params, Access& model) {
  const RoadNetwork& network = *model.map->network;
  const Table table = read_table(params.facilities);
  const auto [name, x, y] = table.required_all({"name", "x", "y"});
  std::vector<std::string> ids;
  std::vector<double> xs, ys;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      ids.push_back(table.cell(row, name));
      xs.push_back(table.number(row, x));
      ys.push_back(table.number(row, y));
      const std::int32_t node = model.map->nearest_node(xs.back(), ys.back());
      if (node < 0 || std::hypot(network.node_x[node] - xs.back(),
                                 network.node_y[node] - ys.back()) > farthest_m)
        refuse(table.where(row), fmt::format("facility '{}' is more than {:.0f} km from any road",
                                             ids.back(), farthest_m / 1000));
      model.facility_node.push_back(node);
    } catch (const Error& error) {
      problems.add(error);
    }
  if (table.rows.empty()) problems.add({table.file, 1, 0}, "no facility");
  problems.raise();
  model.facilities = std::make_shared<const Support>(
      "facilities", SupportKind::places, std::move(ids), network.crs, std::move(xs), std::move(ys));
}

Access load(Loader& loader, const Access::Params& params) {
  Access model;
  model.map = loader.require<RoadMap>("roads");
  model.population = loader.require<Population>("people");
  read_facilities(params, model);
  return model;
}

}  // namespace

void Access::ports(PortList& list) {
  closed.spec.support = map->links;
  unserved.spec.support = facilities;
  cut_off.spec.support = population->people;
  list.in(closed);
  list.out(unserved);
  list.out(cut_off);
}

std::vector<std::uint8_t> Access::reaching(std::size_t facility,
                                           std::span<const std::uint8_t> link_closed) const {
  const RoadNetwork& network = *map->network;
  std::vector<std::uint8_t> reached(static_cast<std::size_t>(network.nodes()), 0);
  std::vector<std::int32_t> open = {facility_node[facility]};
  reached[open.front()] = 1;
  while (!open.empty()) {
    const std::int32_t node = open.back();
    open.pop_back();
    for (std::int32_t i = network.in_begin[node]; i < network.in_begin[node + 1]; ++i) {
      const std::int32_t link = network.in_links[i], from = network.from[link];
      if (link_closed[link] || reached[from]) continue;
      reached[from] = 1;
      open.push_back(from);
    }
  }
  return reached;
}

void Access::look(State& state, Context& context, std::span<const std::uint8_t> link_closed) const {
  const std::size_t people = population->people->size();
  std::vector<std::uint8_t> cut(people, 1);
  std::vector<double> share(facilities->size(), 0);
  for (std::size_t f = 0; f < share.size(); ++f) {
    const std::vector<std::uint8_t> reached = reaching(f, link_closed);
    std::int64_t without = 0;
    for (std::size_t p = 0; p < people; ++p) {
      const std::int32_t node = population->place_node[population->place_at_start(p)];
      if (reached[node])
        cut[p] = 0;
      else
        ++without;
    }
    share[f] = people > 0 ? static_cast<double>(without) / static_cast<double>(people) : 0;
  }
  if (Events* events = context.events())
    for (std::size_t p = 0; p < people; ++p)
      if (cut[p] != state.cut_off[p])
        events->add(context.end(), cut[p] ? is_cut_off : reached_again,
                    static_cast<std::int32_t>(p));
  state.cut_off = std::move(cut);
  context.write(cut_off, state.cut_off);
  context.write(unserved, std::move(share));
}

Access::State Access::begin(Context& context) const {
  State state;
  state.cut_off.assign(population->people->size(), 0);
  look(state, context, std::vector<std::uint8_t>(map->links->size(), 0));
  return state;
}

void Access::step(State& state, Context& context) const {
  if (context.changed(closed)) look(state, context, context.read(closed));
}

Meaning Access::expand(const Event& event) const {
  const Support* const on = population->people.get();
  return {event.kind == is_cut_off ? "is cut off" : "can be reached again",
          on,
          {},
          {{"cut_off", on, event.entity, event.kind}}};
}

Model network_access() {
  return describe<Access>("network/access", parameters(), {"roads", "people"}, {}, load);
}

}  // namespace sandtable::models
