// SPDX-License-Identifier: Apache-2.0
// In place of kernel/widest.cpp: a processor without the vectors of x86-64-v4.
#include "models/hazard/inundation/kernel/widest.hpp"

bool sandtable::inundation::has_wide_vectors() {
  return false;
}
