// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/core/random.hpp"

namespace sandtable {

/// The direction numbers of one dimension: v_1 ... v_16, the first binary digit in bit 31.
using SobolDirections = std::array<std::uint32_t, 16>;

constexpr std::size_t kMostSobolDimensions = 3667;  ///< of Boost's table

/// The direction numbers of dimensions 1 ... `dimensions`: Joe & Kuo, "Constructing Sobol sequences
/// with better two-dimensional projections", SIAM J. Sci. Comput. 30 (2008), from Boost.
std::vector<SobolDirections> sobol_directions(std::size_t dimensions);

/// The binary digits of point `index` (from 0, the point at the origin; < 65536) in Gray code
/// order, as published; the first digit in bit 31.
std::uint32_t sobol_digits(const SobolDirections& directions, std::uint32_t index);

/// Owen's nested uniform scrambling: digit k is flipped or not by a fair coin of its own for every
/// value of the k - 1 digits before it, down to digit 52. A number in (0, 1). The coins are
/// `stream`'s, keyed by `entity`. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995.
double owen_scrambled(std::uint32_t digits, const Stream& stream, std::uint64_t entity);

}  // namespace sandtable
