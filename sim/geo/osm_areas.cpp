// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler/node_locations_for_ways.hpp>
#include <osmium/index/map/sparse_mem_array.hpp>
#include <osmium/relations/relations_manager.hpp>
#include <osmium/visitor.hpp>

#include "sim/geo/osm_open.hpp"

namespace sandtable::osm {
namespace {

using Locations =
    osmium::index::map::SparseMemArray<osmium::unsigned_object_id_type, osmium::Location>;

void take_ring(const osmium::NodeRefList& ring, Area& area) {
  Path& path = area.rings.emplace_back();
  for (const osmium::NodeRef& node : ring) path.push_back({node.lon(), node.lat()});
}

Area taken(const osmium::Area& area) {
  Area made;
  made.id = (area.from_way() ? "way " : "relation ") + std::to_string(area.orig_id());
  made.tags = tags_of(area);
  for (const osmium::OuterRing& outer : area.outer_rings()) {
    take_ring(outer, made);
    for (const osmium::InnerRing& inner : area.inner_rings(outer)) take_ring(inner, made);
  }
  return made;
}

}  // namespace

std::vector<Area> read_areas(const std::filesystem::path& file, const std::string& key,
                             std::size_t& broken) {
  broken = 0;
  return reading(file.string(), [&] {
    osmium::TagsFilter wanted(false);
    wanted.add_rule(true, osmium::TagMatcher(key));
    osmium::area::Assembler::config_type config;
    config.create_empty_areas = true;
    osmium::area::MultipolygonManager<osmium::area::Assembler> manager(config, wanted);
    const osmium::io::File source(file.string());
    osmium::relations::read_relations(source, manager);
    Locations index;
    osmium::handler::NodeLocationsForWays<Locations> locations(index);
    locations.ignore_errors();
    std::map<std::pair<bool, osmium::object_id_type>, Area> found;  // ways first
    osmium::io::Reader reader(source, osmium::osm_entity_bits::node | osmium::osm_entity_bits::way);
    osmium::apply(reader, locations, manager.handler([&](osmium::memory::Buffer&& buffer) {
      for (const osmium::Area& area : buffer.select<osmium::Area>()) {
        if (area.num_rings().first == 0)
          ++broken;
        else
          found[{!area.from_way(), area.orig_id()}] = taken(area);
      }
    }));
    reader.close();
    manager.for_each_incomplete_relation(
        [&](const osmium::relations::RelationHandle&) { ++broken; });
    std::vector<Area> areas;
    for (auto& [id, area] : found) areas.push_back(std::move(area));
    return areas;
  });
}

}  // namespace sandtable::osm
