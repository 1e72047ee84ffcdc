// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

namespace sandtable {

/// Where this project's sources are.
std::filesystem::path source_folder();

/// The folder of a real case, or nullopt (and a line "SKIPPED: ...") where the cases are not here.
inline std::optional<std::filesystem::path> case_folder(std::string name) {
  const char* set = std::getenv("SANDTABLE_CASES");
  const std::filesystem::path cases =
      set != nullptr ? std::filesystem::path(set) : source_folder() / ".." / "shared" / "cases";
  if (std::filesystem::is_directory(cases / name)) return cases / name;
  std::cout << "SKIPPED: case " << name << " is not here (set SANDTABLE_CASES)\n";
  return std::nullopt;
}

}  // namespace sandtable
