// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

#include "sim/core/error.hpp"
#include "sim/results/blocks.hpp"
#include "sim/results/identity.hpp"
#include "sim/results/reader.hpp"
#include "sim/results/writer.hpp"
#include "tests/unit/results/check_draws.hpp"

using namespace sandtable;
using test::check_draws;
using test::sample_draw;
using test::sample_info;

namespace {

namespace fs = std::filesystem;

fs::path write(const fs::path& path, const std::vector<std::int64_t>& numbers,
               WriterOptions options = {}) {
  const RunInfo info = sample_info();
  ResultsWriter writer(path, info, false, options);
  for (const std::int64_t number : numbers) writer.add(sample_draw(info, number));
  return writer.finish();
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs `body` in a process of its own in which no file may pass `bytes`; its return value.
template <class Body>
int with_full_disk(std::uint64_t bytes, Body body) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(body());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

// Catches a merge that depends on the order or the blocks in which draws came.
TEST_CASE("the order of arrival and the blocks leave no trace in the file") {
  const test::Folder folder;
  std::vector<std::int64_t> forward, shuffled;
  for (std::int64_t i = 0; i < 50; ++i) forward.push_back(i);
  for (std::int64_t i = 0; i < 50; ++i) shuffled.push_back(i * 37 % 50);
  write(folder / "a.h5", forward);
  write(folder / "b.h5", shuffled, {.block_draws = 7});
  check_draws(folder / "a.h5", 50);
  check_draws(folder / "b.h5", 50);
  CHECK_FALSE(fs::exists(folder / "a.parts"));
  CHECK_FALSE(fs::exists(folder / "b.parts"));
}

// Catches a race in the queue, and a queue that does not wait.
TEST_CASE("draws may come from several threads") {
  const test::Folder folder;
  const RunInfo info = sample_info();
  ResultsWriter writer(folder / "a.h5", info, false, {.block_draws = 8, .queue_draws = 2});
  std::vector<std::thread> threads;
  for (std::int64_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::int64_t i = t; i < 40; i += 4) writer.add(sample_draw(info, i));
    });
  for (std::thread& thread : threads) thread.join();
  writer.finish();
  check_draws(folder / "a.h5", 40);
}

// Catches a block that waits for 64 draws while time passes.
TEST_CASE("a block is closed when its time is up, and stays when the run dies") {
  const test::Folder folder;
  const RunInfo info = sample_info();
  {
    ResultsWriter writer(folder / "a.h5", info, false,
                         {.block_draws = 64, .block_time = std::chrono::milliseconds(20)});
    writer.add(sample_draw(info, 0));
    for (int i = 0; i < 500 && finished_blocks(folder / "a.parts").empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(finished_blocks(folder / "a.parts").size() == 1);
    writer.add(sample_draw(info, 1));
  }
  CHECK_FALSE(fs::exists(folder / "a.h5"));
  const std::vector<fs::path> blocks = finished_blocks(folder / "a.parts");
  REQUIRE(blocks.size() == 2);
  CHECK(block_identity(blocks[0]) == identity(info));
  CHECK(read_results(blocks[1]).draws[0].number == 1);

  CHECK_THROWS_WITH(
      ResultsWriter(folder / "a.h5", info, false),
      Catch::Contains("holds 2 finished blocks of this same run, which did not finish (kept): "
                      "give --resume to go on"));
  RunInfo other = info;
  other.seed = 2;
  CHECK_THROWS_WITH(ResultsWriter(folder / "a.h5", other, false),
                    Catch::Contains("of another run"));
  ResultsWriter forced(folder / "a.h5", other, true);
  forced.add(sample_draw(other, 5));
  forced.finish();
  CHECK(read_results(folder / "a.h5").draws.size() == 1);
}

TEST_CASE("an output that exists and a folder that does not are refused") {
  const test::Folder folder;
  const RunInfo info = sample_info();
  write(folder / "a.h5", {0});
  const std::string before = bytes_of(folder / "a.h5");
  CHECK_THROWS_WITH(
      ResultsWriter(folder / "a.h5", info, false),
      Catch::Contains("exists (kept): give --force to replace it or --output another name"));
  CHECK(bytes_of(folder / "a.h5") == before);
  { ResultsWriter unfinished(folder / "a.h5", info, true); }
  CHECK(bytes_of(folder / "a.h5") == before);  // replaced by finish(), not before
  CHECK_THROWS_WITH(ResultsWriter(folder / "none" / "a.h5", info, false),
                    Catch::Contains("no such folder"));
  RunInfo odd = info;
  odd.outcomes[0].name = "status";
  CHECK_THROWS_WITH(ResultsWriter(folder / "b.h5", odd, false),
                    Catch::Contains("'status' cannot be written"));
}

// Catches a half-written block under a finished name, and a crash inside HDF5 when the disk is
// full.
TEST_CASE("a full disk stops the run and keeps the finished blocks") {
  const test::Folder folder;
  RunInfo info = sample_info();
  const auto run = [&](std::size_t draws, const std::string& expected) {
    try {
      ResultsWriter writer(folder / "a.h5", info, true, {.block_draws = 4, .queue_draws = 1});
      for (std::size_t i = 0; i < draws; ++i)
        writer.add(sample_draw(info, static_cast<std::int64_t>(i)));
      writer.finish();
    } catch (const Error& error) {
      const bool told = std::strstr(error.what(), expected.c_str()) != nullptr &&
                        std::strstr(error.what(), "File too large") != nullptr;
      return told && error.fault() == Fault::run ? 0 : 2;
    }
    return 1;
  };
  CHECK(with_full_disk(20'000, [&] { return run(8, "0 finished blocks stay in"); }) == 0);
  CHECK(finished_blocks(folder / "a.parts").empty());
  CHECK(with_full_disk(200'000, [&] { return run(100, "25 finished blocks stay in"); }) == 0);
  CHECK(finished_blocks(folder / "a.parts").size() == 25);
  CHECK_FALSE(fs::exists(folder / "a.h5"));
}

TEST_CASE("a draw of the wrong shape or that came twice is a fault of the program") {
  const test::Folder folder;
  const RunInfo info = sample_info();
  ResultsWriter writer(folder / "a.h5", info, false);
  DrawRecord wrong = sample_draw(info, 0);
  wrong.branches[0].outcomes.pop_back();
  CHECK_THROWS_WITH(writer.add(std::move(wrong)), Catch::Contains("draw 0 does not fit"));
  writer.add(sample_draw(info, 0));
  writer.add(sample_draw(info, 0));
  CHECK_THROWS_WITH(writer.finish(), Catch::Contains("draw 0 stands twice"));
}
