// SPDX-License-Identifier: Apache-2.0
#include "models/response/residents/read_residents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>

#include "models/response/people/audiences.hpp"
#include "models/response/people/places.hpp"
#include "sim/geo/table.hpp"

namespace sandtable::models {

namespace {

class ResidentsReader {
 public:
  ResidentsReader(Loader& loader, const Residents::Params& params, const RoadMap& roads)
      : loader_(loader),
        params_(params),
        roads_(roads),
        made_(std::make_shared<Population>()),
        parties_(std::make_shared<Parties>()) {}

  ReadResidents read() {
    parties_->kinds = read_kinds(params_.kinds);
    read_destinations();
    std::vector<Household> households = read_households();
    if (households.empty()) refuse(loader_.where("population"), "the population holds nobody");
    if (loader_.one_more) households.insert(households.begin(), one_more_like(households.front()));
    for (const Household& household : households) add(household);
    parties_->first.push_back(static_cast<std::int32_t>(ids_.size()));
    for (const ResidentKind& kind : parties_->kinds) made_->kind_names.push_back(kind.name);
    make_supports();
    for (std::size_t i = 0; i < parties_->size(); ++i) set_key(i);
    look_for_roads();
    choose_destinations();
    read_audiences(loader_,
                   {params_.zones, params_.zone_column, params_.zone_name_column, params_.crs,
                    params_.groups, params_.areas},
                   at_start_, roads_, *made_);
    find_parties_of_audiences();
    tell(households.size());
    return {made_, parties_};
  }

 private:
  /// Somebody alone who is away.
  Household one_more_like(Household household) {
    household.id = Loader::one_more_id;
    household.people = 1;
    household.zone = -1;
    parties_->passive = {0};
    return household;
  }

  void read_destinations() {
    const Table table = read_table(params_.destinations);
    const auto [name, x, y] = table.required_all({"name", "x", "y"});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      made_->destinations.push_back(
          {table.rows[row][name], table.number(row, x), table.number(row, y), false});
    if (made_->destinations.empty())
      refuse({table.file}, "no destination (nobody could leave): name at least one");
  }

  std::vector<Household> read_households() {
    if (std::filesystem::path(params_.population).extension() == ".csv")
      return read_household_table(read_table(params_.population), !params_.zones.empty(), *made_,
                                  parties_->kinds);
    if (parties_->kinds.empty()) parties_->kinds.push_back({.name = "resident"});
    return households_of(read_raster(params_.population, params_.crs),
                         static_cast<std::int32_t>(params_.household_size));
  }

  void add(const Household& household) {
    const std::int32_t home = places_.index(household.x, household.y);
    const std::int32_t seats =
        parties_->kinds[static_cast<std::size_t>(household.kind)].people_per_vehicle;
    Person member;  // who needs no attribute of behaviour
    member.home = home;
    member.household = static_cast<std::int32_t>(made_->household.size());
    std::vector<std::int32_t>& members = made_->household.emplace_back();
    for (std::int32_t person = 0; person < household.people; ++person) {
      members.push_back(static_cast<std::int32_t>(ids_.size()));
      made_->person.push_back(member);
      if (person % seats == 0) {
        parties_->first.push_back(static_cast<std::int32_t>(ids_.size()));
        parties_->key.push_back(0);
        parties_->place.push_back(home);
        parties_->kind.push_back(household.kind);
        parties_->destination.push_back(household.destination);
        household_of_.push_back(member.household);
      }
      ids_.push_back(household.people == 1 ? household.id
                                           : fmt::format("{}/{}", household.id, person + 1));
      at_start_.push_back(home);
      made_->zone.push_back(household.zone);
      made_->kind.push_back(household.kind);
    }
  }

  void make_supports() {
    made_->people = std::make_shared<const Support>("people", SupportKind::people, std::move(ids_),
                                                    params_.crs);
    made_->places = places_.support(params_.crs);
  }

  void set_key(std::size_t party) {
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    for (const std::int32_t p : made_->household[static_cast<std::size_t>(household_of_[party])])
      least = std::min(least, made_->people->key(static_cast<std::size_t>(p)));
    parties_->key[party] = least;
  }

  void look_for_roads() {
    const std::vector<double> far_m =
        find_place_nodes(roads_, params_.farthest_from_road_m, *made_);
    const auto lost = std::ranges::count_if(
        far_m, [&](double away_m) { return away_m > params_.farthest_from_road_m; });
    if (lost == 0) return;
    refuse({params_.population},
           fmt::format("{} homes are outside the network, farther than {:g} km from any road (the "
                       "farthest by {:.1f} km): check the CRS and the box of the roads",
                       lost, params_.farthest_from_road_m / 1000,
                       *std::ranges::max_element(far_m) / 1000));
  }

  /// The nearest in a straight line where none is given; to fall back on, the nearest other.
  void choose_destinations() {
    for (std::size_t i = 0; i < parties_->size(); ++i) {
      const auto home = static_cast<std::size_t>(parties_->place[i]);
      std::int32_t& own = parties_->destination[i];
      if (own < 0) own = nearest_destination(home, -1);
      parties_->fallback.push_back(nearest_destination(home, own));
    }
  }

  std::int32_t nearest_destination(std::size_t home, std::int32_t but) const {
    std::int32_t found = nowhere;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < made_->destinations.size(); ++k) {
      const double dx = made_->destinations[k].x - made_->places->x()[home],
                   dy = made_->destinations[k].y - made_->places->y()[home];
      if (static_cast<std::int32_t>(k) == but || dx * dx + dy * dy >= least) continue;
      least = dx * dx + dy * dy;
      found = static_cast<std::int32_t>(k);
    }
    return found;
  }

  /// A household lives in one place, so that with its driver the whole party is in an audience.
  void find_parties_of_audiences() {
    std::vector<std::int32_t> party_of(made_->people->size(), -1);
    for (std::size_t i = 0; i < parties_->size(); ++i)
      party_of[static_cast<std::size_t>(parties_->first[i])] = static_cast<std::int32_t>(i);
    for (const std::vector<std::int32_t>& audience : made_->audience) {
      std::vector<std::int32_t>& found = parties_->audience.emplace_back();
      for (const std::int32_t person : audience)
        if (party_of[static_cast<std::size_t>(person)] >= 0)
          found.push_back(party_of[static_cast<std::size_t>(person)]);
    }
  }

  void tell(std::size_t households) {
    loader_.notes.push_back(
        fmt::format("{} people in {} households and {} parties that travel together, {} places, {} "
                    "destinations",
                    made_->people->size(), households, parties_->size(), made_->places->size(),
                    made_->destinations.size()));
    std::string kinds;
    for (std::size_t k = 0; k < made_->kind_names.size(); ++k)
      kinds += fmt::format("{}{} {}", k == 0 ? "" : ", ",
                           std::ranges::count(made_->kind, static_cast<std::int32_t>(k)),
                           made_->kind_names[k]);
    loader_.notes.push_back("people by kind: " + kinds);
  }

  Loader& loader_;
  const Residents::Params& params_;
  const RoadMap& roads_;
  std::shared_ptr<Population> made_;
  std::shared_ptr<Parties> parties_;
  Places places_;
  std::vector<std::string> ids_;
  std::vector<std::int32_t> at_start_;      ///< (person): place
  std::vector<std::int32_t> household_of_;  ///< (party)
};

}  // namespace

ReadResidents read_residents(Loader& loader, const Residents::Params& params,
                             const RoadMap& roads) {
  return ResidentsReader(loader, params, roads).read();
}

}  // namespace sandtable::models
