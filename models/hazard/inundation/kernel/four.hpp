// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <immintrin.h>

namespace sandtable::inundation {

/// Four doubles, added and compared lane by lane: where single and double precision meet in one
/// loop, compilers vectorise `#pragma omp simd` badly.
using FourDoubles = __m256d;

[[gnu::always_inline]] inline FourDoubles load(const double* from) {
  return _mm256_loadu_pd(from);
}
[[gnu::always_inline]] inline FourDoubles load(const float* from) {
  return _mm256_cvtps_pd(_mm_loadu_ps(from));
}
[[gnu::always_inline]] inline void store(FourDoubles values, double* to) {
  _mm256_storeu_pd(to, values);
}
/// Rounded to single precision.
[[gnu::always_inline]] inline void store(FourDoubles values, float* to) {
  _mm_storeu_ps(to, _mm256_cvtpd_ps(values));
}
/// Whether any of the four is above a threshold.
[[gnu::always_inline]] inline bool any_above(FourDoubles values, double threshold) {
  return _mm256_movemask_pd(_mm256_cmp_pd(values, _mm256_set1_pd(threshold), _CMP_GT_OQ)) != 0;
}

}  // namespace sandtable::inundation
