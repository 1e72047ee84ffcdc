// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <iostream>

#include "cli/commands.hpp"
#include "models/registry.hpp"

namespace sandtable::cli {

std::string version() {
  return "sandtable " SANDTABLE_VERSION " (" SANDTABLE_BUILD ")";
}

namespace {

std::filesystem::path cases_folder(const std::filesystem::path& scenario) {
  if (const char* named = std::getenv("SANDTABLE_CASES")) return named;
  const std::filesystem::path here = "../shared/cases";
  if (std::filesystem::exists(here)) return std::filesystem::absolute(here);
  return std::filesystem::absolute(scenario) / "../../../shared/cases";
}

}  // namespace

Experiment load(const std::filesystem::path& scenario, const Choices& choices) {
  return assemble(read_scenario(scenario, cases_folder(scenario)), models::registry(), choices);
}

std::vector<std::string> split(const std::string& list) {
  return list.empty() ? std::vector<std::string>{} : CLI::detail::split(list, ',');
}

}  // namespace sandtable::cli

int main(int argc, char** argv) {
  using namespace sandtable;
  CLI::App app{
      "Sandtable: rehearse a disaster, compare the responses, see why.\n"
      "It advises; a person decides."};
  app.set_version_flag("--version", cli::version());
  app.require_subcommand(1);
  app.footer(
      "Example: sandtable run scenarios/first-town --output first-town.h5\n"
      "         sandtable compare first-town.h5");
  cli::add_run(app);
  cli::add_compare(app);
  cli::add_check(app);
  cli::add_show(app);
  cli::add_models(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(Fault::input);
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.fault());
  } catch (const std::exception& error) {
    std::cerr << "the run failed: " << error.what() << '\n';
    return static_cast<int>(Fault::run);
  }
  return 0;
}
