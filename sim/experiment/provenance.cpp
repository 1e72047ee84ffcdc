// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/provenance.hpp"

#include "sim/scenario/dataset.hpp"
#include "sim/scenario/document.hpp"

namespace sandtable {

ModelInfo model_info(const std::string& process, const Model& model) {
  const Node card = parse_toml(model.card, model.name + "/card.toml");
  const auto word = [&](const char* key) {
    const Node* node = card.find(key);
    return node == nullptr ? std::string() : node->text;
  };
  return {process, model.name, word("version"), word("state")};
}

std::vector<DatasetInfo> unlisted_data(std::span<const Parameter> parameters,
                                       const Scenario& scenario) {
  std::vector<DatasetInfo> data;
  for (const Parameter& parameter : parameters) {
    if (parameter.spec.type != ParameterType::file) continue;
    const std::string& file = std::get<std::string>(parameter.value);
    if (!file.empty() && find_dataset(scenario, file) == nullptr)
      data.push_back({parameter.text, "", "", "", "", "", sha256_of_file(file)});
  }
  return data;
}

}  // namespace sandtable
