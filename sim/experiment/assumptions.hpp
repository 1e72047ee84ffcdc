// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/results/record.hpp"
#include "sim/scenario/model.hpp"
#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// The parameters of every process, and of every policy by "policies.NAME".
using ParametersByProcess = std::map<std::string, std::vector<Parameter>>;

/// Every value and whose it is, processes in alphabetical order.
std::vector<Assumption> assumptions_of(const ParametersByProcess& parameters,
                                       std::span<const DrawnParameter> drawn,
                                       const Scenario& scenario);

/// "between 11:30 and 12:30, each moment as likely": how a parameter differs from draw to draw.
std::string variation_text(const DrawnParameter& drawn, const Parameter& parameter,
                           const Scenario& scenario);

/// "people.exposed at the end, added up, by zone": what an outcome counts and how.
std::string definition_text(const OutcomeSpec& outcome);

/// "12:30", "12:30 the next day", "12:30 the day before": seconds after the moment `start`
/// (ISO 8601), on the clock of its time zone.
std::string clock_text(const std::string& start, double seconds);

}  // namespace sandtable
