// SPDX-License-Identifier: Apache-2.0
// hazard/inundation: water that goes into the ground after Green and Ampt.
#include "models/hazard/inundation/soil.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/core/error.hpp"
#include "tests/unit/inundation/channel.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

using inundation::ponded_m;
using inundation::Soil;
using models::Inundation;

/// Silt loam with 30 % of its pores full: Chow, Maidment and Mays (1988), Example 4.3.1.
const Soil silt_loam{0.65e-2 / 3600, 0.167, 0.340};

/// A flat closed ground of silt loam, rain at one rate.
struct Plane : Channel {
  explicit Plane(double rain_m_s) : Channel(inundation::StructureKind::barrier) {
    plain->first_depth.assign(60, 0.0F);
    plain->rain = {{0}, {rain_m_s}, true};
    model.params.infiltration = models::Infiltration::green_ampt;
    model.params.conductivity_m_s = silt_loam.conductivity_m_s;
    model.params.suction_m = silt_loam.suction_m;
    model.params.moisture_deficit = silt_loam.deficit;
  }
  double infiltrated() const { return bench->state.infiltrated[plain->grid.index(7, 1)]; }
  double depth() const { return bench->state.water.depth_m[plain->grid.index(7, 1)]; }
  void minutes(int count) {
    for (int minute = 0; minute < count; ++minute) bench->step();
  }
};

}  // namespace

// Would catch another equation than F - P ln(1 + F / P) = K t, a root that is not found (short and
// long times, dry and wet ground), and a way that depends on the steps in which it is taken.
TEST_CASE("green-ampt: the implicit equation holds", "[inundation]") {
  for (const double suction : {0.01, 0.167, 3.0})
    for (const double conductivity : {1e-9, 1.8e-6, 3e-4})
      for (const double seconds : {1e-3, 1.0, 60.0, 3600.0, 1e6}) {
        const Soil soil{conductivity, suction, 0.34};
        const double pull = suction * 0.34, f = ponded_m(soil, 0, seconds);
        INFO(suction << " " << conductivity << " " << seconds);
        CHECK(f - pull * std::log1p(f / pull) == Approx(conductivity * seconds).epsilon(1e-6));
        const double half = ponded_m(soil, ponded_m(soil, 0, seconds / 2), seconds / 2);
        CHECK(half == Approx(f).epsilon(1e-7));
      }
  CHECK(ponded_m({0, 0.167, 0.34}, 0.02, 60) == 0.02);
  CHECK(ponded_m({1e-5, 0.167, 0}, 0.02, 60) == Approx(0.0206));
}

// Would catch units or a factor that is wrong. Chow, Maidment and Mays (1988), Example 4.3.1: after
// one hour F = 3.17 cm and f = 1.81 cm/h.
TEST_CASE("green-ampt: silt loam under water for an hour", "[inundation]") {
  const double f = ponded_m(silt_loam, 0, 3600);
  CHECK(100 * f == Approx(3.17).margin(0.005));
  const double rate = 0.65 * (1 + 0.167 * 0.340 / f);
  CHECK(rate == Approx(1.81).margin(0.01));
}

// Would catch rain that stands before the ground is wet, and ground that goes on taking what it
// cannot. Chow et al., Examples 4.4.1 and 4.4.2: rain of 5 cm/h stands after 0.17 h (10.2 min), and
// after an hour 3.02 cm have gone in.
TEST_CASE("green-ampt: rain stands once the ground takes less than falls", "[inundation]") {
  Plane plane(5e-2 / 3600);
  plane.start();
  plane.minutes(9);
  CHECK(100 * plane.infiltrated() == Approx(5.0 * 9 / 60).epsilon(1e-5));
  CHECK(plane.depth() < 1e-12);
  plane.minutes(3);
  CHECK(plane.depth() > 1e-5);
  plane.minutes(48);
  CHECK(100 * plane.infiltrated() == Approx(3.02).margin(0.005));
  CHECK(100 * plane.depth() == Approx(5 - 3.02).margin(0.005));
  CHECK(plane.bench->written<double>(plane.bench->model.mass_error.slot)[0] < 1e-12);
}

// Would catch ground that takes what does not fall, sealed ground that takes any, soils mixed up,
// and a state that grows where no cell needs it.
TEST_CASE("green-ampt: each cell by its own soil", "[inundation]") {
  Plane plane(0.5e-2 / 3600);
  plane.plain->soils = {silt_loam, {0, 0.167, 0.34}};
  plane.plain->soil_of_cell.assign(60, 1);
  plane.plain->soil_of_cell[27] = 0;  // column 7, row 1
  plane.start();
  plane.minutes(1);
  CHECK(plane.infiltrated() == Approx(0.5e-2 / 60).epsilon(1e-5));
  CHECK(plane.bench->state.infiltrated[plane.plain->grid.index(8, 1)] == 0);
  Plane none(1e-5);
  none.model.params.infiltration = models::Infiltration::none;
  none.start();
  CHECK(none.bench->state.infiltrated.empty());
}

// Would catch soils that are taken as they are: a share above 1, two rows of one number.
TEST_CASE("green-ampt: soils that make no sense are refused", "[inundation]") {
  const Folder folder("soils");
  folder.write("soils.csv",
               "soil,conductivity,suction,deficit\n1,6.5,167,0.34\n1,3,200,0.3\n2,6.5,167,34\n");
  try {
    inundation::read_soils(folder.path() / "soils.csv");
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.problems().size() == 2);
    CHECK(std::string(error.what()).find("soils.csv:3: soil 1 stands twice") != std::string::npos);
  }
}

}  // namespace sandtable::testing
