// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/gdal_file.hpp"
#include "sim/geo/homes.hpp"

namespace sandtable {
namespace {

constexpr double most_cells = 25e6;

/// The part of a raster that covers a box.
struct Window {
  int column = 0, row = 0, columns = 0, rows = 0;
};

/// A raster of counts, north up.
class Counts {
 public:
  Counts(const std::filesystem::path& file, const std::string& crs)
      : where_{file.string()}, file_(file, gdal::Kind::raster) {
    GDALDataset& data = *file_.data;
    if (data.GetRasterCount() != 1)
      refuse(where_, fmt::format("the raster holds {} bands (one, of people, is wanted)",
                                 data.GetRasterCount()));
    if (data.GetGeoTransform(to_map_.data()) != CE_None || to_map_[2] != 0 || to_map_[4] != 0 ||
        !(to_map_[1] > 0) || !(to_map_[5] < 0))
      refuse(where_, "the raster does not say where it lies, or is turned: save it north up");
    const double width = data.GetRasterXSize(), height = data.GetRasterYSize();
    const OGRSpatialReference from = gdal::agreed_crs(
        data.GetSpatialRef(), "",
        {to_map_[0], to_map_[3] + height * to_map_[5], to_map_[0] + width * to_map_[1], to_map_[3]},
        where_);
    const OGRSpatialReference to = gdal::crs_of(crs, where_);
    forth_ = gdal::transform_between(from, to, where_);
    back_ = gdal::transform_between(to, from, where_);
  }

  Window window(const Box& box) const {
    double west = 0, south = 0, east = 0, north = 0;
    if (!back_->TransformBounds(box.min_x, box.min_y, box.max_x, box.max_y, &west, &south, &east,
                                &north, 21))
      refuse(where_, "the bounds cannot be brought into the raster's CRS");
    const auto within = [](double value, int most) {
      return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(most)));
    };
    const int width = file_.data->GetRasterXSize(), height = file_.data->GetRasterYSize();
    Window made;
    made.column = within(std::floor((west - to_map_[0]) / to_map_[1]), width);
    made.row = within(std::floor((north - to_map_[3]) / to_map_[5]), height);
    made.columns = within(std::ceil((east - to_map_[0]) / to_map_[1]), width) - made.column;
    made.rows = within(std::ceil((south - to_map_[3]) / to_map_[5]), height) - made.row;
    if (made.columns <= 0 || made.rows <= 0)
      refuse(where_, "the raster does not reach into the bounds (it lies elsewhere)");
    if (static_cast<double>(made.columns) * made.rows > most_cells)
      refuse(where_,
             fmt::format("{} x {} cells lie within the bounds (at most 25 million are read)",
                         made.columns, made.rows));
    return made;
  }

  /// 0 where the raster has none.
  std::vector<double> values(const Window& window) {
    std::vector<double> values(static_cast<std::size_t>(window.columns) *
                               static_cast<std::size_t>(window.rows));
    GDALRasterBand& band = *file_.data->GetRasterBand(1);
    if (band.RasterIO(GF_Read, window.column, window.row, window.columns, window.rows,
                      values.data(), window.columns, window.rows, GDT_Float64, 0, 0,
                      nullptr) != CE_None)
      refuse(where_, std::string("the raster is torn (") + CPLGetLastErrorMsg() + ") get it anew");
    int has_no_data = 0;
    double no_data = band.GetNoDataValue(&has_no_data);
    if (band.GetRasterDataType() == GDT_Float32) no_data = static_cast<float>(no_data);
    for (double& value : values) {
      if (has_no_data && value == no_data) value = 0;
      if (std::isnan(value)) value = 0;
      if (value < 0)
        refuse(where_,
               fmt::format("a count of {:g} people (below 0: is it the no-data value, which "
                           "the file does not name?)",
                           value));
    }
    return values;
  }

  /// Middle of a cell, in the scenario's CRS; nothing where there is none.
  bool middle(double column, double row, Point& made) const {
    made = {to_map_[0] + (column + 0.5) * to_map_[1], to_map_[3] + (row + 0.5) * to_map_[5]};
    return forth_->Transform(1, &made.x, &made.y) && std::isfinite(made.x) && std::isfinite(made.y);
  }
  /// The cell, by its column and row, that holds a point of the scenario's CRS.
  std::pair<int, int> cell_of(Point point) const {
    if (!back_->Transform(1, &point.x, &point.y)) return {-1, -1};
    return {static_cast<int>(std::floor((point.x - to_map_[0]) / to_map_[1])),
            static_cast<int>(std::floor((point.y - to_map_[3]) / to_map_[5]))};
  }

 private:
  Source where_;
  gdal::File file_;
  std::array<double, 6> to_map_{};
  gdal::Transform forth_, back_;
};

/// The buildings of each cell that may be homes.
std::map<std::pair<int, int>, std::vector<const Building*>> by_cell(
    const Counts& counts, std::span<const Building> buildings) {
  std::map<std::pair<int, int>, std::vector<const Building*>> found;
  for (const Building& building : buildings)
    if (building.may_be_home()) found[counts.cell_of(building.middle)].push_back(&building);
  return found;
}

void settle(std::int32_t people, const std::vector<const Building*>& buildings, Homes& made) {
  std::vector<double> floor_m2;
  for (const Building* building : buildings)
    floor_m2.push_back(std::max(1.0, building->floor_m2()));
  const std::vector<std::int32_t> shares = share_out(people, floor_m2);
  for (std::size_t i = 0; i < buildings.size(); ++i)
    if (shares[i] > 0) made.list.push_back({buildings[i]->id, buildings[i]->middle, shares[i]});
}

}  // namespace

Homes homes_of_raster(const std::filesystem::path& file, const std::string& crs, const Box& box,
                      std::span<const Building> buildings) {
  const gdal::Quiet quiet;
  Counts counts(file, crs);
  const Window window = counts.window(box);
  const std::vector<double> values = counts.values(window);
  const auto homes = by_cell(counts, buildings);
  Homes made;
  double sum = 0;
  std::int64_t given = 0;
  std::size_t without = 0;
  for (int row = 0; row < window.rows; ++row)
    for (int column = 0; column < window.columns; ++column) {
      const double value = values[static_cast<std::size_t>(row) * window.columns + column];
      Point middle;
      if (value == 0 || !counts.middle(window.column + column, window.row + row, middle) ||
          !inside(box, middle))
        continue;
      sum += value;
      const auto now = static_cast<std::int64_t>(std::floor(sum + 0.5));
      const auto people = static_cast<std::int32_t>(now - given);
      given = now;
      if (people == 0) continue;
      const auto here = homes.find({window.column + column, window.row + row});
      if (here != homes.end()) {
        settle(people, here->second, made);
        continue;
      }
      ++without;
      made.list.push_back(
          {fmt::format("cell {} {}", window.column + column, window.row + row), middle, people});
    }
  if (made.list.empty()) refuse({file.string()}, "nobody lives within the bounds");
  made.people_read = sum;
  if (!buildings.empty() && without > 0)
    made.notes.push_back(fmt::format(
        "{} cells of people have no building that may be a home: theirs live in the cell's middle",
        without));
  return made;
}

}  // namespace sandtable
