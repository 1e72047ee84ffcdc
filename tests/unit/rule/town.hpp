// SPDX-License-Identifier: Apache-2.0
// first-town, copied to be changed, run in a few lines, and its results compared by content.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/runner.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::rule_tests {

inline constexpr std::int64_t draws = 2;

/// A copy of scenarios/first-town below the temporary folder, removed at the end.
class Town {
 public:
  explicit Town(const std::string& name);

  const std::filesystem::path& path() const { return copy_.path(); }
  std::string read(const std::string& file) const;
  void write(const std::string& file, const std::string& text) const { copy_.write(file, text); }
  /// Replaces the first `from`, which must be there.
  void edit(const std::string& file, const std::string& from, const std::string& to) const;
  /// Adds a policy with these rows of orders; without any it never acts.
  void add_policy(const std::string& name, const std::string& orders) const;
  /// The rows of a shipped policy, without their head.
  std::string orders_of(const std::string& policy) const;
  /// With these policies, in this order; all if there is none.
  Experiment load(const std::vector<std::string>& policies = {}) const;

 private:
  testing::Folder copy_;
};

/// What came of one policy, by draw.
using Course = std::vector<BranchRecord>;

struct Run {
  std::vector<std::string> policies;
  std::vector<Course> courses;         ///< by policy
  std::vector<std::uint64_t> digests;  ///< by draw
  std::vector<std::vector<double>> parameters;
  std::vector<StepCount> steps;

  const Course& of(const std::string& policy) const;
};

RunPlan plan();
Run run(const Experiment& experiment, const RunPlan& plan);
inline Run run(const Experiment& experiment) {
  return run(experiment, plan());
}

/// The first thing that differs to the bit, in words; "" if all is the same. Rules of decisions are
/// compared without the policy's name.
std::string difference(const Course& a, const Course& b);
/// The same without the decisions.
std::string difference_of_outcomes(const Course& a, const Course& b);

}  // namespace sandtable::rule_tests
