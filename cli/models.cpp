// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "models/registry.hpp"

namespace sandtable::cli {

namespace {

struct ModelsOptions {
  std::string name;
  bool json = false;
};

nlohmann::json as_json(const Model& model) {
  nlohmann::json parameters = nlohmann::json::array();
  for (const ParameterSpec& p : model.parameters)
    parameters.push_back({{"name", p.name},
                          {"unit", p.unit},
                          {"default", p.fallback},
                          {"source", p.source},
                          {"choices", p.choices},
                          {"sentence", p.sentence},
                          {"uncertain", !p.at_load}});
  return {{"name", model.name},
          {"card", model.card},
          {"parameters", parameters},
          {"roles", model.roles}};
}

/// A line of the card, such as purpose = "..."; its text.
std::string card_text(const Model& model, const std::string& key) {
  const std::string start = '\n' + key + " = \"";
  const std::size_t at = ('\n' + model.card).find(start);
  if (at == std::string::npos) return "";
  const std::size_t first = at + start.size() - 1;
  return model.card.substr(first, model.card.find("\"\n", first) - first);
}

void print(const Model& model) {
  std::cout << model.name << "\n\n" << model.card << "\nParameters\n";
  for (const ParameterSpec& p : model.parameters)
    std::cout << fmt::format("  {:<20} {}{}\n", p.name, p.sentence,
                             p.fallback.empty()
                                 ? (p.optional ? " (may be left out)" : " (required)")
                                 : fmt::format(" (default {}: {})", p.fallback, p.source));
  if (!model.roles.empty())
    std::cout << fmt::format("\nReads from other models, by these names: {}\n",
                             fmt::join(model.roles, ", "));
}

void run_models(const std::string& program, const ModelsOptions& given) {
  const std::vector<Model> registry = models::registry();
  std::vector<std::string> names;
  for (const Model& model : registry) names.push_back(model.name);
  if (!given.name.empty() && std::ranges::find(names, given.name) == names.end())
    refuse(fmt::format("unknown model '{}':{}", given.name, suggestion(given.name, names)));
  nlohmann::json list = nlohmann::json::array();
  for (const Model& model : registry) {
    if (!given.name.empty() && model.name != given.name) continue;
    if (given.json)
      list.push_back(as_json(model));
    else if (given.name.empty())
      std::cout << fmt::format("{:<20} {}\n", model.name, card_text(model, "purpose"));
    else
      print(model);
  }
  if (given.json)
    std::cout << list.dump(2) << '\n';
  else if (!given.name.empty())
    std::cout << fmt::format(
        "\nNext: set them in scenario.toml, in the table with model = \"{}\"; then {} check "
        "SCENARIO\n",
        given.name, program);
  else
    std::cout << "\nNext: " << program << " models NAME\n";
}

}  // namespace

void add_models(CLI::App& app) {
  auto given = std::make_shared<ModelsOptions>();
  CLI::App* command =
      app.add_subcommand("models", "List the models, or say what one does and takes");
  command->add_option("name", given->name, "Model, such as hazard/arrival");
  command->add_flag("--json", given->json, "As JSON");
  command->footer("Example: sandtable models response/people");
  command->callback([given, &app] { run_models(app.get_name(), *given); });
}

}  // namespace sandtable::cli
