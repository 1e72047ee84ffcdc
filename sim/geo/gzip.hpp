// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace sandtable {

/// The whole content of a file, unpacked if it is gzip. Refuses one that cannot be read or is torn.
std::string read_gzip(const std::filesystem::path& file);

/// The same of bytes in memory; `file` names them in messages.
std::string unpack(std::string_view bytes, const std::string& file);

/// Writes a text packed, the same bytes each time. Fails when the file cannot be written.
void write_gzip(const std::filesystem::path& file, std::string_view text);

}  // namespace sandtable
