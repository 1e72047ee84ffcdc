// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "sim/experiment/text_layout.hpp"
#include "sim/scenario/document.hpp"

namespace sandtable::cli {

namespace {

struct AssumptionsOptions {
  std::string source;
  bool json = false;
};

nlohmann::ordered_json as_json(const RunInfo& info) {
  using Json = nlohmann::ordered_json;
  Json values = Json::array(), outcomes = Json::array(), policies = Json::array(),
       models = Json::array(), data = Json::array();
  for (const Assumption& a : info.assumptions)
    values.push_back({{"path", a.path},
                      {"value", a.value},
                      {"unit", a.unit},
                      {"origin", a.origin},
                      {"source", a.source},
                      {"where", a.where},
                      {"sentence", a.sentence},
                      {"varies", a.varies},
                      {"varies_where", a.varies_where}});
  for (const OutcomeInfo& o : info.outcomes)
    outcomes.push_back({{"name", o.name},
                        {"label", o.label},
                        {"unit", o.unit},
                        {"better", o.better},
                        {"definition", o.description}});
  for (const PolicyInfo& p : info.policies)
    policies.push_back({{"name", p.name}, {"label", p.label}});
  for (const ModelInfo& m : info.models)
    models.push_back(
        {{"process", m.process}, {"model", m.model}, {"version", m.version}, {"state", m.state}});
  for (const DatasetInfo& d : info.datasets)
    data.push_back({{"file", d.file},
                    {"title", d.title},
                    {"source", d.source},
                    {"publisher", d.publisher},
                    {"licence", d.licence},
                    {"date", d.date},
                    {"sha256", d.sha256}});
  return {{"title", info.title},
          {"start", info.start},
          {"duration_s", info.duration_s},
          {"seed", info.seed},
          {"placeholders", placeholders(info)},
          {"values", values},
          {"policies", policies},
          {"outcomes", outcomes},
          {"models", models},
          {"data", data},
          {"warnings", info.warnings}};
}

/// A distribution that the scenario sets stands in a placeholder's place.
bool is_placeholder(const Assumption& a) {
  return a.origin == "placeholder" && a.varies.empty();
}

/// A value as a planner reads it: a clock time without its date.
std::string value_text(const Assumption& a, const RunInfo& info) {
  const std::optional<Moment> moment = parse_moment(a.value), start = parse_moment(info.start);
  if (!moment || !moment->complete() || !start) return a.value;
  return clock_text(info.start, moment->unix_s - start->unix_s);
}

std::string whose(const Assumption& a) {
  if (a.origin == "set") return "set in " + a.where;
  if (a.origin == "placeholder")
    return "PLACEHOLDER" + a.source.substr(std::string("placeholder").size());
  return a.origin + (a.source.empty() ? "" : ": " + a.source);
}

void print_value(const std::string& name, const Assumption& a, const RunInfo& info) {
  const bool varies = !a.varies.empty();
  const std::string from =
      varies && !a.varies_where.empty() ? "set in " + a.varies_where : whose(a);
  const std::string value = varies ? a.varies : value_text(a, info);
  std::cout << item_text(name, fmt::format("{} -- {} ({})", value, a.sentence, from));
}

std::string owner_of(const Assumption& a) {
  return a.path.substr(0, a.path.rfind('.'));
}
std::string name_of(const Assumption& a) {
  return a.path.substr(a.path.rfind('.') + 1);
}

template <class Chosen>
void print_chosen(const std::string& title, const RunInfo& info, Chosen chosen) {
  bool first = true;
  for (const Assumption& a : info.assumptions) {
    if (!chosen(a)) continue;
    if (first) std::cout << '\n' << title << '\n';
    first = false;
    print_value(a.path, a, info);
  }
}

/// The rest of a process's values: those set, then defaults, then what was left out.
void print_process(const ModelInfo& model, const RunInfo& info) {
  std::cout << fmt::format(
      "\n{}: {}{}\n", model.process, model.model,
      model.version.empty() ? "" : fmt::format(" {} ({})", model.version, model.state));
  std::string left_out;
  for (const bool set : {true, false})
    for (const Assumption& a : info.assumptions) {
      if (owner_of(a) != model.process || (a.origin == "set") != set) continue;
      if (!a.varies.empty() || is_placeholder(a)) continue;
      if (a.value.empty())
        left_out += (left_out.empty() ? "" : ", ") + name_of(a);
      else
        print_value(name_of(a), a, info);
    }
  if (!left_out.empty()) std::cout << item_text("left out", left_out);
}

void print_rest(const RunInfo& info) {
  std::cout << "\nThe plans\n";
  for (const PolicyInfo& policy : info.policies) std::cout << item_text(policy.name, policy.label);
  std::cout << "\nWhat is measured, and how\n";
  for (const OutcomeInfo& outcome : info.outcomes)
    std::cout << item_text(outcome.name,
                           fmt::format("{} -- {}{}", outcome.label, outcome.description,
                                       outcome.unit.empty() || outcome.unit == "1"
                                           ? ""
                                           : fmt::format("; in {}", outcome.unit)));
  std::cout << "\nData\n";
  for (const DatasetInfo& data : info.datasets)
    std::cout << item_text(data.file,
                           fmt::format("{}. {}, {}, {}; SHA-256 {}...", data.title, data.publisher,
                                       data.licence, data.date, data.sha256.substr(0, 12)));
  if (info.datasets.empty()) std::cout << "  none is listed in datasets.toml\n";
  for (const std::string& warning : info.warnings)
    std::cout << '\n' << wrapped("warning: ", warning);
}

void print(const RunInfo& info) {
  std::cout << fmt::format(
      "{}\n\nStarts {}, lasts {:g} h, looks at the world every {:g} s. Seed {}.\n", info.title,
      info.start, info.duration_s / 3600, info.tick_s, info.seed);
  print_chosen("Placeholders: numbers for which nobody has named a source", info, is_placeholder);
  print_chosen("Uncertain: drawn anew in every future", info,
               [](const Assumption& a) { return !a.varies.empty(); });
  for (const ModelInfo& model : info.models) print_process(model, info);
  print_rest(info);
}

void print_next(const std::string& program, const std::string& source, bool scenario) {
  std::cout << "\nNext\n";
  if (scenario)
    std::cout << "  set a placeholder that matters in scenario.toml, or name it in [uncertain]\n"
              << fmt::format("  {} run {}\n", program, source);
  else
    std::cout << fmt::format("  {} compare {}\n", program, source);
  std::cout << fmt::format("  {} models NAME   what a model does, and each of its values\n",
                           program);
}

}  // namespace

std::size_t placeholders(const RunInfo& info) {
  return static_cast<std::size_t>(std::ranges::count_if(info.assumptions, is_placeholder));
}

void add_assumptions(CLI::App& app) {
  auto given = std::make_shared<AssumptionsOptions>();
  CLI::App* command = app.add_subcommand(
      "assumptions", "Say every value that a scenario or results file rests on, and whose it is");
  command->add_option("source", given->source, "Folder with scenario.toml, or results file")
      ->required();
  command->add_flag("--json", given->json, "As JSON");
  command->footer("Example: sandtable assumptions scenarios/first-town");
  command->callback([given, &app] {
    const bool scenario =
        !std::filesystem::is_regular_file(given->source) && !given->source.ends_with(".h5");
    const RunInfo info =
        scenario ? load(given->source, {}).info : open_results(app, given->source).info;
    if (given->json) {
      std::cout << as_json(info).dump(2) << '\n';
      return;
    }
    print(info);
    print_next(app.get_name(), given->source, scenario);
  });
}

}  // namespace sandtable::cli
