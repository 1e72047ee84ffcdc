// SPDX-License-Identifier: Apache-2.0
// What the events of people mean, for traces.
#include "models/response/people/people.hpp"

namespace sandtable::models {

namespace {

/// What made somebody set out on a trip of this stage: the first or the last threshold.
constexpr std::int64_t threshold_of(People::Stage stage) {
  return stage == People::Stage::leaving ? 2 : 1;
}

}  // namespace

Meaning People::expand(const Event& event) const {
  const Support* const people = population->people.get();
  const auto of_person = [&](std::string_view quantity, std::int64_t value) {
    return Fact{quantity, people, event.entity, value};
  };
  if (event.kind < message_kinds)
    return {hears[event.kind],
            people,
            {{"message", population->audiences.get(), static_cast<std::int32_t>(event.value),
              event.kind}},
            {of_person("barometer", 1)}};
  if (event.kind == meets_initial || event.kind == meets_final) {
    const bool final = event.kind == meets_final;
    return {final ? "meets_final_threshold" : "meets_initial_threshold",
            people,
            {of_person("barometer", 1)},
            {of_person("threshold", final ? 2 : 1)}};
  }
  if (event.kind == reached)
    return {"is_reached", people, {{"ignition", nullptr, -1, 1}}, {of_person("exposed", 1)}};
  const auto stage = static_cast<Stage>(event.kind - sets_out);
  return {
      "sets_out", people, {of_person("threshold", threshold_of(stage))}, {of_person("trip", 1)}};
}

}  // namespace sandtable::models
