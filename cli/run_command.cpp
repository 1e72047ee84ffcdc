// SPDX-License-Identifier: Apache-2.0
#include "cli/run_command.hpp"

#include <fmt/format.h>

#include "sim/results/record.hpp"

namespace sandtable::cli {

namespace {

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./,:=+-@";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// The design as one would ask for it again: "--draws 100", or with the size of a replicate.
std::string design_words(const RunInfo& info) {
  if (info.replicates == 0) return fmt::format("--design {} --draws {}", info.design, info.draws);
  return fmt::format("--design {} --replicates {} --replicate-size {}", info.design,
                     info.replicates, info.replicate_size);
}

}  // namespace

DesignRequest design_of(const RunOptionsGiven& given) {
  const auto number = [](std::int64_t value, std::string word) {
    return value > 0 ? std::optional(Asked<std::int64_t>{value, std::move(word), {}})
                     : std::nullopt;
  };
  DesignRequest request{std::nullopt, number(given.replicates, "--replicates"),
                        number(given.replicate_size, "--replicate-size"),
                        number(given.draws, "--draws")};
  if (!given.design.empty()) request.kind = {given.design, "--design", {}};
  return request;
}

std::string command_of(const RunOptionsGiven& given, const RunInfo& info) {
  return fmt::format("sandtable run {} {} --seed {}{}{}", given.scenario, design_words(info),
                     info.seed, given.policies.empty() ? "" : " --policies " + given.policies,
                     given.resume ? " --resume" : "");
}

std::string command_to_go_on(const std::string& program, const RunOptionsGiven& given,
                             const RunInfo& info, const std::filesystem::path& output) {
  std::string text =
      fmt::format("{} run {} {}", quoted(program), quoted(given.scenario), design_words(info));
  if (given.seed) text += fmt::format(" --seed {}", *given.seed);
  if (!given.policies.empty()) text += " --policies " + quoted(given.policies);
  if (given.threads > 0) text += fmt::format(" --threads {}", given.threads);
  if (given.memory != RunOptionsGiven::default_memory)
    text += fmt::format(" --memory {}", given.memory);
  if (given.block_draws != RunOptionsGiven::default_block)
    text += fmt::format(" --block-draws {}", given.block_draws);
  if (given.force) text += " --force";
  return text + fmt::format(" --output {} --resume", quoted(output.string()));
}

}  // namespace sandtable::cli
