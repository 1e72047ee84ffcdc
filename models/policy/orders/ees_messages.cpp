// SPDX-License-Identifier: Apache-2.0
#include "models/policy/orders/ees_messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "sim/geo/gzip.hpp"
#include "sim/geo/matsim_xml.hpp"

namespace sandtable::ees {
namespace {

/// A text with the place of each of its string literals, in order.
struct Marked {
  std::string text;
  std::vector<Source> strings;
};

Source place_of(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  return {file, static_cast<int>(std::ranges::count(before, '\n')) + 1,
          static_cast<int>(before.size() - start) + 1};
}

/// Blanks commas before a closing bracket, so that every other character keeps its place.
Marked mark(std::string text, const std::string& file) {
  Marked marked;
  int line = 1;
  std::size_t start = 0, comma = std::string::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line, start = at + 1;
    if (c == '"') {
      marked.strings.push_back({file, line, static_cast<int>(at - start) + 1});
      for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at)
        if (text[at] == '\\') ++at;
    }
    if ((c == ']' || c == '}') && comma != std::string::npos) text[comma] = ' ';
    if (c == ',')
      comma = at;
    else if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
      comma = std::string::npos;
  }
  marked.text = std::move(text);
  return marked;
}

/// Takes the parser's events; keeps what messages hold, with places.
class Collector {
 public:
  Collector(const Marked& marked, std::string file) : marked_(marked), file_(std::move(file)) {}

  struct Raw {
    std::map<std::string, std::pair<std::string, Source>> texts;
    std::vector<Zone> zones;
    bool has_zones = false;
    Source where;
  };
  std::vector<Raw> messages;
  bool has_messages = false;
  std::string crs;
  std::string broken;
  std::size_t broken_at = 0;

  // What nlohmann::json::sax_parse calls.
  bool null() { return value(""); }
  bool boolean(bool) { return value(""); }
  bool number_integer(std::int64_t number) { return value(std::to_string(number)); }
  bool number_unsigned(std::uint64_t number) { return value(std::to_string(number)); }
  bool number_float(double, const std::string& text) { return value(text); }
  bool string(std::string& text) {
    last_ = next();
    return value(text);
  }
  bool binary(std::vector<std::uint8_t>&) { return true; }
  bool key(std::string& name) {
    last_ = next();
    path_.back() = name;
    if (in_zones()) messages.back().zones.push_back({name, last_});
    return true;
  }
  bool start_object(std::size_t) {
    if (path_ == std::vector<std::string>{"messages", "#"}) {
      messages.emplace_back();
      messages.back().where = last_;
    }
    if (path_.size() == 3 && path_.back() == "broadcastZones" && path_[0] == "messages")
      messages.back().has_zones = true;
    path_.emplace_back();
    return true;
  }
  bool end_object() { return leave(); }
  bool start_array(std::size_t) {
    has_messages = has_messages || path_ == std::vector<std::string>{"messages"};
    path_.emplace_back("#");
    return true;
  }
  bool end_array() { return leave(); }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception& error) {
    broken_at = at > 0 ? at - 1 : 0;
    broken = error.what();
    return false;
  }

 private:
  Source next() {
    const std::size_t i = strings_++;
    return i < marked_.strings.size() ? marked_.strings[i] : Source{file_};
  }
  bool leave() {
    path_.pop_back();
    return true;
  }
  bool in_message() const {
    return path_.size() == 3 && path_[0] == "messages" && path_[1] == "#" && !messages.empty();
  }
  bool in_zones() const {
    return path_.size() == 4 && path_[0] == "messages" && path_[2] == "broadcastZones" &&
           !messages.empty();
  }
  bool value(const std::string& text) {
    if (path_ == std::vector<std::string>{"spatialReferenceEPSG"}) crs = text;
    if (in_message()) messages.back().texts[path_.back()] = {text, last_};
    return true;
  }

  const Marked& marked_;
  std::string file_;
  std::size_t strings_ = 0;
  Source last_;
  std::vector<std::string> path_;
};

/// "1300" or "13:00" in seconds.
std::optional<double> time_of_day(const std::string& text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string written = text;
  if (written.size() == 4 && std::ranges::all_of(written, digit)) written.insert(2, ":");
  const auto seconds = matsim::time_of_day(written);
  if (!seconds || *seconds >= 86400 || (written[3] > '5')) return std::nullopt;
  return seconds;
}

/// "Harcourt,255934,5901133,It is strongly recommended ..." names a place.
std::optional<Place> place_in(const std::string& content, const Source& where) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (int i = 0; i < 3 && at != std::string::npos; ++i) {
    const std::size_t comma = content.find(',', at);
    parts.push_back(content.substr(at, comma == std::string::npos ? comma : comma - at));
    at = comma == std::string::npos ? comma : comma + 1;
  }
  if (parts.size() != 3 || parts[0].empty()) return std::nullopt;
  const auto x = matsim::number(parts[1]), y = matsim::number(parts[2]);
  if (!x || !y) return std::nullopt;
  return Place{parts[0], *x, *y, where};
}

Message message_of(const Collector::Raw& raw, Problems& problems) {
  Message message;
  const auto text = [&](const char* key) {
    const auto at = raw.texts.find(key);
    if (at != raw.texts.end() && !at->second.first.empty()) return at->second;
    std::vector<std::string> known;
    for (const auto& [name, value] : raw.texts) known.push_back(name);
    problems.add(raw.where, fmt::format("a message without {}:{}", key, suggestion(key, known)));
    return std::pair<std::string, Source>{"", raw.where};
  };
  std::tie(message.type, message.where) = text("type");
  const auto [written, when] = text("broadcastHHMM");
  message.written = written;
  if (const auto clock_s = time_of_day(written))
    message.clock_s = *clock_s;
  else if (!written.empty())
    problems.add(when,
                 fmt::format("broadcastHHMM is '{}' (a time as \"1300\" is expected)", written));
  if (!raw.has_zones)
    problems.add(raw.where, "a message without broadcastZones (an object of zones is expected)");
  else if (raw.zones.empty())
    problems.add(raw.where, "a message to nobody (broadcastZones is empty)");
  message.zones = raw.zones;
  if (const auto at = raw.texts.find("content"); at != raw.texts.end())
    message.place = place_in(at->second.first, at->second.second);
  return message;
}

/// What the parser says, without its own words of where.
std::string reason(const std::string& text) {
  const std::size_t colon = text.find(": ", text.find(" column "));
  return colon == std::string::npos ? text : text.substr(colon + 2);
}

}  // namespace

Messages parse_messages(std::string text, const std::string& file) {
  const Marked marked = mark(std::move(text), file);
  Collector collector(marked, file);
  if (!nlohmann::json::sax_parse(marked.text, &collector))
    refuse(place_of(marked.text, std::min(collector.broken_at, marked.text.size()), file),
           fmt::format("this is not JSON ({})", reason(collector.broken)));
  if (!collector.has_messages)
    refuse({file},
           "no list of \"messages\" (EES's messages are expected) give a CSV of orders, or "
           "such a file");
  Messages messages{std::move(collector.crs), {}};
  Problems problems;
  for (const Collector::Raw& raw : collector.messages)
    messages.list.push_back(message_of(raw, problems));
  problems.raise();
  return messages;
}

Messages read_messages(const std::filesystem::path& file) {
  return parse_messages(read_gzip(file), file.string());
}

}  // namespace sandtable::ees
