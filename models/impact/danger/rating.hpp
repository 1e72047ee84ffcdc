// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sandtable::models {

/// Defra/EA FD2320/TR2 (2005), with the supplementary note of May 2008: d (v + 0.5) + DF, DF 0.5
/// up to 0.25 m of water and 1 above (the conservative value), 0 on dry ground. d in m, v in m/s.
double hazard_rating(double depth_m, double speed_m_s);

/// FD2320's classes: below 0.75 low (caution), to 1.25 moderate (danger for some: children, the
/// old), to 2 significant (danger for most), above extreme (danger for all).
enum class HazardClass : std::uint8_t { none, low, moderate, significant, extreme };
HazardClass hazard_class(double depth_m, double speed_m_s);

/// Whether adults, and children or the old, keep their footing: depth times speed at most 0.6 and
/// 0.4 m2/s, at most 1.2 and 0.5 m deep, at most 3 m/s. Cox, Shand, Blacka (2010), Australian
/// Rainfall and Runoff, revision project 10, stage 1: limits of low hazard.
bool adult_stands(double depth_m, double speed_m_s);
bool child_stands(double depth_m, double speed_m_s);

/// Whether a small car holds the road: depth times speed at most 0.3 m2/s, at most 0.3 m deep, at
/// most 3 m/s. Shand, Cox, Blacka, Smith (2011), Australian Rainfall and Runoff, project 10, stage
/// 2, interim criteria.
bool small_car_holds(double depth_m, double speed_m_s);

/// Share of those exposed who die. Jonkman, Vrijling, Vrouwenvelder (2008), Natural Hazards 46,
/// 353-389: all where depth times speed is 7 m2/s at 2 m/s or more (breach zone); where water rises
/// by 0.5 m/h or more and is 2.1 m deep, the lognormal of 1.46 and 0.28; else of 7.60 and 2.75.
/// From floods of the 20th century's kind, without rescue or warning of today.
double mortality(double depth_m, double speed_m_s, double rise_m_h);

}  // namespace sandtable::models
