// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "models/hazard/arrival/fronts.hpp"

namespace sandtable::arrival {

/// The cells of a fire, found by place: there are thousands, and most lie far from a site.
class CellTree {
 public:
  explicit CellTree(const Fire& fire);
  ~CellTree();
  CellTree(const CellTree&) = delete;
  CellTree& operator=(const CellTree&) = delete;

  /// The time of the first cell no farther from a site than a limit (m), which holds it where the
  /// limit is 0; infinity if there is none.
  double first_within(Point site, double limit) const;
  /// To the nearest cell, 0 inside one; infinity without cells.
  double distance(Point site) const;

 private:
  struct Tree;

  std::vector<Front> cells_;  // in the order of their times
  std::unique_ptr<const Tree> tree_;
};

}  // namespace sandtable::arrival
