// SPDX-License-Identifier: Apache-2.0
// Inside the model only: how a warning spreads, and how long people take to act on it.
#pragma once

#include <array>

namespace sandtable::warning {

/// The share of people whom a first alert has reached, W, after Rogers and Sorensen, Diffusion of
/// emergency warnings, The Environmental Professional 10 (1988), 281-294, from memory (see also
/// ORNL-6615, 1990, section 3.3.2.3, "Specifying the Diffusion Model"): those who were not reached
/// yet are reached by broadcast at one rate, and by those who know, in proportion to their share,
/// at another,
///     dW/dt = (broadcast + contagion W) (1 - W), W(0) = 0,
/// of which W = (1 - e) / (1 + (contagion / broadcast) e), e = exp(-(broadcast + contagion) t).
struct Diffusion {
  double broadcast = 0;  ///< s-1, above 0
  double contagion = 0;  ///< s-1

  /// Half of the people are reached at half_s > 0; `ratio` >= 0 is contagion / broadcast.
  static Diffusion with_half(double half_s, double ratio);
  double share(double elapsed_s) const;
  /// When a share in [0, 1) has been reached, s: the inverse.
  double time_s(double share) const;
};

/// The share of those who act at all that has acted by a time after the alert,
///     P = 1 - 2^-((t / half)^shape);
/// with t in hours 1 - exp(-a t^b), b the shape and a = ln 2 / half^b: the Lindell function of
/// LifeSim (Technical Reference Manual v1.0, equation 9); with a shape of 2 a Rayleigh curve.
struct ActionDelay {
  double half_s = 1;  ///< >= 0: everybody at once if 0
  double shape = 2;   ///< above 0

  double share(double elapsed_s) const;
  /// When a share in [0, 1) has acted, s: the inverse.
  double time_s(double share) const;
};

/// How fast alerts spread by the hour, against the day: as fast from 10 to 17 h, `night` times from
/// 0 to 4 h, linear between (the hours of LifeSim's transitions between day and night, Technical
/// Reference Manual v1.0, "Population in Structures"). The clock runs on through a spread begun at
/// night, so that no alert sent earlier reaches anybody later.
class HourlyPace {
 public:
  /// `night` in (0, 1].
  explicit HourlyPace(double night);
  /// Time of day's spreading, s, from midnight of the first day to a time after it, s >= 0.
  double spread_s(double clock_s) const;
  /// The clock time at which so much has passed: the inverse.
  double clock_s(double spread_s) const;

 private:
  static constexpr std::array<double, 5> turns_s{0, 4 * 3600, 10 * 3600, 17 * 3600, 24 * 3600};
  std::array<double, 5> pace_;  ///< at the turns
  std::array<double, 5> sum_;   ///< spread from midnight to the turns, s
};

/// 0 from 0 to 4 h, 1 from 10 to 17 h, linear between: how far it is day at an hour.
double daylight(double clock_s);

}  // namespace sandtable::warning
