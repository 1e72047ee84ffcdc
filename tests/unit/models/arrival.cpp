// SPDX-License-Identifier: Apache-2.0
// hazard/arrival on the clock: ignition, rate, which fire, distances of sight.
#include "models/hazard/arrival/arrival.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/models/bench.hpp"
#include "tests/unit/models/tiny.hpp"

namespace sandtable::testing {

namespace {

using models::Arrival;

arrival::Fire square_fire(double half_m, double minutes) {
  const arrival::Ring ring{minutes * 60,
                           false,
                           0,
                           {{{-half_m, -half_m},
                             {half_m, -half_m},
                             {half_m, half_m},
                             {-half_m, half_m},
                             {-half_m, -half_m}}}};
  arrival::Fire fire{"square", arrival::Shape::cells, {}, {ring}};
  arrival::complete(fire);
  return fire;
}

/// Two fires that hold all at 30 and 60 min; asked at (0, 0) and 1,500 m east of the larger's edge.
Bench<Arrival> two_fires(double ignition_min, double rate, std::int64_t alternative) {
  Arrival model;
  model.fires = std::make_shared<const std::vector<arrival::Fire>>(
      std::vector{square_fire(100, 30), square_fire(500, 60)});
  model.params.ignition = Tick{at_minute(ignition_min)};
  model.params.rate = rate;
  model.params.alternative = alternative;
  model.params.fire_seen_m = 1000;
  model.params.embers_seen_m = 2000;
  const auto places = std::make_shared<const Support>(
      "places", SupportKind::places, std::vector<std::string>{"a", "b"}, "EPSG:32755",
      std::vector<double>{0, 2000}, std::vector<double>{0, 0});
  Bench<Arrival> bench(std::move(model));
  std::size_t slot = 1;
  const auto ask = [&](auto& output) {
    output.on.push_back({places, slot++});
    bench.add_output();
  };
  ask(bench.model.arrival_time);
  ask(bench.model.fire_seen_time);
  ask(bench.model.embers_seen_time);
  bench.model.prepare();
  bench.begin();
  return bench;
}

}  // namespace

TEST_CASE("arrival: times count from the ignition, and the rate divides them") {
  const auto first = two_fires(100, 1, 0);
  CHECK(first.written<std::int64_t>(0) == std::vector{at_minute(100)});
  CHECK(first.written<std::int64_t>(1) == std::vector{at_minute(130), never});
  const auto faster = two_fires(100, 2, 0);
  CHECK(faster.written<std::int64_t>(1) == std::vector{at_minute(115), never});
  const auto other = two_fires(-10, 1, 1);
  CHECK(other.written<std::int64_t>(1) == std::vector{at_minute(50), never});
}

// Would catch one distance used for the other, and a sight that comes after the fire itself.
TEST_CASE("arrival: fire is seen within its distance, embers within theirs") {
  const auto bench = two_fires(0, 1, 1);
  CHECK(bench.written<std::int64_t>(2) == std::vector{at_minute(60), never});
  CHECK(bench.written<std::int64_t>(3) == std::vector{at_minute(60), at_minute(60)});
}

TEST_CASE("arrival: a single fire warns that it stands for no season, a set does not") {
  Tiny tiny;
  const auto warns = [](const Experiment& experiment) {
    for (const std::string& warning : experiment.info.warnings)
      if (warning == "A single fire: this ranks plans for this fire, not for a season.")
        return true;
    return false;
  };
  CHECK(warns(tiny.load()));
  const Folder folder("set");
  tiny.scenario =
      replaced(tiny.scenario, "file = \"fire.geojson\"", "alternatives = \"fires.csv\"");
  tiny.write(folder);
  folder.write("fires.csv", "name,file,weight\na,fire.geojson,1\nb,fire.geojson,2\n");
  CHECK_FALSE(warns(assemble(read_scenario(folder.path(), folder.path()), models::registry(), {})));
}

}  // namespace sandtable::testing
