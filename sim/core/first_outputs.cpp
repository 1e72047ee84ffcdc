// SPDX-License-Identifier: Apache-2.0
#include "sim/core/first_outputs.hpp"

#include <fmt/format.h>

namespace sandtable {

std::vector<std::string> first_output_mistakes(const System& system, const BoundProcess& process,
                                               const Context& context) {
  std::vector<std::string> mistakes;
  for (std::size_t out = 0; out < process.outputs.size(); ++out) {
    const std::optional<Version::Data>& data = context.written()[out];
    const FieldInfo& field = system.fields[process.outputs[out]];
    if (!data) {
      mistakes.push_back(
          fmt::format("{} did not write {} at the start", process.process.name, field.name));
      continue;
    }
    const std::size_t size = std::visit([](const auto& values) { return values.size(); }, *data);
    if (size != field.support->size())
      mistakes.push_back(fmt::format("{} wrote {} values of {} (its support '{}' has {})",
                                     process.process.name, size, field.name, field.support->name(),
                                     field.support->size()));
  }
  return mistakes;
}

}  // namespace sandtable
