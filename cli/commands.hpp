// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "sim/experiment/experiment.hpp"
#include "sim/results/reader.hpp"

namespace sandtable::cli {

/// Each adds one command, with its options and what it does.
void add_run(CLI::App& app);
void add_check(CLI::App& app);
void add_compare(CLI::App& app);
void add_show(CLI::App& app);
void add_assumptions(CLI::App& app);
void add_models(CLI::App& app);
void add_network(CLI::App& app);
void add_new(CLI::App& app);

/// Thrown when a signal ended a run early and what it had done is safe.
struct Interrupted {
  int signal;
};

/// "sandtable 0.1.0 (GNU 12.2.0, Release, x86-64-v3)".
std::string version();

/// Reads and assembles a scenario; $SANDTABLE_CASES or ../shared/cases stands for $CASES.
Experiment load(const std::filesystem::path& scenario, const Choices& choices);

/// Reads a results file; who names none, or a scenario, is told how to make one.
Results open_results(const CLI::App& app, const std::filesystem::path& file);

/// Looks in the first draws for models that break the rule, and refuses to go on if there is one.
void verify(const std::filesystem::path& scenario, const Experiment& experiment,
            const Choices& choices, std::int64_t draws, bool quiet);

/// Longitude and latitude of the places on a run's maps, where PROJ knows their CRS.
void place_on_earth(RunInfo& info);

/// Says what is wrong with a command line, and shows one that is right.
std::string command_line_message(const CLI::App& app, const CLI::Error& error);

/// Refuses what is no whole number above 0, or no amount of memory.
CLI::Validator whole_number();
CLI::Validator amount_of_memory();

/// A name and what it is in a list, wrapped; a long name has a line of its own.
std::string item_text(const std::string& name, const std::string& text);

/// "exposed   leavers whom the fire reaches (people)": a measure in a list.
std::string measure_line(const OutcomeInfo& outcome);

/// How many values have no source and stand as they are.
std::size_t placeholders(const RunInfo& info);

/// "a,b" as a list.
std::vector<std::string> split(const std::string& list);

}  // namespace sandtable::cli
