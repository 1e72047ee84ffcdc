// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/gdal_file.hpp"

#include <mutex>

#include "sim/core/error.hpp"
#include "sim/geo/gzip.hpp"

namespace sandtable::gdal {

File::File(const std::filesystem::path& path) {
  static std::once_flag registered;
  std::call_once(registered, GDALAllRegister);
  std::string name = path.string();
  if (path.extension() == ".gz") {
    content = read_gzip(path);
    memory_name = name = "/vsimem/sandtable/" + path.stem().string();
    VSIFCloseL(VSIFileFromMemBuffer(name.c_str(), reinterpret_cast<GByte*>(content.data()),
                                    content.size(), FALSE));
  } else if (!std::filesystem::exists(path)) {
    refuse({name}, "the file cannot be read (there is none of this name)");
  }
  data.reset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!data) {
    const std::string why = CPLGetLastErrorMsg();
    if (!memory_name.empty()) VSIUnlink(memory_name.c_str());
    refuse({path.string()}, "not a vector file that GDAL can read (" + why + ")");
  }
}

File::~File() {
  data.reset();
  if (!memory_name.empty()) VSIUnlink(memory_name.c_str());
}

}  // namespace sandtable::gdal
