// SPDX-License-Identifier: Apache-2.0
// Inside the model only: whether a grid fits into the memory, before any of it is made.
#pragma once

#include <cstdint>
#include <string>

#include "models/hazard/inundation/inundation.hpp"

namespace sandtable::models {

/// What a grid will take at most, bytes: once, and for each plan of a future.
struct FloodBytes {
  std::uint64_t shared = 0, each = 0;
};
FloodBytes flood_bytes(std::int64_t columns, std::int64_t rows, const Inundation::Params& params);

/// What is wrong with a grid whose plans, of one future at a time, do not fit into the bytes that
/// are left; "" if they do. `cell`: the side of a cell, in the unit of its file.
std::string too_large(std::int64_t columns, std::int64_t rows, double cell, std::size_t plans,
                      const Inundation::Params& params, std::uint64_t left);

}  // namespace sandtable::models
