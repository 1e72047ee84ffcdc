// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace sandtable {

/// Always `value`.
struct Constant {
  double value = 0;
  bool operator==(const Constant&) const = default;
};

/// Equally likely between `low` and `high`.
struct Uniform {
  double low = 0;
  double high = 1;
  bool operator==(const Uniform&) const = default;
};

struct Normal {
  double mean = 0;
  double standard_deviation = 1;
  bool operator==(const Normal&) const = default;
};

/// exp of a normal with the mean and standard deviation *of the logarithm* (as R's meanlog and
/// sdlog): the median is exp(log_mean), the geometric standard deviation
/// exp(log_standard_deviation).
struct Lognormal {
  double log_mean = 0;
  double log_standard_deviation = 1;
  bool operator==(const Lognormal&) const = default;
};

/// A triangle from `low` to `high` with its peak at `mode`, which may be either end.
struct Triangular {
  double low = 0;
  double mode = 0.5;
  double high = 1;
  bool operator==(const Triangular&) const = default;
};

/// A beta of shapes `alpha` and `beta`, scaled from [0, 1] to [low, high].
struct Beta {
  double alpha = 1;
  double beta = 1;
  double low = 0;
  double high = 1;
  bool operator==(const Beta&) const = default;
};

/// values[i] with probability weights[i] / (sum of the weights).
struct Discrete {
  std::vector<double> values;
  std::vector<double> weights;
  bool operator==(const Discrete&) const = default;
};

/// The rows of a column of a table, equally likely.
struct Empirical {
  std::vector<double> values;
  bool operator==(const Empirical&) const = default;
};

using Distribution =
    std::variant<Constant, Uniform, Normal, Lognormal, Triangular, Beta, Discrete, Empirical>;

/// The value at probability u, in (0, 1): the inverse distribution function, one random word a
/// value. Discrete and empirical ones are taken in the order in which they list their values, not
/// sorted, so that a row is found again. Asks for a valid distribution (`validate`).
double quantile(const Distribution& distribution, double u);

/// What is wrong with the parameters, as "problem (why) suggestion"; empty when nothing is.
std::string validate(const Distribution& distribution);

/// The index i with (w_0 + ... + w_{i-1}) <= u (sum of w) < (w_0 + ... + w_i), u in (0, 1). A
/// weight of zero is never picked. Asks for weights >= 0 with a positive, finite sum.
std::size_t pick(std::span<const double> weights, double u);

/// What is wrong with a set of weights; empty when nothing is.
std::string validate_weights(std::span<const double> weights);

}  // namespace sandtable
