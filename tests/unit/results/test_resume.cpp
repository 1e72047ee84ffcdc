// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <iterator>

#include "sim/core/error.hpp"
#include "sim/results/blocks.hpp"
#include "sim/results/identity.hpp"
#include "sim/results/reader.hpp"
#include "sim/results/resume.hpp"
#include "sim/results/writer.hpp"
#include "tests/unit/results/check_draws.hpp"

using namespace sandtable;
using test::check_draws;
using test::sample_draw;
using test::sample_info;

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

RunInfo asking_for(std::int64_t draws) {
  RunInfo info = sample_info();
  info.draws = draws;
  return info;
}

/// Runs the draws of 0 .. draws-1 that are not done; `fail_at`: the block whose writing fails.
void go_on(const fs::path& path, const RunInfo& info, std::size_t fail_at = 1000) {
  Kept kept = resume(path, info, false);
  if (kept.whole) return;
  const std::vector<std::int64_t> done = kept.draws;
  ResultsWriter writer(path, info, std::move(kept),
                       {.block_draws = 4, .queue_draws = 1, .before_block = [=](std::size_t block) {
                          if (block == fail_at) fail("No space left on device");
                        }});
  for (std::int64_t d = 0; d < info.draws; ++d)
    if (!std::ranges::binary_search(done, d)) writer.add(sample_draw(info, d));
  writer.finish();
}

/// Runs the given draws in blocks of four, and is interrupted.
void run_part(const fs::path& path, const RunInfo& info, const std::vector<std::int64_t>& numbers) {
  ResultsWriter writer(path, info, false, {.block_draws = 4});
  for (const std::int64_t number : numbers) writer.add(sample_draw(info, number));
  writer.interrupt();
}

std::string refusal(const fs::path& path, const RunInfo& info) {
  try {
    resume(path, info, false);
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    return error.what();
  }
  return "";
}

}  // namespace

// Catches a draw that is lost, run twice or put at another's place after a write that failed.
TEST_CASE("a write that fails at any block, resumed, gives what a run that did not fail gives") {
  const test::Folder folder;
  const RunInfo info = asking_for(18);
  for (std::size_t block = 0; block < 5; ++block) {
    INFO("block " << block);
    const fs::path path = folder / ("failed-" + std::to_string(block) + ".h5");
    CHECK_THROWS_WITH(go_on(path, info, block), Catch::Contains("No space left on device") &&
                                                    Catch::Contains("--resume goes on"));
    CHECK(finished_blocks(blocks_folder(path)).size() == block);
    CHECK_FALSE(fs::exists(path));
    go_on(path, info);
    check_draws(path, 18);
    CHECK_FALSE(fs::exists(blocks_folder(path)));
  }
}

// Catches a resume that takes the draws done for 0 .. n-1.
TEST_CASE("any draws may be done before, and each is kept once") {
  const test::Folder folder;
  const RunInfo info = asking_for(12);
  run_part(folder / "a.h5", info, {9, 2, 5, 7, 11});
  const Kept kept = resume(folder / "a.h5", asking_for(0), false);
  CHECK(kept.draws == std::vector<std::int64_t>{2, 5, 7, 9, 11});
  CHECK(kept.asked == 12);
  CHECK(kept.failed == 0);
  CHECK(kept.lock.holds());
  CHECK_THROWS_WITH(resume(folder / "a.h5", info, false), Catch::Contains("another sandtable is"));
}

// Catches bytes that rot on the disk and are merged all the same, and what kill -9 leaves.
TEST_CASE("a damaged block is run again and a half-written one removed, and both are told") {
  const test::Folder folder;
  const RunInfo info = asking_for(12);
  for (const std::string how : {"cut", "one bit", "empty"}) {
    INFO(how);
    const fs::path path = folder / (how + ".h5");
    run_part(path, info, {0, 1, 2, 3, 4, 5, 6, 7, 8});
    const fs::path block = finished_blocks(blocks_folder(path))[1];
    std::string bytes = bytes_of(block);
    if (how == "cut") bytes.resize(bytes.size() / 2);
    if (how == "one bit") bytes[bytes.size() / 2] ^= 1;
    if (how == "empty") bytes.clear();
    std::ofstream(block, std::ios::binary) << bytes;
    std::ofstream(blocks_folder(path) / "0000009-0000009.tmp") << "half";
    std::ofstream(blocks_folder(path) / "notes.txt") << "not ours";
    {
      const Kept kept = resume(path, info, false);
      CHECK(kept.draws == std::vector<std::int64_t>{0, 1, 2, 3, 8});
      REQUIRE(kept.notes.size() == 2);
      CHECK_THAT(kept.notes[0],
                 Catch::EndsWith("0000009-0000009.tmp was half written and is removed"));
      CHECK_THAT(kept.notes[1], Catch::Contains("0000004-0000007.h5 was damaged and is removed"));
    }
    go_on(path, info);
    check_draws(path, 12);
    CHECK(fs::exists(blocks_folder(path) / "notes.txt"));
  }
}

// Catches a part of the identity that is not compared: blocks of two runs would be mixed.
TEST_CASE("every difference of identity is named, all at once") {
  const test::Folder folder;
  const RunInfo info = asking_for(8);
  run_part(folder / "a.h5", info, {0, 1});
  struct Case {
    std::function<void(RunInfo&)> change;
    std::string told;
  };
  const std::vector<Case> cases = {
      {[](RunInfo& i) { i.scenario_text += "#"; }, "scenario.toml: differs"},
      {[](RunInfo& i) { i.datasets[0].sha256 = "c"; }, "fires.csv: other SHA-256"},
      {[](RunInfo& i) {
         i.datasets.push_back({"new.csv", "", "", "", "", "", ""});
       },
       "new.csv: only now"},
      {[](RunInfo& i) { i.datasets.clear(); }, "fires.csv: only before"},
      {[](RunInfo& i) { i.program = "sandtable 0.2.0"; },
       "program: sandtable 0.1.0 before, sandtable 0.2.0 now"},
      {[](RunInfo& i) { i.seed = 2; }, "seed: 18446744073709551615 before, 2 now"},
      {[](RunInfo& i) { i.design = "sobol"; },
       "design of the draws: monte-carlo before, sobol now"},
      {[](RunInfo& i) { i.start = "2018-02-16T10:00:00+11:00"; },
       "start: 2017-02-16T10:00:00+11:00 before, 2018-02-16T10:00:00+11:00 now"},
      {[](RunInfo& i) { i.duration_s = 660; }, "duration (s): 600 before, 660 now"},
      {[](RunInfo& i) { i.tick_s = 30; }, "tick (s): 60 before, 30 now"},
      {[](RunInfo& i) { i.models[0].version = "2"; },
       "model of fire: hazard/arrival 1 before, hazard/arrival 2 now"},
      {[](RunInfo& i) { i.policies.pop_back(); },
       "policies: as-sent, early, nobody-warned before, as-sent, early now"},
      {[](RunInfo& i) { std::swap(i.policies[0], i.policies[1]); },
       "policies: as-sent, early, nobody-warned before, early, as-sent, nobody-warned now"},
      {[](RunInfo& i) { i.parameters.pop_back(); },
       "uncertain parameters: fire.ignition (s), fire.alternative (1) before, fire.ignition (s) "
       "now"},
      {[](RunInfo& i) { i.groupings[0].labels[1] = "Z3"; },
       "groups of zone: others, or in another order"},
      {[](RunInfo& i) { i.outcomes.pop_back(); },
       "outcomes: exposed, time_out before, exposed now"},
      {[](RunInfo& i) { i.outcomes[0].unit = "1"; },
       "outcome exposed: people, with its series, by zone before, 1, with its series, by zone now"},
      {[](RunInfo& i) { i.outcomes[0].keeps_series = false; },
       "outcome exposed: people, with its series, by zone before, people, by zone now"},
      {[](RunInfo& i) { i.scenario_sha256 = "d"; }, "hash of the scenario: "},
  };
  RunInfo all = info;
  for (const Case& one : cases) {
    RunInfo now = info;
    one.change(now);
    INFO(one.told);
    const std::string text = refusal(folder / "a.h5", now);
    CHECK_THAT(text, Catch::Contains("is of another run"));
    CHECK_THAT(text, Catch::Contains("a.parts: " + one.told));
    CHECK(std::count(text.begin(), text.end(), '\n') >= 1);
    CHECK(differences(info, now).size() >= 1);
  }
  all.seed = 2;
  all.program = "p";
  all.models[0].model = "m";
  const std::string text = refusal(folder / "a.h5", all);
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
  CHECK(resume(folder / "a.h5", info, false).draws.size() == 2);  // a refusal removes nothing
}

// Catches an identity with what may differ: a resume would be refused without need.
TEST_CASE("another command, label, warning or number of draws is the same run") {
  const test::Folder folder;
  run_part(folder / "a.h5", asking_for(8), {0, 1});
  RunInfo now = asking_for(20);
  now.command = "another";
  now.policies[0].label = "another";
  now.warnings.clear();
  CHECK(resume(folder / "a.h5", now, false).draws.size() == 2);
  CHECK(differences(sample_info(), now).empty());
}

TEST_CASE("fewer draws than the blocks hold are refused, more are not") {
  const test::Folder folder;
  run_part(folder / "a.h5", asking_for(8), {0, 5});
  CHECK_THAT(refusal(folder / "a.h5", asking_for(5)),
             Catch::Contains("holds draw 5 (fewer are asked for: --draws 5): give --draws 6"));
  go_on(folder / "a.h5", asking_for(6));
  CHECK(read_results(folder / "a.h5").draws.size() == 6);
}

TEST_CASE("a finished file is whole; another run's, or another number of draws, is refused") {
  const test::Folder folder;
  const RunInfo info = asking_for(6);
  const fs::path path = folder / "a.h5";
  go_on(path, info);
  const std::string before = bytes_of(path);
  CHECK(resume(path, info, false).whole);
  CHECK(resume(path, asking_for(0), false).whole);
  fs::create_directory(blocks_folder(path));  // died between the last two steps
  CHECK(resume(path, info, false).whole);
  CHECK_FALSE(fs::exists(blocks_folder(path)));
  CHECK_THAT(refusal(path, asking_for(7)), Catch::Contains("is finished with 6 draws (--draws 7"));
  RunInfo other = info;
  other.seed = 3;
  CHECK_THAT(refusal(path, other), Catch::Contains("a.h5: seed: "));
  CHECK_FALSE(resume(path, info, true).whole);  // --force: it will be replaced
  CHECK(bytes_of(path) == before);
}

TEST_CASE("where nothing is left there is nothing to keep") {
  const test::Folder folder;
  const Kept kept = resume(folder / "a.h5", asking_for(6), false);
  CHECK(kept.draws.empty());
  CHECK(kept.asked == 0);
  CHECK_FALSE(kept.whole);
}
