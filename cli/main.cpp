// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <iostream>

#include "cli/commands.hpp"

namespace sandtable::cli {

std::string version() {
  return "sandtable " SANDTABLE_VERSION " (" SANDTABLE_BUILD ")";
}

}  // namespace sandtable::cli

int main(int argc, char** argv) {
  using namespace sandtable;
  for (const int broken_write : {SIGXFSZ, SIGPIPE}) std::signal(broken_write, SIG_IGN);
  CLI::App app{
      "Sandtable: rehearse a disaster, compare the plans of response, see why.\n"
      "It advises; a person decides."};
  app.set_version_flag("--version", cli::version());
  app.require_subcommand(1);
  app.failure_message([](const CLI::App* called, const CLI::Error& error) {
    return cli::command_line_message(*called, error);
  });
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("Positionals", "Needed");
  app.footer(
      "Example: sandtable run scenarios/first-town --output first-town.h5\n"
      "         sandtable compare first-town.h5");
  cli::add_run(app);
  cli::add_compare(app);
  cli::add_check(app);
  cli::add_assumptions(app);
  cli::add_show(app);
  cli::add_models(app);
  cli::add_network(app);
  cli::add_new(app);
  for (CLI::App* command : app.get_subcommands({})) command->group("Commands");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(Fault::input);
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.fault());
  } catch (const cli::Interrupted& interrupted) {
    return 128 + interrupted.signal;
  } catch (const std::exception& error) {
    std::cerr << "the run failed: " << error.what() << '\n';
    return static_cast<int>(Fault::run);
  }
  return 0;
}
