// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/provenance.hpp"

#include "sim/scenario/card.hpp"
#include "sim/scenario/dataset.hpp"

namespace sandtable {

ModelInfo model_info(const std::string& process, const Model& model) {
  const Card card = read_card(model.card);
  return {process, model.name, card.version, card.state};
}

std::vector<DatasetInfo> unlisted_data(std::span<const Parameter> parameters,
                                       const Scenario& scenario) {
  std::vector<DatasetInfo> data;
  for (const UnlistedFile& file : find_unlisted(parameters, scenario))
    data.push_back({file.written, "", "", "", "", "", sha256_of_file(file.path)});
  return data;
}

}  // namespace sandtable
