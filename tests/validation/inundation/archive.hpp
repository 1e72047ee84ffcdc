// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cpl_vsi.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

namespace sandtable::validation {

/// A file of a zip archive.
inline std::string unzip(const std::filesystem::path& archive, const std::string& name) {
  VSILFILE* const file = VSIFOpenL(("/vsizip/" + archive.string() + "/" + name).c_str(), "rb");
  REQUIRE(file != nullptr);
  std::string text, part(1 << 16, '\0');
  while (const std::size_t got = VSIFReadL(part.data(), 1, part.size(), file))
    text.append(part, 0, got);
  VSIFCloseL(file);
  return text;
}

}  // namespace sandtable::validation
