// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace sandtable {

namespace {

using Number = std::optional<Asked<std::int64_t>>;

constexpr std::array kKinds{DesignKind::monte_carlo, DesignKind::latin_hypercube,
                            DesignKind::sobol};
constexpr std::int64_t kFewestReplicates = 8;
constexpr std::int64_t kMostReplicates = 65536;
constexpr std::int64_t kFewestDraws = 2;
constexpr std::int64_t kMostDraws = 65536;  ///< of a replicate: a stratum's number takes 16 bits
constexpr std::int64_t kUsualDraws = 64;

DesignKind kind_of(const DesignRequest& request, Problems& problems) {
  if (!request.kind) return DesignKind::monte_carlo;
  std::vector<std::string> known;
  for (const DesignKind kind : kKinds) {
    if (request.kind->value == name(kind)) return kind;
    known.emplace_back(name(kind));
  }
  problems.add(request.kind->where,
               fmt::format("{} '{}' is no design:{}", request.kind->word, request.kind->value,
                           suggestion(request.kind->value, known)));
  return DesignKind::monte_carlo;
}

std::string powers_near(std::int64_t number) {
  const auto clamped = static_cast<std::uint64_t>(std::clamp(number, kFewestDraws, kMostDraws));
  const std::uint64_t below = std::bit_floor(clamped), above = std::bit_ceil(clamped);
  return below == above ? fmt::format("{}", below) : fmt::format("{} or {}", below, above);
}

bool in_range(const Asked<std::int64_t>& number, std::int64_t least, std::int64_t most,
              std::string_view reason, Problems& problems) {
  if (number.value >= least && number.value <= most) return true;
  problems.add(number.where, fmt::format("{} is {} ({}) write a number from {} to {}", number.word,
                                         number.value, reason, least, most));
  return false;
}

/// A power of two, if the design wants one.
bool fits(DesignKind kind, const Asked<std::int64_t>& size, Problems& problems) {
  if (!in_range(size, kFewestDraws, kMostDraws, "the futures of one replicate", problems))
    return false;
  if (kind != DesignKind::sobol || std::has_single_bit(static_cast<std::uint64_t>(size.value)))
    return true;
  problems.add(size.where,
               fmt::format("{} is {} (a replicate of sobol is even only at a power of two): write "
                           "{}",
                           size.word, size.value, powers_near(size.value)));
  return false;
}

/// The size that a number of draws leaves to each replicate.
std::int64_t size_from(DesignKind kind, const Asked<std::int64_t>& draws, std::int64_t replicates,
                       Problems& problems) {
  const std::int64_t size = draws.value / replicates;
  const auto power = static_cast<std::uint64_t>(size);
  const bool whole = draws.value % replicates == 0 && size >= kFewestDraws && size <= kMostDraws;
  if (whole && (kind != DesignKind::sobol || std::has_single_bit(power))) return size;
  const std::int64_t near = static_cast<std::int64_t>(
      std::bit_floor(static_cast<std::uint64_t>(std::clamp(size, kFewestDraws, kMostDraws))));
  problems.add(draws.where,
               fmt::format("{} {} cannot be shared out among {} replicates (each takes {}): "
                           "write for example {}",
                           draws.word, draws.value, replicates,
                           kind == DesignKind::sobol ? "a power of two" : "2 to 65536, all alike",
                           replicates * near));
  return near;
}

Design monte_carlo(const DesignRequest& request, Problems& problems) {
  for (const Number* number : {&request.replicates, &request.size})
    if (*number && (!request.kind || request.kind->value == name(DesignKind::monte_carlo)))
      problems.add((*number)->where,
                   fmt::format("{} belongs to no design (only latin-hypercube and sobol have "
                               "replicates): choose one of them, or leave it out",
                               (*number)->word));
  return {DesignKind::monte_carlo, request.draws ? request.draws->value : 0, 0, 0};
}

}  // namespace

std::string_view name(DesignKind kind) {
  switch (kind) {
    case DesignKind::latin_hypercube:
      return "latin-hypercube";
    case DesignKind::sobol:
      return "sobol";
    case DesignKind::monte_carlo:
      break;
  }
  return "monte-carlo";
}

DesignRequest over(const DesignRequest& chosen, const DesignRequest& scenario) {
  DesignRequest merged = scenario;
  const bool other = chosen.kind && (!scenario.kind || scenario.kind->value != chosen.kind->value);
  if (other && chosen.kind->value == name(DesignKind::monte_carlo))
    merged.replicates = merged.size = std::nullopt;
  if (other || chosen.replicates || chosen.size) merged.draws = std::nullopt;
  if (chosen.kind) merged.kind = chosen.kind;
  if (chosen.replicates) merged.replicates = chosen.replicates;
  if (chosen.size) merged.size = chosen.size;
  if (chosen.draws) merged.draws = chosen.draws;
  return merged;
}

Design design_of(const DesignRequest& request, Problems& problems) {
  const DesignKind kind = kind_of(request, problems);
  if (kind == DesignKind::monte_carlo) return monte_carlo(request, problems);
  Design design{kind, 0, kFewestReplicates, kUsualDraws};
  bool good = true;
  if (request.replicates) {
    good = in_range(*request.replicates, kFewestReplicates, kMostReplicates,
                    "an interval needs at least 8", problems);
    design.replicates = good ? request.replicates->value : kFewestReplicates;
  }
  if (request.size) {
    good = fits(kind, *request.size, problems) && good;
    design.size = request.size->value;
  } else if (request.draws && good) {
    design.size = size_from(kind, *request.draws, design.replicates, problems);
  }
  design.draws = design.replicates * design.size;
  if (good && request.size && request.draws && request.draws->value != design.draws)
    problems.add(request.draws->where,
                 fmt::format("{} {} disagrees with {} replicates of {}, which are {} futures "
                             "(their number is part of the design): leave {} out, or change the "
                             "replicates",
                             request.draws->word, request.draws->value, design.replicates,
                             design.size, design.draws, request.draws->word));
  return design;
}

}  // namespace sandtable
