// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/field.hpp"
#include "sim/core/support.hpp"

namespace sandtable {

enum class MappingRule { maximum, mean, sum, nearest };

/// From one support to another: for each target entity the source entities and their weights (CSR),
/// and the rule that joins them. Built once at load and shared.
struct Mapping {
  SupportRef source, target;
  MappingRule rule = MappingRule::sum;
  std::vector<std::int32_t> begin;   ///< size of target + 1
  std::vector<std::int32_t> entity;  ///< source entities
  std::vector<double> weight;        ///< alike in size to entity
};

/// The mapped values, one a target entity; sources are joined in index order. A target without a
/// source is 0 under `sum`, else NaN.
std::vector<double> apply(const Mapping& mapping, const Version& source);

}  // namespace sandtable
