// SPDX-License-Identifier: Apache-2.0
// The one rule: an order that is carried out and touches nothing leaves all outcomes as they were.
#include <catch2/catch.hpp>
#include <map>

#include "models/network/roads/roads.hpp"
#include "models/response/traffic/traffic.hpp"
#include "tests/unit/rule/town.hpp"

namespace sandtable::rule_tests {

namespace {

const RoadNetwork& network_of(const Experiment& experiment) {
  const Process& roads = experiment.system.processes[experiment.system.process("roads")].process;
  return *static_cast<const models::Roads*>(roads.model.model.get())->map->network;
}

/// Links that no vehicle enters in any draw.
std::vector<std::string> unused_links(const Experiment& experiment) {
  const RoadNetwork& network = network_of(experiment);
  std::vector<std::uint8_t> used(network.link_id.size());
  RunPlan plan = rule_tests::plan();
  plan.options.events = true;
  plan.options.on_events = [&, traffic = experiment.system.process("traffic")](
                               std::size_t process, std::span<const std::size_t>,
                               const Events& events) {
    for (const Event& event : events.rows)
      if (process == traffic && event.kind == models::Traffic::enters_link)
        used[static_cast<std::size_t>(event.value)] = 1;
  };
  run(experiment, plan);
  std::vector<std::string> unused;
  for (std::size_t link = 0; link < used.size(); ++link)
    if (!used[link]) unused.push_back(network.link_id[link]);
  REQUIRE(unused.size() < used.size());
  return unused;
}

/// "35,close,LINK,,," for each.
std::string rows(const std::string& before_link, const std::vector<std::string>& links,
                 const std::string& after_link) {
  std::string text;
  for (const std::string& link : links) text.append(before_link + link + after_link + "\n");
  return text;
}

/// Adds policies that do as planned and a little more, and compares all they come to with the plan.
void touches_nothing(const Town& town, const std::map<std::string, std::string>& extra) {
  std::vector<std::string> names{"as-planned"};
  for (const auto& [name, orders] : extra) {
    town.add_policy(name, town.orders_of("as-planned") + orders);
    names.push_back(name);
  }
  const Run run = rule_tests::run(town.load(names));
  const std::size_t planned = run.courses[0][0].decisions.size();
  for (const std::string& name : names) {
    INFO(name);
    CHECK(difference_of_outcomes(run.of(name), run.of("as-planned")) == "");
    CHECK((run.of(name)[0].decisions.size() > planned) == (name != "as-planned"));
    INFO("beside nobody");
    const Run alone = rule_tests::run(town.load({name}));
    CHECK(difference(alone.of(name), run.of(name)) == "");
  }
}

}  // namespace

TEST_CASE("A message to people who are not there leaves all outcomes as they were") {
  const Town town("nobody");
  // the shipped files are checked by their hash: these are read instead of them
  const std::string sandbank =
      R"({"type": "Feature", "properties": {"zone": "sandbank"}, "geometry": {"type": "Polygon",
          "coordinates": [[[598300, 5780000], [598400, 5780000], [598400, 5780100],
          [598300, 5780100], [598300, 5780000]]]}},)";
  town.write("data/more-zones.geojson",
             testing::replaced(town.read("data/zones.geojson"), "\"features\": [",
                               "\"features\": [" + sandbank));
  town.write("data/more-groups.csv", town.read("data/groups.csv") + "nobody,sandbank\n");
  town.edit("scenario.toml", "data/zones.geojson", "data/more-zones.geojson");
  town.edit("scenario.toml", "data/groups.csv", "data/more-groups.csv");
  touches_nothing(town, {{"to-nobody", "41,EVACUATE_NOW,nobody,Westhaven,587000,5787500\n"},
                         {"to-empty-zone",
                          "-60,ADVICE,sandbank,,,\n"
                          "121.5,EMERGENCY_WARNING,sandbank,,,\n"}});
}

TEST_CASE("Closing a link that nobody would use leaves all outcomes as they were") {
  const Town town("unused");
  // On the inland road some have set out towards a link before the fire closes it: they would use
  // it, and never enter it. All others that nobody enters nobody is on the way to.
  std::vector<std::string> unused = unused_links(town.load({"as-planned"}));
  std::erase_if(unused, [](const std::string& link) { return link.starts_with("inland-"); });
  REQUIRE(unused.size() > 50);
  std::map<std::string, std::string> policies;
  policies["close-all"] = rows("35,close,", unused, ",,,");
  for (std::size_t i = 0; i < 4; ++i) {
    const std::vector<std::string> link{unused[i * unused.size() / 4]};
    policies["close-" + link[0]] = rows("125.7,close,", link, ",,,");
    policies["close-open-" + link[0]] =
        rows("35,close,", link, ",,,") + rows("130,open,", link, ",,,");
  }
  touches_nothing(town, policies);
}

TEST_CASE("Opening links that are open leaves all outcomes as they were") {
  const Town town("open");
  const RoadNetwork network = network_of(town.load());
  touches_nothing(town, {{"open-all", rows("65,open,", network.link_id, ",,,")}});
}

TEST_CASE("Closing the roads out does change the outcomes: the tests above could fail") {
  const Town town("closed");
  town.add_policy("close-out", town.orders_of("as-planned") +
                                   "35,close,inland-4_inland-5,,,\n35,close,coast-1_coast-2,,,\n");
  const Run run = rule_tests::run(town.load({"as-planned", "close-out"}));
  CHECK(difference_of_outcomes(run.courses[0], run.courses[1]) != "");
}

}  // namespace sandtable::rule_tests
