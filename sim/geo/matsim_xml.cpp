// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/matsim_xml.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "sim/geo/gzip.hpp"

namespace sandtable::matsim {

Source Document::where(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(line_starts, offset);
  if (next == line_starts.begin()) return {file};
  const auto line = static_cast<int>(next - line_starts.begin());
  return {file, line, static_cast<int>(offset - *std::prev(next)) + 1};
}

Source Document::where(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  return offset < 1 ? Source{file} : where(static_cast<std::size_t>(offset - 1));
}

void parse(std::string text, const std::string& file, const char* root, Document& document) {
  document.file = file;
  document.text = std::move(text);
  document.line_starts = {0};
  for (std::size_t at = 0; (at = document.text.find('\n', at)) != std::string::npos;)
    document.line_starts.push_back(++at);
  const pugi::xml_parse_result result = document.xml.load_buffer_inplace(
      document.text.data(), document.text.size(), pugi::parse_minimal | pugi::parse_escapes,
      pugi::encoding_utf8);
  if (!result) {
    refuse(document.where(static_cast<std::size_t>(result.offset)),
           std::string("this is not well-formed XML (") + result.description() + ")");
  }
  if (!document.xml.child(root)) {
    refuse({file}, std::string("no <") + root + "> element (the first is <" +
                       document.xml.first_child().name() + ">) give a MATSim " + root + " file");
  }
}

void read(const std::filesystem::path& file, const char* root, Document& document) {
  parse(read_gzip(file), file.string(), root, document);
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [last, code] = std::from_chars(text.data(), end, value);
  if (code != std::errc() || last != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> time_of_day(std::string_view text) {
  double seconds = 0;
  int fields = 0;
  for (int unit = 3600; fields < 3; unit /= 60) {
    const std::size_t colon = text.find(':');
    const auto field = number(text.substr(0, colon));
    if (!field || *field < 0) return std::nullopt;
    seconds += *field * unit;
    ++fields;
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
    if (fields == 3) return std::nullopt;
  }
  if (fields < 2) return std::nullopt;
  return seconds;
}

}  // namespace sandtable::matsim
