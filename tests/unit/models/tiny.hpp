// SPDX-License-Identifier: Apache-2.0
// A whole scenario on one straight road: West (-4 km), home (0), middle (2 km), East (5 km).
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "models/registry.hpp"
#include "sim/experiment/experiment.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

/// What a draw came to under one policy: why it failed, its decisions, every field at the horizon.
struct Ending {
  std::string reason;
  std::vector<Decision> decisions;
  std::map<std::string, std::vector<double>> fields;
};

/// The texts of a scenario's files; change them, then load.
struct Tiny {
  static constexpr double x0 = 600000, y0 = 5790000;

  std::string scenario = R"([scenario]
title = "One road"
start = 2026-01-15T10:00:00+11:00
duration = "3 h"

[fire]
model = "hazard/arrival"
file = "fire.geojson"
crs = "EPSG:32755"
ignition = 2026-01-15T10:30:00+11:00

[roads]
model = "network/roads"
network = "network.xml"
crs = "EPSG:32755"

[people]
model = "response/people"
population = "population.xml"
crs = "EPSG:32755"

[traffic]
model = "response/traffic"

[policies.none]
[policies.now]
orders = "orders.csv"

[outcomes]
exposed = { field = "people.exposed", last = true, better = "lower" }
)";
  std::string orders = "offset_min,kind,group\n0,EVACUATE_NOW,everyone\n";
  std::string people = person("p1") + person("p2");
  std::string fire = square(60, -1500, 9000, 100);
  std::string links = road("home", "west") + road("home", "middle") + road("middle", "east");

  static std::string node(const std::string& id, double x) {
    return fmt::format("<node id=\"{}\" x=\"{}\" y=\"{}\"/>\n", id, x0 + x, y0);
  }
  static std::string link(const std::string& from, const std::string& to) {
    return fmt::format(
        "<link id=\"{0}-{1}\" from=\"{0}\" to=\"{1}\" length=\"{2}\" freespeed=\"20\" "
        "capacity=\"1800\" permlanes=\"1\"/>\n",
        from, to,
        to == "west" || from == "west"   ? 4000
        : to == "east" || from == "east" ? 3000
                                         : 2000);
  }
  static std::string road(const std::string& a, const std::string& b) {
    return link(a, b) + link(b, a);
  }
  static std::string attribute(const std::string& name, const std::string& value) {
    return fmt::format("<attribute name=\"{}\" class=\"java.lang.String\">{}</attribute>\n", name,
                       value);
  }
  /// Leaves 2 min after an EVACUATE_NOW, to East, else to West; lives at home.
  static std::string person(const std::string& id, double x = 0) {
    std::string text = "<person id=\"" + id + "\"><attributes>\n";
    for (const char* cue :
         {"MessageAdvice", "MessageWatchAndAct", "MessageEmergencyWarning", "VisibleEmbers",
          "VisibleFire", "VisibleSmoke", "ImmersionInSmoke", "FireDangerIndexRating"})
      text += attribute(std::string("ImpactFrom") + cue, "0");
    text +=
        attribute("ImpactFromSocialMessage", "0") + attribute("ImpactFromMessageEvacuateNow", "1");
    text +=
        attribute("ResponseThresholdInitial", "0.5") + attribute("ResponseThresholdFinal", "0.5");
    text += attribute("LagTimeInMinsForInitialResponse", "1") +
            attribute("LagTimeInMinsForFinalResponse", "2");
    text += attribute("EvacLocationPreference", fmt::format("East,{},{}", x0 + 5000, y0)) +
            attribute("InvacLocationPreference", fmt::format("West,{},{}", x0 - 4000, y0));
    text += attribute("HouseholdId", id) + attribute("Archetype", "Any") +
            attribute("WillStay", "false");
    return text + fmt::format(
                      "</attributes><plan selected=\"yes\"><activity type=\"home\" x=\"{}\" "
                      "y=\"{}\"/></plan></person>\n",
                      x0 + x, y0);
  }
  /// A fire that holds a square at a time (min): centre and half its side in m.
  static std::string square(double minutes, double x, double y, double half) {
    const double left = x0 + x - half, right = x0 + x + half, low = y0 + y - half,
                 high = y0 + y + half;
    return fmt::format(
        R"({{"type":"Feature","properties":{{"minutes":{}}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
        minutes, left, low, right, low, right, high, left, high, left, low);
  }
  static std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32755"}},"features":[)" +
           features + "]}";
  }

  void write(const Folder& folder) const {
    folder.write("scenario.toml", scenario).write("orders.csv", orders);
    folder.write("fire.geojson", collection(fire));
    folder.write("population.xml", "<population>\n" + people + "</population>\n");
    folder.write("network.xml", "<network>\n<nodes>\n" + node("west", -4000) + node("home", 0) +
                                    node("middle", 2000) + node("east", 5000) +
                                    "</nodes>\n<links>\n" + links + "</links>\n</network>\n");
  }
  Experiment load() const {
    const Folder folder("tiny");
    write(folder);
    return assemble(read_scenario(folder.path(), folder.path()), models::registry(), {});
  }
};

/// Draw `number` of an experiment under one policy, without uncertain parameters.
inline Ending run_policy(const Experiment& experiment, std::size_t policy = 1,
                         std::int64_t number = 0) {
  std::vector<ErasedModel> models, policies{experiment.policy_models[policy].model};
  for (const LoadedModel& model : experiment.models) models.push_back(model.with({}));
  Ending ending;
  const auto observe = [&](Tick now, std::size_t, const BranchView& view) {
    if (now < experiment.system.horizon) return;
    for (std::size_t f = 0; f < experiment.system.fields.size(); ++f) {
      std::vector<double>& values = ending.fields[experiment.system.fields[f].name];
      for (std::size_t i = 0; i < view.field(f).size(); ++i)
        values.push_back(view.field(f).number(i));
    }
  };
  const DrawResult result = run_draw(experiment.system, {number, number, number, number}, models,
                                     std::vector{policy}, policies, {}, observe);
  ending.reason = result.branches[0].reason;
  ending.decisions = result.branches[0].decisions;
  return ending;
}

/// Every mistake told when a scenario is read and put together, without the folder's name; "" if
/// none is.
inline std::string mistakes_in(const Folder& folder) {
  try {
    assemble(read_scenario(folder.path(), folder.path() / "cases"), models::registry(), {});
    return "";
  } catch (const Error& error) {
    return without_folder(folder, error.what());
  }
}

inline std::string mistakes_in(const Tiny& tiny) {
  const Folder folder("mistakes");
  tiny.write(folder);
  return mistakes_in(folder);
}

}  // namespace sandtable::testing
