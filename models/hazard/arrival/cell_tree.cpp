// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/cell_tree.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace sandtable::arrival {
namespace {

namespace geometry = boost::geometry;
namespace index = boost::geometry::index;
using TreePoint = geometry::model::d2::point_xy<double>;
using TreeBox = geometry::model::box<TreePoint>;
using Entry = std::pair<TreeBox, int>;  // a cell's box and place

std::vector<Entry> entries(const std::vector<Front>& cells) {
  std::vector<Entry> made;
  for (int k = 0; k < static_cast<int>(cells.size()); ++k) {
    const Box& box = cells[k].box;
    made.push_back({{{box.min_x, box.min_y}, {box.max_x, box.max_y}}, k});
  }
  return made;
}

}  // namespace

struct CellTree::Tree {
  explicit Tree(const std::vector<Front>& cells) : boxes(entries(cells)) {}

  /// The cells whose boxes come within a distance of a site along x and along y, and some that are
  /// farther by a rounding.
  std::vector<int> near(Point site, double distance) const {
    const double away = distance * (1 + 1e-9);
    const TreeBox around{{site.x - away, site.y - away}, {site.x + away, site.y + away}};
    return places(index::intersects(around));
  }
  /// The cell whose box is nearest, or none.
  std::vector<int> nearest(Point site) const {
    return places(index::nearest(TreePoint(site.x, site.y), 1));
  }

 private:
  template <typename Predicate>
  std::vector<int> places(const Predicate& predicate) const {
    std::vector<Entry> found;
    boxes.query(predicate, std::back_inserter(found));
    std::vector<int> cells;
    for (const Entry& entry : found) cells.push_back(entry.second);
    return cells;
  }

  index::rtree<Entry, index::quadratic<16>> boxes;
};

CellTree::CellTree(const Fire& fire)
    : cells_(prepare_cells(fire)), tree_(std::make_unique<Tree>(cells_)) {}
CellTree::~CellTree() = default;

double CellTree::first_within(Point site, double limit) const {
  const auto reaches = [&](int k) {
    const Front& cell = cells_[k];
    if (distance_squared(cell.box, site) > limit * limit) return false;
    return limit == 0 ? cell.holds(site) : cell.signed_distance(site) <= limit;
  };
  std::vector<int> near = tree_->near(site, limit);
  std::sort(near.begin(), near.end());
  for (const int k : near)
    if (reaches(k)) return cells_[k].time_s;
  return std::numeric_limits<double>::infinity();
}

/// No cell is nearer than the one with the nearest box whose own box is farther away.
double CellTree::distance(Point site) const {
  double least = std::numeric_limits<double>::infinity();
  for (const int k : tree_->nearest(site)) least = cells_[k].distance(site, least);
  if (least == 0 || std::isinf(least)) return least;
  for (const int k : tree_->near(site, least))
    if (sandtable::distance(cells_[k].box, site) < least) least = cells_[k].distance(site, least);
  return least;
}

}  // namespace sandtable::arrival
