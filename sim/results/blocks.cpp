// SPDX-License-Identifier: Apache-2.0
#include "sim/results/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

#include "sim/core/error.hpp"
#include "sim/core/hash.hpp"
#include "sim/results/disk.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/identity.hpp"
#include "sim/results/layout.hpp"
#include "sim/results/reader.hpp"
#include "sim/results/run_group.hpp"

namespace sandtable {

namespace {

struct Position {
  std::size_t row = 0, order = 0;
};

std::size_t orders_of(const DrawRecord& draw) {
  std::size_t count = 0;
  for (const BranchRecord& branch : draw.branches) count += branch.decisions.size();
  return count;
}

/// Orders given in each draw of all blocks, by the draw's number.
std::map<std::int64_t, std::size_t> count_orders(const std::vector<std::filesystem::path>& blocks) {
  std::map<std::int64_t, std::size_t> counts;
  for (const std::filesystem::path& block : blocks) {
    const hdf5::File file = hdf5::File::open(block);
    for (const std::int64_t number : file.root().open("draw").read<std::int64_t>())
      if (!counts.emplace(number, 0).second)
        fail(fmt::format("draw {} stands twice in the blocks ({} has it again)", number,
                         block.string()));
    const hdf5::Group decisions = file.root().open_group("decisions");
    for (const std::int64_t number : decisions.open("draw_number").read<std::int64_t>())
      ++counts.at(number);
  }
  return counts;
}

/// Puts a block's draws, run by run of those that are neighbours in the merged file.
void put_block(const Layout& layout, const std::map<std::int64_t, Position>& positions,
               const std::vector<DrawRecord>& draws) {
  for (std::size_t first = 0; first < draws.size();) {
    const Position start = positions.at(draws[first].number);
    std::size_t count = 1;
    while (first + count < draws.size() &&
           positions.at(draws[first + count].number).row == start.row + count)
      ++count;
    layout.put(start.row, start.order, std::span(draws).subspan(first, count));
    first += count;
  }
}

void write_merged(hdf5::File& file, const std::vector<std::filesystem::path>& blocks,
                  const RunInfo& info) {
  std::vector<std::int64_t> numbers;
  std::map<std::int64_t, Position> positions;
  std::size_t orders = 0;
  for (const auto& [number, count] : count_orders(blocks)) {
    positions[number] = {numbers.size(), orders};
    numbers.push_back(number);
    orders += count;
  }
  write_run(file.root(), info);
  const Layout layout(file.root(), info, numbers, orders);
  for (const std::filesystem::path& block : blocks)
    put_block(layout, positions,
              read_results(block, {.series = true, .decisions = true, .maps = true}).draws);
}

constexpr std::size_t kSealBytes = 8;
using Seal = std::array<std::byte, kSealBytes>;

Seal seal_of(std::string_view bytes) {
  return std::bit_cast<Seal>(hash64(bytes));
}

std::vector<std::byte> sealed(std::vector<std::byte> image) {
  const Seal seal = seal_of({reinterpret_cast<const char*>(image.data()), image.size()});
  image.insert(image.end(), seal.begin(), seal.end());
  return image;
}

/// Files that are named like blocks: 0000000-0000063 and the ending.
std::vector<std::filesystem::path> blocks_that_end(const std::filesystem::path& folder,
                                                   const std::string& ending) {
  std::vector<std::filesystem::path> blocks;
  if (!std::filesystem::is_directory(folder)) return blocks;
  const auto is_block = [&](const std::filesystem::path& file) {
    const std::string stem = file.stem().string();
    return file.extension() == ending && stem.find('-') != std::string::npos &&
           stem.find_first_not_of("0123456789-") == std::string::npos;
  };
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (is_block(entry.path())) blocks.push_back(entry.path());
  std::ranges::sort(blocks);
  return blocks;
}

}  // namespace

std::filesystem::path blocks_folder(const std::filesystem::path& output) {
  std::filesystem::path folder = output;
  return folder.replace_extension(".parts");
}

std::vector<std::filesystem::path> finished_blocks(const std::filesystem::path& folder) {
  return blocks_that_end(folder, ".h5");
}

std::vector<std::filesystem::path> unfinished_blocks(const std::filesystem::path& folder) {
  return blocks_that_end(folder, ".tmp");
}

bool is_whole_block(const std::filesystem::path& block) {
  std::ifstream file(block, std::ios::binary);
  if (!file) fail(fmt::format("cannot read {}", block.string()));
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.size() < kSealBytes) return false;
  const std::size_t length = bytes.size() - kSealBytes;
  const Seal expected = seal_of(std::string_view(bytes).substr(0, length));
  return std::memcmp(expected.data(), bytes.data() + length, kSealBytes) == 0;
}

void clear_blocks(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& block : unfinished_blocks(folder)) std::filesystem::remove(block, ignored);
  for (const auto& block : finished_blocks(folder)) std::filesystem::remove(block, ignored);
}

void remove_blocks(const std::filesystem::path& folder) {
  clear_blocks(folder);
  std::error_code ignored;
  std::filesystem::remove(folder, ignored);
}

std::uint64_t block_identity(const std::filesystem::path& block) try {
  const hdf5::File file = hdf5::File::open(block);
  const std::string text = file.root().text_attribute("sandtable_identity");
  return text.empty() ? 0 : std::stoull(text, nullptr, 16);
} catch (const std::exception&) {
  return 0;
}

void write_block(const std::filesystem::path& folder, const RunInfo& info,
                 std::vector<DrawRecord> draws) {
  std::sort(draws.begin(), draws.end(),
            [](const DrawRecord& a, const DrawRecord& b) { return a.number < b.number; });
  std::vector<std::int64_t> numbers;
  std::size_t orders = 0;
  for (const DrawRecord& draw : draws) {
    numbers.push_back(draw.number);
    orders += orders_of(draw);
  }
  const std::string name = fmt::format("{:07}-{:07}", numbers.front(), numbers.back());
  const std::filesystem::path temporary = folder / (name + ".tmp");
  hdf5::File file = hdf5::File::create(temporary, hdf5::File::Where::memory);
  write_run(file.root(), info);
  Layout(file.root(), info, numbers, orders).put(0, 0, draws);
  write_synced(temporary, sealed(file.image()));
  rename_synced(temporary, folder / (name + ".h5"));
}

void merge_blocks(const std::vector<std::filesystem::path>& blocks, const RunInfo& info,
                  const std::filesystem::path& output) {
  std::uintmax_t bytes = 0;
  for (const std::filesystem::path& block : blocks) {
    if (block_identity(block) != identity(info))
      fail(fmt::format("{} is a block of another run or damaged", block.string()));
    bytes += std::filesystem::file_size(block);
  }
  std::filesystem::path temporary = output;
  temporary += ".tmp";
  prove_space(temporary, bytes);
  try {
    hdf5::File file = hdf5::File::create(temporary);
    write_merged(file, blocks, info);
    file.close();
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw;
  }
  rename_synced(temporary, output);
}

}  // namespace sandtable
