// SPDX-License-Identifier: Apache-2.0
// Traces of residents: who left because of what.
#include "sim/trace/trace.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "tests/unit/residents/place.hpp"

namespace sandtable::testing {

// Would catch a departure put down to the message heard last, and an order lost on the way to it.
TEST_CASE("residents: who sets out does so because of the message that moved him", "[residents]") {
  const Experiment experiment = Place().load({.policies = {"later"}, .seed = {}});
  RunOptions options;
  Tracer tracer(experiment.system, {0});
  tracer.listen(options);
  run_one(experiment, {0, 0, 0, 0}, options);
  const Trace trace = tracer.traces().front();
  std::map<std::string_view, std::map<std::string_view, int>> counts;
  for (const Enables& arrow : enables(trace))
    ++counts[trace.events[arrow.effect].meaning.kind]
            [arrow.cause == Enables::start ? "start" : trace.events[arrow.cause].meaning.kind];
  CHECK(counts["hears_advice"].size() == 1);
  CHECK(counts["hears_advice"]["message"] > 30);
  CHECK(counts["hears_evacuate_now"].size() == 1);
  CHECK(counts["hears_evacuate_now"]["message"] > 20);
  CHECK(counts["sets_out"].size() == 1);
  CHECK(counts["sets_out"]["hears_evacuate_now"] > 10);
  CHECK(counts["arrives"]["sets_out"] > 10);
}

}  // namespace sandtable::testing
