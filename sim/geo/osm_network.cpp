// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/osm_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/osm_road_class.hpp"
#include "sim/geo/strong_part.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable {
namespace {

/// A run of a way's nodes that the file holds, by their index in the file's list.
struct Run {
  std::size_t way = 0;
  std::vector<std::size_t> nodes;
};

/// Marks the nodes between `first` and `last` that must stand so that straight pieces lie within
/// `within_m` of the shape (Douglas and Peucker 1973); of a ring at least its farthest node.
void keep_bends(std::span<const Point> shape, std::size_t first, std::size_t last, double within_m,
                std::vector<char>& keep) {
  std::vector<std::pair<std::size_t, std::size_t>> todo{{first, last}};
  while (!todo.empty()) {
    const auto [a, b] = todo.back();
    todo.pop_back();
    std::size_t farthest = a;
    double most = 0;
    for (std::size_t i = a + 1; i < b; ++i) {
      const double away = segment_distance_squared(shape[a], shape[b], shape[i]);
      if (away > most) most = away, farthest = i;
    }
    const bool ring = shape[a] == shape[b];
    if (farthest == a || (most <= within_m * within_m && !ring)) continue;
    keep[farthest] = 1;
    todo.push_back({farthest, b});
    todo.push_back({a, farthest});
  }
}

class Builder {
 public:
  Builder(const osm::Ways& ways, const std::string& crs, const OsmOptions& options)
      : ways_(ways), options_(options) {
    made_.network.crs = crs;
    for (const Point& place : ways.place) {
      xs_.push_back(place.x);
      ys_.push_back(place.y);
    }
  }

  OsmNetwork build(const std::optional<Box>& box) {
    choose_roads();
    find_runs();
    project();
    for (const Run& run : runs_) add(run);
    RoadNetwork& network = made_.network;
    if (network.links() == 0)
      refuse({ways_.file},
             fmt::format("no road for cars in the file ({} ways with the key highway, {} of them "
                         "taken)",
                         made_.counts.highways, made_.counts.ways));
    network = finish(std::move(network), box, ways_.file);
    tell();
    if (options_.strong_part_only) {
      StrongPart strong = largest_strong_part(network);
      network = std::move(strong.network);
      if (std::string note = strong.note(); !note.empty()) made_.notes.push_back(std::move(note));
    }
    return std::move(made_);
  }

 private:
  void choose_roads() {
    OsmCounts& counts = made_.counts;
    counts.highways = ways_.ways.size();
    for (std::size_t i = 0; i < ways_.ways.size(); ++i) {
      const std::optional<osm::Road> road = osm::road_of(ways_.ways[i].tags);
      if (!road) continue;
      const bool track = road->kind == &osm::road_classes().back();
      if (track && !options_.tracks) {
        ++counts.tracks;
      } else if (road->closed && !options_.closed_roads) {
        ++counts.closed;
      } else {
        ++counts.ways;
        counts.default_speed += road->speed_is_default;
        counts.default_lanes += road->lanes_are_default;
        roads_.emplace(i, *road);
      }
    }
  }

  void find_runs() {
    std::vector<int> uses(ways_.node.size());
    for (const auto& [way, road] : roads_) {
      const std::size_t before = runs_.size();
      bool torn = false;
      Run run{way, {}};
      for (const std::int64_t id : ways_.ways[way].nodes) {
        const auto node =
            static_cast<std::size_t>(std::ranges::lower_bound(ways_.node, id) - ways_.node.begin());
        if (std::isnan(xs_[node])) {
          torn = true;
          keep_run(run);
        } else {
          run.nodes.push_back(node);
        }
      }
      keep_run(run);
      made_.counts.torn += torn;
      for (std::size_t i = before; i < runs_.size(); ++i) {
        for (const std::size_t node : runs_[i].nodes) ++uses[node];
        ++uses[runs_[i].nodes.front()];
        ++uses[runs_[i].nodes.back()];
      }
    }
    junction_.resize(uses.size());
    for (std::size_t node = 0; node < uses.size(); ++node) {
      junction_[node] = uses[node] > 1;
      made_.counts.junctions += uses[node] > 1;
    }
  }
  void keep_run(Run& run) {
    if (run.nodes.size() > 1) runs_.push_back(run);
    run.nodes.clear();
  }

  /// Longitudes and latitudes become metres; places of nodes that the file lacks stay none.
  void project() {
    gdal::refuse_unless_metric(made_.network.crs, {ways_.file});
    std::vector<std::size_t> known;
    std::vector<double> xs, ys;
    for (std::size_t node = 0; node < xs_.size(); ++node) {
      if (std::isnan(xs_[node])) continue;
      known.push_back(node);
      xs.push_back(xs_[node]);
      ys.push_back(ys_[node]);
    }
    if (!known.empty()) reproject("EPSG:4326", made_.network.crs, xs, ys);
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (!std::isfinite(xs[i]) || !std::isfinite(ys[i]))
        refuse({ways_.file}, fmt::format("node {} cannot be brought into {} (it lies outside)",
                                         ways_.node[known[i]], made_.network.crs));
      xs_[known[i]] = xs[i];
      ys_[known[i]] = ys[i];
    }
  }

  void add(const Run& run) {
    std::vector<Point> shape;
    std::vector<char> keep;
    for (const std::size_t node : run.nodes) {
      shape.push_back({xs_[node], ys_[node]});
      keep.push_back(junction_[node]);
    }
    for (std::size_t first = 0, last = 1; last < shape.size(); ++last)
      if (junction_[run.nodes[last]]) {
        keep_bends(shape, first, last, options_.shape_within_m, keep);
        first = last;
      }
    double length_m = 0;
    for (std::size_t from = 0, i = 1; i < shape.size(); ++i) {
      const double dx = shape[i].x - shape[i - 1].x, dy = shape[i].y - shape[i - 1].y;
      length_m += std::sqrt(dx * dx + dy * dy);
      if (!keep[i]) continue;
      if (length_m > 0) add_road(run, from, i, length_m);
      length_m = 0;
      from = i;
    }
  }

  void add_road(const Run& run, std::size_t from, std::size_t to, double length_m) {
    const osm::Road& road = roads_.at(run.way);
    const std::size_t a = run.nodes[from], b = run.nodes[to];
    if (a == b) return;
    if (road.forward) add_link(run.way, a, b, length_m, 0);
    if (road.backward) add_link(run.way, b, a, length_m, 1);
  }

  void add_link(std::size_t way, std::size_t a, std::size_t b, double length_m, int direction) {
    const osm::Road& road = roads_.at(way);
    RoadNetwork& network = made_.network;
    const std::string id =
        fmt::format("{}:{}-{}", ways_.ways[way].id, ways_.node[a], ways_.node[b]);
    std::string name = id;
    for (int again = 2; !ids_.insert(name).second; ++again) name = fmt::format("{}#{}", id, again);
    network.link_id.push_back(std::move(name));
    network.from.push_back(node(a));
    network.to.push_back(node(b));
    network.length_m.push_back(length_m);
    network.free_speed_m_s.push_back(road.speed_m_s[direction]);
    network.capacity_per_s.push_back(road.capacity_per_h[direction] / 3600);
    network.lanes.push_back(road.lanes[direction]);
  }
  std::int32_t node(std::size_t of_file) {
    RoadNetwork& network = made_.network;
    const auto [at, fresh] = numbers_.try_emplace(of_file, network.nodes());
    if (fresh) {
      network.node_id.push_back(std::to_string(ways_.node[of_file]));
      network.node_x.push_back(xs_[of_file]);
      network.node_y.push_back(ys_[of_file]);
    }
    return at->second;
  }

  void tell() {
    const OsmCounts& counts = made_.counts;
    made_.notes.push_back(
        fmt::format("the file holds {} roads for cars and {} junctions; left out: {} tracks, {} "
                    "roads closed to cars (private and the like)",
                    counts.ways, counts.junctions, counts.tracks, counts.closed));
    made_.notes.push_back(
        fmt::format("by the class of the road, as its tags do not say: the speed of {} roads, the "
                    "lanes of {}, the capacity of all",
                    counts.default_speed, counts.default_lanes));
    if (counts.torn > 0)
      made_.notes.push_back(fmt::format(
          "{} roads end where the file does, which lacks nodes of theirs", counts.torn));
  }

  const osm::Ways& ways_;
  const OsmOptions& options_;
  OsmNetwork made_;
  std::vector<double> xs_, ys_;             ///< (node of the file)
  std::map<std::size_t, osm::Road> roads_;  ///< by way
  std::vector<Run> runs_;
  std::vector<char> junction_;  ///< (node of the file)
  std::map<std::size_t, std::int32_t> numbers_;
  std::set<std::string> ids_;
};

}  // namespace

OsmNetwork osm_network_of(const osm::Ways& ways, const std::string& crs,
                          const std::optional<Box>& box, const OsmOptions& options) {
  return Builder(ways, crs, options).build(box);
}

OsmNetwork read_osm_network(const std::filesystem::path& file, const std::string& crs,
                            const std::optional<Box>& box, const OsmOptions& options) {
  return osm_network_of(osm::read_ways(file, "highway"), crs, box, options);
}

}  // namespace sandtable
