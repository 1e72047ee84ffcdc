// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/matsim_network.hpp"

#include <map>
#include <utility>

#include "sim/geo/matsim_xml.hpp"

namespace sandtable {
namespace {

using NodeIndex = std::map<std::string, std::int32_t>;

NodeIndex read_nodes(pugi::xml_node list, RoadNetwork& network, matsim::FewProblems& problems) {
  NodeIndex index;
  for (const pugi::xml_node node : list.children("node")) {
    const std::string id = node.attribute("id").value();
    const auto x = matsim::number(node.attribute("x").value());
    const auto y = matsim::number(node.attribute("y").value());
    if (id.empty())
      problems.add("a node without an id (node " + std::to_string(index.size() + 1) + ")");
    if (!x || !y) problems.add("node '" + id + "': no coordinates (x and y must be numbers)");
    if (!index.emplace(id, network.nodes()).second) {
      problems.add("node '" + id + "' is there twice (ids must be unique)");
    }
    network.node_id.push_back(id);
    network.node_x.push_back(x.value_or(0));
    network.node_y.push_back(y.value_or(0));
  }
  return index;
}

double positive(pugi::xml_node link, const char* name, matsim::FewProblems& problems) {
  const std::string text = link.attribute(name).value();
  const auto value = matsim::number(text);
  if (value && *value > 0) return *value;
  problems.add(std::string("link '") + link.attribute("id").value() + "': " + name +
               (text.empty() ? " is missing" : " is '" + text + "'") +
               " (it must be a number > 0) correct it in the file");
  return 1;
}

double capacity_period_s(pugi::xml_node links, matsim::FewProblems& problems) {
  const std::string text = links.attribute("capperiod").value();
  if (text.empty()) return 3600;
  const auto seconds = matsim::time_of_day(text);
  if (seconds && *seconds > 0) return *seconds;
  problems.add("capperiod is '" + text + "' (a time > 0 as HH:MM:SS is wanted)");
  return 3600;
}

std::int32_t find_node(pugi::xml_node link, const char* end, const NodeIndex& nodes,
                       matsim::FewProblems& problems) {
  const std::string id = link.attribute(end).value();
  const auto found = nodes.find(id);
  if (found != nodes.end()) return found->second;
  problems.add(std::string("link '") + link.attribute("id").value() + "': " + end + " node '" + id +
               "' is not in the file");
  return 0;
}

void read_links(pugi::xml_node list, const NodeIndex& nodes, RoadNetwork& network,
                matsim::FewProblems& problems) {
  const double period_s = capacity_period_s(list, problems);
  std::map<std::string, int> seen;
  for (const pugi::xml_node link : list.children("link")) {
    const std::string id = link.attribute("id").value();
    if (id.empty())
      problems.add("a link without an id (link " + std::to_string(network.links() + 1) + ")");
    if (++seen[id] == 2) problems.add("link '" + id + "' is there twice (ids must be unique)");
    network.link_id.push_back(id);
    network.from.push_back(find_node(link, "from", nodes, problems));
    network.to.push_back(find_node(link, "to", nodes, problems));
    network.length_m.push_back(positive(link, "length", problems));
    network.free_speed_m_s.push_back(positive(link, "freespeed", problems));
    network.capacity_per_s.push_back(positive(link, "capacity", problems) / period_s);
    network.lanes.push_back(positive(link, "permlanes", problems));
  }
}

RoadNetwork clip(const RoadNetwork& whole, const Box& box) {
  RoadNetwork part;
  part.crs = whole.crs;
  std::vector<char> keep_link(whole.link_id.size()), keep_node(whole.node_id.size());
  const auto holds = [&](std::int32_t node) {
    return inside(box, Point{whole.node_x[node], whole.node_y[node]});
  };
  for (std::int32_t link = 0; link < whole.links(); ++link) {
    if (!holds(whole.from[link]) || !holds(whole.to[link])) continue;
    keep_link[link] = keep_node[whole.from[link]] = keep_node[whole.to[link]] = 1;
  }
  std::vector<std::int32_t> renamed(whole.node_id.size(), -1);
  for (std::int32_t node = 0; node < whole.nodes(); ++node) {
    if (!keep_node[node]) continue;
    renamed[node] = part.nodes();
    part.node_id.push_back(whole.node_id[node]);
    part.node_x.push_back(whole.node_x[node]);
    part.node_y.push_back(whole.node_y[node]);
  }
  for (std::int32_t link = 0; link < whole.links(); ++link) {
    if (!keep_link[link]) continue;
    part.link_id.push_back(whole.link_id[link]);
    part.from.push_back(renamed[whole.from[link]]);
    part.to.push_back(renamed[whole.to[link]]);
    part.length_m.push_back(whole.length_m[link]);
    part.free_speed_m_s.push_back(whole.free_speed_m_s[link]);
    part.capacity_per_s.push_back(whole.capacity_per_s[link]);
    part.lanes.push_back(whole.lanes[link]);
  }
  return part;
}

}  // namespace

RoadNetwork read_matsim_network(const std::filesystem::path& file, std::string crs,
                                std::optional<Box> box) {
  matsim::Document document;
  matsim::read(file, "network", document);
  matsim::FewProblems problems(file);
  RoadNetwork network;
  network.crs = std::move(crs);
  const pugi::xml_node root = document.xml.child("network");
  const NodeIndex nodes = read_nodes(root.child("nodes"), network, problems);
  read_links(root.child("links"), nodes, network, problems);
  problems.raise();
  if (box) network = clip(network, *box);
  if (network.links() == 0) {
    refuse({file.string()}, box ? "no link has both ends in the box (is it in the network's CRS?)"
                                : "the network has no links");
  }
  network.index();
  return network;
}

}  // namespace sandtable
