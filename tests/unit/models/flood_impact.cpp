// SPDX-License-Identifier: Apache-2.0
// impact/buildings, impact/danger and impact/people: curves, ratings, and what remains of the
// worst.
#include <catch2/catch.hpp>

#include "models/impact/buildings/buildings.hpp"
#include "models/impact/danger/danger.hpp"
#include "models/impact/danger/rating.hpp"
#include "models/impact/people/people_in_water.hpp"
#include "tests/unit/models/bench.hpp"

namespace sandtable::testing {

using models::HazardClass;

// Would catch a curve of another continent, or one read between the wrong points: Huizinga et al.
// (2017), residential, at 0.5 m and 2 m, and halfway between 2 and 3 m in Asia.
TEST_CASE("buildings: the JRC's curves at their points and between them", "[flood]") {
  using enum models::CurveOf;
  CHECK(models::jrc_curve(europe).at(0.5) == Approx(0.25));
  CHECK(models::jrc_curve(asia).at(2) == Approx(0.7207));
  CHECK(models::jrc_curve(asia).at(2.5) == Approx((0.7207 + 0.8695) / 2));
  CHECK(models::jrc_curve(africa).at(0.25) == Approx(0.2199 / 2));
  CHECK(models::jrc_curve(north_america).at(0.1) == Approx(0.2018));
  CHECK(models::jrc_curve(oceania).at(40) == 1);
  CHECK(models::jrc_curve(south_america).at(0) == 0);
}

// Would catch damage that goes back when water does, a floor left out, and a building that counts
// as flooded with water below its floor.
TEST_CASE("buildings: damage is of the deepest water above the floor", "[flood]") {
  models::Buildings model;
  auto stock = std::make_shared<models::BuildingStock>();
  stock->buildings = std::make_shared<const Support>("buildings", SupportKind::places,
                                                     std::vector<std::string>{"low", "high"});
  stock->floor_m = {0, 0.5F};
  stock->value = {1000, 1000};
  model.stock = stock;
  model.curve = models::jrc_curve(models::CurveOf::europe);
  Bench<models::Buildings> bench(model);
  bench.set(bench.model.water, std::vector<float>{0, 0});
  bench.begin();
  bench.step();
  bench.set(bench.model.water, std::vector<float>{0.5F, 0.5F});
  bench.step();
  CHECK(bench.written<std::uint8_t>(bench.model.flooded.slot) == std::vector<std::uint8_t>{1, 0});
  bench.set(bench.model.water, std::vector<float>{0.2F, 1.5F});
  bench.step();
  const auto& damage = bench.written<float>(bench.model.damage.slot);
  CHECK(damage[0] == Approx(250));
  CHECK(damage[1] == Approx(400));
}

// Would catch a debris factor left out and classes shifted: FD2320/TR2's bounds.
TEST_CASE("people in water: the hazard rating and its classes", "[flood]") {
  CHECK(models::hazard_rating(0, 3) == 0);
  CHECK(models::hazard_rating(0.5, 0) == Approx(1.25));
  CHECK(models::hazard_rating(1, 1) == Approx(2.5));
  CHECK(models::hazard_class(0, 0) == HazardClass::none);
  CHECK(models::hazard_class(0.2, 0) == HazardClass::low);
  CHECK(models::hazard_class(0.3, 0) == HazardClass::moderate);
  CHECK(models::hazard_class(0.6, 0.5) == HazardClass::significant);
  CHECK(models::hazard_class(1, 1) == HazardClass::extreme);
}

// Would catch limits of adults used for children, and a rule that looks at depth alone.
TEST_CASE("people in water: footing and cars by Australian Rainfall and Runoff", "[flood]") {
  CHECK(models::adult_stands(0.5, 1.1));
  CHECK_FALSE(models::child_stands(0.5, 1.1));
  CHECK(models::child_stands(0.5, 0.8));
  CHECK_FALSE(models::child_stands(0.6, 0));
  CHECK_FALSE(models::adult_stands(1.3, 0));
  CHECK_FALSE(models::adult_stands(0.1, 3.5));
  CHECK(models::small_car_holds(0.3, 1));
  CHECK_FALSE(models::small_car_holds(0.3, 1.1));
  CHECK_FALSE(models::small_car_holds(0.31, 0));
}

// Would catch the two lognormals exchanged: half of those exposed die at exp(1.46) = 4.3 m of water
// that rose fast; at 3 m that rose slowly some 1 in 100 (Jonkman et al. 2008, figure 7).
TEST_CASE("people in water: mortality", "[flood]") {
  CHECK(models::mortality(4.306, 0, 1) == Approx(0.5).margin(0.001));
  CHECK(models::mortality(3, 0, 0.1) == Approx(0.009).margin(0.001));
  CHECK(models::mortality(2, 0, 1) == models::mortality(2, 0, 0));
  CHECK(models::mortality(4, 2, 0) == 1);
  CHECK(models::mortality(0, 5, 5) == 0);
}

std::shared_ptr<models::Population> two_at_home() {
  auto population = std::make_shared<models::Population>();
  population->people = std::make_shared<const Support>("people", SupportKind::people,
                                                       std::vector<std::string>{"stays", "leaves"});
  population->places = std::make_shared<const Support>("places", SupportKind::places,
                                                       std::vector<std::string>{"home"});
  population->person.resize(2);
  population->place_node = {0};
  return population;
}

// Would catch water that rose fast taken as slow or the other way round, a rise counted from the
// start and not from the last dry moment, and water that always stood there taken as a wave.
TEST_CASE("danger: mortality by how fast the first 1.5 m came", "[flood]") {
  models::Danger model;
  model.population = two_at_home();
  Bench<models::Danger> bench(model);
  const auto dies = [&] { return bench.written<float>(bench.model.mortality.slot)[0]; };
  const auto rise_in = [&](int minutes) {
    bench.now = {};
    bench.begin();
    bench.set(bench.model.water, std::vector<float>{0});
    for (int i = 0; i < 300; ++i) bench.step();
    for (int i = 1; i <= minutes; ++i) {
      bench.set(bench.model.water,
                std::vector<float>{4.306F * static_cast<float>(i) / static_cast<float>(minutes)});
      bench.step();
    }
  };
  rise_in(2);  // 45 m/h
  CHECK(dies() == Approx(0.5).margin(0.001));
  rise_in(600);  // 0.43 m/h
  CHECK(dies() == Approx(models::mortality(4.306, 0, 0.43)).margin(1e-6));
  CHECK(dies() < 0.05);
  bench.now = {};
  bench.begin();
  bench.set(bench.model.water, std::vector<float>{4.306F});
  bench.step();
  CHECK(dies() < 0.05);
  bench.set(bench.model.water, std::vector<float>{4.4F});
  bench.step();
  CHECK(dies() < 0.05);
}

// Would catch people who left and still count, who came back and has the worst of when he was away,
// and a class that falls again when the water does.
TEST_CASE("people in water: the worst while at home", "[flood]") {
  models::PeopleInWater model;
  model.population = two_at_home();
  model.params.mortality_factor = 2;
  Bench<models::PeopleInWater> bench(model);
  bench.model.prepare();
  const auto danger = [&](std::int32_t level, std::uint8_t falls, float dies) {
    bench.set(bench.model.hazard, std::vector<std::int32_t>{level});
    bench.set(bench.model.takes_footing, std::vector<std::uint8_t>{falls});
    bench.set(bench.model.mortality, std::vector<float>{dies});
    bench.step();
  };
  const auto out = [&] { bench.set(bench.model.moved, std::vector<std::uint8_t>{0, 1}); };
  const auto back = [&] { bench.set(bench.model.moved, std::vector<std::uint8_t>{0, 0}); };
  bench.set(bench.model.moved, std::vector<std::uint8_t>{0, 0});
  bench.begin();
  danger(0, 0, 0);
  danger(2, 0, 0.001F);
  out();
  danger(4, 1, 0.3F);
  danger(1, 0, 0.0005F);
  back();
  danger(1, 0, 0.0005F);
  CHECK(bench.written<std::int32_t>(bench.model.worst.slot) == std::vector<std::int32_t>{4, 2});
  CHECK(bench.written<std::uint8_t>(bench.model.high.slot) == std::vector<std::uint8_t>{1, 0});
  CHECK(bench.written<std::uint8_t>(bench.model.footing.slot) == std::vector<std::uint8_t>{1, 0});
  const auto& deaths = bench.written<float>(bench.model.deaths.slot);
  CHECK(deaths[0] == Approx(0.6));
  CHECK(deaths[1] == Approx(0.002));
}

}  // namespace sandtable::testing
