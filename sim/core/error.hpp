// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sandtable {

/// Where in a user's file something stands. line and column count from 1; 0 means unknown.
struct Source {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Source&) const = default;
};

/// One mistake: "problem (why) suggestion", and where it stands.
struct Problem {
  Source where;
  std::string what;
  /// "file:line:column: what", leaving out what is unknown.
  std::string text() const;
};

/// Whose fault it is; the program's exit code.
enum class Fault { run = 1, input = 2 };

/// The one exception type: every mistake found, one a line.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, std::vector<Problem> problems);
  Fault fault() const { return fault_; }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  Fault fault_;
  std::vector<Problem> problems_;
};

/// Wrong input, found at `where`.
[[noreturn]] void refuse(Source where, std::string what);
[[noreturn]] void refuse(std::string what);
/// A run that could not go on (disk full, file vanished).
[[noreturn]] void fail(std::string what);

/// Collects mistakes, so that all are told at once.
class Problems {
 public:
  void add(Source where, std::string what);
  void add(std::string what);
  /// Takes over the problems of an error that was caught.
  void add(const Error& error);
  bool empty() const { return list_.empty(); }
  /// Throws an Error of Fault::input with all of them, each once, if there are any.
  void raise() const;

 private:
  std::vector<Problem> list_;
};

/// The known word nearest to `word` by edit distance, or "" when none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);
/// " did you mean 'x'?" when a known word is near, else " known: a, b, c".
std::string suggestion(std::string_view word, std::span<const std::string> known);

}  // namespace sandtable
