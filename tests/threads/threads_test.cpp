// SPDX-License-Identifier: Apache-2.0
// Draws on several threads of the std::thread back end, to be run under the thread sanitizer
// (preset tsan): a data race in the engine, in a model's shared data or in the writer is reported
// there. Debian's libtbb is not instrumented and gives dozens of false reports, so it is not used
// here.
#include <catch2/catch.hpp>
#include <map>
#include <mutex>

#include "models/registry.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/results/reader.hpp"
#include "sim/results/writer.hpp"
#include "tests/cases.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable {

namespace {

constexpr std::int64_t draws = 8;

Experiment short_town() {
  Scenario scenario = read_scenario(source_folder() / "scenarios" / "first-town", {});
  scenario.duration = from_seconds(3 * 3600);
  return assemble(std::move(scenario), models::registry(),
                  {.policies = {"early", "everyone-at-once"}, .seed = {}});
}

std::map<std::int64_t, std::uint64_t> digests(const Experiment& experiment, std::size_t threads,
                                              ResultsWriter* writer) {
  std::map<std::int64_t, std::uint64_t> found;
  std::mutex guard;
  run_draws(experiment,
            {.draws = draws, .threads = threads, .backend = Backend::threads, .options = {}},
            [&](DrawRecord&& record) {
              {
                const std::lock_guard lock(guard);
                found[record.number] = record.digest;
              }
              if (writer) writer->add(std::move(record));
            });
  return found;
}

}  // namespace

TEST_CASE("Four threads and the writer race for nothing, and come to what one comes to") {
  const Experiment experiment = short_town();
  const testing::Folder folder("threads");
  folder.write("made", "");
  const std::filesystem::path file = folder.path() / "town.h5";
  ResultsWriter writer(file, experiment.info, false, {.block_draws = 3});
  const auto together = digests(experiment, 4, &writer);
  writer.finish();
  CHECK(together == digests(experiment, 1, nullptr));
  CHECK(read_results(file).draws.size() == draws);
}

}  // namespace sandtable
