// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <sstream>

#include "sim/scenario/quantity.hpp"
#include "sim/scenario/read_parts.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

namespace {

using Need = TableReader::Need;

std::vector<std::string> words_of(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& text : texts) {
    std::istringstream stream(text);
    for (std::string word; stream >> word;) words.push_back(word);
  }
  return words;
}

// first_time = 0.5, or first_time = "50 cm": the level in SI.
std::optional<double> read_level(TableReader& reader, const Node& node, Problems& problems) {
  if (node.kind != Node::Kind::text) return reader.number(node.key);
  reader.take(node.key);
  const auto read = read_quantity(node.text);
  if (const Quantity* quantity = std::get_if<Quantity>(&read)) return quantity->value;
  problems.add(node.where, fmt::format("first_time: {}", std::get<QuantityProblem>(read)));
  return std::nullopt;
}

void read_time_reduction(TableReader& reader, OutcomeSpec& outcome, Problems& problems) {
  int count = 0;
  const auto choose = [&](bool given, Reduction reduction) {
    if (given) outcome.over_time = reduction;
    count += given ? 1 : 0;
  };
  choose(reader.flag("last"), Reduction::last);
  choose(reader.flag("max"), Reduction::maximum);
  choose(reader.flag("integral"), Reduction::integral);
  if (const Node* node = reader.table().find("first_time")) {
    outcome.level = read_level(reader, *node, problems).value_or(0);
    choose(true, Reduction::first_time);
  } else {
    reader.take("first_time");
  }
  if (count == 0 && outcome.series) {
    outcome.over_time = Reduction::none;
  } else if (count != 1) {
    problems.add(outcome.where,
                 fmt::format("outcome '{}' has {} reductions over time (exactly one of last, max, "
                             "integral, first_time is expected) write for example last = true",
                             outcome.name, count));
  }
}

void read_entity_reduction(TableReader& reader, OutcomeSpec& outcome, Problems& problems) {
  const bool sum = reader.flag("sum");
  const bool mean = reader.flag("mean");
  const std::optional<double> quantile = reader.number("quantile");
  if (mean) outcome.over_entities = EntityReduction::mean;
  if (quantile) {
    outcome.over_entities = EntityReduction::quantile;
    outcome.quantile = *quantile;
  }
  if (int{sum} + int{mean} + int{quantile.has_value()} > 1)
    problems.add(outcome.where, fmt::format("outcome '{}' has more than one of sum, mean, quantile "
                                            "(one is expected; sum if none is given)",
                                            outcome.name));
  if (quantile && !(*quantile > 0 && *quantile <= 1))
    problems.add(outcome.where,
                 fmt::format("quantile of outcome '{}' is {} (a number above 0, up to "
                             "1 is expected)",
                             outcome.name, *quantile));
}

void check_words(const OutcomeSpec& outcome, Problems& problems) {
  const std::vector<std::string> directions = {"lower", "higher"};
  if (!outcome.better.empty() && outcome.better != directions[0] && outcome.better != directions[1])
    problems.add(outcome.where,
                 fmt::format("better = \"{}\" (lower or higher is expected){}", outcome.better,
                             suggestion(outcome.better, directions)));
  if (!outcome.unit.empty() && to_si_name(outcome.unit).empty())
    problems.add(outcome.where,
                 fmt::format("unknown unit '{}' of outcome '{}' (units are spelled as in UDUNITS)",
                             outcome.unit, outcome.name));
  if (!outcome.field.empty() && outcome.field.find('.') == std::string::npos)
    problems.add(outcome.where, fmt::format("field = \"{}\" (a process and its field are expected) "
                                            "write for example \"people.exposed\"",
                                            outcome.field));
}

OutcomeSpec read_outcome(const Node& node, const ReadContext& context) {
  OutcomeSpec outcome;
  outcome.name = node.key;
  outcome.where = node.where;
  TableReader reader(node, fmt::format("the outcome '{}'", node.key), context.problems);
  outcome.field = reader.text("field", Need::required, "\"people.exposed\"");
  outcome.label = reader.text("label", Need::optional);
  if (outcome.label.empty()) outcome.label = node.key;
  outcome.series = reader.flag("series");
  read_time_reduction(reader, outcome, context.problems);
  read_entity_reduction(reader, outcome, context.problems);
  outcome.of = words_of(reader.texts("of"));
  outcome.by = words_of(reader.texts("by"));
  outcome.better = reader.text("better", Need::optional);
  outcome.unit = reader.text("unit", Need::optional);
  reader.finish();
  check_words(outcome, context.problems);
  return outcome;
}

}  // namespace

std::vector<OutcomeSpec> read_outcomes(const Node& table, const ReadContext& context) {
  std::vector<OutcomeSpec> outcomes;
  for (const Node& child : table.children) {
    check_name(child, "an outcome", context.problems);
    if (child.is_table())
      outcomes.push_back(read_outcome(child, context));
    else
      context.problems.add(
          child.where,
          wrong_kind(child, "a table such as { field = \"people.exposed\", last = true }"));
  }
  return outcomes;
}

}  // namespace sandtable
