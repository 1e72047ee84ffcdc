// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "sim/experiment/experiment.hpp"

namespace sandtable::cli {

/// Each adds one command, with its options and what it does.
void add_run(CLI::App& app);
void add_check(CLI::App& app);
void add_compare(CLI::App& app);
void add_show(CLI::App& app);
void add_models(CLI::App& app);

/// "sandtable 0.1.0 (GNU 12.2.0, Release, x86-64-v3)".
std::string version();

/// Reads and assembles a scenario; $SANDTABLE_CASES or ../shared/cases stands for $CASES.
Experiment load(const std::filesystem::path& scenario, const Choices& choices);

/// "a,b" as a list.
std::vector<std::string> split(const std::string& list);

}  // namespace sandtable::cli
