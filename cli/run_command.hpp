// SPDX-License-Identifier: Apache-2.0
// What was asked of `sandtable run`, and the command lines that ask for it again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "sim/experiment/experiment.hpp"

namespace sandtable::cli {

struct RunOptionsGiven {
  static constexpr std::uint64_t default_memory = 4ULL << 30;
  static constexpr std::size_t default_block = 64;

  std::string scenario, policies, output, design;
  std::int64_t draws = 0, replicates = 0, replicate_size = 0;
  std::int64_t verify = 0;  ///< draws to look at first
  std::optional<std::uint64_t> seed;
  std::size_t threads = 0;
  std::uint64_t memory = default_memory;
  std::size_t block_draws = default_block;
  bool force = false, resume = false, profile = false, quiet = false;
};

/// The design that was asked for, where it was.
DesignRequest design_of(const RunOptionsGiven& given);

/// The command that makes the run's contents.
std::string command_of(const RunOptionsGiven& given, const RunInfo& info);

/// The whole command that goes on with this run, as a shell takes it.
std::string command_to_go_on(const std::string& program, const RunOptionsGiven& given,
                             const RunInfo& info, const std::filesystem::path& output);

}  // namespace sandtable::cli
