// SPDX-License-Identifier: Apache-2.0
// Days, zones by name and unnamed places, from the files to the fates, on one straight road.
#include <catch2/catch.hpp>

#include "models/response/people/population.hpp"
#include "tests/unit/models/tiny.hpp"

using namespace sandtable;
using namespace sandtable::testing;

namespace {

/// Replaces the one activity of a person by these of a day.
std::string with_day(std::string person, const std::string& day) {
  const auto begin = person.find("<activity"), end = person.find("</plan>");
  return person.replace(begin, end - begin, day);
}

std::string stay(double x, const std::string& end) {
  return fmt::format("<activity type=\"any\" x=\"{}\" y=\"{}\"{}/>", Tiny::x0 + x, Tiny::y0,
                     end.empty() ? "" : fmt::format(" end_time=\"{}\"/><leg mode=\"car\"", end));
}

Tiny with_days() {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "crs = \"EPSG:32755\"\n\n[traffic]",
                           "crs = \"EPSG:32755\"\nday_plans = true\n\n[traffic]");
  return tiny;
}

}  // namespace

TEST_CASE("day plans: at the start everybody is where the day has led, legs begun have arrived") {
  Tiny tiny = with_days();
  tiny.people =
      with_day(Tiny::person("p1"), stay(0, "08:00:00") + stay(2000, "11:00:00") + stay(0, "")) +
      with_day(Tiny::person("p2"), stay(0, "09:59:59") + stay(-4000, ""));
  const Experiment experiment = tiny.load();
  const Ending ending = run_policy(experiment, 0);
  REQUIRE(ending.reason.empty());
  const auto& depart = ending.fields.at("people.trip_depart");
  CHECK(depart[0] == Approx(from_seconds(3600).count));  // 11:00, an hour after the start
  CHECK(depart[1] > 1e15);
  CHECK(ending.fields.at("traffic.at_node")[0] == 1);  // home
}

TEST_CASE("day plans: who is told on the way turns, and is out where the order leads") {
  Tiny tiny = with_days();
  tiny.people = with_day(Tiny::person("p1"), stay(0, "10:30:00") + stay(-4000, ""));
  tiny.orders = "offset_min,kind,group\n0.5,EVACUATE_NOW,everyone\n";  // the lag ends at 10:32:30
  const Ending ending = run_policy(tiny.load());
  REQUIRE(ending.reason.empty());
  CHECK(ending.fields.at("traffic.at_node")[0] == 3);  // East
  CHECK(ending.fields.at("people.moved")[0] == 1);
  // To West and on: 200 s, then 450 s to East.
  const double end_s =
      Tick{static_cast<std::int64_t>(ending.fields.at("traffic.trip_end")[0])}.seconds();
  CHECK(end_s == Approx(1800 + 200 + 450).margin(2));
}

TEST_CASE("day plans: one who stays, is held up by a closure ahead, and drives back, is counted") {
  Tiny tiny = with_days();
  tiny.people = with_day(Tiny::person("p1"), stay(0, "10:30:00") + stay(5000, ""));
  tiny.orders = "offset_min,kind,group\n0,close,middle-east\n";
  const Ending ending = run_policy(tiny.load());
  REQUIRE(ending.reason.empty());
  CHECK(ending.fields.at("people.turned_back")[0] == 1);
  CHECK(ending.fields.at("traffic.at_node")[0] == 1);
}

TEST_CASE("zones: a message to a name of two zones goes to both, and check says so") {
  Tiny tiny;
  tiny.people = Tiny::person("p1", 0) + Tiny::person("p2", 2000) + Tiny::person("p3", 4900);
  tiny.scenario = replaced(tiny.scenario, "population = ",
                           "zones = \"z.geojson\"\nzone_name_column = \"name\"\npopulation = ");
  tiny.orders = "offset_min,kind,group\n0,EVACUATE_NOW,twin\n";
  const Folder folder("twins");
  tiny.write(folder);
  const auto zone = [](int id, const std::string& name, double x) {
    return replaced(Tiny::square(id, x, 0, 500), "\"minutes\":" + std::to_string(id),
                    fmt::format("\"zone\":{},\"name\":\"{}\"", id, name));
  };
  folder.write("z.geojson", Tiny::collection(zone(7, "twin", 0) + "," + zone(8, "twin", 2000) +
                                             "," + zone(9, "other", 5000)));
  const Experiment experiment =
      assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
  const Ending ending = run_policy(experiment);
  REQUIRE(ending.reason.empty());
  CHECK(ending.fields.at("people.heard_evacuate_now") == std::vector<double>{1, 1, 0});
  CHECK(ending.fields.at("people.zone") == std::vector<double>{0, 1, 2});
  bool told = false;
  for (const std::string& note : experiment.notes)
    told = told || note.find(
                       "more than one zone, and a message to one goes to all of them: "
                       "'twin'") != std::string::npos;
  CHECK(told);
}

TEST_CASE("places: one without a name is a place of its own, by its coordinates") {
  Tiny tiny;
  const auto going = [&](const std::string& id, double x) {
    return replaced(Tiny::person(id), fmt::format("East,{},{}", Tiny::x0 + 5000, Tiny::y0),
                    fmt::format(",{},{}", Tiny::x0 + x, Tiny::y0));
  };
  tiny.people = going("p1", 2000) + going("p2", -4000) + going("p3", 8500);  // 3.5 km past East
  const Ending ending = run_policy(tiny.load());
  REQUIRE(ending.reason.empty());
  CHECK(ending.fields.at("traffic.at_node") == std::vector<double>{2, 0, 3});
}

TEST_CASE("households: where nobody has an id everybody is one; where some have, all must") {
  Tiny tiny;
  const auto nobody = [](const std::string& id) {
    return replaced(Tiny::person(id), Tiny::attribute("HouseholdId", id), "");
  };
  tiny.people = nobody("p1") + nobody("p2");
  CHECK(mistakes_in(tiny) == "");
  tiny.people = nobody("p1") + Tiny::person("p2");
  CHECK(mistakes_in(tiny).find("person 'p1' has no attribute 'HouseholdId'") != std::string::npos);
}

TEST_CASE("orders: a second file is given together with the first") {
  Tiny tiny;
  tiny.scenario = replaced(tiny.scenario, "orders = \"orders.csv\"",
                           "orders = \"orders.csv\"\nand_orders = \"more.csv\"");
  const Folder folder("two");
  tiny.write(folder);
  folder.write("more.csv", "offset_min,kind,group\n5,close,home-middle\n");
  const Ending ending =
      run_policy(assemble(read_scenario(folder.path(), folder.path()), models::registry(), {}));
  REQUIRE(ending.decisions.size() == 2);
  CHECK(ending.decisions[1].rule.find("close to home-middle") != std::string::npos);
}
