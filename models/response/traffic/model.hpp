// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "models/response/traffic/link_table.hpp"
#include "models/response/traffic/path_memo.hpp"
#include "models/response/traffic/routing.hpp"
#include "sim/core/time.hpp"
#include "sim/geo/road_network.hpp"

namespace sandtable::traffic {

/// What becomes of a vehicle with no way on: it stands beside the road at its node until a way
/// opens and blocks nobody, or it is taken off the road. Either way it is reported once.
enum class NoWay { hold, remove };

/// Declared behaviour of drivers and of jams.
struct Rules {
  Tick stuck_after = from_seconds(300);  ///< the head of a queue then squeezes into a full link
  NoWay no_way = NoWay::hold;
  bool perceive_delays = true;              ///< false: routes change with closures and speeds only
  Tick perceive_every = from_seconds(300);  ///< delays are looked at, at multiples of this time
  double perceive_share = 0.5;              ///< of free-flow time: a smaller change is not noticed
  Tick perceive_least = from_seconds(60);   ///< nor is one smaller than this
  std::int32_t older_ways = 0;  ///< how many ways of the past are kept for those with old news
  /// The share of a link's capacity that is lost while a queue stands before it; from
  /// `capacity_drop_until_m_s` of speed in the queue on nothing is lost, below it linearly more
  /// (Yuan, Knoop, Hoogendoorn 2015, Transp. Res. Rec. 2491, 72-80). 0 m/s: at any speed the same.
  double capacity_drop = 0.0;
  double capacity_drop_until_m_s = 0.0;
};

/// Everything that does not change during a run; shared by all states.
struct Model {
  std::shared_ptr<const RoadNetwork> network;
  LinkTable links;
  Rules rules;
  std::vector<Destination> destinations;
  std::vector<std::shared_ptr<const NextHop>> free_flow_ways;  ///< one a destination
  std::shared_ptr<const PathMemo> paths;                       ///< from node to node
};

/// Builds the free-flow tables. Refuses rules and destinations that make no sense.
Model make_model(std::shared_ptr<const RoadNetwork> network, LinkTable links, Rules rules,
                 std::vector<Destination> destinations);

/// The same network and destinations under other rules; ways at free flow are shared. `links` must
/// have the free-flow times of the model's own. Refuses rules that make no sense.
Model with_rules(const Model& model, LinkTable links, Rules rules);

}  // namespace sandtable::traffic
