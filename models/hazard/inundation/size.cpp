// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/size.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sandtable::models {

namespace {

/// A cell's name, place and heights while and after the elevation is read.
constexpr std::uint64_t read_bytes = 160;

/// A pixel under coarser cells while and after the elevation is read.
constexpr std::uint64_t pixel_bytes = 64;

/// Beside the kernel's: the peak, the flag of fast flow, two versions each of what is written.
constexpr std::uint64_t kept_bytes = 4 + 1 + 2 * (4 + 4 + 1);

}  // namespace

FloodBytes flood_bytes(std::int64_t columns, std::int64_t rows, const Inundation::Params& params) {
  inundation::Method method;
  method.scheme = params.scheme;
  method.order = static_cast<std::int32_t>(params.order);
  const std::int64_t along = params.subgrid;
  const auto pixels = static_cast<std::uint64_t>(columns) * static_cast<std::uint64_t>(rows);
  columns = (columns + along - 1) / along;
  rows = (rows + along - 1) / along;
  const auto cells = static_cast<std::uint64_t>(columns) * static_cast<std::uint64_t>(rows);
  const std::int64_t each = inundation::bytes_needed(columns, rows, method);
  const std::int64_t with_tables =
      inundation::bytes_needed(columns, rows, method, static_cast<std::int32_t>(along));
  const std::uint64_t ground = params.infiltration == Infiltration::green_ampt ? 8 + 4 + 8 : 0;
  return {cells * read_bytes + (along > 1 ? pixels * pixel_bytes : 0) +
              static_cast<std::uint64_t>(with_tables - each),
          static_cast<std::uint64_t>(each) + cells * (kept_bytes + ground)};
}

std::string too_large(std::int64_t columns, std::int64_t rows, double cell, std::size_t plans,
                      const Inundation::Params& params, std::uint64_t left) {
  const FloodBytes bytes = flood_bytes(columns, rows, params);
  const std::uint64_t needed = bytes.shared + plans * bytes.each;
  if (needed <= left) return "";
  const auto gigabytes = [](std::uint64_t count) { return static_cast<double>(count) / 1e9; };
  const double longer = std::sqrt(static_cast<double>(needed) / static_cast<double>(left));
  return fmt::format(
      "{} x {} cells need {:.3g} GB ({:.3g} GB, and {:.3g} GB for each of {} plans), and {:.3g} GB "
      "are left on this machine: take cells of {:.2g} instead of {:g} (gdalwarp -tr), cut the "
      "elevation to the area, or compare fewer plans at a time",
      columns, rows, gigabytes(needed), gigabytes(bytes.shared), gigabytes(bytes.each), plans,
      gigabytes(left), std::ceil(10 * cell * longer) / 10, cell);
}

}  // namespace sandtable::models
