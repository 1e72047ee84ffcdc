// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <chrono>

namespace sandtable {

namespace {

Source source_of(const toml::source_region& region, const std::string& file) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The byte at which the character of a column (from 1, in code points) begins.
std::size_t byte_of(std::string_view line, toml::source_index column) {
  std::size_t byte = 0;
  for (toml::source_index i = 1; i < column && byte < line.size(); ++i) do
      ++byte;
    while (byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U);
  return byte;
}

struct Reader {
  const std::string& file;
  std::vector<std::string_view> lines;

  std::string written(const toml::source_region& region) const {
    if (region.begin.line != region.end.line || region.begin.line > lines.size()) return "";
    const std::string_view line = lines[region.begin.line - 1];
    const std::size_t begin = byte_of(line, region.begin.column);
    std::string text(line.substr(begin, byte_of(line, region.end.column) - begin));
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.pop_back();
    return text;
  }
};

double unix_seconds(const toml::date& date) {
  const std::chrono::sys_days days =
      std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
  return 86400.0 * static_cast<double>(days.time_since_epoch().count());
}

std::string iso_time(const toml::time& time) {
  std::string text = fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
  if (time.nanosecond == 0) return text;
  text += fmt::format(".{:09}", time.nanosecond);
  while (text.back() == '0') text.pop_back();
  return text;
}

void add_date(const toml::date& date, Moment& moment) {
  moment.has_date = true;
  moment.unix_s += unix_seconds(date);
  moment.iso += fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

void add_time(const toml::time& time, Moment& moment) {
  moment.has_time = true;
  moment.unix_s += 3600.0 * time.hour + 60.0 * time.minute + time.second + 1e-9 * time.nanosecond;
  moment.iso += iso_time(time);
}

void add_offset(int minutes, Moment& moment) {
  moment.has_offset = true;
  moment.unix_s -= 60.0 * minutes;
  const int size = std::abs(minutes);
  moment.iso += minutes == 0
                    ? std::string("Z")
                    : fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

Moment moment_of(const toml::node& node) {
  Moment moment;
  if (const auto* date = node.as_date()) add_date(date->get(), moment);
  if (const auto* time = node.as_time()) add_time(time->get(), moment);
  if (const auto* both = node.as_date_time()) {
    add_date(both->get().date, moment);
    moment.iso += 'T';
    add_time(both->get().time, moment);
    if (both->get().offset) add_offset(both->get().offset->minutes, moment);
  }
  return moment;
}

Node convert(const toml::node& from, std::string key, Source where, const Reader& reader);

void convert_table(const toml::table& table, Node& node, const Reader& reader) {
  node.kind = Node::Kind::table;
  node.is_inline = table.is_inline();
  for (const auto& [key, value] : table)
    node.children.push_back(
        convert(value, std::string(key.str()), source_of(key.source(), reader.file), reader));
  std::stable_sort(node.children.begin(), node.children.end(), [](const Node& a, const Node& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
}

void convert_array(const toml::array& array, Node& node, const Reader& reader) {
  node.kind = Node::Kind::array;
  for (const toml::node& child : array) {
    node.children.push_back(convert(child, "", source_of(child.source(), reader.file), reader));
    node.text += (node.children.size() > 1 ? ", " : "") + node.children.back().text;
  }
}

void convert_value(const toml::node& from, Node& node, const Reader& reader) {
  node.text = reader.written(from.source());
  if (const auto* text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.kind = Node::Kind::integer;
    node.integer = integer->get();
    node.number = static_cast<double>(node.integer);
  } else if (const auto* number = from.as_floating_point()) {
    node.kind = Node::Kind::number;
    node.number = number->get();
  } else if (const auto* boolean = from.as_boolean()) {
    node.kind = Node::Kind::boolean;
    node.boolean = boolean->get();
  } else {
    node.kind = Node::Kind::time;
    node.moment = moment_of(from);
  }
}

Node convert(const toml::node& from, std::string key, Source where, const Reader& reader) {
  Node node;
  node.key = std::move(key);
  node.where = std::move(where);
  if (const auto* table = from.as_table())
    convert_table(*table, node, reader);
  else if (const auto* array = from.as_array())
    convert_array(*array, node, reader);
  else
    convert_value(from, node, reader);
  return node;
}

}  // namespace

Node parse_toml(const std::string& text, const std::string& file) {
  try {
    const toml::table table = toml::parse(text, file);
    return convert(table, "", {file, 1, 1}, Reader{file, lines_of(text)});
  } catch (const toml::parse_error& error) {
    refuse(source_of(error.source(), file),
           fmt::format("the file is not valid TOML ({})", error.description()));
  }
}

std::optional<Moment> parse_moment(std::string_view text) {
  try {
    const toml::table table = toml::parse(fmt::format("moment = {}", text));
    const toml::node* node = table.get("moment");
    if (table.size() != 1 || node == nullptr) return std::nullopt;
    if (!node->is_date() && !node->is_time() && !node->is_date_time()) return std::nullopt;
    return moment_of(*node);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

}  // namespace sandtable
