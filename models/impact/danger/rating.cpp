// SPDX-License-Identifier: Apache-2.0
#include "models/impact/danger/rating.hpp"

#include "sim/core/math.hpp"

namespace sandtable::models {

double hazard_rating(double d, double v) {
  if (!(d > 0)) return 0;
  return d * (v + 0.5) + (d > 0.25 ? 1.0 : 0.5);
}

HazardClass hazard_class(double d, double v) {
  if (!(d > 0)) return HazardClass::none;
  const double rating = hazard_rating(d, v);
  if (rating < 0.75) return HazardClass::low;
  if (rating < 1.25) return HazardClass::moderate;
  return rating <= 2 ? HazardClass::significant : HazardClass::extreme;
}

bool adult_stands(double d, double v) {
  return d * v <= 0.6 && d <= 1.2 && v <= 3;
}

bool child_stands(double d, double v) {
  return d * v <= 0.4 && d <= 0.5 && v <= 3;
}

bool small_car_holds(double d, double v) {
  return d * v <= 0.3 && d <= 0.3 && v <= 3;
}

double mortality(double d, double v, double rise_m_h) {
  if (!(d > 0)) return 0;
  if (d * v >= 7 && v >= 2) return 1;
  const bool rapid = rise_m_h >= 0.5 && d >= 2.1;
  return math::normal_cdf(rapid ? (math::log(d) - 1.46) / 0.28 : (math::log(d) - 7.60) / 2.75);
}

}  // namespace sandtable::models
