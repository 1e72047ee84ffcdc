// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/raster.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"

namespace sandtable {
namespace {

constexpr std::int64_t most_cells = 16'000'000;
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::optional<int> whole_number(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The variables of a netCDF file that holds several, as GDAL names them.
std::vector<std::string> variables(GDALDataset& data) {
  std::vector<std::string> names;
  for (int i = 1;; ++i) {
    const char* const name =
        data.GetMetadataItem(fmt::format("SUBDATASET_{}_NAME", i).c_str(), "SUBDATASETS");
    if (!name) return names;
    names.emplace_back(name);
  }
}

/// One band of an open file, and the dataset of its variable if it has one of its own.
class Band {
 public:
  Band(gdal::File& file, const std::string& wanted, const Source& where) : data_(file.data.get()) {
    const std::vector<std::string> full = variables(*data_);
    if (!full.empty()) open_variable(full, wanted, where);
    choose(full.empty() ? wanted : "", where);
  }
  GDALDataset& data() { return *data_; }
  GDALRasterBand& band() { return *band_; }
  std::string name;

 private:
  void open_variable(const std::vector<std::string>& full, const std::string& wanted,
                     const Source& where) {
    std::vector<std::string> names;
    for (const std::string& text : full) names.push_back(text.substr(text.rfind(':') + 1));
    const auto at = std::ranges::find(names, wanted);
    if (at == names.end())
      refuse(where, wanted.empty()
                        ? fmt::format("the file holds {} variables ({}): name one of them",
                                      names.size(), fmt::join(names, ", "))
                        : fmt::format("no variable '{}':{}", wanted, suggestion(wanted, names)));
    name = wanted;
    own_.reset(GDALDataset::Open(full[static_cast<std::size_t>(at - names.begin())].c_str(),
                                 GDAL_OF_RASTER | GDAL_OF_READONLY));
    if (!own_) refuse(where, fmt::format("variable '{}' cannot be read", wanted));
    data_ = own_.get();
  }
  void choose(const std::string& wanted, const Source& where) {
    const int bands = data_->GetRasterCount();
    int number = bands == 1 ? 1 : 0;
    std::string variable;
    if (bands > 0)
      if (const char* const own = data_->GetRasterBand(1)->GetMetadataItem("NETCDF_VARNAME"))
        variable = own;
    if (!wanted.empty() && !(bands == 1 && wanted == variable))
      number = whole_number(wanted).value_or(0);
    if (number < 1 || number > bands)
      refuse(where, wanted.empty() && bands > 1
                        ? fmt::format("the file holds {} bands: name one by its number", bands)
                        : fmt::format("no band '{}' (the file holds {}{})", wanted, bands,
                                      variable.empty() ? "" : " of variable " + variable));
    band_ = data_->GetRasterBand(number);
    if (name.empty()) name = variable.empty() ? std::to_string(number) : variable;
  }

  GDALDataset* data_;
  GDALDatasetUniquePtr own_;
  GDALRasterBand* band_ = nullptr;
};

void read_values(GDALRasterBand& band, Raster& raster, const Source& where) {
  raster.value.resize(raster.rows * raster.columns);
  if (band.RasterIO(GF_Read, 0, 0, static_cast<int>(raster.columns), static_cast<int>(raster.rows),
                    raster.value.data(), static_cast<int>(raster.columns),
                    static_cast<int>(raster.rows), GDT_Float64, 0, 0, nullptr) != CE_None)
    refuse(where, std::string("the raster is torn (") + CPLGetLastErrorMsg() + ") get it anew");
  int has_no_data = 0, has_scale = 0, has_offset = 0;
  double no_data = band.GetNoDataValue(&has_no_data);
  if (band.GetRasterDataType() == GDT_Float32) no_data = static_cast<float>(no_data);
  const double scale = band.GetScale(&has_scale), offset = band.GetOffset(&has_offset);
  for (double& value : raster.value)
    value = has_no_data && value == no_data
                ? no_value
                : value * (has_scale ? scale : 1) + (has_offset ? offset : 0);
}

/// The corners in the file's own CRS, by its affine transform.
void place_corners(const std::array<double, 6>& to_map, Raster& raster) {
  for (std::size_t row = 0; row <= raster.rows; ++row)
    for (std::size_t column = 0; column <= raster.columns; ++column) {
      const auto r = static_cast<double>(row), c = static_cast<double>(column);
      raster.corner_x.push_back(to_map[0] + c * to_map[1] + r * to_map[2]);
      raster.corner_y.push_back(to_map[3] + c * to_map[4] + r * to_map[5]);
    }
}

Box bounds(const Raster& raster) {
  const auto [left, right] = std::ranges::minmax(raster.corner_x);
  const auto [low, high] = std::ranges::minmax(raster.corner_y);
  return {left, low, right, high};
}

void reproject(GDALDataset& data, Raster& raster, const std::string& target_crs,
               const std::string& declared_crs, const Source& where) {
  const OGRSpatialReference from =
      gdal::agreed_crs(data.GetSpatialRef(), declared_crs, bounds(raster), where);
  const OGRSpatialReference to = gdal::crs_of(target_crs, where);
  if (from.IsSame(&to)) return;
  const gdal::Transform transform = gdal::transform_between(from, to, where);
  const bool moved = transform->Transform(static_cast<int>(raster.corner_x.size()),
                                          raster.corner_x.data(), raster.corner_y.data());
  const auto finite = [](double value) { return std::isfinite(value); };
  if (!moved || !std::ranges::all_of(raster.corner_x, finite) ||
      !std::ranges::all_of(raster.corner_y, finite))
    refuse(where, "the raster cannot be reprojected (it lies outside the CRS) check its CRS");
}

Raster read(gdal::File& file, const Source& where, const std::string& target_crs,
            const RasterOptions& options) {
  Band band(file, options.band, where);
  Raster raster;
  raster.file = where.file;
  raster.band = band.name;
  const std::int64_t rows = band.data().GetRasterYSize(), columns = band.data().GetRasterXSize();
  if (rows * columns > most_cells)
    refuse(where, fmt::format("the raster has {} cells (at most {} are read): cut it to the area",
                              rows * columns, most_cells));
  raster.rows = static_cast<std::size_t>(rows);
  raster.columns = static_cast<std::size_t>(columns);
  std::array<double, 6> to_map{};
  if (band.data().GetGeoTransform(to_map.data()) != CE_None)
    refuse(where,
           "the raster does not say where it lies (it has no geotransform, or its axes "
           "are not evenly spaced) save it with one");
  const double cell = to_map[1] * to_map[5] - to_map[2] * to_map[4];
  if (!std::isfinite(cell) || cell == 0 || !std::isfinite(to_map[0]) || !std::isfinite(to_map[3]))
    refuse(where, "the raster's cells have no area (its geotransform is broken) save it anew");
  place_corners(to_map, raster);
  reproject(band.data(), raster, target_crs, options.declared_crs, where);
  read_values(band.band(), raster, where);
  raster.unit = band.band().GetUnitType();
  if (const char* const units = band.band().GetMetadataItem("units"); raster.unit.empty() && units)
    raster.unit = units;
  if (const char* const calendar = band.band().GetMetadataItem("calendar"))
    raster.calendar = calendar;
  return raster;
}

}  // namespace

Raster read_raster(const std::filesystem::path& file, const std::string& target_crs,
                   const RasterOptions& options) {
  const gdal::Quiet quiet;
  gdal::File open(file, gdal::Kind::raster);
  return read(open, {file.string()}, target_crs, options);
}

RasterSize raster_size(const std::filesystem::path& file, const RasterOptions& options) {
  const gdal::Quiet quiet;
  gdal::File open(file, gdal::Kind::raster);
  Band band(open, options.band, {file.string()});
  std::array<double, 6> to_map{};
  const bool placed = band.data().GetGeoTransform(to_map.data()) == CE_None;
  return {static_cast<std::size_t>(band.data().GetRasterYSize()),
          static_cast<std::size_t>(band.data().GetRasterXSize()),
          placed ? std::hypot(to_map[1], to_map[4]) : 0};
}

Raster read_raster_bytes(const std::filesystem::path& name, std::string bytes,
                         const std::string& target_crs, const RasterOptions& options) {
  const gdal::Quiet quiet;
  gdal::File open(name, std::move(bytes), gdal::Kind::raster);
  return read(open, {name.string()}, target_crs, options);
}

}  // namespace sandtable
