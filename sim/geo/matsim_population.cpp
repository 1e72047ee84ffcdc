// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/matsim_population.hpp"

#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include "sim/geo/matsim_xml.hpp"

namespace sandtable {
namespace {

void read_attributes(pugi::xml_node list, MatsimPerson& person) {
  for (const pugi::xml_node item : list.children("attribute")) {
    person.attributes.emplace_back(item.attribute("name").value(), item.child_value());
  }
  const auto by_name = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::is_sorted(person.attributes.begin(), person.attributes.end(), by_name)) {
    std::stable_sort(person.attributes.begin(), person.attributes.end(), by_name);
  }
}

pugi::xml_node selected_plan(pugi::xml_node person) {
  for (const pugi::xml_node plan : person.children("plan")) {
    if (std::strcmp(plan.attribute("selected").value(), "yes") == 0) return plan;
  }
  return person.child("plan");
}

void read_activities(const matsim::Document& document, pugi::xml_node plan, MatsimPerson& person,
                     FewProblems& problems) {
  for (const pugi::xml_node item : plan.children()) {
    if (std::strcmp(item.name(), "leg") == 0 && !person.activities.empty())
      person.activities.back().leg = item.attribute("mode").value();
    if (std::strcmp(item.name(), "activity") != 0) continue;
    MatsimActivity activity;
    activity.type = item.attribute("type").value();
    const auto x = matsim::number(item.attribute("x").value());
    const auto y = matsim::number(item.attribute("y").value());
    if (x && y) {
      activity.x = *x;
      activity.y = *y;
    } else {
      problems.add(document.where(item), "person '" + person.id + "': activity '" + activity.type +
                                             "' without coordinates (x and y must be numbers)");
    }
    const std::string_view end = item.attribute("end_time").value();
    if (!end.empty() && end != "undefined") {
      const auto seconds = matsim::time_of_day(end);
      if (!seconds) {
        problems.add(document.where(item), "person '" + person.id + "': end_time '" +
                                               std::string(end) +
                                               "' is no time (HH:MM:SS is wanted)");
      }
      activity.end_s = seconds.value_or(activity.end_s);
    }
    person.activities.push_back(std::move(activity));
  }
  if (person.activities.empty()) {
    problems.add(document.where(plan.parent()),
                 "person '" + person.id + "' has no activity (a plan with one is wanted)");
  }
}

}  // namespace

const std::string* MatsimPerson::attribute(std::string_view name) const {
  const auto found =
      std::lower_bound(attributes.begin(), attributes.end(), name,
                       [](const auto& item, std::string_view key) { return item.first < key; });
  return found != attributes.end() && found->first == name ? &found->second : nullptr;
}

namespace {

std::vector<MatsimPerson> persons_of(const matsim::Document& document) {
  FewProblems problems(document.file);
  std::vector<MatsimPerson> persons;
  std::set<std::string> seen;
  for (const pugi::xml_node item : document.xml.child("population").children("person")) {
    MatsimPerson& person = persons.emplace_back();
    person.id = item.attribute("id").value();
    if (!seen.insert(person.id).second) {
      problems.add(document.where(item),
                   "person '" + person.id + "' is there twice (ids must be unique)");
    }
    const pugi::xml_node plan = selected_plan(item);
    if (!plan)
      problems.add(document.where(item),
                   "person '" + person.id + "' has no activity (a plan with one is wanted)");
    read_attributes(item.child("attributes"), person);
    if (plan) read_activities(document, plan, person, problems);
  }
  if (persons.empty()) problems.add("the population holds nobody (no <person> element)");
  problems.raise();
  return persons;
}

}  // namespace

std::vector<MatsimPerson> read_matsim_population(const std::filesystem::path& file) {
  matsim::Document document;
  matsim::read(file, "population", document);
  return persons_of(document);
}

std::vector<MatsimPerson> parse_matsim_population(std::string text, const std::string& file) {
  matsim::Document document;
  matsim::parse(std::move(text), file, "population", document);
  return persons_of(document);
}

}  // namespace sandtable
