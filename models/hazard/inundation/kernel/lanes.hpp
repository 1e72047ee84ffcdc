// SPDX-License-Identifier: Apache-2.0
// Numbers side by side, added and compared lane by lane: where single and double precision meet in
// one loop, or a loop asks whether any cell has some property, compilers vectorise `#pragma omp
// simd` badly. What has `wide` in its name is for functions that are compiled for x86-64-v4.
#pragma once

#include <immintrin.h>

namespace sandtable::inundation {

using FourDoubles = __m256d;
using EightFloats = __m256;
using WideDoubles = __m512d;  // eight
using WideFloats = __m512;    // sixteen

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
[[gnu::always_inline]] inline double largest(FourDoubles values) {
  const __m128d two = _mm_max_pd(_mm256_castpd256_pd128(values), _mm256_extractf128_pd(values, 1));
  return two[0] > two[1] ? two[0] : two[1];
}
[[gnu::always_inline]] inline double sum(FourDoubles values) {
  const __m128d two = _mm256_castpd256_pd128(values) + _mm256_extractf128_pd(values, 1);
  return two[0] + two[1];
}
/// Whether any of the four is above a threshold.
[[gnu::always_inline]] inline bool any_above(FourDoubles values, double threshold) {
  return _mm256_movemask_pd(_mm256_cmp_pd(values, _mm256_set1_pd(threshold), _CMP_GT_OQ)) != 0;
}

[[gnu::always_inline]] inline EightFloats load_eight(const float* from) {
  return _mm256_loadu_ps(from);
}
/// Eight doubles, rounded to single precision.
[[gnu::always_inline]] inline EightFloats round_eight(const double* from) {
  return _mm256_set_m128(_mm256_cvtpd_ps(load(from + 4)), _mm256_cvtpd_ps(load(from)));
}
/// The larger in each lane; b where a is not a number.
[[gnu::always_inline]] inline EightFloats larger(EightFloats a, EightFloats b) {
  return _mm256_max_ps(a, b);
}
[[gnu::always_inline]] inline bool any_above(EightFloats values, float threshold) {
  return _mm256_movemask_ps(_mm256_cmp_ps(values, _mm256_set1_ps(threshold), _CMP_GT_OQ)) != 0;
}

[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline WideDoubles load_wide(
    const double* from) {
  return _mm512_loadu_pd(from);
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline WideDoubles load_wide(
    const float* from) {
  return _mm512_cvtps_pd(_mm256_loadu_ps(from));
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline void store_wide(WideDoubles values,
                                                                             double* to) {
  _mm512_storeu_pd(to, values);
}
/// Rounded to single precision.
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline void store_wide(WideDoubles values,
                                                                             float* to) {
  _mm256_storeu_ps(to, _mm512_cvtpd_ps(values));
}
/// Lanes 0 to 3, or 4 to 7. (With a mask that masks nothing, as g++ 12 warns of its own header
/// where there is none.)
template <int half>
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline FourDoubles half_wide(
    WideDoubles values) {
  return _mm512_maskz_extractf64x4_pd(0xFF, values, half);
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline double largest_wide(
    WideDoubles values) {
  return largest(_mm256_max_pd(half_wide<0>(values), half_wide<1>(values)));
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline double sum_wide(WideDoubles values) {
  return sum(half_wide<0>(values) + half_wide<1>(values));
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline WideFloats load_sixteen_wide(
    const float* from) {
  return _mm512_loadu_ps(from);
}
/// Sixteen doubles, rounded to single precision.
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline WideFloats round_sixteen_wide(
    const double* from) {
  const WideFloats low = _mm512_castps256_ps512(_mm512_cvtpd_ps(load_wide(from)));
  return _mm512_insertf32x8(low, _mm512_cvtpd_ps(load_wide(from + 8)), 1);
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline WideFloats larger_wide(WideFloats a,
                                                                                    WideFloats b) {
  return _mm512_max_ps(a, b);
}
[[gnu::target("arch=x86-64-v4"), gnu::always_inline]] inline bool any_above_wide(WideFloats values,
                                                                                 float threshold) {
  return _mm512_cmp_ps_mask(values, _mm512_set1_ps(threshold), _CMP_GT_OQ) != 0;
}

}  // namespace sandtable::inundation
