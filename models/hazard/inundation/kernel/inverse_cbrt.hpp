// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace sandtable::inundation {

/// x^(-1/3) in single precision, x a positive normal number; relative error below 3e-7 (tested over
/// the whole range of depths). Multiplications, fused additions (std::fma) and the bits of a float
/// only, so the same bits on any CPU and any width of vector, and a compiler can put it into a
/// vectorised loop, which it cannot do with a library's call: SLEEF's `Sleef_finz_cbrtf8_u35avx2`
/// costs twice as much.
///
/// First guess from the exponent (Moroz et al. 2021, "Fast calculation of cube root and inverse
/// cube root using a magic constant", for the method): within 3.6 %. With e = 1 - x guess^3 the
/// root is guess (1 - e)^(-1/3), here by a polynomial fitted on the range that e has (1e-7 off at
/// most).
[[gnu::always_inline]] inline float inverse_cbrt(float x) {
  const float third_of_bits = static_cast<float>(std::bit_cast<std::int32_t>(x)) * (1.0F / 3.0F);
  const float guess = std::bit_cast<float>(1419917116 - static_cast<std::int32_t>(third_of_bits));
  const float e = std::fma(-x * guess, guess * guess, 1.0F);
  const float low = std::fma(e, 0.22223045F, 0.33332903F);
  const float high = std::fma(e, 0.14364744F, 0.17447987F);
  return std::fma(guess * e, std::fma(e * e, high, low), guess);
}

[[gnu::always_inline]] inline float seventh_power(float x) {
  const float square = x * x;
  return (square * square) * (square * x);
}

/// x^(-7/3).
[[gnu::always_inline]] inline float inverse_seven_thirds(float x) {
  return seventh_power(inverse_cbrt(x));
}

}  // namespace sandtable::inundation
