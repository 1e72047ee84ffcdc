// SPDX-License-Identifier: Apache-2.0
// The two-dimensional benchmarks of the UK Environment Agency (Neelz and Pender 2013, SC120002),
// tests 1, 3 and 4: set-up and reference values in the READMEs of the cases.
#include "models/hazard/inundation/froude.hpp"
#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/places.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

std::string name_of(int number) {
  return number == 0 ? "inertial" : number == 1 ? "shallow-water" : "shallow-water, second order";
}

/// Our own profile: a sill at 10.25 m between the edge and a hollow in which both points lie.
double sill(double x) {
  if (x < 290) return 9.5 + 0.75 * x / 290;
  if (x < 310) return 10.25;
  return x < 500 ? 10.25 - 0.9 * (x - 310) / 190 : 9.35 + 1.45 * (x - 500) / 200;
}

/// A row of staged terrain between the centres of its cells.
double along(const Dem& dem, double x) {
  const double place = (x - dem.west) / dem.cell_m - 0.5;
  const auto column = static_cast<std::int32_t>(std::floor(place));
  const double share = place - column;
  return (1 - share) * dem.at(column, dem.rows / 2) + share * dem.at(column + 1, dem.rows / 2);
}

/// Looks once a minute, as the process does, whether the inertial flow has left its domain.
double second_hollow(const Method& method, const Dem& dem,
                     const std::vector<std::vector<double>>& inflow, double cell_m) {
  Basin basin;
  basin.columns = static_cast<std::int32_t>(300 / cell_m);
  basin.rows = static_cast<std::int32_t>(100 / cell_m);
  basin.cell_m = cell_m;
  basin.manning = 0.01F;
  basin.method = method;
  basin.bed = [&](double x, double) { return along(dem, x); };
  basin.open(Side::west, EdgeKind::inflow);
  basin.make();
  std::vector<std::uint8_t> fast(basin.grid.inside.size(), 0);
  float froude = 0;
  for (int second = 0; second < 900; ++second) {
    std::fill(basin.edge_values.begin(), basin.edge_values.end(),
              at_time(inflow, second + 0.5) / 100);
    basin.run(1.0);
    if (method.scheme == Scheme::inertial && second % 60 == 0)
      froude = std::max(froude, mark_fast(basin.grid, basin.water, 0.1F, fast).froude);
  }
  CHECK(mass_error(basin.grid, basin.water) < 1e-6);
  CHECK((method.scheme != Scheme::inertial || froude > 1));
  return basin.depth(static_cast<std::int32_t>(250 / cell_m), basin.rows / 2);
}

}  // namespace

// Catches a prescribed stage, wetting and drying, or a sill that leaks.
TEST_CASE("EA test 1: a disconnected water body", "[inundation][fact]") {
  const auto folder = case_folder("flood-ea-test1-disconnected");
  if (!folder) return;
  const auto stage = read_numbers(*folder / "Test1BC.csv");
  for (const int number : {0, 1}) {
    Basin basin;
    basin.columns = 70;
    basin.rows = 10;
    basin.cell_m = 10.0;
    basin.method = either(number);
    basin.bed = [](double x, double) { return sill(x); };
    basin.open(Side::west, EdgeKind::stage);
    basin.make();
    fill_to_level(basin.grid, basin.water, 9.7);
    double peak[2] = {}, last[2] = {};
    for (int minute = 0; minute < 1200; ++minute) {
      std::fill(basin.edge_values.begin(), basin.edge_values.end(), at_time(stage, minute + 0.5));
      basin.run(60.0);
      for (const int point : {0, 1}) {
        const std::int32_t column = point == 0 ? 40 : 60;
        last[point] = sill(basin.x(column)) + basin.depth(column, 5);
        peak[point] = std::max(peak[point], last[point]);
      }
    }
    CHECK(mass_error(basin.grid, basin.water) < 1e-6);
    const std::string topic =
        "Flood: EA test 1, a disconnected water body, " + name_of(number) + " (case)";
    for (const int point : {0, 1}) {
      const std::string at = " at point " + std::to_string(point + 1) + ", m";
      reproduce({topic, "peak level" + at, 10.35, peak[point]}, {"SC120002", 0, 0.01});
      reproduce({topic, "final level" + at, 10.25, last[point]}, {"SC120002", 0, 0.01});
    }
  }
}

// Catches momentum that is lost or made where water runs over a crest.
TEST_CASE("EA test 3: momentum over an obstruction", "[inundation][fact]") {
  const auto folder = case_folder("flood-ea-test3-momentum");
  if (!folder) return;
  const Dem dem = parse_dem(read_gzip(*folder / "test3DEM.asc"));
  const auto inflow = read_numbers(*folder / "Test3BC.csv");
  const std::string topic = "Flood: EA test 3, momentum over an obstruction (case)";
  for (const double cell : {5.0, 2.0})
    for (const int number : {1, 2, 0}) {
      const double depth = second_hollow(either(number), dem, inflow, cell);
      const std::string beyond = number == 0 ? " (outside its domain: Froude above 1)" : "";
      reproduce({topic,
                 "depth in the second hollow, " + name_of(number) + beyond + ", " +
                     std::to_string(cell).substr(0, 1) + " m cells, m",
                 0.055, depth},
                {"SC120002: 5 to 6 cm", 0, number == 0 ? 0.25 : 0.025});
    }
}

// Catches a front that runs at the wrong speed, or faster along the axes than across them.
TEST_CASE("EA test 4: propagation over a plain", "[inundation][fact]") {
  const auto folder = case_folder("flood-ea-test4-propagation");
  if (!folder) return;
  const auto inflow = read_numbers(*folder / "Test4BC.csv");
  const auto points = read_numbers(*folder / "Test4output.csv");
  const auto reference = read_numbers(*folder / "reference_dg2_5m_selected.csv");
  for (const int number : {0, 1, 2}) {
    Basin basin;
    basin.columns = 200;
    basin.rows = 200;  // the northern half: the plain is symmetric about y = 1000 m, a wall there
    basin.cell_m = 5.0;
    basin.manning = 0.05F;
    basin.method = either(number);
    for (const Side side : {Side::east, Side::north}) basin.open(side, EdgeKind::free);
    const std::size_t others = basin.edges.size();
    for (std::int32_t row = 0; row < 2; ++row)
      basin.edges.push_back({0, row, Side::west, EdgeKind::inflow});
    basin.edge_values.resize(basin.edges.size());
    basin.make();
    double square = 0.0;
    for (const std::vector<double>& row : reference) {
      while (basin.time_s < row[0] - 1e-9) {
        const double step = std::min(60.0, row[0] - basin.time_s);
        std::fill(basin.edge_values.begin() + static_cast<std::ptrdiff_t>(others),
                  basin.edge_values.end(), at_time(inflow, (basin.time_s + step / 2) / 60) / 20);
        basin.run(step);
      }
      for (std::size_t p = 0; p < points.size(); ++p) {
        const double depth = basin.depth(static_cast<std::int32_t>(points[p][1] / 5),
                                         static_cast<std::int32_t>((points[p][2] - 1000) / 5));
        square += std::pow(depth - row[p + 1], 2);
      }
    }
    CHECK(mass_error(basin.grid, basin.water) < 1e-6);
    const double count = static_cast<double>(reference.size() * points.size());
    reproduce({"Flood: EA test 4, propagation over a plain, 5 m cells (case)",
               "root-mean-square error at six points, " + name_of(number) + ", % of the peak", 0,
               100 * std::sqrt(square / count) / 0.3251},
              {"LISFLOOD-FP 8.0 DG2", 0, number == 1 ? 2.5 : 1.2});
  }
}

}  // namespace sandtable::validation
