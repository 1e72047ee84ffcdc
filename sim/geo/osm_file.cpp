// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/osm_file.hpp"

#include <algorithm>
#include <limits>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>

#include "sim/geo/osm_open.hpp"

namespace sandtable::osm {
namespace {

constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

void take_ways(const osmium::io::File& file, const std::string& key, Ways& made) {
  osmium::io::Reader reader(file, osmium::osm_entity_bits::way);
  while (const osmium::memory::Buffer buffer = reader.read())
    for (const osmium::Way& way : buffer.select<osmium::Way>()) {
      if (!way.tags().has_key(key.c_str())) continue;
      Way& taken = made.ways.emplace_back();
      taken.id = way.id();
      taken.tags = tags_of(way);
      for (const osmium::NodeRef& node : way.nodes()) taken.nodes.push_back(node.ref());
    }
  reader.close();
}

void take_places(const osmium::io::File& file, Ways& made) {
  made.place.assign(made.node.size(), {nowhere, nowhere});
  osmium::io::Reader reader(file, osmium::osm_entity_bits::node);
  while (const osmium::memory::Buffer buffer = reader.read())
    for (const osmium::Node& node : buffer.select<osmium::Node>()) {
      const auto at = std::ranges::lower_bound(made.node, node.id());
      if (at == made.node.end() || *at != node.id() || !node.location().valid()) continue;
      made.place[static_cast<std::size_t>(at - made.node.begin())] = {node.location().lon(),
                                                                      node.location().lat()};
    }
  reader.close();
}

Ways read(const osmium::io::File& file, const std::string& name, const std::string& key) {
  return reading(name, [&] {
    Ways made;
    made.file = name;
    take_ways(file, key, made);
    for (const Way& way : made.ways)
      made.node.insert(made.node.end(), way.nodes.begin(), way.nodes.end());
    std::ranges::sort(made.node);
    made.node.erase(std::unique(made.node.begin(), made.node.end()), made.node.end());
    take_places(file, made);
    return made;
  });
}

}  // namespace

std::string_view value_of(const Tags& tags, std::string_view key) {
  for (const auto& [name, value] : tags)
    if (name == key) return value;
  return "";
}

std::optional<Point> Ways::place_of(std::int64_t id) const {
  const auto at = std::ranges::lower_bound(node, id);
  if (at == node.end() || *at != id) return std::nullopt;
  const Point found = place[static_cast<std::size_t>(at - node.begin())];
  if (std::isnan(found.x)) return std::nullopt;
  return found;
}

bool is_osm(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return std::ranges::any_of(std::array{".pbf", ".osm", ".osm.gz", ".osm.bz2"},
                             [&](const char* ending) { return name.ends_with(ending); });
}

Ways read_ways(const std::filesystem::path& file, const std::string& key) {
  if (!std::filesystem::is_regular_file(file))
    refuse({file.string()}, "the file cannot be read (there is none of this name)");
  return reading(file.string(),
                 [&] { return read(osmium::io::File(file.string()), file.string(), key); });
}

Ways parse_ways(const std::string& bytes, const std::string& name, const std::string& key) {
  const std::string format = name.substr(name.find('.') + 1);
  return reading(
      name, [&] { return read(osmium::io::File(bytes.data(), bytes.size(), format), name, key); });
}

}  // namespace sandtable::osm
