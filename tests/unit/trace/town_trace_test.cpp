// SPDX-License-Identifier: Apache-2.0
// Traces of a whole scenario: why somebody came where they did, back to the order.
#include <catch2/catch.hpp>
#include <map>
#include <numeric>

#include "sim/trace/trace.hpp"
#include "tests/unit/rule/town.hpp"

namespace sandtable::rule_tests {

TEST_CASE("Outcomes, orders and series are the same bits with tracing on and off") {
  const Town town("tracing");
  const Experiment experiment = town.load();
  std::vector<std::size_t> every_policy(experiment.system.policies.size());
  std::iota(every_policy.begin(), every_policy.end(), std::size_t{0});
  for (std::int64_t draw = 0; draw < draws; ++draw) {
    RunOptions traced;
    Tracer tracer(experiment.system, every_policy);
    tracer.listen(traced);
    const DrawRecord with = run_one(experiment, {draw, draw, draw, draw}, traced);
    const DrawRecord without = run_one(experiment, {draw, draw, draw, draw}, {});
    CHECK(with.digest == without.digest);
    CHECK(!tracer.traces().front().events.empty());
  }
}

TEST_CASE("From an order to whom it moved: the chain of what enabled what") {
  const Town town("chain");
  const Experiment experiment = town.load({"early"});
  RunOptions options;
  Tracer tracer(experiment.system, {0});
  tracer.listen(options);
  run_one(experiment, {0, 0, 0, 0}, options);
  const Trace trace = tracer.traces().front();
  const std::vector<Enables> arrows = enables(trace);
  std::map<std::string_view, std::map<std::string_view, std::size_t>> counts;
  for (const Enables& arrow : arrows)
    ++counts[trace.events[arrow.effect].meaning.kind]
            [arrow.cause == Enables::start ? "start" : trace.events[arrow.cause].meaning.kind];
  CHECK(counts["hears_evacuate_now"].size() == 1);
  CHECK(counts["hears_evacuate_now"]["message"] > 100);
  CHECK(counts["arrives"].size() == 1);
  CHECK(counts["arrives"]["sets_out"] > 100);
  CHECK(counts["enters_link"]["sets_out"] > counts["arrives"]["sets_out"]);

  std::size_t by_order = 0, arrivals = 0;
  for (std::size_t e = 0; e < trace.events.size() && arrivals < 50; ++e) {
    if (trace.events[e].meaning.kind != "arrives") continue;
    ++arrivals;
    for (const std::size_t cause : causes_of(arrows, e))
      by_order += trace.events[cause].process == experiment.system.processes.size();
  }
  CHECK(by_order > 0);
}

}  // namespace sandtable::rule_tests
