// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "sim/core/error.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable::testing {

/// A folder of text files below the temporary folder, removed at the end.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("sandtable-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  const Folder& write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << text;
    return *this;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A whole small scenario: six lines of [scenario], a process on lines 7 to 9, two policies.
inline std::string small_scenario() {
  return R"([scenario]
title = "A fire"
start = 2017-02-16T10:00:00+11:00
duration = "13 h"
seed = 7

[fire]
model = "hazard/arrival"
ignition = 2017-02-16T12:00:00+11:00

[policies.none]
[policies.early]
label = "Early orders"

[outcomes]
exposed = { field = "people.exposed", last = true, by = "zone", better = "lower" }
)";
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

/// A text with the folder's name left out wherever it stands.
inline std::string without_folder(const Folder& folder, std::string text) {
  const std::string prefix = folder.path().string() + "/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
    text.erase(at, prefix.size());
  return text;
}

/// All problems of reading a scenario, "file:line:column: what" a line, without the folder's name;
/// "" when there are none.
inline std::string problems_of(const Folder& folder, const std::string& scenario = ".") {
  try {
    read_scenario((folder.path() / scenario).lexically_normal(), folder.path() / "cases");
    return "";
  } catch (const Error& error) {
    return without_folder(folder, error.what());
  }
}

/// The same for one scenario.toml.
inline std::string problems_of_text(const std::string& text) {
  const Folder folder("problems");
  folder.write("scenario.toml", text);
  return problems_of(folder);
}

}  // namespace sandtable::testing
