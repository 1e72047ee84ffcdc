// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/scenario/document.hpp"

namespace sandtable {

/// "a date-time (a length such as ... is expected)": the wrong kind of value for a key.
std::string wrong_kind(const Node& node, const std::string& expected);

/// Takes the values of one table by key. Mistakes go to `problems`; reading goes on.
class TableReader {
 public:
  enum class Need { required, optional };

  /// `title`: what the table is called in messages, "[scenario]". The table must outlive the
  /// reader.
  TableReader(const Node& table, std::string title, Problems& problems);

  /// The value of a key, which is known from now on; null if it is not there.
  const Node* take(const std::string& key);
  const Node* take_required(const std::string& key, const std::string& example);

  std::string text(const std::string& key, Need need, const std::string& example = "\"...\"");
  std::optional<std::int64_t> integer(const std::string& key, std::int64_t minimum);
  std::optional<double> number(const std::string& key);
  /// Seconds of a quantity of time; none if it is absent or wrong.
  std::optional<double> seconds(const std::string& key, Need need, const std::string& example);
  /// A switch that is true or left out.
  bool flag(const std::string& key);
  /// A text, or an array of texts.
  std::vector<std::string> texts(const std::string& key);

  /// Reports every key that was not asked for, with the nearest one that was.
  void finish();

  const Node& table() const { return table_; }

 private:
  void wrong(const Node& node, const std::string& expected);

  const Node& table_;
  std::string title_;
  Problems& problems_;
  std::vector<std::string> known_;
};

}  // namespace sandtable
