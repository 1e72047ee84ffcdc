// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sim/core/error.hpp"

namespace sandtable {

/// Collects mistakes of one file, of which only the first 20 are told, with a count of the rest.
class FewProblems {
 public:
  explicit FewProblems(const std::filesystem::path& file) : file_(file.string()) {}
  void add(std::string what) { add(Source{file_}, std::move(what)); }
  void add(Source where, std::string what);
  bool empty() const { return count_ == 0; }
  /// Throws if there were any.
  void raise();

 private:
  std::string file_;
  Problems problems_;
  int count_ = 0;
};

}  // namespace sandtable
