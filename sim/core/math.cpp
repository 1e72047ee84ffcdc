// SPDX-License-Identifier: Apache-2.0
#include "sim/core/math.hpp"

#include <sleef.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace sandtable::math {

double exp(double x) {
  return Sleef_finz_expd1_u10purecfma(x);
}
double expm1(double x) {
  return Sleef_finz_expm1d1_u10purecfma(x);
}
double exp2(double x) {
  return Sleef_finz_exp2d1_u10purecfma(x);
}
double log(double x) {
  return Sleef_finz_logd1_u10purecfma(x);
}
double log1p(double x) {
  return Sleef_finz_log1pd1_u10purecfma(x);
}
double log2(double x) {
  return Sleef_finz_log2d1_u10purecfma(x);
}
double log10(double x) {
  return Sleef_finz_log10d1_u10purecfma(x);
}
double pow(double x, double y) {
  return Sleef_finz_powd1_u10purecfma(x, y);
}
double cbrt(double x) {
  return Sleef_finz_cbrtd1_u10purecfma(x);
}
double hypot(double x, double y) {
  return Sleef_finz_hypotd1_u05purecfma(x, y);
}
double sin(double x) {
  return Sleef_finz_sind1_u10purecfma(x);
}
double cos(double x) {
  return Sleef_finz_cosd1_u10purecfma(x);
}
double tan(double x) {
  return Sleef_finz_tand1_u10purecfma(x);
}
double asin(double x) {
  return Sleef_finz_asind1_u10purecfma(x);
}
double acos(double x) {
  return Sleef_finz_acosd1_u10purecfma(x);
}
double atan(double x) {
  return Sleef_finz_atand1_u10purecfma(x);
}
double atan2(double y, double x) {
  return Sleef_finz_atan2d1_u10purecfma(y, x);
}
double sinh(double x) {
  return Sleef_finz_sinhd1_u10purecfma(x);
}
double cosh(double x) {
  return Sleef_finz_coshd1_u10purecfma(x);
}
double tanh(double x) {
  return Sleef_finz_tanhd1_u10purecfma(x);
}
double erf(double x) {
  return Sleef_finz_erfd1_u10purecfma(x);
}
double erfc(double x) {
  return Sleef_finz_erfcd1_u15purecfma(x);
}
double log_gamma(double x) {
  return Sleef_finz_lgammad1_u10purecfma(x);
}

double normal_cdf(double x) {
  return 0.5 * erfc(-x / std::numbers::sqrt2);
}

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Numerator and denominator by Horner's scheme, the coefficients from the constant upwards.
double ratio(const double (&above)[8], const double (&below)[8], double r) {
  double n = above[7];
  double d = below[7];
  for (int i = 6; i >= 0; --i) {
    n = n * r + above[i];
    d = d * r + below[i];
  }
  return n / d;
}

// AS 241, PPND16: the middle, the tails, the far tails.
constexpr double a[8] = {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                         3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr double b[8] = {1.0,
                         4.2313330701600911252e1,
                         6.8718700749205790830e2,
                         5.3941960214247511077e3,
                         2.1213794301586595867e4,
                         3.9307895800092710610e4,
                         2.8729085735721942674e4,
                         5.2264952788528545610e3};
constexpr double c[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                         5.76949722146069140550e0,  3.64784832476320460504e0,
                         1.27045825245236838258e0,  2.41780725177450611770e-1,
                         2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double d[8] = {1.0,
                         2.05319162663775882187e0,
                         1.67638483018380384940e0,
                         6.89767334985100004550e-1,
                         1.48103976427480074590e-1,
                         1.51986665636164571966e-2,
                         5.47593808499534494600e-4,
                         1.05075007164441684324e-9};
constexpr double e[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                         1.78482653991729133580e0,  2.96560571828504891230e-1,
                         2.65321895265761230930e-2, 1.24266094738807843860e-3,
                         2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double f[8] = {1.0,
                         5.99832206555887937690e-1,
                         1.36929880922735805310e-1,
                         1.48753612908506148525e-2,
                         7.86869131145613259100e-4,
                         1.84631831751005468180e-5,
                         1.42151175831644588870e-7,
                         2.04426310338993978564e-15};

}  // namespace

double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return nan;
  if (p == 0) return -infinity;
  if (p == 1) return infinity;
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) return q * ratio(a, b, 0.180625 - q * q);
  const double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  const double z = r <= 5 ? ratio(c, d, r - 1.6) : ratio(e, f, r - 5);
  return q < 0 ? -z : z;
}

}  // namespace sandtable::math
