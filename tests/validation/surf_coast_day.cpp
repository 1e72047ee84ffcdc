// SPDX-License-Identifier: Apache-2.0
// The scenario surf-coast against its case: expected numbers are the case's README's, or were
// counted from its files with other tools (Python's xml and json, polygons projected there).
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "models/policy/orders/ees_messages.hpp"
#include "models/registry.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/geo/gzip.hpp"
#include "sim/geo/matsim_network.hpp"
#include "sim/geo/matsim_population.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"
#include "tests/cases.hpp"
#include "tests/unit/scenario/folder.hpp"

using namespace sandtable;

namespace {

/// The scenario as it is shipped but for its length; nothing is drawn, so every message arrives.
Experiment shortened(const std::filesystem::path& cases, const std::string& duration) {
  const testing::Folder folder("surf");
  const std::filesystem::path shipped = source_folder() / "scenarios" / "surf-coast";
  folder.write("scenario.toml",
               testing::replaced(read_gzip(shipped / "scenario.toml"), "duration = \"10 h\"",
                                 "duration = \"" + duration + "\""));
  for (const std::string table : {"nearest-first.csv", "traffic-points.csv"})
    folder.write("policies/" + table, read_gzip(shipped / "policies" / table));
  return assemble(read_scenario(folder.path(), cases), models::registry(), {});
}

using Fields = std::map<std::string, std::vector<double>>;

/// What fields hold at some minutes, under one policy.
std::map<int, Fields> fields_at(const Experiment& experiment, std::string_view policy,
                                const std::vector<int>& minutes,
                                const std::vector<std::string>& names) {
  const System& system = experiment.system;
  const auto at = std::ranges::find(system.policies, policy, &BoundPolicy::name);
  const auto number = static_cast<std::size_t>(at - system.policies.begin());
  std::vector<ErasedModel> used, policies{experiment.policy_models[number].model};
  for (const LoadedModel& model : experiment.models) used.push_back(model.with({}));
  std::map<int, Fields> found;
  const auto look = [&](Tick now, std::size_t, const BranchView& view) {
    const int minute = static_cast<int>(now.seconds() / 60);
    if (std::ranges::find(minutes, minute) == minutes.end()) return;
    for (const std::string& name : names) {
      const std::size_t field = system.field(name);
      std::vector<double>& values = found[minute][name];
      for (std::size_t i = 0; i < view.field(field).size(); ++i)
        values.push_back(view.field(field).number(i));
    }
  };
  const DrawResult result = run_draw(system, {}, used, std::vector{number}, policies, {}, look);
  REQUIRE(result.branches[0].reason.empty());
  return found;
}

bool has_note(const Experiment& experiment, const std::string& text) {
  return std::ranges::any_of(experiment.notes, [&](const std::string& note) {
    return note.find(text) != std::string::npos;
  });
}

std::vector<Feature> zones(const std::filesystem::path& folder) {
  return read_features(folder / "zones-epsg4326.geojson", "EPSG:32754",
                       std::vector<std::string>{"IDName"}, {"ID", "", ""});
}

}  // namespace

// Would catch a reader of days, zones or thresholds that miscounts, and another file.
TEST_CASE("surf-coast: the people's days, homes and thresholds are as counted elsewhere") {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  std::map<std::string, int> at_noon;
  int trips = 0, quick = 0, same_impact = 0, stay = 0;
  std::vector<double> xs, ys;
  for (const MatsimPerson& person : read_matsim_population(*folder / "plans-10k.xml.gz")) {
    const auto now = std::ranges::find_if(
        person.activities, [](const MatsimActivity& stays) { return stays.end_s > 12 * 3600; });
    ++at_noon[now->type];
    trips += static_cast<int>(std::ranges::count_if(person.activities, [](const auto& stays) {
      return stays.end_s > 12 * 3600 && stays.end_s <= 22 * 3600;
    }));
    quick += std::stod(*person.attribute("ResponseThresholdFinal")) <= 0.24;
    same_impact += *person.attribute("ImpactFromMessageEvacuateNow") == "0.24";
    stay += *person.attribute("WillStay") != "false";
    xs.push_back(person.home().x);
    ys.push_back(person.home().y);
  }
  CHECK(at_noon ==
        std::map<std::string, int>{
            {"beach", 3404}, {"home", 1364}, {"other", 1731}, {"shops", 2138}, {"work", 1363}});
  CHECK(trips == 31624);
  CHECK(quick == 1417);
  CHECK(same_impact == 10000);
  CHECK(stay == 0);
  const std::vector<int> zone = zone_of_points(zones(*folder), xs, ys);
  CHECK(std::ranges::count(zone, -1) == 3094);
  CHECK(std::set<int>(zone.begin(), zone.end()).size() == 1 + 186 - 55);
}

// Would catch a start that is not where the day has led, a zone that is not where somebody is when
// the message is sent, a name that stands for one of its two zones only, and holes not respected.
TEST_CASE("surf-coast: a message reaches those who are in its zones when it is sent") {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  const Experiment experiment = shortened(folder->parent_path(), "17 min");
  CHECK(has_note(experiment, "544 people in no zone at the start"));
  CHECK(has_note(experiment, "8636 people away from home at the start"));
  CHECK(has_note(experiment, "3 names stand for more than one zone"));
  const std::string heard = "people.heard_evacuate_now";
  auto seen = fields_at(
      experiment, "high-risk", {15, 17},
      {heard, "people.trip_depart", "people.trip_from", "traffic.trip_end", "traffic.at_node"});
  Fields& then = seen[15];
  std::set<std::string> names;
  const ees::Messages messages = ees::read_messages(*folder / "messages.s5.json");
  for (const ees::Zone& zone : messages.list[0].zones) names.insert(zone.id);
  CHECK(names.size() == 82);
  const RoadNetwork roads =
      read_matsim_network(*folder / "surf-coast-shire-network-2021-epsg32754.xml.gz", "EPSG:32754");
  const auto people = read_matsim_population(*folder / "plans-10k.xml.gz");
  std::vector<double> xs, ys;
  std::vector<bool> driving;
  for (std::size_t p = 0; p < people.size(); ++p) {
    const double depart = then["people.trip_depart"][p], end = then["traffic.trip_end"][p];
    const double never = static_cast<double>(Tick::never().count);
    driving.push_back(depart < never && (end >= never || end < depart));
    if (driving.back()) {
      const double passed = then["traffic.at_node"][p];
      const auto node =
          static_cast<std::size_t>(passed >= 0 ? passed : then["people.trip_from"][p]);
      xs.push_back(roads.node_x[node]);
      ys.push_back(roads.node_y[node]);
      continue;
    }
    const auto now = std::ranges::find_if(people[p].activities, [](const MatsimActivity& stays) {
      return stays.end_s > 12.25 * 3600;
    });
    xs.push_back(now->x);
    ys.push_back(now->y);
  }
  const std::vector<Feature> polygons = zones(*folder);
  const std::vector<int> zone = zone_of_points(polygons, xs, ys);
  int wrong = 0, on_road = 0, standing = 0;
  for (std::size_t p = 0; p < people.size(); ++p) {
    const bool wanted =
        zone[p] >= 0 && names.contains(polygons[static_cast<std::size_t>(zone[p])].values[0].text);
    wrong += wanted != (seen[17][heard][p] == 1);
    (driving[p] ? on_road : standing) += wanted;
  }
  CHECK(wrong <= 2);      // who moves on within a minute to another place at the same node
  CHECK(standing > 200);  // 290 are in them by their days, if nobody is on the road
  CHECK(standing <= 290);
  CHECK(on_road > 50);
}

// Would catch management points that close nothing, the wrong direction or another place's road,
// entries of the other fire that are applied as well, and closures that are over too early.
TEST_CASE("surf-coast: the traffic management points close what their descriptions say") {
  const auto folder = case_folder("surf-coast");
  if (!folder) return;
  const Experiment experiment = shortened(folder->parent_path(), "90 min");
  auto with = fields_at(experiment, "everyone-with-traffic-points", {74, 76, 90}, {"roads.closed"});
  auto without = fields_at(experiment, "everyone", {74, 76, 90}, {"roads.closed"});
  const RoadNetwork roads =
      read_matsim_network(*folder / "surf-coast-shire-network-2021-epsg32754.xml.gz", "EPSG:32754");
  const auto closed_by_order = [&](int minute) {
    std::set<std::string> links;
    for (std::size_t link = 0; link < with[minute]["roads.closed"].size(); ++link)
      if (with[minute]["roads.closed"][link] != without[minute]["roads.closed"][link])
        links.insert(roads.link_id[link]);
    return links;
  };
  CHECK(closed_by_order(74).empty());
  const std::set<std::string> closed = closed_by_order(76);
  CHECK(closed.size() == 11);
  CHECK(closed_by_order(90) == closed);
  const Table orders =
      read_table(source_folder() / "scenarios" / "surf-coast" / "policies" / "traffic-points.csv");
  for (const auto& row : orders.rows) CHECK(row[orders.required("kind")] == "close");  // to the end
  struct Town {
    double longitude, latitude, within_m;
  };
  const std::map<std::string, Town> towns{
      {"Lorne", {143.975, -38.541, 3000}},       {"Moggs Creek", {144.068, -38.470, 3000}},
      {"Deans Marsh", {143.880, -38.398, 3000}}, {"Birregurra", {143.785, -38.339, 3000}},
      {"Winchelsea", {143.990, -38.243, 8000}},  {"Anglesea Road", {144.330, -38.236, 6000}},
      {"Anglesea", {144.186, -38.407, 3000}},    {"Bellbrae", {144.262, -38.333, 3000}},
      {"Moriac", {144.176, -38.241, 3000}},      {"Skenes Creek", {143.711, -38.726, 3000}}};
  const std::map<std::string, Point> directions{{"Northbound", {0, 1}},
                                                {"Southbound", {0, -1}},
                                                {"Eastbound", {1, 0}},
                                                {"Westbound", {-1, 0}}};
  const Table points = read_table(*folder / "traffic-mgt-points.csv");
  const auto [id, description, link_id] = points.required_all({"ID", "Description", "LinkId"});
  int checked = 0;
  for (const auto& row : points.rows) {
    INFO(row[description]);
    CHECK(closed.contains(row[link_id]) == (row[id] != "12"));
    if (row[id] == "12") continue;
    const auto link = static_cast<std::size_t>(std::ranges::find(roads.link_id, row[link_id]) -
                                               roads.link_id.begin());
    REQUIRE(link < roads.link_id.size());
    const auto a = static_cast<std::size_t>(roads.from[link]),
               b = static_cast<std::size_t>(roads.to[link]);
    std::string town, way;
    for (const auto& [name, where] : towns)  // the longest name that the description begins with
      if (row[description].starts_with(name)) town = name;
    for (const auto& [name, vector] : directions)
      if (row[description].find(name) != std::string::npos) way = name;
    REQUIRE(towns.contains(town));
    REQUIRE(directions.contains(way));
    std::vector<double> x{towns.at(town).longitude}, y{towns.at(town).latitude};
    reproject("EPSG:4326", "EPSG:32754", x, y);
    CHECK(std::hypot(roads.node_x[a] - x[0], roads.node_y[a] - y[0]) < towns.at(town).within_m);
    const double along = (roads.node_x[b] - roads.node_x[a]) * directions.at(way).x +
                         (roads.node_y[b] - roads.node_y[a]) * directions.at(way).y;
    CHECK(along >
          0.5 * std::hypot(roads.node_x[b] - roads.node_x[a], roads.node_y[b] - roads.node_y[a]));
    ++checked;
  }
  CHECK(checked == 11);
}
