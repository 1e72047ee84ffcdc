// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal_priv.h>

#include <filesystem>
#include <string>

namespace sandtable::gdal {

/// Keeps GDAL from printing; its last message goes into ours.
struct Quiet {
  Quiet() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
  }
  ~Quiet() { CPLPopErrorHandler(); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
};

/// An open file; a gzip'd one is unpacked into GDAL's memory first.
struct File {
  explicit File(const std::filesystem::path& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::string memory_name, content;
  GDALDatasetUniquePtr data;
};

}  // namespace sandtable::gdal
