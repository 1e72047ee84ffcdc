// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>

#include "sim/results/reader.hpp"
#include "tests/unit/results/sample.hpp"

namespace sandtable::test {

/// The file holds the sample's draws 0 .. count-1, with everything of theirs.
inline void check_draws(const std::filesystem::path& path, std::size_t count) {
  const RunInfo info = sample_info();
  const Results results = read_results(path, {.series = true, .decisions = true});
  REQUIRE(results.draws.size() == count);
  for (std::size_t d = 0; d < count; ++d) {
    const DrawRecord expected = sample_draw(info, static_cast<std::int64_t>(d));
    const DrawRecord& found = results.draws[d];
    CHECK(found.number == expected.number);
    CHECK(found.digest == expected.digest);
    CHECK(found.parameters == expected.parameters);
    for (std::size_t p = 0; p < info.policies.size(); ++p) {
      const BranchRecord &one = found.branches[p], &other = expected.branches[p];
      CHECK(one.done == other.done);
      CHECK(one.reason == other.reason);
      CHECK(one.notices == other.notices);
      REQUIRE(one.decisions.size() == other.decisions.size());
      for (std::size_t i = 0; i < one.decisions.size(); ++i)
        CHECK(one.decisions[i].time_s == other.decisions[i].time_s);
      if (!one.done) continue;
      CHECK(one.outcomes == other.outcomes);
      CHECK(one.censored == other.censored);
      CHECK(one.grouped == other.grouped);
      CHECK(one.series == other.series);
    }
  }
}

}  // namespace sandtable::test
