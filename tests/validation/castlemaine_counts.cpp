// SPDX-License-Identifier: Apache-2.0
// Expected numbers: README.md of the case castlemaine, counted there with other tools.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "models/hazard/arrival/arrival_table.hpp"
#include "sim/geo/matsim_network.hpp"
#include "sim/geo/matsim_population.hpp"
#include "sim/geo/vector.hpp"
#include "tests/cases.hpp"

using namespace sandtable;
using namespace sandtable::arrival;

namespace {

const std::string kCrs = "EPSG:28355";

struct Expected {
  const char* fire;
  double km2;
  int within_2_km;
  std::array<int, 10> by_hour;
};

/// The README's table, which counts MINUTES as minutes after ignition.
const std::array<Expected, 12> kTable{{
    {"ffdi50a", 14.8, 830, {2, 18, 25, 61, 114, 135, 154, 159, 159, 159}},
    {"ffdi50b", 100.8, 3870, {7, 17, 23, 44, 86, 105, 149, 260, 303, 351}},
    {"ffdi50c", 6.2, 2450, {0, 0, 10, 39, 62, 66, 67, 67, 70, 70}},
    {"ffdi50d", 4.4, 771, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
    {"ffdi75a", 54.0, 976, {6, 32, 81, 151, 223, 325, 330, 335, 338, 354}},
    {"ffdi75b", 167.8, 4188, {4, 12, 35, 91, 125, 189, 313, 445, 488, 503}},
    {"ffdi75c", 9.1, 2940, {0, 0, 25, 63, 85, 90, 115, 118, 133, 134}},
    {"ffdi75d", 5.6, 882, {0, 0, 0, 0, 0, 3, 3, 3, 3, 3}},
    {"ffdi100a", 192.3, 1293, {1, 49, 85, 142, 235, 391, 409, 446, 455, 462}},
    {"ffdi100b", 351.8, 6295, {14, 14, 36, 129, 142, 310, 767, 955, 1027, 1122}},
    {"ffdi100c", 33.8, 4712, {0, 2, 185, 226, 254, 308, 379, 411, 427, 428}},
    {"ffdi100d", 54.6, 1072, {0, 2, 5, 11, 45, 82, 107, 108, 108, 108}},
}};

/// How the files' times are read: MINUTES after ignition, as the README says, or CURRENT_AT as the
/// time and MINUTES as the age of the ring's own front.
enum class Reading { minutes, clock };

Fire fire_of(const std::filesystem::path& folder, const std::string& name, Reading reading) {
  FireColumns columns;
  if (reading == Reading::minutes) {
    columns.time = "MINUTES";
    columns.front_step_s = name.starts_with("ffdi100") ? 3600 : 1800;
  } else {
    columns.time = "CURRENT_AT";
    columns.unit = "datetime";
    columns.ignition = "2017-02-16 13:00:00";
    columns.age = "MINUTES";
  }
  return read_fire(folder / "fires" / (name + ".shp"), kCrs, columns);
}

std::vector<Fire> fires_of(const std::filesystem::path& folder, Reading reading) {
  std::vector<Fire> fires;
  for (const Expected& row : kTable) fires.push_back(fire_of(folder, row.fire, reading));
  return fires;
}

struct Homes {
  std::vector<double> xs, ys;
};

Homes homes_of(const std::filesystem::path& folder) {
  Homes homes;
  for (const MatsimPerson& person :
       read_matsim_population(folder / "population-archetypes.xml.gz")) {
    homes.xs.push_back(person.home().x);
    homes.ys.push_back(person.home().y);
  }
  return homes;
}

int people_burnt(const Fire& fire, const Homes& homes, double time_s) {
  int count = 0;
  for (std::size_t i = 0; i < homes.xs.size(); ++i) {
    count += burnt(fire, {homes.xs[i], homes.ys[i]}, time_s);
  }
  return count;
}

/// The first time at which a ring holds a point, the last main ring before that, and whether a spot
/// fire's ring holds it then (which may have met the point before that main ring).
struct Held {
  double held_s = -1, missed_s = 0;
  bool spot = false;
};

Held first_held(const Fire& fire, Point point) {
  Held result;
  for (const Ring& ring : fire.rings) {
    if (result.held_s >= 0 && ring.time_s > result.held_s) break;
    const bool holds = std::any_of(
        ring.outlines.begin(), ring.outlines.end(),
        [&](const Path& path) { return inside(std::span<const Path>(&path, 1), point); });
    if (holds) {
      result.held_s = ring.time_s;
      result.spot |= ring.spot;
    } else if (!ring.spot && result.held_s < 0) {
      result.missed_s = ring.time_s;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("castlemaine: network and people are read whole") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  const RoadNetwork network = read_matsim_network(*folder / "network.xml.gz", kCrs);
  CHECK(network.nodes() == 22259);
  CHECK(network.links() == 43828);
  CHECK(std::count_if(network.capacity_per_s.begin(), network.capacity_per_s.end(),
                      [](double value) { return value == 600.0 / 3600; }) == 24534);
  std::set<std::pair<std::int32_t, std::int32_t>> ends;
  for (int i = 0; i < network.links(); ++i) ends.emplace(network.from[i], network.to[i]);
  CHECK(network.links() - static_cast<int>(ends.size()) == 190);
  const auto people = read_matsim_population(*folder / "population-archetypes.xml.gz");
  CHECK(people.size() == 10867);
  std::set<std::string> households;
  int stay = 0, dependents = 0;
  for (const MatsimPerson& person : people) {
    households.insert(*person.attribute("HouseholdId"));
    stay += *person.attribute("WillStay") == "true";
    dependents += *person.attribute("HasDependents") == "true";
  }
  CHECK(households.size() == 6821);
  CHECK(stay == 2556);
  CHECK(dependents == 2845);
}

TEST_CASE("castlemaine: people by zone and group of zones") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  VectorOptions options;
  options.id_column = "SA1_MAIN16";
  const auto zones = read_features(*folder / "zones-sa1-epsg4326.geojson.gz", kCrs, {}, options);
  const Homes homes = homes_of(*folder);
  std::map<std::string, int> people;
  int nowhere = 0;
  for (const int zone : zone_of_points(zones, homes.xs, homes.ys)) {
    if (zone < 0)
      ++nowhere;
    else
      ++people[zones[zone].id];
  }
  CHECK(zones.size() == 53);
  CHECK(nowhere == 1);
  CHECK(people.size() == 52);
  std::map<std::string, int> groups, sizes;
  std::ifstream table(*folder / "groups.csv");
  std::string group, zone;
  std::getline(table, group);
  while (std::getline(table, group, ',') && std::getline(table, zone)) {
    while (!zone.empty() && zone.back() == '\r') zone.pop_back();
    groups[group] += people[zone];
    ++sizes[group];
  }
  CHECK(groups == std::map<std::string, int>{
                      {"east", 1061}, {"inner", 7018}, {"inner-west", 2926}, {"west", 2787}});
  CHECK(sizes ==
        std::map<std::string, int>{{"east", 5}, {"inner", 34}, {"inner-west", 13}, {"west", 14}});
}

TEST_CASE("castlemaine: the table of people by fire and hour") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  const Homes homes = homes_of(*folder);
  const auto fires = fires_of(*folder, Reading::minutes);
  Wanted wanted;
  wanted.closest = true;
  const auto table = reach(fires, homes.xs, homes.ys, wanted, 2);
  for (std::size_t k = 0; k < kTable.size(); ++k) {
    const Expected& row = kTable[k];
    CAPTURE(row.fire);
    const auto& closest = table[k].closest_m;
    CHECK(final_area_m2(fires[k]) / 1e6 == Approx(row.km2).margin(0.05));
    CHECK(std::count(closest.begin(), closest.end(), 0) == row.by_hour[9]);
    CHECK(std::count_if(table[k].arrival_s.begin(), table[k].arrival_s.end(),
                        [](double time) { return std::isfinite(time); }) == row.by_hour[9]);
    CHECK(std::count_if(closest.begin(), closest.end(),
                        [](double distance) { return distance <= 2000; }) == row.within_2_km);
    for (int hour = 1; hour <= 10; ++hour) {
      CHECK(people_burnt(fires[k], homes, 3600.0 * hour) == row.by_hour[hour - 1]);
    }
  }
}

TEST_CASE("castlemaine: arrival lies between the rings that first hold and last miss a home") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  const Homes homes = homes_of(*folder);
  for (const Reading reading : {Reading::minutes, Reading::clock}) {
    const auto fires = fires_of(*folder, reading);
    Wanted wanted;
    wanted.within_m = {200, 1000, 5000};
    const auto table = reach(fires, homes.xs, homes.ys, wanted);
    for (std::size_t k = 0; k < fires.size(); ++k) {
      for (std::size_t i = 0; i < homes.xs.size(); ++i) {
        const Reach& here = table[k];
        REQUIRE(here.within_s[0][i] <= here.arrival_s[i]);
        REQUIRE(here.within_s[1][i] <= here.within_s[0][i]);
        REQUIRE(here.within_s[2][i] <= here.within_s[1][i]);
        if (!std::isfinite(here.arrival_s[i])) continue;
        const Held by = first_held(fires[k], {homes.xs[i], homes.ys[i]});
        REQUIRE(here.arrival_s[i] <= by.held_s);
        if (!by.spot) REQUIRE(here.arrival_s[i] >= by.missed_s);
      }
    }
  }
}

TEST_CASE("castlemaine: in the files a spot fire's MINUTES are its age, not the time") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  // Three rings of one spot fire 30 min apart share one start only when MINUTES are an age.
  const Fire fire = fire_of(*folder, "ffdi50a", Reading::clock);
  std::vector<double> starts;
  for (const Ring& ring : fire.rings) {
    if (ring.spot && ring.time_s < 10000) starts.push_back(ring.started_s);
  }
  REQUIRE(starts.size() == 3);
  CHECK(starts[0] == Approx(52.2235 * 60).margin(0.1));
  CHECK(starts[1] == Approx(starts[0]).margin(0.1));
  CHECK(starts[2] == Approx(starts[0]).margin(0.1));
  const Homes homes = homes_of(*folder);
  CHECK(people_burnt(fire, homes, 3600) ==
        0);  // 2 in the table: a spot fire that was not there yet
  CHECK(people_burnt(fire, homes, 36000) == 159);
}

TEST_CASE("castlemaine: a shapefile whose CRS has no code is known by its definition") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  FireColumns columns;
  columns.time = "MINUTES";
  const auto file = *folder / "fires" / "ffdi50c.shp";
  const Fire own = read_fire(file, kCrs, columns),
             declared = read_fire(file, kCrs, columns, "EPSG:3111");
  CHECK(own.ignition == declared.ignition);
  CHECK_THROWS_WITH(read_fire(file, kCrs, columns, kCrs), Catch::Contains("was declared"));
}

TEST_CASE("castlemaine: the tables do not depend on threads") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  Homes homes = homes_of(*folder);
  homes.xs.resize(1000);
  homes.ys.resize(1000);
  const auto fires = fires_of(*folder, Reading::clock);
  Wanted wanted;
  wanted.within_m = {1000};
  wanted.closest = true;
  const auto one = reach(fires, homes.xs, homes.ys, wanted, 1);
  for (const int threads : {2, 4}) {
    const auto many = reach(fires, homes.xs, homes.ys, wanted, threads);
    for (std::size_t k = 0; k < fires.size(); ++k) {
      CHECK(many[k].arrival_s == one[k].arrival_s);
      CHECK(many[k].within_s == one[k].within_s);
      CHECK(many[k].closest_m == one[k].closest_m);
    }
  }
}
