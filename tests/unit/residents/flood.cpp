// SPDX-License-Identifier: Apache-2.0
// response/residents and a hazard that writes the depth of water wherever somebody asks.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "sim/experiment/verify.hpp"
#include "tests/unit/residents/place.hpp"

namespace sandtable::testing {

namespace {

/// Water that rises by 1 m an hour from 11:00 on, within 500 m of home.
struct Rise {
  struct Params {};
  struct State {};
  Params params;
  OutAnywhere<float> water{{.quantity = "water_depth", .unit = "m"}, {}};

  void ports(PortList& list) { list.out(water); }
  State begin(Context& context) const {
    write(context, Tick{});
    return {};
  }
  void step(State&, Context& context) const { write(context, context.end()); }

 private:
  void write(Context& context, Tick now) const {
    const double depth_m = std::max(0.0, now.seconds() / 3600 - 1);
    for (const AskedPlace& place : water.on) {
      std::vector<float> depths;
      for (const double x : place.support->x())
        depths.push_back(std::abs(x - Tiny::x0) < 500 ? static_cast<float>(depth_m) : 0.0F);
      context.write(place, std::move(depths));
    }
  }
};

Rise load_rise(Loader&, const Rise::Params&) {
  return {};
}

/// All are there and leave at once when they are told, or see water; the fire's process stays, for
/// the orders count from an ignition.
Experiment flooded(const std::string& people, bool one_more = false) {
  Place place;
  place.kinds = "kind,preparation_s\nresident,\ncare home,\nvisitor,\n";
  place.scenario = replaced(place.scenario, "[roads]", "[flood]\nmodel = \"test/rise\"\n\n[roads]");
  place.scenario = replaced(place.scenario, "message_reach = 0.9",
                            "message_reach = 1\ncompliance = 1\nwater_action_half = \"0 s\"\n"
                            "notice_half = \"0 s\"\n"
                            "hazard = \"flood\"\n" +
                                people);
  place.scenario = replaced(place.scenario, "\"20 min\"", "\"1 s\"");
  place.scenario = replaced(place.scenario, "\"15 min\"", "\"0 s\"");
  const Folder folder("flooded");
  place.write(folder);
  std::vector<Model> registry = models::registry();
  Choices choices;
  choices.one_more = one_more;
  registry.push_back(describe<Rise>("test/rise", {}, {}, {}, load_rise));
  registry.back().card = "version = \"1\"\nstate = \"draft\"\n";
  return assemble(read_scenario(folder.path(), folder.path()), registry, choices);
}

double sum(const Ending& ending, const std::string& field) {
  const std::vector<double>& values = ending.fields.at("people." + field);
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Minutes from the start of the first departure.
double first_departure(const Ending& ending) {
  return Tick{static_cast<std::int64_t>(
                  *std::ranges::min_element(ending.fields.at("people.trip_depart")))}
             .seconds() /
         60;
}

}  // namespace

// Would catch water read at other places than homes, a step too late, or not bound at all: 0.1 m
// stand at 11:06, 0.5 m at 11:30.
TEST_CASE("residents: with nobody warned those leave to whom the water comes", "[residents]") {
  const Ending ending = run_policy(flooded("water_compliance = 1"), 0);
  CHECK(ending.reason.empty());
  CHECK(sum(ending, "saw_water") == 89);
  CHECK(sum(ending, "moved") == 89);
  CHECK(sum(ending, "warned") == 0);
  CHECK(sum(ending, "out") == 89);
  CHECK(sum(ending, "exposed_at_home") == 0);
  CHECK(first_departure(ending) >= 66);
  CHECK(first_departure(ending) <= 68);
}

// Would catch people who are told and stay to see, and homes that are dry once they are empty.
TEST_CASE("residents: those who were warned meet no water", "[residents]") {
  const Ending ending = run_policy(flooded("water_compliance = 1"), 1);
  CHECK(sum(ending, "out") == 129);
  CHECK(sum(ending, "saw_water") == 0);
  CHECK(sum(ending, "threatened") == 89);
  CHECK(sum(ending, "moved_unthreatened") == 40);
  CHECK(sum(ending, "home_water_1") == 0);
}

// Would catch people who leave whatever the water says, and depths that are not kept: 2 m at 13:00.
TEST_CASE("residents: those who stay are in the water at home, level by level", "[residents]") {
  const Ending ending = run_policy(flooded("water_compliance = 0"), 0);
  CHECK(sum(ending, "moved") == 0);
  for (const char* level : {"home_water_1", "home_water_2", "home_water_3", "home_water_4"})
    CHECK(sum(ending, level) == 89);
  CHECK(sum(ending, "exposed_at_home") == 89);
}

// Would catch luck of those who notice water that is not the household's own, and impure steps.
TEST_CASE("residents: in a flood, too, one more of them moves nobody's luck", "[residents]") {
  const Verification found =
      verify_draw(flooded("water_compliance = 0.5"), flooded("water_compliance = 0.5", true), {});
  for (const Impurity& impurity : found.impurities) UNSCOPED_INFO(impurity.what);
  CHECK(found.impurities.empty());
  CHECK(found.grown == std::vector<std::string>{"people"});
}

}  // namespace sandtable::testing
