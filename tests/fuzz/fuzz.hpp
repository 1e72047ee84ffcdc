// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "sim/core/error.hpp"

/// udunits (2.2.28) forgets the text of a unit that it cannot parse: its leak, not ours.
extern "C" __attribute__((used)) const char* __lsan_default_suppressions() {
  return "leak:libudunits2";
}

namespace sandtable::fuzz {

/// Runs a parser on bytes that anyone may have written. It may throw sandtable::Error, nothing
/// else: any other exception, a crash, a leak or a hang ends the program, and libFuzzer keeps the
/// bytes.
template <class Parse>
int only_errors(const std::uint8_t* data, std::size_t size, Parse parse) {
  try {
    parse(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const Error&) {
  }
  return 0;
}

/// A folder of this program, for parsers that read a folder.
inline const std::filesystem::path& folder() {
  static const std::filesystem::path path = [] {
    const auto made =
        std::filesystem::temp_directory_path() / ("sandtable-fuzz-" + std::to_string(::getpid()));
    std::filesystem::create_directories(made);
    return made;
  }();
  return path;
}

inline void write(const std::string& name, const std::string& text) {
  std::ofstream(folder() / name, std::ios::binary) << text;
}

}  // namespace sandtable::fuzz
