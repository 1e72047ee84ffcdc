// SPDX-License-Identifier: Apache-2.0
// Which way drivers take. Would catch: drivers who take a way twice as long without need, all of
// them on one of several equal ways, a dynamic user optimum that beats the equilibrium.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/validation/facts.hpp"
#include "tests/validation/traffic_stays.hpp"

namespace {

using namespace sandtable;
using namespace sandtable::traffic_tests;
using namespace sandtable::validation;
using traffic::Trip;

/// As response/traffic makes them for route_choice = "duo".
traffic::Rules duo(double every_s, double weight) {
  traffic::Rules rules;
  rules.perceive_every = from_seconds(every_s);
  rules.perceive_share = 0;
  rules.perceive_least = Tick{0};
  for (double left = 1 - weight; left >= 0.01; left *= 1 - weight) ++rules.older_ways;
  return rules;
}

/// News of different ages: a share `weight` has the newest, of the others again, and so on.
void give_news(std::vector<Trip>& trips, double weight) {
  double luck = 0.5;
  for (Trip& trip : trips) {
    luck = std::fmod(luck + 0.6180339887498949, 1.0);
    for (double left = 1 - weight; left > luck && trip.news_age < 100; left *= 1 - weight)
      ++trip.news_age;
  }
}

/// Two ways from 0 to 3: 100 s with a bottleneck of 0.4 a second, or 200 s without one.
std::shared_ptr<const RoadNetwork> short_and_long() {
  return network_of(4, {{0, 1}, {1, 3, 1000, 20, 0.4}, {0, 2, 2000}, {2, 3, 2000}});
}

/// Of 0.8 a second for 1,000 s: who takes the short way is given by a rule of the departure time.
template <class Rule>
double total_by(Rule takes_short) {
  const auto model = standard_model(short_and_long(), {});
  const auto shorter =
      std::make_shared<const std::vector<std::int32_t>>(std::initializer_list<std::int32_t>{0, 1});
  const auto longer =
      std::make_shared<const std::vector<std::int32_t>>(std::initializer_list<std::int32_t>{2, 3});
  std::vector<Trip> trips;
  send(trips, 0, traffic::none, 0.8, 0, 1000);
  for (std::size_t k = 0; k < trips.size(); ++k)
    trips[k].path = takes_short(k, trips[k].ready.seconds()) ? shorter : longer;
  return total_time(simulate(model, trips, 20000), trips);
}

}  // namespace

TEST_CASE("traffic: nobody takes a way twice as long without need", "[traffic][fact]") {
  for (const double length : {1000.0, 2000.0}) {
    const auto model =
        standard_model(network_of(4, {{0, 1}, {1, 3}, {0, 2, length}, {2, 3, length}}), {{{3}}}, {},
                       duo(300, 0.5));
    std::vector<Trip> trips;
    send(trips, 0, 0, 0.8, 0, 1500);
    give_news(trips, 0.5);
    const Outcome outcome = simulate(model, trips, 3000);
    const bool equal = length == 1000.0;
    const std::string topic =
        equal ? "Two equal ways, 0.8 a second" : "Two ways, one twice as long, 0.8 a second";
    reproduce({topic, "mean time, s", 100, mean_time(outcome, trips)}, uxsim);
    reproduce({topic, equal ? "on both ways" : "on the shorter", 1200,
               static_cast<double>(outcome.state.links[0].entered +
                                   (equal ? outcome.state.links[2].entered : 0))},
              uxsim);
  }
}

TEST_CASE("traffic: four equal ways of 0.3 each share what one cannot carry", "[traffic][fact]") {
  std::vector<Road> roads;
  for (std::int32_t k = 1; k <= 4; ++k) roads.push_back({0, k});
  for (std::int32_t k = 1; k <= 4; ++k) roads.push_back({k, 5, 1000, 20, 0.3});
  traffic::Rules rules;  // as drivers notice delays of 10 s, and of a tenth, each minute
  rules.perceive_every = from_seconds(60);
  rules.perceive_least = from_seconds(10);
  rules.perceive_share = 0.1;
  const auto model = standard_model(network_of(6, roads), {{{5}}}, {}, rules);
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 2000);
  const Outcome outcome = simulate(model, trips, 8000);
  const auto stays = stays_of(outcome);
  const std::string topic = "Four equal ways of 0.3 a second each, 0.8 a second for 2,000 s";
  reproduce({topic, "trips", 1600, static_cast<double>(outcome.sink.arrivals.size())}, uxsim);
  double mean = 0;
  for (std::size_t link = 0; link < 4; ++link)
    for (const Stay& stay : stays[link]) mean += stay.time() / 1600;
  for (std::size_t link = 0; link < 4; ++link) {
    const std::string way = "way " + std::to_string(link + 1);
    double time = 0;
    for (const Stay& stay : stays[link]) time += stay.time();
    time /= static_cast<double>(stays[link].size());
    reproduce({topic, way + ", volume", 400, static_cast<double>(stays[link].size())}, uxsim_wide);
    reproduce({topic, way + ", time over the mean of all", 1, time / mean}, uxsim_wide);
  }
}

// The equilibrium sends all the short way until its queue costs 100 s, then as many as it passes;
// the optimum never lets more in than it passes, but at the end, when nobody comes behind.
TEST_CASE(
    "traffic: the user optimum of now costs more than the equilibrium, that more than the "
    "system's",
    "[traffic][fact]") {
  const std::string topic = "A short way of 0.4 a second and one longer by 100 s, 800 trips";
  const double equilibrium =
      total_by([](std::size_t k, double ready) { return ready < 100 || k % 2 == 0; });
  double optimum = 1e18;
  for (double last = 0; last <= 200; last += 10)
    optimum = std::min(optimum, total_by([&](std::size_t k, double ready) {
                         return ready >= 1000 - last || k % 2 == 0;
                       }));
  const auto model = standard_model(short_and_long(), {{{3}}}, {}, duo(100, 0.5));
  std::vector<Trip> trips;
  send(trips, 0, 0, 0.8, 0, 1000);
  give_news(trips, 0.5);
  const double user_now = total_time(simulate(model, trips, 20000), trips);
  reproduce({topic, "equilibrium (DUE), total time, s", 156000, equilibrium}, exact);
  reproduce_above({topic, "dynamic user optimum (DUO), s", equilibrium, user_now}, {"DTA theory"});
  reproduce_above({topic, "equilibrium over the system optimum (DSO)", 1, equilibrium / optimum},
                  {"DTA theory"});
}
