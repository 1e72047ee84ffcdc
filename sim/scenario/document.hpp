// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"

namespace sandtable {

/// A TOML date, time of day, or both.
struct Moment {
  double unix_s = 0;  ///< seconds since 1970-01-01T00:00Z; a missing offset counts as UTC
  std::string iso;    ///< ISO 8601
  bool has_date = false, has_time = false, has_offset = false;
  bool complete() const { return has_date && has_time && has_offset; }
};

/// A TOML value and where it stands.
struct Node {
  enum class Kind { table, array, text, integer, number, boolean, time };

  Kind kind = Kind::table;
  std::string key;             ///< "" in an array
  std::vector<Node> children;  ///< of a table (as in the file) or an array
  bool is_inline = false;      ///< a table in braces
  std::string text;  ///< a text itself; other values as written; an array's joined by ", "
  std::int64_t integer = 0;
  double number = 0;  ///< an integer's, too
  bool boolean = false;
  Moment moment;
  Source where;  ///< of the key; in an array, of the value

  bool is_table() const { return kind == Kind::table; }
  const Node* find(std::string_view name) const;
};

/// What a value is called in a message: "text", "a whole number", "a table".
std::string kind_name(Node::Kind kind);

/// A TOML file, with what it extends.
struct Document {
  Node root;
  std::string text;                          ///< of all files, the base's first
  std::vector<std::filesystem::path> files;  ///< the base's first
};

/// One TOML file's text; throws Error at the place of a syntax error.
Node parse_toml(const std::string& text, const std::string& file);

/// Reads a file and, by its top-level key `extends`, the file or folder that it builds on: the
/// base's tables first, overridden by key (a table in braces as a whole). Throws Error.
Document read_document(const std::filesystem::path& file);

/// A whole file; throws Error when it cannot be read.
std::string read_text(const std::filesystem::path& file);

/// "2017-02-16T12:00:00+11:00" as TOML reads it; nothing if it is not a date or time.
std::optional<Moment> parse_moment(std::string_view text);

}  // namespace sandtable
