// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "cli/commands.hpp"
#include "models/registry.hpp"
#include "sim/experiment/text_layout.hpp"

namespace sandtable::cli {

namespace {

namespace fs = std::filesystem;

fs::path cases_folder(const fs::path& scenario) {
  if (const char* named = std::getenv("SANDTABLE_CASES")) return named;
  const fs::path here = "../shared/cases";
  if (fs::exists(here)) return fs::absolute(here);
  return fs::absolute(scenario) / "../../../shared/cases";
}

/// The scenarios beside or in the folder that was named, and those in ./scenarios.
std::vector<std::string> scenarios_near(const fs::path& named) {
  std::vector<std::string> found;
  for (const fs::path& parent : {named.parent_path(), named, fs::path("scenarios")}) {
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(parent, none))
      if (fs::exists(entry.path() / "scenario.toml", none)) found.push_back(entry.path().string());
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// The scenario whose folder is named most alike, else all that are near.
std::string scenario_suggestion(const fs::path& named) {
  const std::vector<std::string> paths = scenarios_near(named);
  std::vector<std::string> names;
  for (const fs::path path : paths) names.push_back(path.filename().string());
  const std::string near = nearest(named.filename().string(), names);
  const auto found = std::ranges::find(names, near);
  if (found == names.end()) return suggestion("", paths);
  return fmt::format(" did you mean '{}'?", paths[static_cast<std::size_t>(found - names.begin())]);
}

/// The command that was called, or the program itself.
const CLI::App& called(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

/// The first option or command that was typed and is none, with the nearest that is; or "".
std::string unknown_word(const CLI::App& app) {
  std::vector<std::string> options;
  for (const CLI::Option* option : called(app).get_options())
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  for (const std::string& word : app.remaining(true)) {
    if (word.starts_with("-"))
      return fmt::format("unknown option '{}':{}\n", word, suggestion(word, options));
    if (&called(app) == &app)
      return fmt::format("unknown command '{}':{}\n", word, suggestion(word, commands_of(app)));
  }
  return "";
}

}  // namespace

Experiment load(const fs::path& scenario, const Choices& choices) {
  if (!fs::exists(scenario / "scenario.toml"))
    refuse(fmt::format("no scenario in '{}' (a folder with a scenario.toml is expected):{}",
                       scenario.string(), scenario_suggestion(scenario)));
  return assemble(read_scenario(scenario, cases_folder(scenario)), models::registry(), choices);
}

Results open_results(const CLI::App& app, const fs::path& file) {
  if (fs::exists(file / "scenario.toml"))
    refuse(fmt::format("'{0}' is a scenario, not a results file: first {1} run {0}", file.string(),
                       app.get_name()));
  if (!fs::exists(file))
    refuse(
        fmt::format("{0}: no such results file: check the name, or make it with {1} run "
                    "SCENARIO --output {0}",
                    file.string(), app.get_name()));
  return read_results(file);
}

std::string command_line_message(const CLI::App& app, const CLI::Error& error) {
  const CLI::App& command = called(app);
  std::string text = unknown_word(app);
  if (text.empty() && &command == &app)
    text = fmt::format("a command is needed: {}\n", fmt::join(commands_of(app), ", "));
  if (text.empty()) text = std::string(error.what()) + '\n';
  text += command.get_footer() + '\n';
  return text + (&command == &app
                     ? fmt::format("Help: {} --help\n", app.get_name())
                     : fmt::format("Help: {} {} --help\n", app.get_name(), command.get_name()));
}

CLI::Validator whole_number() {
  return {[](std::string& text) {
            const bool digits = !text.empty() && std::ranges::all_of(text, [](char c) {
              return c >= '0' && c <= '9';
            });
            const bool positive = text.find_first_not_of('0') != std::string::npos;
            return digits && positive ? std::string()
                                      : fmt::format("'{}' is not a whole number above 0", text);
          },
          "", "whole number"};
}

CLI::Validator amount_of_memory() {
  return {[](std::string& text) {
            const std::string given = text;
            try {
              if (CLI::AsSizeValue(false)(text).empty()) return std::string();
            } catch (const CLI::Error&) {
            }
            return fmt::format("'{}' is not an amount of memory: write it like 4G or 500M", given);
          },
          "", "amount of memory"};
}

std::string item_text(const std::string& name, const std::string& text) {
  constexpr std::size_t columns = 24;
  if (width(name) <= columns) return wrapped(fmt::format("  {:<{}} ", name, columns), text);
  return "  " + name + '\n' + wrapped(std::string(columns + 3, ' '), text);
}

std::string measure_line(const OutcomeInfo& outcome) {
  const bool pure = outcome.unit.empty() || outcome.unit == "1";
  return fmt::format("{:<24} {}{}", outcome.name, outcome.label,
                     pure ? "" : fmt::format(" ({})", outcome.unit));
}

std::vector<std::string> split(const std::string& list) {
  return list.empty() ? std::vector<std::string>{} : CLI::detail::split(list, ',');
}

}  // namespace sandtable::cli
