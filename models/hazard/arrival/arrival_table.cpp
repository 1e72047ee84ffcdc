// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/arrival/arrival_table.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

#include "models/hazard/arrival/cell_tree.hpp"
#include "models/hazard/arrival/fronts.hpp"

namespace sandtable::arrival {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Distances of one site to the rings of one fire, each computed when first asked for.
class SiteDistances {
 public:
  explicit SiteDistances(const std::vector<Front>& fronts)
      : fronts_(fronts), known_(fronts.size()), value_(fronts.size()) {}

  /// Forgets what is known of another site.
  void move_to(Point site) {
    if (site == site_) return;
    site_ = site;
    std::fill(known_.begin(), known_.end(), char{0});
  }
  Point site() const { return site_; }
  double to(int ring) {
    if (!known_[ring]) {
      known_[ring] = 1;
      value_[ring] = fronts_[ring].signed_distance(site_);
    }
    return value_[ring];
  }
  bool farther(int ring, double limit) {
    if (known_[ring]) return value_[ring] > limit;
    if (distance_squared(fronts_[ring].box, site_) > limit * limit) return true;
    if (limit == 0) return !fronts_[ring].holds(site_);
    return to(ring) > limit;
  }

 private:
  const std::vector<Front>& fronts_;
  std::vector<char> known_;
  std::vector<double> value_;
  Point site_{std::numeric_limits<double>::quiet_NaN(), 0};
};

/// When a front that was `before` away at t_p and `now` away at t_k was `limit` away.
double between(double t_p, double t_k, double before, double now, double limit) {
  return t_p + (t_k - t_p) * ((before - limit) / (before - now));
}

double point_distance(Point a, Point b) {
  const double dx = a.x - b.x, dy = a.y - b.y;
  return std::sqrt(dx * dx + dy * dy);
}

/// The time that ring k gives for a distance at which it is near enough; never if others speak.
double time_of_ring(const std::vector<Front>& fronts, int k, double limit, SiteDistances& s) {
  const Front& ring = fronts[k];
  if (ring.main_before >= 0 && !s.farther(ring.main_before, limit)) return kNever;
  double least = kNever;
  const auto take = [&](double time_s, double away) {
    least = std::min(least, between(time_s, ring.time_s, away, s.to(k), limit));
  };
  if (ring.main_before >= 0) take(fronts[ring.main_before].time_s, s.to(ring.main_before));
  if (ring.starts_at_point) {
    const double away = point_distance(ring.start, s.site());
    if (away <= limit) return ring.start_s;
    take(ring.start_s, away);
  }
  for (const int p : ring.swallowed) {
    if (s.farther(p, limit)) take(fronts[p].time_s, s.to(p));
  }
  if (least == kNever && ring.swallowed.empty()) return ring.time_s;
  return std::max(ring.not_before_s, least);
}

double first_within(const std::vector<Front>& fronts, double limit, SiteDistances& s) {
  double first = kNever;
  for (int k = 0; k < static_cast<int>(fronts.size()); ++k) {
    if (fronts[k].lower_s >= first || s.farther(k, limit)) continue;
    first = std::min(first, time_of_ring(fronts, k, limit, s));
  }
  return first;
}

double closest(const std::vector<Front>& fronts, Point site) {
  double least = kNever;
  for (int k = static_cast<int>(fronts.size()) - 1; k >= 0 && least > 0; --k) {
    least = fronts[k].distance(site, least);
  }
  return least;
}

/// Fills what a raster says of each site itself, not of its surroundings.
void read_cells(const Fire& fire, std::span<const double> xs, std::span<const double> ys,
                const Wanted& wanted, Reach& reach) {
  for (std::size_t site = 0; site < xs.size(); ++site) {
    const auto cell = fire.raster->holding({xs[site], ys[site]});
    const double time_s = cell ? fire.raster->raster().value[*cell] : kNever;
    if (!cell) reach.outside.push_back(site);
    if (std::isnan(time_s)) reach.missing.push_back(site);
    if (wanted.arrival) reach.arrival_s.push_back(std::isnan(time_s) ? kNever : time_s);
    if (!wanted.intensity) continue;
    const auto place = fire.intensity->holding({xs[site], ys[site]});
    const double intensity = place ? fire.intensity->raster().value[*place] : 0;
    reach.intensity.push_back(std::isfinite(intensity) ? intensity : 0);
  }
}

Reach reach_of_raster(const Fire& fire, std::span<const double> xs, std::span<const double> ys,
                      const Wanted& wanted) {
  Reach reach;
  read_cells(fire, xs, ys, wanted, reach);
  for (const double within_m : wanted.within_m) {
    std::vector<double>& times = reach.within_s.emplace_back();
    for (std::size_t site = 0; site < xs.size(); ++site)
      times.push_back(fire.raster->least_within({xs[site], ys[site]}, within_m));
  }
  for (std::size_t site = 0; wanted.closest && site < xs.size(); ++site)
    reach.closest_m.push_back(fire.raster->distance({xs[site], ys[site]}));
  return reach;
}

/// What `first(site, limit)` and `closest(site)` say of each site.
template <typename First, typename Closest>
Reach reach_of_sites(std::span<const double> xs, std::span<const double> ys, const Wanted& wanted,
                     First first, Closest closest) {
  Reach reach;
  if (wanted.arrival) reach.arrival_s.resize(xs.size());
  if (wanted.closest) reach.closest_m.resize(xs.size());
  reach.within_s.assign(wanted.within_m.size(), std::vector<double>(xs.size()));
  for (std::size_t i = 0; i < xs.size(); ++i) {
    const Point site{xs[i], ys[i]};
    if (wanted.closest) reach.closest_m[i] = closest(site);
    if (wanted.arrival) reach.arrival_s[i] = first(site, 0);
    for (std::size_t level = 0; level < wanted.within_m.size(); ++level)
      reach.within_s[level][i] = first(site, wanted.within_m[level]);
  }
  return reach;
}

Reach reach_of(const Fire& fire, std::span<const double> xs, std::span<const double> ys,
               const Wanted& wanted) {
  if (fire.raster) return reach_of_raster(fire, xs, ys, wanted);
  if (fire.shape == Shape::cells) {
    const CellTree cells(fire);
    return reach_of_sites(
        xs, ys, wanted, [&](Point site, double limit) { return cells.first_within(site, limit); },
        [&](Point site) { return cells.distance(site); });
  }
  const std::vector<Front> fronts = prepare(fire);
  SiteDistances distances(fronts);
  return reach_of_sites(
      xs, ys, wanted,
      [&](Point site, double limit) {
        distances.move_to(site);
        return first_within(fronts, limit, distances);
      },
      [&](Point site) { return closest(fronts, site); });
}

}  // namespace

std::vector<Reach> reach(std::span<const Fire> fires, std::span<const double> xs,
                         std::span<const double> ys, const Wanted& wanted, int threads) {
  std::vector<Reach> table(fires.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t fire = next++; fire < fires.size(); fire = next++) {
      table[fire] = reach_of(fires[fire], xs, ys, wanted);
    }
  };
  std::vector<std::jthread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  others.clear();
  return table;
}

}  // namespace sandtable::arrival
