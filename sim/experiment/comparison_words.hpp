// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/comparison.hpp"

namespace sandtable {

/// A number for people: no more digits than they can use, never "-0".
std::string number_text(double value);

/// "1 future", "20 futures".
std::string futures_text(std::size_t count);

/// "20 futures", "8 replicates of 64 futures", or where some are missing "500 futures of 8
/// replicates".
std::string tried_text(std::size_t draws, std::size_t replicates, const Comparison& comparison);

/// "none from 1 future", "none: in 5 of 8 replicates": why there is no interval.
std::string no_interval_text(const PolicyComparison& policy, const Comparison& comparison);

/// "4.0 to 18.4 lower", "3.0 lower to 0.6 higher"; of what is counted "fewer" and "more".
std::string interval_text(double low, double high, const std::string& unit);

/// What a difference says: `differs` is of an outcome of which neither direction is better.
enum class Verdict { none, better, worse, differs };

/// `none` unless the interval leaves 0 out.
Verdict verdict_of(const PolicyComparison& policy, const std::string& better);

/// "better", "worse", "differs" or "".
std::string verdict_mark(Verdict verdict);

/// Why a difference is not shown: "not shown: not reached in 3 of 100 futures", or "".
std::string hidden_text(const PolicyComparison& policy);

/// One sentence a policy on the main outcome, and what none of them says.
std::vector<std::string> sentences_of(const Comparison& comparison);

/// The run's own warnings, and what weakens this comparison.
std::vector<std::string> warnings_of(const Comparison& comparison, const Results& results);

}  // namespace sandtable
