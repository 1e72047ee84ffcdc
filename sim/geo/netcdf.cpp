// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/netcdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"

namespace sandtable {
namespace {

/// What stands in a cell that nobody wrote: NC_FILL_FLOAT and NC_FILL_DOUBLE of netcdf.h.
constexpr double never_written = 9.9692099683868690e+36;

std::string text_of(const GDALMDArray& array, const char* name) {
  const auto attribute = array.GetAttribute(name);
  const char* const text = attribute ? attribute->ReadAsString() : nullptr;
  return text ? text : "";
}

NetcdfVariable described(const GDALMDArray& array) {
  NetcdfVariable variable{array.GetName(),
                          array.GetUnit(),
                          text_of(array, "standard_name"),
                          text_of(array, "long_name"),
                          text_of(array, "calendar"),
                          {},
                          {}};
  for (const auto& dimension : array.GetDimensions()) {
    variable.dimensions.push_back(dimension->GetName());
    variable.sizes.push_back(static_cast<std::size_t>(dimension->GetSize()));
  }
  return variable;
}

}  // namespace

std::size_t NetcdfVariable::count() const {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>());
}

NetcdfFile::NetcdfFile(const std::filesystem::path& file) : file_(file) {
  const gdal::Quiet quiet;
  GDALAllRegister();
  if (!std::filesystem::is_regular_file(file))
    refuse(where(), "the file cannot be read (there is none of this name)");
  static constexpr std::array<const char*, 2> drivers{"netCDF", nullptr};
  data_.reset(
      GDALDataset::Open(file.c_str(), GDAL_OF_MULTIDIM_RASTER | GDAL_OF_READONLY, drivers.data()));
  root_ = data_ ? data_->GetRootGroup() : nullptr;
  if (!root_) {
    const std::string why = CPLGetLastErrorMsg();
    refuse(where(), "not a netCDF file that can be read (" +
                        (why.empty() ? "it is another kind of file, or torn" : why) +
                        ") get it anew");
  }
  static constexpr std::array<const char*, 2> all{"SHOW_ALL=YES", nullptr};
  for (const std::string& name : root_->GetMDArrayNames(all.data()))
    if (const auto array = root_->OpenMDArray(name);
        array && array->GetDataType().GetClass() == GEDTC_NUMERIC)
      variables_.push_back(described(*array));
}

const NetcdfVariable* NetcdfFile::find(const std::string& name) const {
  const auto found = std::ranges::find(variables_, name, &NetcdfVariable::name);
  return found == variables_.end() ? nullptr : &*found;
}

const NetcdfVariable& NetcdfFile::required(const std::string& name) const {
  if (const NetcdfVariable* const found = find(name)) return *found;
  std::vector<std::string> known;
  for (const NetcdfVariable& one : variables_) known.push_back(one.name);
  refuse(where(), fmt::format("no variable '{}':{}", name, suggestion(name, known)));
}

std::shared_ptr<GDALMDArray> NetcdfFile::open(const std::string& name) const {
  return root_->OpenMDArray(name);
}

std::string NetcdfFile::text(const std::string& variable, const std::string& attribute) const {
  const gdal::Quiet quiet;
  const auto array = open(variable);
  return array ? text_of(*array, attribute.c_str()) : "";
}

std::vector<double> NetcdfFile::read(const NetcdfVariable& variable) const {
  return read(variable, std::vector<GUInt64>(variable.sizes.size(), 0), variable.sizes);
}

std::vector<double> NetcdfFile::read(const NetcdfVariable& variable, std::size_t first) const {
  std::vector<GUInt64> begin(variable.sizes.size(), 0);
  std::vector<std::size_t> count = variable.sizes;
  begin.front() = first;
  count.front() = 1;
  return read(variable, begin, count);
}

std::vector<double> NetcdfFile::read(const NetcdfVariable& variable,
                                     const std::vector<GUInt64>& begin,
                                     const std::vector<std::size_t>& count) const {
  const gdal::Quiet quiet;
  const auto array = open(variable.name);
  const auto mask = array ? array->GetMask(nullptr) : nullptr;
  std::vector<double> values(
      std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>()));
  std::vector<std::uint8_t> valid(values.size());
  if (!mask ||
      !array->Read(begin.data(), count.data(), nullptr, nullptr,
                   GDALExtendedDataType::Create(GDT_Float64), values.data()) ||
      !mask->Read(begin.data(), count.data(), nullptr, nullptr,
                  GDALExtendedDataType::Create(GDT_Byte), valid.data()))
    refuse(where(), fmt::format("variable '{}' is torn ({}) get the file anew", variable.name,
                                CPLGetLastErrorMsg()));
  bool has_scale = false, has_offset = false;
  const double scale = array->GetScale(&has_scale), offset = array->GetOffset(&has_offset);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool missing = valid[i] == 0 || std::abs(values[i]) >= 0.99 * never_written;
    values[i] = missing ? std::numeric_limits<double>::quiet_NaN()
                        : values[i] * (has_scale ? scale : 1) + (has_offset ? offset : 0);
  }
  return values;
}

/// The number in "EPSG:32755", "epsg = 32755" of the grid mapping, or of any variable that is one.
std::string NetcdfFile::epsg_number(const NetcdfVariable& variable) const {
  std::vector<std::string> names{text(variable.name, "grid_mapping")};
  for (const NetcdfVariable& other : variables_)
    if (other.sizes.empty()) names.push_back(other.name);
  for (const std::string& name : names)
    for (const char* attribute : {"epsg_code", "EPSG_code", "epsg", "EPSG"}) {
      const std::string said = name.empty() ? "" : text(name, attribute);
      const std::size_t from = said.starts_with("EPSG:") ? 5 : 0;
      const bool is_number =
          said.size() > from && said[from] != '0' &&
          std::all_of(said.begin() + static_cast<std::ptrdiff_t>(from), said.end(),
                      [](unsigned char c) { return std::isdigit(c) != 0; });
      if (is_number) return said.substr(from);
    }
  return "";
}

std::optional<OGRSpatialReference> NetcdfFile::crs(const NetcdfVariable& variable) const {
  const gdal::Quiet quiet;
  const auto array = open(variable.name);
  if (const auto named = array ? array->GetSpatialRef() : nullptr) {
    OGRSpatialReference crs(*named);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
  }
  const std::string number = epsg_number(variable);
  if (number.empty()) return std::nullopt;
  return gdal::crs_of("EPSG:" + number, where());
}

}  // namespace sandtable
