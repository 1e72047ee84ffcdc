// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "models/response/people/population.hpp"
#include "models/response/residents/curves.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// What a kind of resident declares; not-a-number: as the model's parameter of that name.
struct ResidentKind {
  std::string name;
  double preparation_s = 0;  ///< before leaving, on top of the delay of all: a care home's vehicles
  double share_without_car = std::numeric_limits<double>::quiet_NaN();
  double compliance = std::numeric_limits<double>::quiet_NaN();
  std::int32_t people_per_vehicle = 5;
  double present_by_day = 1, present_by_night = 1;  ///< share that is at its place
  double present_at_weekends = 1;                   ///< by day

  /// The share at its place, `daylight` (0 to 1) into the day.
  double present(double daylight, bool weekend) const {
    return daylight * (weekend ? present_at_weekends : present_by_day) +
           (1 - daylight) * present_by_night;
  }
};

/// Who goes together: a household, or as many of it as one vehicle takes. All parties of a
/// household have its key, and so decide alike. By party; people of a party are neighbours by
/// index.
struct Parties {
  std::vector<std::uint64_t> key;         ///< the least of the household's people
  std::vector<std::int32_t> first;        ///< (party + 1): its first person, who drives
  std::vector<std::int32_t> place, kind;  ///< home; index of kinds
  std::vector<std::int32_t> destination;  ///< unless a message names another
  std::vector<std::int32_t> fallback;     ///< where no way leads there, or nowhere
  std::vector<ResidentKind> kinds;
  std::vector<std::vector<std::int32_t>> audience;  ///< (audience): its parties
  std::vector<std::int32_t> passive;                ///< parties that are never there

  std::size_t size() const { return key.size(); }
};

/// What became of people, one flag each.
enum class Fate : std::uint8_t {
  heard,  ///< the first of message_kinds, by kind
  warned = message_kinds,
  saw_water,
  moved,
  moved_unthreatened,
  on_road,
  out,
  cut_off,
  threatened,
  exposed,
  exposed_at_home,
  exposed_on_road,
  home_water,  ///< the first of home_water_levels, by level
};
inline constexpr std::size_t home_water_levels = 4;
inline constexpr std::size_t fates = static_cast<std::size_t>(Fate::home_water) + home_water_levels;

/// People who are warned, prepare and leave, without attributes of behaviour of their own: the
/// chain of flood safety (USACE LifeSim, after Mileti and Sorensen).
///
/// A message is issued `issuance_delay` after its order. It reaches a household (or not,
/// `message_reach`) at a time drawn from the curve of first alerts (curves.hpp: Diffusion), whose
/// pace goes by the hour of the day. Who complies leaves after a delay from alert to action
/// (ActionDelay) and what the kind declares. Each kind of message counts once; the earliest
/// departure holds. Water at home, from `water_seen` on, is noticed after a while (`notice_half` by
/// day, at the same pace of the hour); who then sees it may leave as well, by a curve of its own:
/// who does is among those who leave on an order, or the other way round; where it is deeper than
/// `too_deep` nobody leaves any more, but stays, is `cut_off`, and tries again after `try_again`,
/// as does whom no road leads out. Households without a car go on foot. One uniform number for each
/// step of the chain, keyed by household and kind of message: every policy meets the same people,
/// and a message sent earlier lets nobody leave later.
///
/// With a hazard that is known by its arrival (a fire, a wave) a home is reached then: who is in it
/// is exposed and leaves no more. `threatened` is a home that was reached so far; `out` is who has
/// come to a destination. Who is away at the start (by kind, hour and day) takes no part in
/// anything.
struct Residents {
  struct Params {
    std::string population, zones, zone_column, zone_name_column, crs, groups, areas, destinations,
        kinds;
    std::int64_t household_size = 2;
    double farthest_from_road_m = 10000;
    Tick start_shift, issuance_delay;
    bool weekend = false;
    double message_reach = 1, night_pace = 1, contagion = 0;
    Tick alert_half{40 * 60 * Tick::per_second}, action_half{3600 * Tick::per_second};
    double action_shape = 2;
    double compliance = 1, compliance_emergency_warning = 0, compliance_watch_and_act = 0,
           compliance_advice = 0;
    double share_without_car = 0;
    double water_seen_m = 0.1, water_compliance = 1;
    Tick notice_half, water_action_half{600 * Tick::per_second};
    double too_deep_m = 0.5;
    Tick try_again{900 * Tick::per_second};
    double exposed_depth_m = 0.5;
    double home_water_1_m = 0.1, home_water_2_m = 0.5, home_water_3_m = 1.2, home_water_4_m = 1.5;

    /// By kind of message.
    std::array<double, message_kinds> compliances() const {
      return {compliance_advice, compliance_watch_and_act, compliance_emergency_warning,
              compliance};
    }
    std::array<double, home_water_levels> home_water_m() const {
      return {home_water_1_m, home_water_2_m, home_water_3_m, home_water_4_m};
    }
  };

  enum class Stage : std::uint8_t { away, at_home, leaving, gone, reached };
  enum class What : std::uint8_t { alert, leave, reached, notice };
  /// What may lead somebody to leave, as an event's value: a kind of message + 1, or water at home.
  static constexpr std::uint8_t water_cue = message_kinds + 1;
  /// Kinds of events. An alert: the kind of its message, 0 to 3 (value: the audience). Who sets out
  /// or is cut off: because of which cue.
  enum Told : std::uint32_t { sees_water = 10, sets_out = 11, is_cut_off = 12, is_reached = 13 };
  /// Something that is due to a party; of an alert: of which message.
  struct Timer {
    std::int64_t time;
    std::int32_t party;
    What what;
    std::int8_t kind = 0;
    std::int32_t destination = -1, audience = -1;
    auto operator<=>(const Timer&) const = default;
  };
  struct Actor {
    std::int64_t leave_at = Tick::never().count;
    Stage stage = Stage::at_home;
    std::uint8_t heard = 0;   ///< kinds of messages, by bit
    std::uint8_t cue = 0;     ///< what leave_at comes from
    bool water_came = false;  ///< to the home, deep enough to be seen
  };
  struct State {
    std::vector<Actor> actor;              ///< (party)
    std::vector<std::int32_t> travelling;  ///< parties with a trip that is told and not over
    std::vector<Timer> timers;             ///< a heap, the earliest first
    std::vector<std::int64_t> depart, out_time, warned_time;  ///< (person)
    std::vector<std::int32_t> to, fallback;                   ///< (person)
    std::array<std::vector<std::uint8_t>, fates> fate;        ///< (person)
    std::size_t bytes() const {
      return actor.size() * sizeof(Actor) + timers.size() * sizeof(Timer) + travelling.size() * 4 +
             depart.size() * (3 * 8 + 2 * 4 + fates);
    }
  };

  Residents();

  Params params;
  std::shared_ptr<const Population> population = std::make_shared<const Population>();
  std::shared_ptr<const Parties> parties = std::make_shared<const Parties>();
  double start_clock_s = 0;      ///< the scenario's start, s since midnight
  Tick horizon = Tick::never();  ///< nothing after it is kept in mind

  In<float> water{{.role = "hazard", .quantity = "water_depth", .unit = "m", .optional = true}};
  In<Tick> arrival{
      {.role = "hazard", .quantity = "arrival_time", .unit = "tick", .optional = true}};
  In<Tick> trip_end{{.role = "traffic", .quantity = "trip_end", .unit = "tick"}};
  In<std::int32_t> at_node{{.role = "traffic", .quantity = "at_node", .unit = "1"}};
  In<Tick> exposed_time{{.role = "traffic", .quantity = "exposed_time", .unit = "tick"}};

  Out<Tick> depart{{.quantity = "trip_depart", .unit = "tick"}};
  Out<std::int32_t> from{{.quantity = "trip_from", .unit = "1"}};
  Out<std::int32_t> to{{.quantity = "trip_to", .unit = "1"}};
  Out<std::int32_t> fallback{{.quantity = "trip_fallback", .unit = "1"}};
  Out<std::uint8_t> mode{{.quantity = "trip_mode", .unit = "1"}};
  Out<Tick> out_time{{.quantity = "out_time", .unit = "tick"}};
  Out<Tick> warned_time{{.quantity = "warned_time", .unit = "tick"}};
  std::array<Out<std::uint8_t>, fates> fate;
  Out<std::uint8_t> present{{.quantity = "present", .unit = "people"}};
  Out<std::uint8_t> leaver{{.quantity = "leaver", .unit = "people"}};
  Out<std::int32_t> zone{{.quantity = "zone", .unit = "1"}};
  Out<std::int32_t> kind{{.quantity = "kind", .unit = "1"}};
  Lever message{{.name = "message", .arguments = {{.name = "kind"}, {.name = "destination"}}}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;

  /// The parameter, or what the party's kind says instead.
  double compliance(std::size_t party, std::size_t message_kind) const;
};

}  // namespace sandtable::models
