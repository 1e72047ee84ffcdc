// SPDX-License-Identifier: Apache-2.0
// Meshes in netCDF files by the UGRID conventions 1.0, as SFINCS (quadtree) and D-Flow FM write
// them.
#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "sim/geo/gdal_file.hpp"
#include "sim/geo/netcdf_places.hpp"

namespace sandtable {
namespace {

const NetcdfVariable& named_by(const NetcdfFile& file, const std::string& topology,
                               const std::string& attribute, std::size_t number = 0) {
  std::istringstream names(file.text(topology, attribute));
  std::string name;
  for (std::size_t i = 0; i <= number; ++i)
    if (!(names >> name))
      refuse(file.where(),
             fmt::format("mesh '{}' says no {} (UGRID wants it)", topology, attribute));
  return file.required(name);
}

/// The corners of a face, by node.
void add_face(const NetcdfFile& file, const NetcdfVariable& connectivity,
              std::span<const double> nodes, double first, const std::vector<double>& xs,
              const std::vector<double>& ys, Mesh& mesh) {
  for (const double node : nodes) {
    if (!std::isfinite(node) || node < first) continue;  // a face with fewer corners
    if (node - first >= static_cast<double>(xs.size()))
      refuse(file.where(), fmt::format("face {} of '{}' names node {} (there are {}): the mesh is "
                                       "torn",
                                       mesh.size() + 1, connectivity.name, node, xs.size()));
    const auto at = static_cast<std::size_t>(node - first);
    mesh.corner.push_back({xs[at], ys[at]});
  }
  mesh.begin.push_back(static_cast<std::int64_t>(mesh.corner.size()));
  if (mesh.begin.back() - mesh.begin[mesh.size() - 1] < 3)
    refuse(file.where(), fmt::format("face {} of '{}' has fewer than three corners", mesh.size(),
                                     connectivity.name));
}

}  // namespace

std::string netcdf_topology(const NetcdfFile& file, const NetcdfVariable& variable) {
  for (const NetcdfVariable& one : file.variables()) {
    if (file.text(one.name, "cf_role") != "mesh_topology") continue;
    const std::string name = file.text(one.name, "face_node_connectivity");
    const NetcdfVariable* const connectivity = name.empty() ? nullptr : file.find(name);
    if (connectivity && connectivity->sizes.size() == 2 &&
        connectivity->dimensions[0] == variable.dimensions.back())
      return one.name;
  }
  return "";
}

Mesh netcdf_mesh(const NetcdfFile& file, const NetcdfVariable& variable,
                 const std::string& target_crs, const std::string& declared_crs) {
  const gdal::Quiet quiet;
  const std::string topology = netcdf_topology(file, variable);
  const NetcdfVariable& x = named_by(file, topology, "node_coordinates");
  const NetcdfVariable& y = named_by(file, topology, "node_coordinates", 1);
  const NetcdfVariable& connectivity = named_by(file, topology, "face_node_connectivity");
  std::vector<double> xs = read_coordinate(file, x), ys = read_coordinate(file, y);
  bring_into(target_crs, declared_crs, file, variable, x, y, xs, ys);
  const std::vector<double> nodes = file.read(connectivity);
  const double first = file.text(connectivity.name, "start_index") == "1" ? 1 : 0;
  Mesh mesh;
  mesh.file = file.where().file;
  const std::size_t most = connectivity.sizes[1];
  for (std::size_t face = 0; face < connectivity.sizes[0]; ++face)
    add_face(file, connectivity, std::span(nodes).subspan(face * most, most), first, xs, ys, mesh);
  return mesh;
}

}  // namespace sandtable
