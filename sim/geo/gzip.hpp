// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace sandtable {

/// The whole content of a file, unpacked if it is gzip. Refuses one that cannot be read or is torn.
std::string read_gzip(const std::filesystem::path& file);

}  // namespace sandtable
