// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <fstream>

#include "sim/core/error.hpp"
#include "sim/geo/gmns.hpp"

namespace sandtable {
namespace {

/// A cell of a CSV, in quotes where it needs them (RFC 4180).
std::string cell(const std::string& text) {
  if (text.find_first_of(",;\"\n\r\t ") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

/// The capacity an hour and lane that is read as exactly this capacity, in few digits if they do.
std::string per_hour_and_lane(double capacity_per_s, double lanes) {
  const double plain = capacity_per_s * 3600 / lanes;
  for (const double few : {std::round(plain), std::round(plain * 1000) / 1000, plain}) {
    const std::string text = fmt::format("{}", few);
    long double read = 0;
    std::from_chars(text.data(), text.data() + text.size(), read);
    if (gmns_capacity_per_s(read, lanes) == capacity_per_s) return text;
  }
  return fmt::format("{:.21g}", static_cast<long double>(capacity_per_s) * 3600 / lanes);
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text << std::flush;
  if (!stream) fail(file.string() + " cannot be written (disk full, or no permission?)");
}

}  // namespace

void write_gmns_network(const RoadNetwork& network, const std::filesystem::path& folder) {
  std::error_code wrong;
  std::filesystem::create_directories(folder, wrong);
  if (wrong) fail(fmt::format("{} cannot be made ({})", folder.string(), wrong.message()));
  write(folder / "config.csv",
        fmt::format("dataset_name,short_length,long_length,speed,crs,geometry_field_format,"
                    "version_number,id_type\n{},m,m,m/s,{},WKT,0.96,string\n",
                    cell(folder.filename().string()), cell(network.crs)));
  std::string nodes = "node_id,x_coord,y_coord\n";
  for (std::int32_t n = 0; n < network.nodes(); ++n)
    nodes +=
        fmt::format("{},{},{}\n", cell(network.node_id[n]), network.node_x[n], network.node_y[n]);
  write(folder / "node.csv", nodes);
  std::string links =
      "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes,allowed_uses,"
      "geometry\n";
  for (std::int32_t l = 0; l < network.links(); ++l) {
    const std::int32_t a = network.from[l], b = network.to[l];
    links += fmt::format("{},{},{},true,{},{},{},{},auto,\"LINESTRING ({} {},{} {})\"\n",
                         cell(network.link_id[l]), cell(network.node_id[a]),
                         cell(network.node_id[b]), network.length_m[l], network.free_speed_m_s[l],
                         per_hour_and_lane(network.capacity_per_s[l], network.lanes[l]),
                         network.lanes[l], network.node_x[a], network.node_y[a], network.node_x[b],
                         network.node_y[b]);
  }
  write(folder / "link.csv", links);
}

}  // namespace sandtable
