// SPDX-License-Identifier: Apache-2.0
// The only header that brings libosmium in; of use to osm_file.cpp and osm_areas.cpp.
#pragma once

#include <osmium/io/bzip2_compression.hpp>
#include <osmium/io/file.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <string>

#include "sim/core/error.hpp"
#include "sim/geo/osm_file.hpp"

namespace sandtable::osm {

inline Tags tags_of(const osmium::OSMObject& object) {
  Tags tags;
  for (const osmium::Tag& tag : object.tags()) tags.emplace_back(tag.key(), tag.value());
  return tags;
}

/// Runs a reading; what libosmium throws becomes a refusal of the file.
template <class Reading>
auto reading(const std::string& file, Reading read) {
  try {
    return read();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    refuse({file}, std::string("not a whole OpenStreetMap file (") + error.what() +
                       "): it is cut short or damaged, get it anew");
  }
}

}  // namespace sandtable::osm
