// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "models/registry.hpp"
#include "sim/experiment/text_layout.hpp"
#include "sim/scenario/card.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/schema.hpp"

namespace sandtable::cli {

namespace {

struct ModelsOptions {
  std::string name;
  std::string reference;
  bool json = false, schema = false;
};

using Json = nlohmann::ordered_json;

Json as_json(const ParameterSpec& p) {
  Json json = {{"name", p.name},          {"type", type_name(p.type)},
               {"unit", p.unit},          {"default", p.fallback},
               {"source", p.source},      {"choices", p.choices},
               {"sentence", p.sentence},  {"required", p.fallback.empty() && !p.optional},
               {"uncertain", may_vary(p)}};
  if (std::isfinite(p.minimum)) json["minimum"] = p.minimum;
  if (std::isfinite(p.maximum)) json["maximum"] = p.maximum;
  return json;
}

Json as_json(const PortList& ports) {
  Json reads = Json::array(), writes = Json::array(), levers = Json::array();
  for (const InputSpec& input : ports.inputs)
    reads.push_back({{"role", input.role},
                     {"quantity", input.quantity},
                     {"unit", input.unit},
                     {"optional", input.optional}});
  const auto write = [&](const OutputSpec& output, bool anywhere) {
    writes.push_back({{"quantity", output.quantity},
                      {"unit", output.unit},
                      {"anywhere", anywhere},
                      {"foresight", output.foresight}});
  };
  for (const OutputSpec& output : ports.outputs) write(output, false);
  for (const PortList::Anywhere& output : ports.anywhere) write(output.spec, true);
  for (const LeverSpec& lever : ports.levers)
    levers.push_back({{"name", lever.name}, {"arguments", argument_names(lever)}});
  return {{"reads", reads}, {"writes", writes}, {"levers", levers}};
}

Json as_json(const Model& model) {
  const Card card = read_card(model.card);
  Json parameters = Json::array();
  for (const ParameterSpec& p : model.parameters) parameters.push_back(as_json(p));
  Json json = {{"name", model.name},      {"version", card.version}, {"state", card.state},
               {"purpose", card.purpose}, {"card", model.card},      {"parameters", parameters},
               {"roles", model.roles}};
  if (model.ports) json["ports"] = as_json(model.ports());
  return json;
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) fail(fmt::format("cannot write '{}'", path.string()));
}

bool is_page(const std::filesystem::path& file) {
  return file.extension() == ".md" && std::filesystem::is_regular_file(file) &&
         is_reference_page(read_text(file));
}

/// FOLDER/models/*.md and FOLDER/scenario.schema.json; pages of models that are gone are removed.
void write_reference(const std::filesystem::path& folder, const std::vector<Model>& registry) {
  std::filesystem::create_directories(folder / "models");
  for (const auto& entry : std::filesystem::directory_iterator(folder / "models"))
    if (is_page(entry.path())) std::filesystem::remove(entry.path());
  if (const auto index = folder / "models" / "README.md"; std::filesystem::exists(index))
    refuse(fmt::format("'{}' exists and is no page of this reference (kept): name another folder",
                       index.string()));
  write_file(folder / "scenario.schema.json", scenario_schema(registry).dump(2) + '\n');
  write_file(folder / "models" / "README.md", index_page(registry));
  for (const Model& model : registry)
    write_file(folder / "models" / (page_name(model) + ".md"), model_page(model));
}

void print(const PortList& ports) {
  std::string writes, levers;
  const auto add = [](std::string& list, const std::string& name) {
    list += (list.empty() ? "" : ", ") + name;
  };
  for (const OutputSpec& output : ports.outputs) add(writes, output.quantity);
  for (const PortList::Anywhere& output : ports.anywhere) add(writes, output.spec.quantity);
  for (const LeverSpec& lever : ports.levers) add(levers, lever.name);
  if (!writes.empty()) std::cout << '\n' << wrapped("Writes, for measures and others: ", writes);
  if (!levers.empty()) std::cout << '\n' << wrapped("Takes the orders: ", levers);
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
  if (model.ports) print(model.ports());
}

void run_models(const std::string& program, const ModelsOptions& given) {
  const std::vector<Model> registry = models::registry();
  if (!given.reference.empty()) return write_reference(given.reference, registry);
  if (given.schema) {
    std::cout << scenario_schema(registry).dump(2) << '\n';
    return;
  }
  std::vector<std::string> names;
  for (const Model& model : registry) names.push_back(model.name);
  if (!given.name.empty() && std::ranges::find(names, given.name) == names.end())
    refuse(fmt::format("unknown model '{}':{}", given.name, suggestion(given.name, names)));
  Json list = Json::array();
  for (const Model& model : registry) {
    if (!given.name.empty() && model.name != given.name) continue;
    if (given.json)
      list.push_back(as_json(model));
    else if (given.name.empty())
      std::cout << fmt::format("{:<20} {}\n", model.name, read_card(model.card).purpose);
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
  command->add_flag("--schema", given->schema, "JSON Schema of scenario.toml, for editors");
  command->add_option("--reference", given->reference,
                      "Folder to write the reference to: models/*.md, scenario.schema.json");
  command->footer("Example: sandtable models response/people");
  command->callback([given, &app] { run_models(app.get_name(), *given); });
}

}  // namespace sandtable::cli
