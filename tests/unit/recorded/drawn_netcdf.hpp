// SPDX-License-Identifier: Apache-2.0
// netCDF files as flood programs write them, made by GDAL.
#pragma once

#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace sandtable::tests {

/// A variable to write; its values in the order of its dimensions, the last the fastest.
struct DrawnVariable {
  std::string name;
  std::vector<std::string> dimensions;
  std::vector<double> values;
  std::string unit = "m";
  std::map<std::string, std::string> texts;  ///< attributes
  GDALDataType type = GDT_Float32;
  double fill = std::numeric_limits<double>::quiet_NaN(), scale = 1;
  std::map<std::string, int> numbers = {};  ///< attributes, too
};

struct DrawnNetcdf {
  std::map<std::string, std::size_t> sizes;  ///< of the dimensions
  std::vector<DrawnVariable> variables;

  DrawnVariable& at(const std::string& name) {
    for (DrawnVariable& one : variables)
      if (one.name == name) return one;
    throw std::runtime_error("no drawn variable " + name);
  }
  void drop(const std::string& name) {
    std::erase_if(variables, [&](const DrawnVariable& one) { return one.name == name; });
  }
  void write(const std::filesystem::path& path) const {
    GDALAllRegister();
    auto* const driver = GetGDALDriverManager()->GetDriverByName("netCDF");
    const GDALDatasetUniquePtr made(driver->CreateMultiDimensional(path.c_str(), nullptr, nullptr));
    const auto root = made->GetRootGroup();
    std::map<std::string, std::shared_ptr<GDALDimension>> dimensions;
    for (const auto& [name, size] : sizes)
      dimensions[name] = root->CreateDimension(name, "", "", size);
    for (const DrawnVariable& one : variables) {
      std::vector<std::shared_ptr<GDALDimension>> over;
      for (const std::string& name : one.dimensions) over.push_back(dimensions.at(name));
      put(*root->CreateMDArray(one.name, over, GDALExtendedDataType::Create(one.type)), one);
    }
  }

 private:
  static void put(GDALMDArray& array, const DrawnVariable& one) {
    if (!one.unit.empty()) array.SetUnit(one.unit);
    if (one.fill == one.fill) array.SetNoDataValue(one.fill);
    if (one.scale != 1) array.SetScale(one.scale);
    for (const auto& [name, text] : one.texts)
      array.CreateAttribute(name, {}, GDALExtendedDataType::CreateString())->Write(text.c_str());
    for (const auto& [name, number] : one.numbers)
      array.CreateAttribute(name, {}, GDALExtendedDataType::Create(GDT_Int32))->Write(number);
    std::vector<GUInt64> begin(one.dimensions.size(), 0);
    std::vector<std::size_t> count;
    for (const auto& dimension : array.GetDimensions())
      count.push_back(static_cast<std::size_t>(dimension->GetSize()));
    if (!array.Write(begin.data(), count.data(), nullptr, nullptr,
                     GDALExtendedDataType::Create(GDT_Float64), one.values.data()))
      throw std::runtime_error("variable " + one.name + " was not written");
  }
};

inline constexpr double sfincs_fill = -99999;

/// As SFINCS writes sfincs_map.nc of a regular grid (Deltares/SFINCS, sfincs_ncoutput.F90): 3 rows
/// of 4 cells of 20 m, turned by 30 degrees about (600000, 5790000), the first cell's outer corner;
/// levels at 0, 10 and 20 minutes on a bed of 1 m: row + column / 10 + 2, 3 and 2 m; the last cell
/// has none; speeds 0.3 and 0.4 m/s along the two axes.
struct DrawnSfincs : DrawnNetcdf {
  static constexpr double x0 = 600000, y0 = 5790000, cell_m = 20;
  static constexpr std::size_t rows = 3, columns = 4;

  /// The middle of a cell, or a place so many cells along both axes.
  static std::array<double, 2> place(double row, double column) {
    const double turn = std::acos(-1.0) / 6, along = cell_m * column, up = cell_m * row;
    return {x0 + along * std::cos(turn) - up * std::sin(turn),
            y0 + along * std::sin(turn) + up * std::cos(turn)};
  }
  static std::array<double, 2> middle(double row, double column) {
    return place(row + 0.5, column + 0.5);
  }
  DrawnSfincs() {
    sizes = {{"time", 3}, {"n", rows}, {"m", columns}};
    DrawnVariable x{"x", {"n", "m"}, {}}, y{"y", {"n", "m"}, {}};
    DrawnVariable zs{"zs", {"time", "n", "m"}, {}}, u = zs, v = zs;
    x.type = y.type = GDT_Float64;
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column) {
        const auto at = middle(static_cast<double>(row), static_cast<double>(column));
        x.values.push_back(at[0]);
        y.values.push_back(at[1]);
      }
    for (const double level : {2.0, 3.0, 2.0})
      for (std::size_t cell = 0; cell < rows * columns; ++cell)
        zs.values.push_back(cell + 1 == rows * columns
                                ? sfincs_fill
                                : level + static_cast<double>(cell / columns) +
                                      static_cast<double>(cell % columns) / 10);
    u.values.assign(zs.values.size(), 0.3);
    v.values.assign(zs.values.size(), 0.4);
    x.texts = {{"standard_name", "projection_x_coordinate"}, {"grid_mapping", "crs"}};
    y.texts = {{"standard_name", "projection_y_coordinate"}, {"grid_mapping", "crs"}};
    zs.fill = u.fill = v.fill = sfincs_fill;
    u.name = "u", v.name = "v", u.unit = v.unit = "m s-1";
    zs.texts = {{"standard_name", "sea_surface_height_above_reference_level"},
                {"coordinates", "x y"}};
    u.texts = {{"standard_name", "eastward_sea_water_velocity"}};
    v.texts = {{"standard_name", "northward_sea_water_velocity"}};
    DrawnVariable zb{"zb", {"n", "m"}, std::vector<double>(rows * columns, 1.0)};
    zb.texts = {{"standard_name", "altitude"}};
    DrawnVariable crs{"crs", {}, {0}, "", {{"EPSG", "-"}, {"epsg_code", "EPSG:32755"}}};
    crs.type = GDT_Int32;
    variables = {x, y, crs, zb, {"time", {"time"}, {0, 600, 1200}}, zs, u, v};
    at("time").unit = "seconds since 2026-01-15 00:00:00";
    at("time").texts = {{"standard_name", "time"}};
  }
};

/// As CF has it: depth in whole half centimetres, packed, over time, y (from the north) and x; 2 by
/// 2 cells of 100 m from (600000, 5790000); 0 cm, then 40, 80, 120 and 160 cm an hour later.
struct DrawnCf : DrawnNetcdf {
  DrawnCf() {
    sizes = {{"time", 2}, {"y", 2}, {"x", 2}};
    DrawnVariable depth{"depth", {"time", "y", "x"}, {0, 0, 0, 0, 80, 160, 240, 320}, "cm"};
    depth.type = GDT_Int16;
    depth.scale = 0.5;
    depth.texts = {{"standard_name", "flood_water_thickness"}};
    variables = {{"x", {"x"}, {600050, 600150}},
                 {"y", {"y"}, {5790150, 5790050}},
                 {"time", {"time"}, {24, 25}, "hours since 2026-01-14T00:00:00Z"},
                 depth};
    at("x").type = at("y").type = at("time").type = GDT_Float64;
    at("x").texts = {{"standard_name", "projection_x_coordinate"}};
    at("y").texts = {{"standard_name", "projection_y_coordinate"}};
  }
};

/// By UGRID, as SFINCS writes a quadtree and D-Flow FM its faces: a square of 20 m with its corner
/// at (600000, 5790000), one of 10 m to the right of it, and a triangle on that; levels 2, 3, 4 m
/// at 0, a metre more at 10 minutes, on a bed of 1 m.
struct DrawnMesh : DrawnNetcdf {
  DrawnMesh() {
    sizes = {{"time", 2}, {"nmesh2d_face", 3}, {"nmesh2d_node", 7}, {"max_face_nodes", 4}};
    DrawnVariable mesh{"mesh2d",
                       {},
                       {0},
                       "",
                       {{"cf_role", "mesh_topology"},
                        {"node_coordinates", "mesh2d_node_x mesh2d_node_y"},
                        {"face_node_connectivity", "mesh2d_face_nodes"}}};
    DrawnVariable faces{"mesh2d_face_nodes",
                        {"nmesh2d_face", "max_face_nodes"},
                        {1, 2, 3, 4, 2, 5, 6, 7, 7, 6, 3, -999},
                        ""};
    DrawnVariable crs{"crs", {}, {32755}, "", {{"EPSG", "-"}}};
    mesh.type = faces.type = crs.type = GDT_Int32;
    faces.fill = -999;
    mesh.numbers = {{"topology_dimension", 2}};
    faces.texts = {{"cf_role", "face_node_connectivity"}};
    faces.numbers = {{"start_index", 1}};
    DrawnVariable x{"mesh2d_node_x", {"nmesh2d_node"}, {}}, y = x;
    y.name = "mesh2d_node_y";
    x.type = y.type = GDT_Float64;
    for (const double east : {0, 20, 20, 0, 30, 30, 20}) x.values.push_back(600000 + east);
    for (const double north : {0, 0, 20, 20, 0, 10, 10}) y.values.push_back(5790000 + north);
    DrawnVariable zb{"zb", {"nmesh2d_face"}, {1, 1, 1}},
        zs{"zs", {"time", "nmesh2d_face"}, {2, 3, 4, 3, 4, 5}};
    zb.texts = {{"standard_name", "altitude"}};
    zs.texts = {{"standard_name", "sea_surface_height_above_reference_level"}};
    variables = {mesh, faces, x, y, crs, zb, {"time", {"time"}, {0, 600}}, zs};
    at("time").unit = "seconds since 2026-01-15 00:00:00";
  }
};

}  // namespace sandtable::tests
