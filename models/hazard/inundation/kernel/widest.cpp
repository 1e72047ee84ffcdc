// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/kernel/widest.hpp"

namespace sandtable::inundation {

bool has_wide_vectors() {
  static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512cd") &&
                          __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return has;
}

}  // namespace sandtable::inundation
