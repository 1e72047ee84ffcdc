// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// A written value as a parameter's value in SI; nothing, and a problem, if it is of the wrong
/// kind, unit or range, not one of the choices, or a file that is not there.
std::optional<Value> read_value(const RawEntry& entry, const ParameterSpec& spec,
                                const Scenario& scenario, Problems& problems);

/// What a descriptor's default stands for, written as in TOML without quotes. A clock time may be
/// written as the time since start, "90 min"; a file is sought below the scenario's folder.
RawEntry fallback_entry(const ParameterSpec& spec, const Scenario& scenario);

/// What an optional parameter holds that nobody gave: "" (text, file), not-a-number (number),
/// Tick::never (time), else 0 or false.
Value absent_value(const ParameterSpec& spec);

/// The number of a choice, or a problem with the nearest choice.
std::optional<std::int64_t> read_choice(const std::string& text, const ParameterSpec& spec,
                                        const Source& where, Problems& problems);

/// "greater than or equal to 0 km, at most 5 km": what is wrong with a value in SI, said in
/// `unit`; "" if it lies in the parameter's range. `what` begins the message.
std::string range_problem(const std::string& what, double value, const ParameterSpec& spec,
                          const std::string& unit);

}  // namespace sandtable
