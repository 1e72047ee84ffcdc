// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/geo/shapes.hpp"

namespace sandtable::osm {

/// Key and value, as somebody wrote them.
using Tags = std::vector<std::pair<std::string, std::string>>;

/// The value of a key; "" where it is not there.
std::string_view value_of(const Tags& tags, std::string_view key);

struct Way {
  std::int64_t id = 0;
  Tags tags;
  std::vector<std::int64_t> nodes;  ///< ids
};

/// The ways of an OpenStreetMap file that have one key, in the order of the file, and the nodes
/// that they name, as far as the file holds them.
struct Ways {
  std::string file;
  std::vector<Way> ways;
  std::vector<std::int64_t> node;  ///< ids, ascending
  std::vector<Point> place;        ///< (node): longitude and latitude, degrees
  /// The place of a node; nothing where the file does not hold it, as beyond the edge of an
  /// extract.
  std::optional<Point> place_of(std::int64_t id) const;
};

/// An area: closed ways and multipolygon relations with one key. Rings are closed; even-odd tells
/// area from hole.
struct Area {
  std::string id;  ///< "way 12", "relation 7"
  Tags tags;
  std::vector<Path> rings;  ///< longitude and latitude, degrees
};

/// Whether a name is that of an OpenStreetMap file: .osm.pbf, .pbf, .osm, .osm.gz, .osm.bz2.
bool is_osm(const std::filesystem::path& file);

/// Reads a file's ways with a key. Refuses a file that is cut short or is none.
Ways read_ways(const std::filesystem::path& file, const std::string& key);
/// The same of bytes in memory; `name` says what they are ("a.osm", "a.osm.pbf").
Ways parse_ways(const std::string& bytes, const std::string& name, const std::string& key);

/// Reads a file's areas with a key: closed ways by their ids, then relations by theirs. An area
/// whose ways the file does not hold, or whose rings do not close, is left out and counted in
/// `broken`.
std::vector<Area> read_areas(const std::filesystem::path& file, const std::string& key,
                             std::size_t& broken);

}  // namespace sandtable::osm
