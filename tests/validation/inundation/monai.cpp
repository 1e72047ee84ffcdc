// SPDX-License-Identifier: Apache-2.0
// Run-up in the valley of Monai: a 1:400 model of the tsunami of Okushiri 1993 (Matsuyama and
// Tanaka 2001), benchmark problem 7 of the US National Tsunami Hazard Mitigation Program. Set-up as
// in the README of the case.
#include <array>

#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/archive.hpp"
#include "tests/validation/inundation/laboratory.hpp"
#include "tests/validation/inundation/places.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

struct Place {
  double x, y;
};
constexpr std::array<Place, 3> gauges{{{4.521, 1.196}, {4.521, 1.696}, {4.521, 2.196}}};
constexpr std::array<const char*, 3> gauge_names{"gauge 5", "gauge 7", "gauge 9"};

/// Run-up, m: the range of six repeats (OBS_RUNUP.txt), and what SWALS gets with nested grids.
struct Runup {
  Place place;
  double least, most;
  const char* swals;
};
constexpr std::array<Runup, 3> runups{{{{5.1575, 1.8800}, 0.0800, 0.1000, "0.0945"},
                                       {{5.0300, 2.2062}, 0.0525, 0.0675, "0.0624"},
                                       {{4.9975, 2.3200}, 0.0525, 0.0575, "0.0559"}}};

/// Every point of the bathymetry is the centre of a cell.
Dem read_tank(const std::filesystem::path& archive) {
  Dem dem{393, 244, -0.007, -0.007, 0.014, {}};
  dem.bed.resize(std::size_t{393} * 244);
  std::string text = unzip(archive, "Benchmark_2_Bathymetry.xya");
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream in(text);
  std::getline(in, text);
  for (double x = 0, y = 0, z = 0; in >> x >> y >> z;)
    dem.bed[static_cast<std::size_t>(dem.row(y)) * dem.columns + dem.column(x)] = z;
  return dem;
}

struct Seen {
  std::array<Record, 3> level;
  std::array<double, 3> runup{};
};

/// The highest water level so far in the row of cells through a place, up to 10 cm behind it, where
/// the water is deeper than 2 mm.
void raise(const Basin& basin, const Dem& dem, Seen& seen) {
  for (std::size_t p = 0; p < runups.size(); ++p) {
    const std::int32_t row = dem.row(runups[p].place.y);
    for (std::int32_t column = 0; column <= dem.column(runups[p].place.x + 0.1); ++column)
      if (const double depth = basin.depth(column, row); depth > 0.002)
        seen.runup[p] = std::max(seen.runup[p], dem.at(column, row) + depth);
  }
}

Seen tsunami(const std::filesystem::path& folder, const Dem& dem, const Method& method) {
  const auto wave = read_numbers(folder / "Benchmark_2_input.txt");
  Basin basin = basin_on(dem, method, 0.01F);
  basin.open(Side::west, EdgeKind::stage);
  basin.make();
  fill_to_level(basin.grid, basin.water, 0.0);
  Seen seen;
  while (basin.time_s < 22.5) {  // as long as the wave was measured
    std::fill(basin.edge_values.begin(), basin.edge_values.end(),
              at_time(wave, basin.time_s + 0.025));
    basin.run(0.05);
    for (std::size_t g = 0; g < gauges.size(); ++g) {
      const std::int32_t column = dem.column(gauges[g].x), row = dem.row(gauges[g].y);
      seen.level[g].add(basin.time_s, dem.at(column, row) + basin.depth(column, row));
    }
    raise(basin, dem, seen);
  }
  CHECK(mass_error(basin.grid, basin.water) < 1e-6);
  return seen;
}

/// ANUGA's mean absolute errors, as its own test of this case expects them (test_results.py).
void compare_gauges(const std::string& topic, const std::vector<Record>& laboratory,
                    const Seen& seen, double peak_share) {
  constexpr std::array<const char*, 3> anuga{"3.41", "2.85", "3.25"};
  for (std::size_t g = 0; g < gauges.size(); ++g) {
    const std::string at = std::string(" at ") + gauge_names[g];
    const Record measured = laboratory[g].between(0, 22.51);
    const std::size_t highest = measured.highest(), ours = seen.level[g].highest();
    reproduce({topic, "root-mean-square error of level" + at + ", mm", 0,
               1000 * root_mean_square_error(measured, seen.level[g])},
              {"laboratory", 0, 5.0});
    reproduce({topic, "mean absolute error" + at + " (ANUGA " + anuga[g] + "), mm", 0,
               1000 * mean_absolute_error(measured, seen.level[g])},
              {"laboratory", 0, 4.0});
    reproduce({topic, "peak" + at + ", mm", 1000 * measured.value[highest],
               1000 * seen.level[g].value[ours]},
              {"laboratory", peak_share, 0});
    reproduce({topic, "time of the peak" + at + ", s", measured.time_s[highest],
               seen.level[g].time_s[ours]},
              {"laboratory", 0, 0.5});
  }
}

/// The range of the repeats. A cell of 1.4 cm rises by 7 to 20 mm on these slopes.
void compare_runups(const std::string& topic, const Seen& seen) {
  for (std::size_t p = 0; p < runups.size(); ++p) {
    const auto& [place, least, most, swals] = runups[p];
    reproduce({topic, "run-up at place " + std::to_string(p + 1) + " (SWALS " + swals + "), m",
               0.5 * (least + most), seen.runup[p]},
              {"six repeats", 0, 0.5 * (most - least)});
  }
}

}  // namespace

// Catches an incident wave that is lost or doubled at a stage edge, and a shore that brakes or
// feeds a real wave.
TEST_CASE("Monai valley", "[inundation][fact]") {
  const auto folder = case_folder("flood-monai-valley");
  if (!folder) return;
  const Dem dem = read_tank(*folder / "Benchmark_2_Bathymetry.zip");
  const auto laboratory = read_records(*folder / "output_ch5-7-9.txt", 1, 3, 0.01);
  const std::string topic = "Flood: run-up in the valley of Monai, shallow-water, ";
  const std::string fine = topic + "second order, 1.4 cm cells (case)";
  const Seen second = tsunami(*folder, dem, method_of(Scheme::shallow_water, 2));
  compare_gauges(fine, laboratory, second, 0.10);
  compare_runups(fine, second);
  const Seen first = tsunami(*folder, coarsen(dem, 2), method_of(Scheme::shallow_water, 1));
  compare_gauges(topic + "first order, 2.8 cm cells (case)", laboratory, first, 0.15);
}

}  // namespace sandtable::validation
