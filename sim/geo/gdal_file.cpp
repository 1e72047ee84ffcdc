// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/gdal_file.hpp"

#include <array>
#include <mutex>

#include "sim/core/error.hpp"
#include "sim/geo/gzip.hpp"

namespace sandtable::gdal {

namespace {

struct Opening {
  unsigned flags;
  std::array<const char*, 4> drivers;  ///< none: any
  const char* what;
};

Opening opening(Kind kind) {
  switch (kind) {
    case Kind::raster:
      return {GDAL_OF_RASTER,
              {"GTiff", "netCDF", "AAIGrid", nullptr},
              "a GeoTIFF, netCDF or ASCII grid"};
    case Kind::table:
      return {GDAL_OF_VECTOR, {"CSV", nullptr}, "a CSV"};
    case Kind::vector:
      break;
  }
  return {GDAL_OF_VECTOR, {nullptr}, "a vector file"};
}

}  // namespace

File::File(const std::filesystem::path& path, Kind kind) {
  std::string name = path.string();
  if (path.extension() == ".gz") {
    content = read_gzip(path);
    keep_in_memory(path.stem());
    name = memory_name;
  } else if (!std::filesystem::exists(path)) {
    refuse({name}, "the file cannot be read (there is none of this name)");
  }
  open(name, path, kind);
}

File::File(const std::filesystem::path& name, std::string bytes, Kind kind)
    : content(std::move(bytes)) {
  keep_in_memory(name.filename());
  open(memory_name, name, kind);
}

void File::keep_in_memory(const std::filesystem::path& name) {
  memory_name = "/vsimem/sandtable/" + name.string();
  VSIFCloseL(VSIFileFromMemBuffer(memory_name.c_str(), reinterpret_cast<GByte*>(content.data()),
                                  content.size(), FALSE));
}

void File::open(const std::string& name, const std::filesystem::path& shown, Kind kind) {
  static std::once_flag registered;
  std::call_once(registered, GDALAllRegister);
  const Opening how = opening(kind);
  static constexpr std::array<const char*, 5> csv{"EMPTY_STRING_AS_NULL=NO", "AUTODETECT_TYPE=NO",
                                                  "HEADERS=YES", nullptr};
  data.reset(GDALDataset::Open(name.c_str(), how.flags | GDAL_OF_READONLY,
                               how.drivers[0] ? how.drivers.data() : nullptr,
                               kind == Kind::table ? csv.data() : nullptr, nullptr));
  if (data) return;
  const std::string why = CPLGetLastErrorMsg();
  if (!memory_name.empty()) VSIUnlink(memory_name.c_str());
  refuse({shown.string()}, std::string("not ") + how.what + " that GDAL can read" +
                               (why.empty() ? "" : " (" + why + ")"));
}

File::~File() {
  data.reset();
  if (!memory_name.empty()) VSIUnlink(memory_name.c_str());
}

}  // namespace sandtable::gdal
