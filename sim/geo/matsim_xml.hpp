// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/geo/few_problems.hpp"

namespace sandtable::matsim {

/// An XML file in memory: the nodes point into `text`.
struct Document {
  std::string file, text;
  std::vector<std::size_t> line_starts;  ///< offsets in the text
  pugi::xml_document xml;

  /// Where an element begins.
  Source where(pugi::xml_node node) const;
  Source where(std::size_t offset) const;
};

/// Parses a file, plain or gzip; refuses broken XML with line and column, or another root element.
void read(const std::filesystem::path& file, const char* root, Document& document);

/// The same of a text; `file` names it in messages.
void parse(std::string text, const std::string& file, const char* root, Document& document);

/// A finite number that fills the whole text.
std::optional<double> number(std::string_view text);
/// "HH:MM:SS" or "HH:MM" in seconds.
std::optional<double> time_of_day(std::string_view text);

using sandtable::FewProblems;

}  // namespace sandtable::matsim
