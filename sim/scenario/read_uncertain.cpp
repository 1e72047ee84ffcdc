// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/dataset.hpp"
#include "sim/scenario/read_parts.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

const std::vector<DistributionForm>& distribution_forms() {
  static const std::vector<DistributionForm> list = {
      {"constant", 1, "constant = 0.9"},
      {"uniform", 2, "uniform = [\"-60 min\", \"60 min\"]"},
      {"normal", 2, "normal = [mean, standard deviation]"},
      {"lognormal", 2, "lognormal = [mean, standard deviation] (of the logarithm)"},
      {"triangular", 3, "triangular = [low, mode, high]"},
      {"beta", 4, "beta = { alpha = 2, beta = 5, low = 0, high = 1 }"},
      {"discrete", 0, "discrete = [\"first\", \"each\"]"},
      {"column", 2, "column = { file = \"data/x.csv\", column = \"name\" }"}};
  return list;
}

namespace {

// As a quantity is read: numbers in plain decimal, whatever TOML let them be written as.
std::string argument_of(const Node& node) {
  if (node.kind == Node::Kind::integer) return fmt::format("{}", node.integer);
  if (node.kind == Node::Kind::number) return fmt::format("{}", node.number);
  if (node.kind == Node::Kind::time) return node.moment.iso;
  return node.text;
}

struct UncertainReader {
  const std::vector<RawTable>& processes;
  const ReadContext& context;
  std::vector<Uncertain> list;

  void problem(const Node& node, std::string what) { context.problems.add(node.where, what); }

  bool check_argument(const Node& node) {
    const bool time = node.kind == Node::Kind::time;
    if (!node.is_table() && node.kind != Node::Kind::array && (!time || node.moment.complete()))
      return true;
    problem(node, time
                      ? fmt::format("{} is not a full date and time (time zone missing)", node.text)
                      : fmt::format("{} stands in a distribution (a value is expected)",
                                    kind_name(node.kind)));
    return false;
  }

  void read_beta(const Node& table, Uncertain& uncertain) {
    TableReader reader(table, "beta", context.problems);
    for (const std::string key : {"alpha", "beta", "low", "high"}) {
      const bool shape = key == "alpha" || key == "beta";
      const Node* node = shape ? reader.take_required(key, "2") : reader.take(key);
      if (node != nullptr && !check_argument(*node)) node = nullptr;
      uncertain.arguments.push_back(node != nullptr ? argument_of(*node)
                                                    : (key == "low" ? "0" : "1"));
    }
    reader.finish();
  }

  void read_column(const Node& table, Uncertain& uncertain) {
    using Need = TableReader::Need;
    TableReader reader(table, "column", context.problems);
    const std::string file = reader.text("file", Need::required, "\"data/x.csv\"");
    const std::string column = reader.text("column", Need::required);
    const std::string unit = reader.text("unit", Need::optional);
    reader.finish();
    const std::filesystem::path folder = std::filesystem::path(table.where.file).parent_path();
    uncertain.arguments = {data_path(file, folder, context.cases).string(), column, unit};
  }

  void read_arguments(const Node& value, const DistributionForm& form, Uncertain& uncertain) {
    if (value.is_table() && form.kind == "beta") return read_beta(value, uncertain);
    if (value.is_table() && form.kind == "column") return read_column(value, uncertain);
    const bool array = value.kind == Node::Kind::array;
    const bool one = !array && !value.is_table() && form.arguments == 1;
    const std::size_t count = array ? value.children.size() : (one ? 1 : 0);
    const bool fits = form.arguments == 0 ? count > 0 : count == form.arguments;
    if (!fits || form.kind == "column")
      return problem(value, fmt::format("{} of '{}' does not have the right values (write {})",
                                        form.kind, uncertain.path, form.example));
    if (one && check_argument(value)) uncertain.arguments = {argument_of(value)};
    for (const Node& child : value.children)
      if (check_argument(child)) uncertain.arguments.push_back(argument_of(child));
  }

  void read_weights(const Node& weights, Uncertain& uncertain) {
    for (const Node& child : weights.children)
      if (child.kind == Node::Kind::integer || child.kind == Node::Kind::number)
        uncertain.weights.push_back(child.number);
    if (uncertain.kind != "discrete")
      return problem(weights, "weights stand beside discrete values only");
    if (uncertain.weights.size() != uncertain.arguments.size() ||
        uncertain.weights.size() != weights.children.size())
      problem(weights,
              fmt::format("weights of '{}' do not match its values ({} weights, {} values)",
                          uncertain.path, uncertain.weights.size(), uncertain.arguments.size()));
  }

  void read_distribution(const Node& node, Uncertain& uncertain) {
    const Node* weights = node.find("weights");
    if (node.children.size() != (weights == nullptr ? 1U : 2U))
      return problem(
          node, fmt::format("'{}' has {} distributions (exactly one is expected) write "
                            "for example {{ {} }}",
                            uncertain.path, node.children.size() - (weights == nullptr ? 0 : 1),
                            distribution_forms()[1].example));
    const Node& value = node.children[weights == &node.children[0] ? 1 : 0];
    std::vector<std::string> kinds;
    for (const DistributionForm& form : distribution_forms()) kinds.push_back(form.kind);
    const auto place = std::find(kinds.begin(), kinds.end(), value.key);
    if (place == kinds.end())
      return problem(value, fmt::format("unknown distribution '{}' (of '{}'){}", value.key,
                                        uncertain.path, suggestion(value.key, kinds)));
    uncertain.kind = value.key;
    read_arguments(value, distribution_forms()[static_cast<std::size_t>(place - kinds.begin())],
                   uncertain);
    uncertain.entry = {value.key, uncertain.arguments, false, value.text, value.where};
    if (weights != nullptr) read_weights(*weights, uncertain);
    list.push_back(uncertain);
  }

  void check_path(const Node& node, const std::string& path) {
    const std::string process = path.substr(0, path.find('.'));
    std::vector<std::string> names;
    for (const RawTable& table : processes) names.push_back(table.name);
    if (std::find(names.begin(), names.end(), process) == names.end())
      problem(node, fmt::format("unknown process '{}' (in the uncertain parameter '{}'){}", process,
                                path, suggestion(process, names)));
    for (const Uncertain& other : list)
      if (other.path == path) problem(node, fmt::format("'{}' is given twice", path));
  }

  void read(const Node& node, const std::string& path) {
    if (path.find('.') == std::string::npos && node.is_table() && !node.is_inline) {
      for (const Node& child : node.children) read(child, path + "." + child.key);
      return;
    }
    if (!node.is_table() || path.find('.') == std::string::npos)
      return problem(node,
                     fmt::format("'{}' is not an uncertain parameter (a path and a "
                                 "distribution) write for example \"fire.ignition\" = {{ {} }}",
                                 path, distribution_forms()[1].example));
    check_path(node, path);
    Uncertain uncertain;
    uncertain.path = path;
    uncertain.where = node.where;
    read_distribution(node, uncertain);
  }
};

}  // namespace

std::vector<Uncertain> read_uncertain(const Node& table, const std::vector<RawTable>& processes,
                                      const ReadContext& context) {
  UncertainReader reader{processes, context, {}};
  for (const Node& child : table.children) reader.read(child, child.key);
  return reader.list;
}

}  // namespace sandtable
