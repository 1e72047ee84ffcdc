// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/fronts.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace sandtable::arrival {
namespace {

/// Whether most corners of a ring lie in a later one.
bool swallows(const Front& later, const Front& earlier) {
  std::size_t corners = 0, held = 0;
  for (const OutlineIndex& outline : earlier.outlines) {
    for (const Point point : outline.ring()) {
      ++corners;
      held += later.holds(point);
    }
  }
  return 2 * held > corners;
}

/// Fills `swallowed`: spot rings before k and inside it, but for those that another has taken in.
void find_swallowed(std::vector<Front>& fronts, int k) {
  Front& later = fronts[k];
  std::vector<int> inside;
  for (int p = 0; p < k; ++p) {
    const Front& earlier = fronts[p];
    if (earlier.spot && earlier.time_s < later.time_s && swallows(later, earlier)) {
      inside.push_back(p);
    }
  }
  const auto superseded = [&](int p) {
    const auto by = [&](int q) {
      return q >= 0 && fronts[q].time_s > fronts[p].time_s && swallows(fronts[q], fronts[p]);
    };
    return by(later.main_before) || std::any_of(inside.begin(), inside.end(), by);
  };
  std::copy_if(inside.begin(), inside.end(), std::back_inserter(later.swallowed),
               [&](int p) { return !superseded(p); });
}

Front front_of(const Ring& ring) {
  Front front;
  front.time_s = ring.time_s;
  front.spot = ring.spot;
  front.box = bounds(ring.outlines);
  for (const Path& outline : ring.outlines) front.outlines.emplace_back(outline);
  return front;
}

}  // namespace

double Front::signed_distance(Point point) const {
  double least = std::numeric_limits<double>::infinity();
  for (const OutlineIndex& outline : outlines) {
    least = std::min(least, outline.signed_distance(point));
  }
  return least;
}

bool Front::holds(Point point) const {
  return std::any_of(outlines.begin(), outlines.end(),
                     [&](const OutlineIndex& outline) { return outline.inside(point); });
}

double Front::distance(Point point, double limit) const {
  if (holds(point)) return 0;
  for (const OutlineIndex& outline : outlines) limit = outline.edge_distance(point, limit);
  return limit;
}

std::vector<Front> prepare(const Fire& fire) {
  std::vector<Front> fronts;
  for (const Ring& ring : fire.rings) fronts.push_back(front_of(ring));
  int last_main = -1;
  for (int k = 0; k < static_cast<int>(fronts.size()); ++k) {
    Front& front = fronts[k];
    const Ring& ring = fire.rings[k];
    if (!front.spot) {
      front.main_before = last_main;
      front.not_before_s = last_main < 0 ? 0 : fronts[last_main].time_s;
      last_main = k;
    }
    find_swallowed(fronts, k);
    const bool first = front.main_before < 0 && (!front.spot || front.swallowed.empty());
    front.starts_at_point = first && ring.started_s < front.time_s;
    front.start = front.spot ? centroid(ring.outlines.front()) : fire.ignition;
    front.start_s = ring.started_s;
    double least = front.starts_at_point ? front.start_s : front.time_s;
    if (front.main_before >= 0) least = std::min(least, fronts[front.main_before].time_s);
    for (const int p : front.swallowed) least = std::min(least, fronts[p].time_s);
    front.lower_s = std::max(front.not_before_s, least);
  }
  return fronts;
}

std::vector<Front> prepare_cells(const Fire& fire) {
  std::vector<Front> cells;
  for (const Ring& ring : fire.rings) cells.push_back(front_of(ring));
  return cells;
}

}  // namespace sandtable::arrival
