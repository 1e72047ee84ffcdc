// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/read_parts.hpp"

namespace sandtable {

namespace {

using Number = std::optional<Asked<std::int64_t>>;

Number number(TableReader& reader, const std::string& key) {
  const std::optional<std::int64_t> value = reader.integer(key, 1);
  if (!value) return std::nullopt;
  return Asked<std::int64_t>{*value, key, reader.table().find(key)->where};
}

void read_dimensions(TableReader& reader, Scenario& scenario, Problems& problems) {
  const std::string key = "sobol_dimensions";
  const Node* node = reader.take(key);
  if (node == nullptr) return;
  if (node->kind != Node::Kind::array)
    return problems.add(node->where, wrong_kind(*node, "an array of uncertain parameters' paths"));
  for (const Node& child : node->children) {
    if (child.kind != Node::Kind::text) {
      problems.add(child.where, fmt::format("{} holds {} (the path of an uncertain parameter such "
                                            "as \"fire.ignition\" is expected)",
                                            key, kind_name(child.kind)));
      continue;
    }
    const auto twin =
        std::ranges::find(scenario.sobol_dimensions, child.text, &Asked<std::string>::value);
    if (twin != scenario.sobol_dimensions.end())
      problems.add(child.where, fmt::format("'{}' stands twice in {}", child.text, key));
    scenario.sobol_dimensions.push_back({child.text, key, child.where});
  }
}

}  // namespace

void read_design(TableReader& reader, Scenario& scenario, Problems& problems) {
  const std::string kind = reader.text("design", TableReader::Need::optional);
  if (!kind.empty()) scenario.design.kind = {kind, "design", reader.table().find("design")->where};
  scenario.design.replicates = number(reader, "replicates");
  scenario.design.size = number(reader, "replicate_size");
  scenario.design.draws = number(reader, "draws");
  read_dimensions(reader, scenario, problems);
  design_of(scenario.design, problems);
}

}  // namespace sandtable
