// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"

namespace sandtable::matsim {

/// An XML file in memory: the nodes point into `text`.
struct Document {
  std::string text;
  pugi::xml_document xml;
};

/// Parses a file, plain or gzip; refuses broken XML with line and column, or another root element.
void read(const std::filesystem::path& file, const char* root, Document& document);

/// A finite number that fills the whole text.
std::optional<double> number(std::string_view text);
/// "HH:MM:SS" or "HH:MM" in seconds.
std::optional<double> time_of_day(std::string_view text);

/// Collects mistakes of one file, of which only the first 20 are told, with a count of the rest.
class FewProblems {
 public:
  explicit FewProblems(const std::filesystem::path& file) : file_(file.string()) {}
  void add(std::string what);
  /// Throws if there were any.
  void raise();

 private:
  std::string file_;
  Problems problems_;
  int count_ = 0;
};

}  // namespace sandtable::matsim
