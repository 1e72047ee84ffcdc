// SPDX-License-Identifier: Apache-2.0
// Sioux Falls under dynamic demand: UXsim's own test of it (mean of 100 runs in platoons of 5).
// Would catch: route choice that gathers all on one way, a network that locks or flows too freely.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "sim/geo/table.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/traffic_stays.hpp"

namespace {

using namespace sandtable;
using namespace sandtable::traffic_tests;
using namespace sandtable::validation;

struct Case {
  traffic::Model model;
  std::vector<traffic::Trip> trips;
  std::vector<double> free_flow_s;
};

/// UXsim's defaults: ways looked at every 600 s, half of the drivers follow the newest.
constexpr double every_s = 600, weight = 0.5, horizon_s = 7200;

Case read_case(const std::filesystem::path& folder) {
  const Table nodes = read_table(folder / "siouxfalls_nodes.csv"),
              links = read_table(folder / "siouxfalls_links.csv"),
              demand = read_table(folder / "siouxfalls_demand.csv");
  std::map<std::string, std::int32_t> node;
  for (std::size_t row = 0; row < nodes.rows.size(); ++row)
    node.emplace(nodes.cell(row, nodes.required("name")), static_cast<std::int32_t>(row));
  std::vector<Road> roads;
  std::vector<double> priority;
  for (std::size_t row = 0; row < links.rows.size(); ++row) {
    const auto number = [&](const char* column) {
      return links.number(row, links.required(column));
    };
    const double u = number("u"), jam = number("kappa"), w = 1 / jam;  // reaction time of 1 s
    roads.push_back({node.at(links.cell(row, links.required("start"))),
                     node.at(links.cell(row, links.required("end"))), number("length"), u,
                     u * w * jam / (u + w), jam / 0.2});
    priority.push_back(number("merge_priority"));
  }
  traffic::Rules rules;
  rules.stuck_after = from_seconds(1e6);
  rules.perceive_every = from_seconds(every_s);
  rules.perceive_share = 0;
  rules.perceive_least = Tick{0};
  for (double left = 1 - weight; left >= 0.01; left *= 1 - weight) ++rules.older_ways;
  std::vector<traffic::Destination> places;
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(node.size()); ++k) places.push_back({{k}});
  Case made{standard_model(network_of(static_cast<std::int32_t>(node.size()), roads), places,
                           priority, rules),
            {},
            {}};
  double luck = 0.5;
  for (std::size_t row = 0; row < demand.rows.size(); ++row) {
    const auto number = [&](const char* column) {
      return demand.number(row, demand.required(column));
    };
    const std::int32_t from = node.at(demand.cell(row, demand.required("orig"))),
                       to = node.at(demand.cell(row, demand.required("dest")));
    const double q = number("q"), begin = number("start_t"), end = number("end_t");
    const int whole = 5 * static_cast<int>((end - begin) * q / 5 + 1e-9);  // whole platoons
    for (int k = 0; k < whole; ++k) {
      traffic::Trip trip;
      trip.vehicle = static_cast<std::int32_t>(made.trips.size());
      trip.ready = from_seconds(begin + (k + 0.5) / q);
      trip.origin = from;
      trip.destination = to;
      luck = std::fmod(luck + 0.6180339887498949, 1.0);
      for (double left = 1 - weight; left > luck && trip.news_age < 100; left *= 1 - weight)
        ++trip.news_age;
      made.free_flow_s.push_back(Tick{made.model.free_flow_ways[to]->cost[from]}.seconds());
      made.trips.push_back(trip);
    }
  }
  return made;
}

}  // namespace

TEST_CASE("traffic: Sioux Falls under the dynamic user optimum", "[traffic][cases][fact]") {
  const auto folder = case_folder("sioux-falls-dynamic");
  if (!folder) return;
  const Case made = read_case(*folder);
  const Outcome outcome = simulate(made.model, made.trips, horizon_s);
  const std::string topic = "Sioux Falls, 34,690 vehicles, 7,200 s, dynamic user optimum (case)";
  reproduce({topic, "trips", 34690, static_cast<double>(made.trips.size())}, uxsim);
  const auto done = static_cast<double>(outcome.sink.arrivals.size());
  const double total = total_time(outcome, made.trips);
  double free_flow = 0;
  for (const auto& arrival : outcome.sink.arrivals)
    free_flow += made.free_flow_s[static_cast<std::size_t>(arrival.vehicle)];
  double volume = 0, squares = 0;
  for (const traffic::LinkState& link : outcome.state.links) {
    const auto entered = static_cast<double>(link.entered);
    volume += entered / 76;
    squares += entered * entered / 76;
  }
  reproduce({topic, "done", 33287.75, done}, uxsim);
  reproduce({topic, "total time of those, s", 58050854, total}, uxsim);
  reproduce({topic, "mean time, s", 1743.9, total / done}, uxsim);
  reproduce({topic, "mean delay, s", 372.5, (total - free_flow) / done}, uxsim_wide);
  reproduce({topic, "mean volume of a link", 1182.07, volume}, uxsim);
  reproduce(
      {topic, "standard deviation of the volumes", 748.85, std::sqrt(squares - volume * volume)},
      uxsim);
}
