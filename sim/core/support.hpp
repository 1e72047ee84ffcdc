// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sandtable {

enum class SupportKind { scalar, places, people, nodes, links, zones, cells };

std::string_view name(SupportKind kind);

/// A set of entities on which fields live: a name, external ids, CRS and, if it has any, points.
/// Supports are compared by address. Entities are known outside by their external ids only.
class Support {
 public:
  /// Ids must differ. xs and ys (m, in crs) may both be empty.
  Support(std::string name, SupportKind kind, std::vector<std::string> ids, std::string crs = {},
          std::vector<double> xs = {}, std::vector<double> ys = {});

  const std::string& name() const { return name_; }
  SupportKind kind() const { return kind_; }
  std::size_t size() const { return ids_.size(); }
  const std::string& crs() const { return crs_; }
  const std::vector<double>& x() const { return x_; }
  const std::vector<double>& y() const { return y_; }
  const std::string& id(std::size_t entity) const { return ids_[entity]; }
  const std::vector<std::string>& ids() const { return ids_; }
  /// hash64(support name, external id): the entity's part of every random key. The same whatever
  /// else is in the support and in whatever order.
  std::uint64_t key(std::size_t entity) const { return keys_[entity]; }
  std::optional<std::size_t> find(std::string_view id) const;

 private:
  std::string name_;
  SupportKind kind_;
  std::vector<std::string> ids_;
  std::string crs_;
  std::vector<double> x_, y_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> sorted_;  ///< entities by id
};

using SupportRef = std::shared_ptr<const Support>;

/// The support of a single number.
SupportRef scalar_support(std::string name);

}  // namespace sandtable
