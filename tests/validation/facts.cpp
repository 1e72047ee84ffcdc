// SPDX-License-Identifier: Apache-2.0
#include "tests/validation/facts.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace sandtable::validation {
namespace {

/// Tab-separated, one line a fact, in the order in which the tests run.
void record(const Fact& fact, const std::string& expected, const std::string& within,
            const Source& source) {
  const char* const file = std::getenv("SANDTABLE_FACTS");
  if (file == nullptr) return;
  std::ofstream(file, std::ios::app)
      << fmt::format("{}\t{}\t{}\t{:.6g}\t{}\t{}\n", fact.topic, fact.what, expected, fact.got,
                     within, source.name);
}

}  // namespace

void reproduce(const Fact& fact, const Source& source) {
  INFO(fact.topic << ": " << fact.what);
  CHECK(
      fact.got ==
      Approx(fact.expected).epsilon(0).margin(source.share * std::abs(fact.expected) + source.by));
  const std::string within =
      source.by > 0 ? fmt::format("{:g}", source.by) : fmt::format("{:g} %", 100 * source.share);
  record(fact, fmt::format("{:.9g}", fact.expected), within, source);
}

void reproduce_above(const Fact& fact, const Source& source) {
  INFO(fact.topic << ": " << fact.what);
  CHECK(fact.got > fact.expected);
  record(fact, fmt::format("above {:.6g}", fact.expected), "", source);
}

}  // namespace sandtable::validation
