// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/comparison.hpp"

namespace sandtable {

/// The 97.5% quantile of Student's t with draws - 1 degrees of freedom; draws >= 2.
double students_t_95(std::size_t draws);

/// A number for people: no more digits than they can use, never "-0".
std::string number_text(double value);

/// "4.0 to 18.4 lower", "3.0 lower to 0.6 higher".
std::string interval_text(double low, double high);

/// Why a difference is not shown: "not shown: 3% of futures never got there", or "".
std::string hidden_text(const PolicyComparison& policy);

/// One sentence a policy on the main outcome, and what none of them says.
std::vector<std::string> sentences_of(const Comparison& comparison);

/// The run's own warnings, and what weakens this comparison.
std::vector<std::string> warnings_of(const Comparison& comparison, const Results& results);

}  // namespace sandtable
