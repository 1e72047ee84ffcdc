// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/math.hpp"

namespace sandtable::math {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double epsilon = std::numeric_limits<double>::epsilon();

double log_beta(double a, double b) {
  return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

/// x^a (1 - x)^b / B(a, b).
double front(double a, double b, double x) {
  return exp(a * log(x) + b * log1p(-x) - log_beta(a, b));
}

/// Lentz's method must not divide by zero.
double away_from_zero(double x) {
  return std::fabs(x) < 1e-300 ? 1e-300 : x;
}

/// DLMF 8.17.22: 1 / (1 + d_1 / (1 + d_2 / (1 + ...))), by the modified Lentz method. It needs of
/// the order of sqrt(max(a, b)) terms for x < (a + 1) / (a + b + 2).
double continued_fraction(double a, double b, double x) {
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double h = d;
  for (int m = 1; m <= 100000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    h *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    h *= d * c;
    if (std::fabs(d * c - 1) <= epsilon) break;
  }
  return h;
}

/// I_x(a, b) and 1 - I_x(a, b), each with its digits when it is small.
struct Tails {
  double lower;
  double upper;
};

Tails tails(double a, double b, double x) {
  if (x < (a + 1) / (a + b + 2)) {
    const double lower = front(a, b, x) * continued_fraction(a, b, x) / a;
    return {lower, 1 - lower};
  }
  const double upper = front(a, b, x) * continued_fraction(b, a, 1 - x) / b;
  return {1 - upper, upper};
}

/// Where Newton's method starts: by the leading term of I_x for small x when that is small, else
/// the mean.
double first_guess(double a, double b, double p) {
  const double tail = exp((log(p) + log(a) + log_beta(a, b)) / a);
  const double mean = std::min(a / (a + b), 0.5);
  return tail < 0.1 * mean ? tail : mean;
}

double middle(double low, double high) {
  return low > 0 && high > 4 * low ? std::sqrt(low) * std::sqrt(high) : low + 0.5 * (high - low);
}

/// The x, known to lie in [0, 1/2], whose tails are p and q = 1 - p.
double solve(double a, double b, double p, double q) {
  double low = 0;
  double high = 0.5;
  double x = first_guess(a, b, p);
  for (int i = 0; i < 200 && x >= std::numeric_limits<double>::min(); ++i) {
    const Tails at = tails(a, b, x);
    const double excess = p < q ? at.lower - p : q - at.upper;
    if (excess == 0) break;
    (excess > 0 ? high : low) = x;
    const double newton = x - excess * x * (1 - x) / front(a, b, x);
    const double next = newton > low && newton < high ? newton : middle(low, high);
    const bool settled = std::fabs(next - x) <= 2 * epsilon * x;
    x = next;
    if (settled) break;
  }
  return x;
}

}  // namespace

double incomplete_beta(double a, double b, double x) {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return nan;
  if (x == 0 || x == 1) return x;
  return tails(a, b, x).lower;
}

double beta_quantile(double a, double b, double p) {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return nan;
  if (p == 0 || p == 1) return p;
  return p <= tails(a, b, 0.5).lower ? solve(a, b, p, 1 - p) : 1 - solve(b, a, 1 - p, p);
}

}  // namespace sandtable::math
