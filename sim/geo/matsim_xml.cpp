// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/matsim_xml.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "sim/geo/gzip.hpp"

namespace sandtable::matsim {
namespace {

constexpr int kTold = 20;

Source position(const std::filesystem::path& file, std::size_t offset) {
  const std::string text = read_gzip(file);
  const std::string_view before = std::string_view(text).substr(0, offset);
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  return {file.string(), line, static_cast<int>(before.size() - start) + 1};
}

}  // namespace

void read(const std::filesystem::path& file, const char* root, Document& document) {
  document.text = read_gzip(file);
  const pugi::xml_parse_result result = document.xml.load_buffer_inplace(
      document.text.data(), document.text.size(), pugi::parse_minimal | pugi::parse_escapes);
  if (!result) {
    refuse(position(file, static_cast<std::size_t>(result.offset)),
           std::string("this is not well-formed XML (") + result.description() + ")");
  }
  if (!document.xml.child(root)) {
    refuse({file.string()}, std::string("no <") + root + "> element (the first is <" +
                                document.xml.first_child().name() + ">) give a MATSim " + root +
                                " file");
  }
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

void FewProblems::add(std::string what) {
  if (++count_ <= kTold) problems_.add({file_}, std::move(what));
}

void FewProblems::raise() {
  if (count_ > kTold) {
    problems_.add({file_}, std::to_string(count_) + " mistakes in all (the first " +
                               std::to_string(kTold) + " are told)");
  }
  problems_.raise();
}

}  // namespace sandtable::matsim
