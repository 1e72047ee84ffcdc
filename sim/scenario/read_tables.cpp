// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "sim/scenario/dataset.hpp"
#include "sim/scenario/read_parts.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

namespace {

bool is_number(const Node& node) {
  return node.kind == Node::Kind::integer || node.kind == Node::Kind::number;
}

std::optional<std::vector<std::string>> read_list(const Node& array, const ReadContext& context) {
  std::vector<std::string> list;
  for (const Node& child : array.children) {
    if (child.kind == Node::Kind::array || child.is_table()) {
      context.problems.add(child.where, fmt::format("{} holds {} (only texts and numbers may stand "
                                                    "in an array here)",
                                                    array.key, kind_name(child.kind)));
      return std::nullopt;
    }
    list.push_back(with_cases(child.text, context));
  }
  return list;
}

// Seconds since the scenario's start.
std::optional<double> read_time(const Node& node, const ReadContext& context) {
  if (node.moment.complete()) return node.moment.unix_s - context.start_unix_s;
  context.problems.add(node.where,
                       fmt::format("{} = {} is not a full date and time ({}) write for example "
                                   "2017-02-16T12:00:00+11:00",
                                   node.key, node.text,
                                   !node.moment.has_date   ? "the date is missing"
                                   : !node.moment.has_time ? "the time of day is missing"
                                                           : "time zone missing"));
  return std::nullopt;
}

}  // namespace

std::string with_cases(const std::string& text, const ReadContext& context) {
  const bool has_prefix = text.starts_with("$CASES/") && !context.cases.empty();
  return has_prefix ? data_path(text, {}, context.cases).string() : text;
}

void check_name(const Node& node, const std::string& what, Problems& problems) {
  if (node.key.empty() || node.key.find_first_of("./\\ \t\n") != std::string::npos)
    problems.add(node.where,
                 fmt::format("'{}' is no name for {} (it is empty or holds a dot, slash or space)",
                             node.key, what));
}

std::optional<RawEntry> read_entry(const Node& node, const ReadContext& context) {
  RawEntry entry{node.key, false, false, node.text, node.where};
  if (node.kind == Node::Kind::boolean) {
    entry.value = node.boolean;
  } else if (node.kind == Node::Kind::integer) {
    entry.value = node.integer;
  } else if (is_number(node)) {
    entry.value = node.number;
  } else if (node.kind == Node::Kind::text) {
    entry.value = with_cases(node.text, context);
  } else if (node.kind == Node::Kind::array) {
    std::optional<std::vector<std::string>> list = read_list(node, context);
    if (!list) return std::nullopt;
    entry.value = std::move(*list);
  } else if (node.kind == Node::Kind::time) {
    const std::optional<double> seconds = read_time(node, context);
    if (!seconds) return std::nullopt;
    entry.value = *seconds;
    entry.is_time = true;
  } else {
    context.problems.add(node.where, wrong_kind(node, "a value"));
    return std::nullopt;
  }
  return entry;
}

RawTable read_raw_table(const Node& node, const std::string& title,
                        const std::string& default_model, const ReadContext& context) {
  using Need = TableReader::Need;
  RawTable table;
  table.name = node.key;
  table.where = node.where;
  TableReader reader(node, title, context.problems);
  table.model = reader.text("model", default_model.empty() ? Need::required : Need::optional,
                            "\"hazard/arrival\"");
  if (node.find("model") == nullptr) table.model = default_model;
  table.label = reader.text("label", Need::optional);
  if (table.label.empty()) table.label = node.key;
  for (const Node& child : node.children) {
    if (child.key == "model" || child.key == "label") continue;
    if (std::optional<RawEntry> entry = read_entry(child, context))
      table.entries.push_back(std::move(*entry));
  }
  return table;
}

}  // namespace sandtable
