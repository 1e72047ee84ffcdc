// SPDX-License-Identifier: Apache-2.0
#include "models/response/people/read_population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "models/network/roads/roads.hpp"
#include "sim/geo/matsim_population.hpp"
#include "sim/geo/matsim_xml.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::models {

namespace {

constexpr std::array<const char*, cues> impact_attributes{"ImpactFromMessageAdvice",
                                                          "ImpactFromMessageWatchAndAct",
                                                          "ImpactFromMessageEmergencyWarning",
                                                          "ImpactFromMessageEvacuateNow",
                                                          "ImpactFromVisibleEmbers",
                                                          "ImpactFromVisibleFire",
                                                          "ImpactFromVisibleSmoke",
                                                          "ImpactFromImmersionInSmoke",
                                                          "ImpactFromFireDangerIndexRating",
                                                          "ImpactFromSocialMessage"};

/// Somebody who stays, alone, and whom nobody notices.
MatsimPerson one_more_like(MatsimPerson person) {
  person.id = Loader::one_more_id;
  for (auto& [name, value] : person.attributes) {
    if (name == "WillStay") value = "true";
    if (name == "HasDependents") value = "false";
    if (name == "HouseholdId") value = Loader::one_more_id;
  }
  return person;
}

class PopulationReader {
 public:
  PopulationReader(Loader& loader, const People::Params& params, const RoadMap& roads)
      : loader_(loader),
        params_(params),
        roads_(roads),
        made_(std::make_shared<Population>()),
        persons_(params.population) {}

  std::shared_ptr<const Population> read() {
    std::vector<MatsimPerson> file = read_matsim_population(params_.population);
    if (file.empty()) refuse(loader_.where("population"), "the population holds nobody");
    if (loader_.one_more) file.insert(file.begin(), one_more_like(file.front()));
    read_destinations();
    std::vector<std::string> ids;
    for (const MatsimPerson& person : file) {
      ids.push_back(person.id);
      add(person);
    }
    persons_.raise();
    made_->people =
        std::make_shared<const Support>("people", SupportKind::people, std::move(ids), params_.crs);
    made_->places = std::make_shared<const Support>(
        "places", SupportKind::places, std::move(place_ids_), params_.crs, place_x_, place_y_);
    find_nodes();
    read_audiences();
    problems_.raise();
    loader_.notes.push_back(fmt::format("{} people in {} households, {} places, {} destinations",
                                        file.size(), made_->household.size(), made_->places->size(),
                                        made_->destinations.size()));
    return made_;
  }

 private:
  Source here() const { return {params_.population, 0, 0}; }

  std::string text(const MatsimPerson& person, const char* name, bool required = true) {
    if (const std::string* value = person.attribute(name)) return *value;
    if (required) persons_.add(fmt::format("person '{}' has no attribute '{}'", person.id, name));
    return "";
  }
  double number(const MatsimPerson& person, const char* name) {
    const std::string written = text(person, name);
    if (const auto value = matsim::number(written)) return *value;
    if (!written.empty())
      persons_.add(
          fmt::format("person '{}': {} is '{}' (a number is expected)", person.id, name, written));
    return 0;
  }
  double lag_s(const MatsimPerson& person, const char* name) {
    const double minutes = number(person, name);
    if (minutes < 0)
      persons_.add(
          fmt::format("person '{}': {} is {} (0 or more is expected)", person.id, name, minutes));
    return 60 * minutes;
  }
  bool flag(const MatsimPerson& person, const char* name) {
    const std::string written = text(person, name, false);
    if (!written.empty() && written != "true" && written != "false")
      persons_.add(fmt::format("person '{}': {} is '{}' (true or false is expected)", person.id,
                               name, written));
    return written == "true";
  }

  std::int32_t place(double x, double y) {
    const auto [at, fresh] =
        places_.try_emplace({x, y}, static_cast<std::int32_t>(place_ids_.size()));
    if (fresh) {
      place_ids_.push_back(fmt::format("{} {}", x, y));
      place_x_.push_back(x);
      place_y_.push_back(y);
    }
    return at->second;
  }

  std::int32_t destination(const MatsimPerson& person, const char* name, bool required) {
    const std::string written = text(person, name, required);
    if (written.empty()) return -1;
    const std::string called = written.substr(0, written.find(','));
    const std::vector<double> xy = numbers_in(written.substr(called.size()));
    for (std::size_t i = 0; i < made_->destinations.size(); ++i)
      if (made_->destinations[i].name == called) return static_cast<std::int32_t>(i);
    if (xy.size() != 2) {
      persons_.add(
          fmt::format("person '{}': {} is '{}' (expected \"name,x,y\")", person.id, name, written));
      return -1;
    }
    made_->destinations.push_back({called, xy[0], xy[1]});
    return static_cast<std::int32_t>(made_->destinations.size()) - 1;
  }

  void add(const MatsimPerson& source) {
    Person person;
    person.initial_threshold = number(source, "ResponseThresholdInitial");
    person.final_threshold = number(source, "ResponseThresholdFinal");
    for (std::size_t c = 0; c < cues; ++c) person.impact[c] = number(source, impact_attributes[c]);
    person.initial_lag_s = lag_s(source, "LagTimeInMinsForInitialResponse");
    person.final_lag_s = lag_s(source, "LagTimeInMinsForFinalResponse");
    person.stays = flag(source, "WillStay");
    person.home_after_dependents = flag(source, "WillGoHomeAfterVisitingDependents");
    person.home_before_leaving = flag(source, "WillGoHomeBeforeLeaving");
    person.home = place(source.home().x, source.home().y);
    if (flag(source, "HasDependents")) {
      const std::vector<double> xy = numbers_in(text(source, "HasDependentsAtLocation"));
      if (xy.size() == 2)
        person.dependents = place(xy[0], xy[1]);
      else
        persons_.add(fmt::format("person '{}' has dependents but no place of theirs", source.id));
    }
    person.destination = destination(source, "EvacLocationPreference", !person.stays);
    person.fallback = destination(source, "InvacLocationPreference", false);
    const auto [at, fresh] = households_.try_emplace(
        text(source, "HouseholdId"), static_cast<std::int32_t>(made_->household.size()));
    if (fresh) made_->household.emplace_back();
    person.household = at->second;
    made_->household[static_cast<std::size_t>(at->second)].push_back(
        static_cast<std::int32_t>(made_->person.size()));
    const std::string kind = text(source, "Archetype");
    const auto known = std::ranges::find(made_->kind_names, kind);
    made_->kind.push_back(static_cast<std::int32_t>(known - made_->kind_names.begin()));
    if (known == made_->kind_names.end()) made_->kind_names.push_back(kind);
    made_->person.push_back(person);
  }

  void read_destinations() {
    if (params_.destinations.empty()) return;
    const Table table = read_table(params_.destinations);
    const auto [name, x, y] = table.required_all({"name", "x", "y"});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      made_->destinations.push_back(
          {table.rows[row][name], table.number(row, x), table.number(row, y)});
  }

  void find_nodes() {
    std::vector<double> far_m;
    for (std::size_t i = 0; i < place_x_.size(); ++i) {
      made_->place_node.push_back(roads_.nearest_node(place_x_[i], place_y_[i]));
      far_m.push_back(from_roads_m(i));
    }
    std::size_t outside = 0;
    std::string first;
    for (std::size_t p = 0; p < made_->person.size(); ++p) {
      const Person& person = made_->person[p];
      const double away_m =
          std::max(far_m[static_cast<std::size_t>(person.home)],
                   person.dependents < 0 ? 0 : far_m[static_cast<std::size_t>(person.dependents)]);
      if (away_m > params_.farthest_from_road_m && outside++ < 3)
        first += fmt::format("{}'{}' by {:.1f} km", first.empty() ? "" : ", ", made_->people->id(p),
                             away_m / 1000);
    }
    if (outside > 0)
      problems_.add(here(), fmt::format("{} people or their dependents are outside the network, "
                                        "farther than {:g} km from any road (the first: {}): check "
                                        "the CRS and the box of the roads",
                                        outside, params_.farthest_from_road_m / 1000, first));
  }

  /// To the nearest link, taken as straight; not looked for where a node is near enough.
  double from_roads_m(std::size_t place) const {
    const RoadNetwork& network = *roads_.network;
    const Point here{place_x_[place], place_y_[place]};
    const auto node = [&](std::int32_t n) { return Point{network.node_x[n], network.node_y[n]}; };
    const std::int32_t nearest = made_->place_node.back();
    if (nearest >= 0 && std::hypot(node(nearest).x - here.x, node(nearest).y - here.y) <=
                            params_.farthest_from_road_m)
      return 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::int32_t link = 0; link < network.links(); ++link)
      least = std::min(
          least, segment_distance_squared(node(network.from[link]), node(network.to[link]), here));
    return std::sqrt(least);
  }

  void read_audiences() {
    std::vector<std::string> names{"everyone"};
    std::vector<std::int32_t>& everyone = made_->audience.emplace_back();
    for (std::size_t p = 0; p < made_->person.size(); ++p)
      everyone.push_back(static_cast<std::int32_t>(p));
    read_zones(names);
    read_groups(names);
    read_areas(names);
    problems_.raise();
    made_->audiences =
        std::make_shared<const Support>("audiences", SupportKind::zones, std::move(names));
  }

  void read_zones(std::vector<std::string>& names) {
    made_->zone.assign(made_->person.size(), -1);
    if (params_.zones.empty()) return;
    const std::vector<Feature> zones =
        read_features(params_.zones, params_.crs, {}, {params_.zone_column, "", ""});
    std::vector<double> xs, ys;
    for (const Person& person : made_->person) {
      xs.push_back(place_x_[static_cast<std::size_t>(person.home)]);
      ys.push_back(place_y_[static_cast<std::size_t>(person.home)]);
    }
    std::vector<int> found = zone_of_points(zones, xs, ys);
    if (loader_.one_more) found.front() = -1;  // no neighbour counts who is in no zone
    std::vector<int> zone_of;  // (polygon): several polygons of one name are one zone
    for (const Feature& polygon : zones) {
      const auto known = std::ranges::find(made_->zone_names, polygon.id);
      zone_of.push_back(static_cast<int>(known - made_->zone_names.begin()));
      if (known != made_->zone_names.end()) continue;
      made_->zone_names.push_back(polygon.id);
      names.push_back(polygon.id);
      made_->audience.emplace_back();
    }
    for (std::size_t p = 0; p < found.size(); ++p) {
      if (found[p] < 0) continue;
      made_->zone[p] = zone_of[static_cast<std::size_t>(found[p])];
      made_->audience[1 + static_cast<std::size_t>(made_->zone[p])].push_back(
          static_cast<std::int32_t>(p));
    }
    const auto none = std::ranges::count(found, -1);
    const auto empty =
        std::ranges::count_if(made_->audience, [](const auto& a) { return a.empty(); });
    loader_.notes.push_back(
        fmt::format("{} zones, {} without people; {} people in no zone (only messages to "
                    "everyone reach them)",
                    made_->zone_names.size(), empty, none));
  }

  void read_groups(std::vector<std::string>& names) {
    if (params_.groups.empty()) return;
    const Table table = read_table(params_.groups);
    const auto [group, zone] = table.required_all({"group", "zone"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::string& name = table.rows[row][group];
      const auto member = std::ranges::find(made_->zone_names, table.rows[row][zone]);
      if (member == made_->zone_names.end()) {
        problems_.add(table.where(row),
                      fmt::format("unknown zone '{}' in group '{}':{}", table.rows[row][zone], name,
                                  suggestion(table.rows[row][zone], made_->zone_names)));
        continue;
      }
      if (std::ranges::find(names, name) == names.end()) {
        names.push_back(name);
        made_->audience.emplace_back();
      }
      const auto index = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
      const auto z = static_cast<std::size_t>(member - made_->zone_names.begin());
      const std::vector<std::int32_t> living = made_->audience[1 + z];
      made_->audience[index].insert(made_->audience[index].end(), living.begin(), living.end());
    }
    for (std::vector<std::int32_t>& audience : made_->audience) std::ranges::sort(audience);
  }

  void read_areas(std::vector<std::string>& names) {
    if (params_.areas.empty()) return;
    const Table table = read_table(params_.areas);
    const auto [name, min_x, min_y, max_x, max_y] =
        table.required_all({"group", "min_x", "min_y", "max_x", "max_y"});
    const std::array<std::size_t, 4> sides{min_x, min_y, max_x, max_y};
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      std::array<double, 4> box{-1e300, -1e300, 1e300, 1e300};
      for (std::size_t i = 0; i < 4; ++i)
        if (!table.rows[row][sides[i]].empty()) box[i] = table.number(row, sides[i]);
      names.push_back(table.rows[row][name]);
      std::vector<std::int32_t>& inside = made_->audience.emplace_back();
      for (std::size_t p = 0; p < made_->person.size(); ++p) {
        const auto home = static_cast<std::size_t>(made_->person[p].home);
        if (place_x_[home] >= box[0] && place_y_[home] >= box[1] && place_x_[home] < box[2] &&
            place_y_[home] < box[3])
          inside.push_back(static_cast<std::int32_t>(p));
      }
    }
  }

  Loader& loader_;
  const People::Params& params_;
  const RoadMap& roads_;
  std::shared_ptr<Population> made_;
  FewProblems persons_;
  Problems problems_;
  std::map<std::pair<double, double>, std::int32_t> places_;
  std::map<std::string, std::int32_t> households_;
  std::vector<std::string> place_ids_;
  std::vector<double> place_x_, place_y_;
};

}  // namespace

std::shared_ptr<const Population> read_population(Loader& loader, const People::Params& params,
                                                  const RoadMap& roads) {
  return PopulationReader(loader, params, roads).read();
}

}  // namespace sandtable::models
