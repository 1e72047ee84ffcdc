// SPDX-License-Identifier: Apache-2.0
#include "models/response/people/read_population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/response/people/audiences.hpp"
#include "models/response/people/places.hpp"
#include "sim/geo/matsim_xml.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"

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
  person.activities.resize(1);
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
        persons_(params.population) {
    if (const auto start = moment(loader.scenario.start))
      start_s_ = std::fmod(start->clock_s, 86400.0);
  }

  std::shared_ptr<const Population> read() {
    std::vector<MatsimPerson> file = read_matsim_population(params_.population);
    if (file.empty()) refuse(loader_.where("population"), "the population holds nobody");
    if (loader_.one_more) file.insert(file.begin(), one_more_like(file.front()));
    read_destinations();
    count_households(file);
    std::vector<std::string> ids;
    for (const MatsimPerson& person : file) {
      ids.push_back(person.id);
      add(person);
      if (params_.day_plans) add_day(person);
    }
    persons_.raise();
    made_->people =
        std::make_shared<const Support>("people", SupportKind::people, std::move(ids), params_.crs);
    made_->places = places_.support(params_.crs);
    find_nodes(params_, roads_, *made_, problems_);
    std::vector<std::int32_t> at_start;
    for (std::size_t p = 0; p < file.size(); ++p) at_start.push_back(made_->place_at_start(p));
    read_audiences(loader_,
                   {params_.zones, params_.zone_column, params_.zone_name_column, params_.crs,
                    params_.groups, params_.areas, params_.day_plans},
                   at_start, roads_, *made_);
    problems_.raise();
    loader_.notes.push_back(fmt::format("{} people in {} households, {} places, {} destinations",
                                        file.size(), made_->household.size(), made_->places->size(),
                                        made_->destinations.size()));
    if (params_.day_plans)
      loader_.notes.push_back(days_in_words(*made_, loader_.scenario.duration));
    return made_;
  }

 private:
  /// A place to go, as an attribute has it.
  struct Written {
    std::string text, name;
    double x = 0, y = 0;
    bool has_place = false;
  };

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

  /// "name,x,y". A place without a name is known by its coordinates, and so is one that shares its
  /// name with another, farther than 1 km away.
  std::int32_t destination(const MatsimPerson& person, const char* name, const Written& written) {
    if (written.text.empty()) return -1;
    const auto known = std::ranges::find_if(made_->destinations, [&](const Area& area) {
      if (written.name.empty()) return area.unnamed && area.x == written.x && area.y == written.y;
      return area.name == written.name &&
             (!written.has_place || std::hypot(area.x - written.x, area.y - written.y) <= 1000);
    });
    if (known != made_->destinations.end())
      return static_cast<std::int32_t>(known - made_->destinations.begin());
    if (!written.has_place) {
      persons_.add(fmt::format("person '{}': {} is '{}' (expected \"name,x,y\")", person.id, name,
                               written.text));
      return -1;
    }
    const bool unnamed = written.name.empty();
    made_->destinations.push_back(
        {unnamed ? fmt::format("{:.0f} {:.0f}", written.x, written.y) : written.name, written.x,
         written.y, unnamed});
    return static_cast<std::int32_t>(made_->destinations.size()) - 1;
  }

  Written written_place(const MatsimPerson& person, const char* name, bool required) {
    Written written{text(person, name, required), {}};
    written.name = written.text.substr(0, written.text.find(','));
    const std::vector<double> xy = numbers_in(written.text.substr(written.name.size()));
    written.has_place = xy.size() == 2;
    if (written.has_place) written.x = xy[0], written.y = xy[1];
    return written;
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
    person.home = places_.index(source.home().x, source.home().y);
    if (flag(source, "HasDependents")) {
      const std::vector<double> xy = numbers_in(text(source, "HasDependentsAtLocation"));
      if (xy.size() == 2)
        person.dependents = places_.index(xy[0], xy[1]);
      else
        persons_.add(fmt::format("person '{}' has dependents but no place of theirs", source.id));
    }
    person.destination =
        destination(source, "EvacLocationPreference",
                    written_place(source, "EvacLocationPreference", !person.stays));
    const Written fallback = written_place(source, "InvacLocationPreference", false);
    if (fallback.name.empty() && fallback.has_place)
      person.fallback_node = roads_.nearest_node(fallback.x, fallback.y);
    else
      person.fallback = destination(source, "InvacLocationPreference", fallback);
    person.household = household(source);
    made_->household[static_cast<std::size_t>(person.household)].push_back(
        static_cast<std::int32_t>(made_->person.size()));
    const std::string kind = text(source, "Archetype");
    const auto known = std::ranges::find(made_->kind_names, kind);
    made_->kind.push_back(static_cast<std::int32_t>(known - made_->kind_names.begin()));
    if (known == made_->kind_names.end()) made_->kind_names.push_back(kind);
    made_->person.push_back(person);
  }

  /// By HouseholdId. Where nobody has one, everybody is a household.
  std::int32_t household(const MatsimPerson& person) {
    const std::string id = has_households_ ? text(person, "HouseholdId") : person.id;
    const auto [at, fresh] =
        households_.try_emplace(id, static_cast<std::int32_t>(made_->household.size()));
    if (fresh) made_->household.emplace_back();
    return at->second;
  }

  void count_households(const std::vector<MatsimPerson>& file) {
    has_households_ = std::ranges::any_of(
        file, [](const MatsimPerson& person) { return person.attribute("HouseholdId"); });
    if (!has_households_)
      loader_.notes.push_back("nobody has a HouseholdId: everybody is a household of one");
  }

  void add_day(const MatsimPerson& person) {
    const RestOfDay day = rest_of_day(person, start_s_, persons_);
    if (made_->day_begin.empty()) made_->day_begin.push_back(0);
    for (std::size_t i = 0; i < day.ends.size(); ++i) {
      const MatsimActivity& activity = person.activities[day.over + i];
      made_->stays.push_back({places_.index(activity.x, activity.y), day.ends[i]});
    }
    made_->day_begin.push_back(static_cast<std::int32_t>(made_->stays.size()));
  }

  void read_destinations() {
    if (params_.destinations.empty()) return;
    const Table table = read_table(params_.destinations);
    const auto [name, x, y] = table.required_all({"name", "x", "y"});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      made_->destinations.push_back(
          {table.rows[row][name], table.number(row, x), table.number(row, y), false});
  }

  Loader& loader_;
  const People::Params& params_;
  const RoadMap& roads_;
  std::shared_ptr<Population> made_;
  FewProblems persons_;
  Problems problems_;
  Places places_;
  std::map<std::string, std::int32_t> households_;
  bool has_households_ = true;
  double start_s_ = 0;  ///< the scenario's start on its own clock, s since midnight
};

}  // namespace

std::shared_ptr<const Population> read_population(Loader& loader, const People::Params& params,
                                                  const RoadMap& roads) {
  return PopulationReader(loader, params, roads).read();
}

}  // namespace sandtable::models
