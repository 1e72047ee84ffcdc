// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/response/people/population.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// Who goes when one of a household leaves: with the first all who do not stay, those at the same
/// place in one car and those elsewhere at the same time in another; each alone; or nobody before
/// all are ready.
enum class HouseholdRule { first, each, all };
/// Waiting times: as in the file, or uniform between 0 and that.
enum class LagRule { as_given, uniform };

/// People who hear, see, fetch and leave.
///
/// A barometer starts at 0. Each kind of message, embers and fire (seen from where the person is)
/// add their impact once; smoke, immersion, the day's rating and neighbours do so if switched on. A
/// threshold is met at >=, and by a barometer above 0 only. At the initial one those with
/// dependents wait the initial lag, drive to them, stay `visit`, and return home if their attribute
/// says so; at the final one, when the first is done, they wait the final lag and leave. Those who
/// stay do so whatever they hear. After EES's agents (github agentsoz/ees,
/// ees/src/main/java/.../agents).
///
/// With `day_plans` everybody is where the day has led by the start, and drives to the next
/// activity when one ends. Who sets out for dependents, waits to leave, or is overtaken gives the
/// day up. Who decides to leave on a day's trip drives on while the lag lasts, and then turns at
/// the next node (where all of a household leave together, or dependents wait: arrives first). Whom
/// no way leads to the next activity drives back to where the trip began, and is `turned_back`; if
/// neither can be reached he is held on the road. A message to a zone reaches those who are in it
/// when it is sent: at a place in it, or on the road and past a node in it last; those who have
/// left for good are in no zone. Somebody is out from when he last came to be beyond
/// `threat_distance`: not for good, as the day may lead back in. `threatened` and `late` are of the
/// place at the start.
struct People {
  struct Params {
    std::string population, zones, zone_column, zone_name_column, crs, groups, areas, destinations;
    bool day_plans = false;
    double message_reach = 1;
    HouseholdRule household = HouseholdRule::first;
    LagRule lags = LagRule::as_given;
    Tick visit;
    double threat_distance_m = 2000;
    double farthest_from_road_m = 10000;
    bool smoke = false, immersion = false, rating = false, neighbours = false;
    double neighbours_share = 0.1;
    double share_without_car = 0;
  };

  enum class Stage : std::uint8_t {
    settled,
    waiting,
    to_dependents,
    visiting,
    to_home,
    leaving,
    gone,
    overtaken,
    to_activity
  };
  enum class What : std::uint8_t {
    arrival,
    fire_seen,
    embers_seen,
    smoke_seen,
    rating,
    home_at_risk,
    go_to_dependents,
    visit_over,
    leave,
    activity_over
  };
  /// Kinds of events. A message is heard: its kind, 0 to 3 (value: the audience); somebody sets
  /// out: sets_out + stage.
  enum Told : std::uint32_t { reached = 10, sets_out = 11, meets_initial = 30, meets_final = 31 };
  struct Timer {
    std::int64_t time;
    std::int32_t person;
    What what;
    std::int32_t place;  ///< for what is seen there; -1 else
    auto operator<=>(const Timer&) const = default;
  };
  /// Where somebody is in the plan of the day.
  struct Day {
    std::int32_t stay = 0;   ///< at it or, on the road, on the way to it: an index of all stays
    std::int32_t from = -1;  ///< place where the trip there began
    std::int64_t since = 0;  ///< when
  };
  struct Actor {
    double barometer = 0;
    std::int64_t next_depart = 0;  ///< of the trip that is planned
    std::uint16_t felt = 0;        ///< cues, by bit
    Stage stage = Stage::settled;
    bool initial_met = false, initial_done = false, final_met = false;
    bool leave_set = false;         ///< waits the final lag, or has waited
    bool ready = false;             ///< has waited it
    bool called = false;            ///< leaves because one of the household did
    std::int32_t place = 0;         ///< -1 on the road or gone
    std::int32_t destination = -1;  ///< as ordered, or the own
    std::int32_t driver = -1;       ///< in whose car, while on the road
  };
  /// What is written, by person.
  struct Fates {
    std::vector<std::int64_t> depart, out_time;
    std::vector<std::int32_t> from, to, fallback;
    std::vector<std::uint8_t> exposed, exposed_on_road, overtaken, out, late, moved,
        moved_unthreatened, sheltered, threatened, turned_back;
    std::vector<std::uint8_t> mode;     ///< TripMode
    std::vector<std::uint8_t> in_car;   ///< as `driver` says; a trip is known a tick ahead
    std::vector<std::uint8_t> on_road;  ///< two ticks after departure to two ticks after its end
    std::array<std::vector<std::uint8_t>, message_kinds> heard;
  };
  struct State {
    std::vector<Actor> actor;
    std::vector<Timer> timers;  ///< a heap, the earliest first
    Fates fate;
    std::vector<std::int32_t> left_of_zone;  ///< (zone): people who left, for neighbours
    std::vector<Day> day;                    ///< (person), with day plans only
    bool started = false;
    std::size_t bytes() const {
      return actor.size() * (sizeof(Actor) + 61) + timers.size() * sizeof(Timer) +
             day.size() * sizeof(Day);
    }
  };

  Params params;
  std::shared_ptr<const Population> population = std::make_shared<const Population>();
  SupportRef nodes;  ///< of the roads

  In<Tick> arrival{{.role = "hazard", .quantity = "arrival_time", .unit = "tick"}};
  In<Tick> fire_seen{{.role = "hazard", .quantity = "fire_seen_time", .unit = "tick"}};
  In<Tick> embers_seen{{.role = "hazard", .quantity = "embers_seen_time", .unit = "tick"}};
  In<Tick> smoke_seen{{.role = "hazard", .quantity = "smoke_seen_time", .unit = "tick"}};
  In<float> distance{{.role = "hazard", .quantity = "closest_distance", .unit = "m"}};
  In<float> node_distance{{.role = "hazard", .quantity = "closest_distance", .unit = "m"}};
  In<Tick> node_fire_seen{{.role = "hazard", .quantity = "fire_seen_time", .unit = "tick"}};
  In<Tick> node_embers_seen{{.role = "hazard", .quantity = "embers_seen_time", .unit = "tick"}};
  In<Tick> trip_end{{.role = "traffic", .quantity = "trip_end", .unit = "tick"}};
  In<std::int32_t> at_node{{.role = "traffic", .quantity = "at_node", .unit = "1"}};
  In<Tick> reached_by_fire{{.role = "traffic", .quantity = "exposed_time", .unit = "tick"}};

  Out<Tick> depart{{.quantity = "trip_depart", .unit = "tick"}};
  Out<std::int32_t> from{{.quantity = "trip_from", .unit = "1"}};
  Out<std::int32_t> to{{.quantity = "trip_to", .unit = "1"}};
  Out<std::int32_t> fallback{{.quantity = "trip_fallback", .unit = "1"}};
  Out<Tick> out_time{{.quantity = "out_time", .unit = "tick"}};
  Out<std::uint8_t> exposed{{.quantity = "exposed", .unit = "people"}};
  Out<std::uint8_t> exposed_on_road{{.quantity = "exposed_on_road", .unit = "people"}};
  Out<std::uint8_t> overtaken{{.quantity = "stayers_overtaken", .unit = "people"}};
  Out<std::uint8_t> out{{.quantity = "out", .unit = "people"}};
  Out<std::uint8_t> late{{.quantity = "late", .unit = "people", .foresight = true}};
  Out<std::uint8_t> moved{{.quantity = "moved", .unit = "people"}};
  Out<std::uint8_t> moved_unthreatened{
      {.quantity = "moved_unthreatened", .unit = "people", .foresight = true}};
  Out<std::uint8_t> sheltered{
      {.quantity = "sheltered_in_threat", .unit = "people", .foresight = true}};
  Out<std::uint8_t> turned_back{{.quantity = "turned_back", .unit = "people"}};
  Out<std::uint8_t> on_road{{.quantity = "on_road", .unit = "people"}};
  Out<std::uint8_t> threatened{{.quantity = "threatened", .unit = "people", .foresight = true}};
  Out<std::uint8_t> leaver{{.quantity = "leaver", .unit = "people"}};
  std::array<Out<std::uint8_t>, message_kinds> heard{
      {{{.quantity = "heard_advice", .unit = "1"}},
       {{.quantity = "heard_watch_and_act", .unit = "1"}},
       {{.quantity = "heard_emergency_warning", .unit = "1"}},
       {{.quantity = "heard_evacuate_now", .unit = "1"}}}};
  Out<std::uint8_t> mode{{.quantity = "trip_mode", .unit = "1"}};
  Out<std::int32_t> zone{{.quantity = "zone", .unit = "1"}};
  Out<std::int32_t> kind{{.quantity = "kind", .unit = "1"}};
  Lever message{{.name = "message", .arguments = {{.name = "kind"}, {.name = "destination"}}}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;
  /// (person): on foot if the household has no car; drawn by the least key of its people.
  std::vector<std::uint8_t> modes(const Context& context) const;
};

}  // namespace sandtable::models
