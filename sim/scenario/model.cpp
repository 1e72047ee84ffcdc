// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sandtable {

namespace {

std::size_t slot_of(const ResolvedTable& resolved, std::string_view parameter) {
  const auto at =
      std::ranges::find(resolved.parameters, parameter,
                        [](const Parameter& p) -> std::string_view { return p.spec.name; });
  return static_cast<std::size_t>(at - resolved.parameters.begin());
}

}  // namespace

void Loader::alternatives(std::string_view parameter, std::vector<std::string> names,
                          std::vector<double> weights) {
  if (is_set(parameter))
    refuse(where(parameter),
           fmt::format("{0} is set (it is drawn by the weights): to play one, name it with file",
                       parameter));
  Discrete distribution;
  for (std::size_t i = 0; i < names.size(); ++i)
    distribution.values.push_back(static_cast<double>(i));
  distribution.weights = std::move(weights);
  drawn.push_back({process, slot_of(resolved, parameter), process + "." + std::string(parameter),
                   "1", std::move(distribution), std::move(names)});
}

Source Loader::where(std::string_view parameter) const {
  const std::size_t slot = slot_of(resolved, parameter);
  if (slot < resolved.parameters.size() && resolved.parameters[slot].where.line > 0)
    return resolved.parameters[slot].where;
  return table.where;
}

std::string Loader::role(std::string_view name) const {
  const auto at = std::ranges::find(resolved.roles, name, &RawEntry::key);
  return at == resolved.roles.end() ? "" : std::get<std::string>(at->value);
}

Value value_of(const ParameterSpec& spec, double number) {
  switch (spec.type) {
    case ParameterType::integer:
    case ParameterType::choice:
      return static_cast<std::int64_t>(std::llround(number));
    case ParameterType::boolean:
      return number != 0;
    default:
      return number;
  }
}

}  // namespace sandtable
