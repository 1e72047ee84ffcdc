// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/dataset.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/read_parts.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

namespace {

namespace fs = std::filesystem;
using Need = TableReader::Need;

void read_start(TableReader& reader, Scenario& scenario, Problems& problems) {
  const std::string example = "2017-02-16T10:00:00+11:00";
  const Node* node = reader.take_required("start", example);
  if (node == nullptr) return;
  if (node->kind != Node::Kind::time)
    return problems.add(node->where,
                        wrong_kind(*node, "a date and time without quotes such as " + example));
  if (!node->moment.has_date || !node->moment.has_time)
    return problems.add(node->where, fmt::format("start = {} is not a full date and time (both are "
                                                 "needed) write for example {}",
                                                 node->text, example));
  if (!node->moment.has_offset)
    return problems.add(node->where, fmt::format("start = {}: time zone missing (the same clock "
                                                 "time is another moment elsewhere) write for "
                                                 "example {}",
                                                 node->text, example));
  scenario.start = node->moment.iso;
  scenario.start_unix_s = node->moment.unix_s;
}

void read_lengths(TableReader& reader, Scenario& scenario, Problems& problems) {
  scenario.tick = from_seconds(60);
  const std::optional<double> duration = reader.seconds("duration", Need::required, "\"13 h\"");
  const std::optional<double> tick = reader.seconds("tick", Need::optional, "\"1 min\"");
  if (tick) scenario.tick = from_seconds(*tick);
  if (duration) scenario.duration = from_seconds(*duration);
  if (scenario.tick <= Tick{})
    return problems.add(reader.table().find("tick")->where,
                        "tick is not longer than nothing (time must go on)");
  if (!duration) return;
  const Source& where = reader.table().find("duration")->where;
  if (scenario.duration <= Tick{})
    problems.add(where, "duration is not longer than nothing (time must go on)");
  else if (scenario.duration.count % scenario.tick.count != 0)
    problems.add(where, fmt::format("duration is {} s (not a whole number of ticks of {} s)",
                                    scenario.duration.seconds(), scenario.tick.seconds()));
}

void read_head(const Node& table, Scenario& scenario, Problems& problems) {
  TableReader reader(table, "[scenario]", problems);
  scenario.title = reader.text("title", Need::required);
  scenario.description = reader.text("description", Need::optional);
  read_start(reader, scenario, problems);
  read_lengths(reader, scenario, problems);
  scenario.seed = static_cast<std::uint64_t>(reader.integer("seed", 0).value_or(1));
  read_design(reader, scenario, problems);
  scenario.warnings = reader.texts("warnings");
  reader.finish();
}

Question read_question(const Node& table, Problems& problems) {
  TableReader reader(table, "[question]", problems);
  Question question;
  question.decision = reader.text("decision", Need::required);
  question.baseline = reader.text("baseline", Need::required);
  question.main_outcome = reader.text("main_outcome", Need::required);
  question.matters = reader.text("matters", Need::optional);
  question.acceptable = reader.text("acceptable", Need::optional);
  reader.finish();
  return question;
}

const Source& where_of(const Node& table, const std::string& key) {
  const Node* node = table.find(key);
  return node == nullptr ? table.where : node->where;
}

// In the outcome's unit if it says one, else in SI.
void read_matters(const Source& where, const OutcomeSpec& outcome, Question& question,
                  Problems& problems) {
  const auto read = read_quantity(question.matters);
  const auto* problem = std::get_if<QuantityProblem>(&read);
  if (problem != nullptr) return problems.add(where, "matters: " + *problem);
  question.matters_value = std::get<Quantity>(read).value;
  if (question.matters_value < 0)
    problems.add(where, fmt::format("matters is \"{}\" (a size is expected, not less than 0)",
                                    question.matters));
  if (outcome.unit.empty()) return;
  const auto value = parse_quantity(question.matters, outcome.unit);
  if (const double* si = std::get_if<double>(&value))
    question.matters_value = from_si(*si, outcome.unit);
  else
    problems.add(where, fmt::format("matters: {} (as the outcome '{}', whose unit is '{}')",
                                    std::get<QuantityProblem>(value), outcome.name, outcome.unit));
}

void check_question(const Node& table, Scenario& scenario, Problems& problems) {
  Question& question = *scenario.question;
  std::vector<std::string> policies, outcomes;
  for (const RawTable& policy : scenario.policies) policies.push_back(policy.name);
  for (const OutcomeSpec& outcome : scenario.outcomes) outcomes.push_back(outcome.name);
  const bool known =
      std::find(policies.begin(), policies.end(), question.baseline) != policies.end();
  if (!question.baseline.empty() && !known)
    problems.add(where_of(table, "baseline"),
                 fmt::format("baseline '{}' is not a policy (of [policies]){}", question.baseline,
                             suggestion(question.baseline, policies)));
  const auto place = std::find(outcomes.begin(), outcomes.end(), question.main_outcome);
  if (place != outcomes.end()) {
    const auto& outcome = scenario.outcomes[static_cast<std::size_t>(place - outcomes.begin())];
    if (outcome.over_time == Reduction::none)
      problems.add(
          where_of(table, "main_outcome"),
          fmt::format("main_outcome '{}' is a series only (one number is needed) add last, "
                      "max, integral or first_time to it",
                      outcome.name));
    if (!question.matters.empty())
      read_matters(where_of(table, "matters"), outcome, question, problems);
  } else if (!question.main_outcome.empty()) {
    problems.add(where_of(table, "main_outcome"),
                 fmt::format("main_outcome '{}' is not an outcome (of [outcomes]){}",
                             question.main_outcome, suggestion(question.main_outcome, outcomes)));
  }
}

const std::vector<std::string>& own_tables() {
  static const std::vector<std::string> names = {"scenario", "question", "uncertain",
                                                 "policies", "outcomes", "maps"};
  return names;
}

void read_process(const Node& node, Scenario& scenario, const ReadContext& context) {
  const bool own =
      std::find(own_tables().begin(), own_tables().end(), node.key) != own_tables().end();
  if (own && node.is_table()) return;
  std::vector<std::string> known = own_tables();
  known.push_back("extends");
  if (own) {
    context.problems.add(node.where, wrong_kind(node, fmt::format("a table, [{}],", node.key)));
  } else if (!node.is_table()) {
    context.problems.add(node.where,
                         fmt::format("unknown key '{}' (it stands outside every table){}", node.key,
                                     suggestion(node.key, known)));
  } else if (node.find("model") == nullptr) {
    context.problems.add(
        node.where, fmt::format("table [{}] has no model (every process has one, such as model "
                                "= \"hazard/arrival\"){}",
                                node.key, suggestion(node.key, known)));
  } else {
    check_name(node, "a process", context.problems);
    scenario.processes.push_back(read_raw_table(node, fmt::format("[{}]", node.key), "", context));
  }
}

void read_policies(const Node& table, Scenario& scenario, const ReadContext& context) {
  for (const Node& node : table.children) {
    check_name(node, "a policy", context.problems);
    if (!node.is_table()) {
      context.problems.add(node.where, wrong_kind(node, "a table, [policies.NAME],"));
      continue;
    }
    scenario.policies.push_back(
        read_raw_table(node, fmt::format("[policies.{}]", node.key), "policy/orders", context));
    for (const RawTable& process : scenario.processes)
      if (process.name == node.key)
        context.problems.add(node.where, fmt::format("policy '{}' has the name of a process (names "
                                                     "are told apart in paths)",
                                                     node.key));
  }
}

void read_tables(const Node& root, Scenario& scenario, const fs::path& cases, Problems& problems) {
  const auto table = [&](const char* name) {
    const Node* node = root.find(name);
    return node != nullptr && node->is_table() ? node : nullptr;
  };
  if (const Node* head = table("scenario"))
    read_head(*head, scenario, problems);
  else if (root.find("scenario") == nullptr)
    problems.add(root.where, "table [scenario] is missing (title, start and duration stand in it)");
  const ReadContext context{scenario.start_unix_s, cases, problems};
  for (const Node& node : root.children) read_process(node, scenario, context);
  if (const Node* node = table("policies")) read_policies(*node, scenario, context);
  if (const Node* node = table("uncertain"))
    scenario.uncertain = read_uncertain(*node, scenario.processes, context);
  if (const Node* node = table("outcomes")) scenario.outcomes = read_outcomes(*node, context);
  if (const Node* node = table("maps")) scenario.maps = read_maps(*node, scenario.tick, context);
  if (const Node* node = table("question")) {
    scenario.question = read_question(*node, problems);
    check_question(*node, scenario, problems);
  }
}

// Of the scenario's own folder and of every folder that it builds on; its own entry wins.
void read_all_datasets(const std::vector<fs::path>& files, const fs::path& cases,
                       Scenario& scenario, Problems& problems) {
  std::vector<fs::path> folders;
  for (const fs::path& file : files)
    if (std::find(folders.begin(), folders.end(), file.parent_path()) == folders.end())
      folders.push_back(file.parent_path());
  for (const fs::path& folder : folders) {
    try {
      for (Dataset& dataset : read_datasets(folder, cases, problems)) {
        std::erase_if(scenario.datasets,
                      [&](const Dataset& other) { return other.path == dataset.path; });
        scenario.datasets.push_back(std::move(dataset));
      }
    } catch (const Error& error) {
      problems.add(error);
    }
  }
}

std::string identity(const Scenario& scenario) {
  std::string text = scenario.text;
  for (const Dataset& dataset : scenario.datasets)
    text += '\0' + dataset.file + '\n' + dataset.sha256;
  return sha256_of_text(text);
}

}  // namespace

Scenario read_scenario(const fs::path& folder, const fs::path& cases) {
  const fs::path file = folder / "scenario.toml";
  if (!fs::is_regular_file(file))
    refuse(fmt::format("no scenario in '{}' (a folder with a scenario.toml is expected)",
                       folder.string()));
  const Document document = read_document(file);
  Problems problems;
  Scenario scenario;
  scenario.folder = folder;
  scenario.name = (fs::absolute(folder) / "").lexically_normal().parent_path().filename().string();
  scenario.text = document.text;
  read_all_datasets(document.files, cases, scenario, problems);
  read_tables(document.root, scenario, cases, problems);
  problems.raise();
  scenario.sha256 = identity(scenario);
  return scenario;
}

}  // namespace sandtable
