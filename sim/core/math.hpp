// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The elementary functions that may reach an outcome: the same bits on every CPU of the target and
/// with every compiler, which libm's are not. Elementary ones are SLEEF 3.5's `Sleef_finz_*` (error
/// at most 1 ulp, erfc 1.5): deterministic across SIMD widths, FMA used explicitly. For a square
/// root use std::sqrt, which IEEE 754 rounds correctly.
namespace sandtable::math {

double exp(double x);
double expm1(double x);
double exp2(double x);
double log(double x);
double log1p(double x);
double log2(double x);
double log10(double x);
/// x to the power y.
double pow(double x, double y);
double cbrt(double x);
double hypot(double x, double y);
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double erf(double x);
double erfc(double x);
/// log |Gamma(x)|.
double log_gamma(double x);

/// The standard normal's distribution function.
double normal_cdf(double x);

/// The standard normal's inverse distribution function, p in [0, 1] (0 and 1 give infinities, else
/// NaN). Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
/// Statistics 37 (1988), PPND16: relative error about 1e-16.
double normal_quantile(double p);

/// The regularised incomplete beta function I_x(a, b), a and b > 0, x in [0, 1]; else NaN.
/// Continued fraction DLMF 8.17.22 by Lentz's method (Numerical Recipes 3rd ed., 6.4).
double incomplete_beta(double a, double b, double x);

/// The x at which I_x(a, b) = p, a and b > 0, p in [0, 1]; else NaN. Newton's method, bisection
/// where it would leave the bracket.
double beta_quantile(double a, double b, double p);

}  // namespace sandtable::math
