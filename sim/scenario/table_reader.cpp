// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/quantity.hpp"

namespace sandtable {

std::string wrong_kind(const Node& node, const std::string& expected) {
  return fmt::format("{} is {} ({} is expected)", node.key, kind_name(node.kind), expected);
}

TableReader::TableReader(const Node& table, std::string title, Problems& problems)
    : table_(table), title_(std::move(title)), problems_(problems) {}

const Node* TableReader::take(const std::string& key) {
  known_.push_back(key);
  return table_.find(key);
}

const Node* TableReader::take_required(const std::string& key, const std::string& example) {
  const Node* node = take(key);
  if (node == nullptr)
    problems_.add(table_.where,
                  fmt::format("{} is missing in {} (it is required) write for example "
                              "{} = {}",
                              key, title_, key, example));
  return node;
}

void TableReader::wrong(const Node& node, const std::string& expected) {
  problems_.add(node.where, wrong_kind(node, expected));
}

std::string TableReader::text(const std::string& key, Need need, const std::string& example) {
  const Node* node = need == Need::required ? take_required(key, example) : take(key);
  if (node == nullptr) return "";
  if (node->kind != Node::Kind::text) {
    wrong(*node, "text in quotes");
    return "";
  }
  if (need == Need::required && node->text.empty())
    problems_.add(node->where, fmt::format("{} is empty (it is required)", key));
  return node->text;
}

std::optional<std::int64_t> TableReader::integer(const std::string& key, std::int64_t minimum) {
  const Node* node = take(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != Node::Kind::integer) {
    wrong(*node, "a whole number");
    return std::nullopt;
  }
  if (node->integer < minimum) {
    problems_.add(node->where,
                  fmt::format("{} is {} (at least {} is expected)", key, node->integer, minimum));
    return std::nullopt;
  }
  return node->integer;
}

std::optional<double> TableReader::number(const std::string& key) {
  const Node* node = take(key);
  if (node == nullptr) return std::nullopt;
  const bool is_number = node->kind == Node::Kind::integer || node->kind == Node::Kind::number;
  if (is_number && std::isfinite(node->number)) return node->number;
  wrong(*node, "a finite number");
  return std::nullopt;
}

std::optional<double> TableReader::seconds(const std::string& key, Need need,
                                           const std::string& example) {
  const Node* node = need == Need::required ? take_required(key, example) : take(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != Node::Kind::text) {
    wrong(*node, fmt::format("a time with its unit such as {}", example));
    return std::nullopt;
  }
  const auto read = parse_quantity(node->text, "s");
  if (const double* value = std::get_if<double>(&read)) return *value;
  problems_.add(node->where, fmt::format("{}: {}", key, std::get<QuantityProblem>(read)));
  return std::nullopt;
}

bool TableReader::flag(const std::string& key) {
  const Node* node = take(key);
  if (node == nullptr) return false;
  if (node->kind == Node::Kind::boolean && node->boolean) return true;
  problems_.add(node->where, fmt::format("{} is '{}' (true is expected) leave the key out instead",
                                         key, node->text));
  return false;
}

std::vector<std::string> TableReader::texts(const std::string& key) {
  const Node* node = take(key);
  if (node == nullptr) return {};
  if (node->kind == Node::Kind::text) return {node->text};
  std::vector<std::string> list;
  const bool array = node->kind == Node::Kind::array;
  for (const Node& child : node->children)
    if (array && child.kind == Node::Kind::text) list.push_back(child.text);
  if (!array || list.size() != node->children.size()) wrong(*node, "text or an array of texts");
  return list;
}

void TableReader::finish() {
  for (const Node& child : table_.children)
    if (std::find(known_.begin(), known_.end(), child.key) == known_.end())
      problems_.add(child.where, fmt::format("unknown key '{}' (not a key of {}){}", child.key,
                                             title_, suggestion(child.key, known_)));
}

}  // namespace sandtable
