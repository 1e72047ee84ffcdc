// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "sim/scenario/document.hpp"

namespace sandtable {

namespace {

namespace fs = std::filesystem;

// Puts `over` on top of `base`: tables by key, everything else (tables in braces, too) as a whole.
void overlay(Node& base, Node over) {
  if (!base.is_table() || !over.is_table() || base.is_inline || over.is_inline) {
    base = std::move(over);
    return;
  }
  base.where = over.where;
  for (Node& child : over.children) {
    const auto place = std::find_if(base.children.begin(), base.children.end(),
                                    [&](const Node& node) { return node.key == child.key; });
    if (place == base.children.end())
      base.children.push_back(std::move(child));
    else
      overlay(*place, std::move(child));
  }
}

// Takes the key `extends` off the root: the base's file, or "" if there is none.
fs::path take_base(Node& root, const fs::path& file) {
  const auto place = std::find_if(root.children.begin(), root.children.end(),
                                  [](const Node& node) { return node.key == "extends"; });
  if (place == root.children.end()) return {};
  const Node extends = *place;
  root.children.erase(place);
  if (extends.kind != Node::Kind::text)
    refuse(extends.where, fmt::format("extends is {} (a folder or file is expected) write for "
                                      "example extends = \"../base\"",
                                      kind_name(extends.kind)));
  fs::path base = (file.parent_path() / extends.text).lexically_normal();
  if (fs::is_directory(base)) base /= "scenario.toml";
  if (!fs::is_regular_file(base))
    refuse(extends.where,
           fmt::format("extends names '{}' (no file at {})", extends.text, base.string()));
  return base;
}

Document read_chain(const fs::path& file, std::vector<fs::path>& chain, const Source& from) {
  const fs::path canonical = fs::weakly_canonical(file);
  const bool circle = std::find(chain.begin(), chain.end(), canonical) != chain.end();
  if (circle)
    refuse(from, fmt::format("extends goes in a circle ({} is reached again)", file.string()));
  chain.push_back(canonical);
  const std::string text = read_text(file);
  Node root = parse_toml(text, file.string());
  const Node* extends = root.find("extends");
  const Source where = extends == nullptr ? Source{} : extends->where;
  const fs::path base = take_base(root, file);
  if (base.empty()) return {std::move(root), text, {file}};
  Document document = read_chain(base, chain, where);
  overlay(document.root, std::move(root));
  document.text += (document.text.ends_with('\n') ? "" : "\n") + text;
  document.files.push_back(file);
  return document;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  for (const Node& child : children)
    if (child.key == name) return &child;
  return nullptr;
}

std::string kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::table:
      return "a table";
    case Node::Kind::array:
      return "an array";
    case Node::Kind::text:
      return "text";
    case Node::Kind::integer:
      return "a whole number";
    case Node::Kind::number:
      return "a number";
    case Node::Kind::boolean:
      return "true or false";
    case Node::Kind::time:
      return "a date or time";
  }
  return "";
}

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream.peek() != std::ifstream::traits_type::eof()) text << stream.rdbuf();
  if (!stream.is_open() || stream.bad())
    refuse(fmt::format("cannot read '{}' (no such file, or no right to read it)", file.string()));
  return text.str();
}

Document read_document(const fs::path& file) {
  std::vector<fs::path> chain;
  return read_chain(file, chain, {});
}

}  // namespace sandtable
