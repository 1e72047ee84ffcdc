// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/matsim_network.hpp"

#include <map>
#include <set>
#include <utility>

#include "sim/geo/matsim_xml.hpp"

namespace sandtable {
namespace {

using NodeIndex = std::map<std::string, std::int32_t>;

NodeIndex read_nodes(const matsim::Document& document, pugi::xml_node list, RoadNetwork& network,
                     FewProblems& problems) {
  NodeIndex index;
  for (const pugi::xml_node node : list.children("node")) {
    const Source where = document.where(node);
    const std::string id = node.attribute("id").value();
    const auto x = matsim::number(node.attribute("x").value());
    const auto y = matsim::number(node.attribute("y").value());
    if (id.empty())
      problems.add(where, "a node without an id (node " + std::to_string(index.size() + 1) + ")");
    if (!x || !y)
      problems.add(where, "node '" + id + "': no coordinates (x and y must be numbers)");
    if (!index.emplace(id, network.nodes()).second) {
      problems.add(where, "node '" + id + "' is there twice (ids must be unique)");
    }
    network.node_id.push_back(id);
    network.node_x.push_back(x.value_or(0));
    network.node_y.push_back(y.value_or(0));
  }
  return index;
}

/// Reads the links of a document, whose nodes are known.
class LinkReader {
 public:
  LinkReader(const matsim::Document& document, const NodeIndex& nodes, FewProblems& problems)
      : document_(document), nodes_(nodes), problems_(problems) {}

  void read(pugi::xml_node list, RoadNetwork& network) {
    const double period_s = capacity_period_s(list);
    std::set<std::string> seen;
    for (const pugi::xml_node link : list.children("link")) {
      const std::string id = link.attribute("id").value();
      if (id.empty())
        problems_.add(document_.where(link),
                      "a link without an id (link " + std::to_string(network.links() + 1) + ")");
      if (!seen.insert(id).second) add(link, " is there twice (ids must be unique)");
      network.link_id.push_back(id);
      network.from.push_back(find_node(link, "from"));
      network.to.push_back(find_node(link, "to"));
      network.length_m.push_back(positive(link, "length"));
      network.free_speed_m_s.push_back(positive(link, "freespeed"));
      network.capacity_per_s.push_back(positive(link, "capacity") / period_s);
      network.lanes.push_back(positive(link, "permlanes"));
    }
  }

 private:
  void add(pugi::xml_node link, const std::string& what) {
    problems_.add(document_.where(link),
                  std::string("link '") + link.attribute("id").value() + "'" + what);
  }
  double positive(pugi::xml_node link, const char* name) {
    const std::string text = link.attribute(name).value();
    const auto value = matsim::number(text);
    if (value && *value > 0) return *value;
    add(link, std::string(": ") + name + (text.empty() ? " is missing" : " is '" + text + "'") +
                  " (it must be a number > 0) correct it in the file");
    return 1;
  }
  double capacity_period_s(pugi::xml_node links) {
    const std::string text = links.attribute("capperiod").value();
    if (text.empty()) return 3600;
    const auto seconds = matsim::time_of_day(text);
    if (seconds && *seconds > 0) return *seconds;
    problems_.add(document_.where(links),
                  "capperiod is '" + text + "' (a time > 0 as HH:MM:SS is wanted)");
    return 3600;
  }
  std::int32_t find_node(pugi::xml_node link, const char* end) {
    const std::string id = link.attribute(end).value();
    const auto found = nodes_.find(id);
    if (found != nodes_.end()) return found->second;
    add(link,
        std::string(": ") + end + " node '" + id + "' is not in the file (the link leads nowhere)");
    return 0;
  }

  const matsim::Document& document_;
  const NodeIndex& nodes_;
  FewProblems& problems_;
};

RoadNetwork network_of(const matsim::Document& document, std::string crs,
                       const std::optional<Box>& box) {
  FewProblems problems(document.file);
  RoadNetwork network;
  network.crs = std::move(crs);
  const pugi::xml_node root = document.xml.child("network");
  const NodeIndex nodes = read_nodes(document, root.child("nodes"), network, problems);
  LinkReader(document, nodes, problems).read(root.child("links"), network);
  problems.raise();
  return finish(std::move(network), box, document.file);
}

}  // namespace

RoadNetwork read_matsim_network(const std::filesystem::path& file, std::string crs,
                                std::optional<Box> box) {
  matsim::Document document;
  matsim::read(file, "network", document);
  return network_of(document, std::move(crs), box);
}

RoadNetwork parse_matsim_network(std::string text, const std::string& file, std::string crs) {
  matsim::Document document;
  matsim::parse(std::move(text), file, "network", document);
  return network_of(document, std::move(crs), {});
}

}  // namespace sandtable
