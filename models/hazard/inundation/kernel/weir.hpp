// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "models/hazard/inundation/kernel/method.hpp"

namespace sandtable::inundation {

/// The most that passes a raised crest, m2/s: a broad-crested weir without losses, critical on its
/// crest, q = (2/3)^(3/2) sqrt(g) head^(3/2).
inline float weir_flow(float head_m) {
  const float head = head_m > 0.0F ? head_m : 0.0F;
  return 0.54433105F * std::sqrt(gravity_m_s2 * head) * head;
}

}  // namespace sandtable::inundation
