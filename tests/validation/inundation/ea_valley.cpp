// SPDX-License-Identifier: Apache-2.0
// Benchmark test 5 of the UK Environment Agency (SC120002): a dam breaks above a valley.
#include <array>

#include "tests/cases.hpp"
#include "tests/validation/facts.hpp"
#include "tests/validation/inundation/places.hpp"
#include "tests/validation/inundation/valley.hpp"

namespace sandtable::validation {
namespace {

using namespace inundation;

struct Seen {
  std::array<double, 7> peak{}, arrival{};
  std::vector<double> at_five;  // depth at point 5, every 1800 s
};

Seen flood(const Valley& valley, std::int32_t coarser, const Method& method) {
  const Dem dem = coarsen(valley.dem, coarser);
  Basin basin = basin_on(dem, method, 0.04F);
  basin.make();
  Seen seen;
  for (double time = 0; time < 18000; time += 20) {
    std::vector<PointSource> sources;
    for (const auto& [x, y] : valley.sources)
      sources.push_back({dem.column(x), dem.row(y), at_time(valley.inflow, time + 10)});
    basin.run(20, {.sources = sources});
    for (std::size_t p = 0; p < 7; ++p) {
      const double depth =
          basin.depth(dem.column(valley.points[p][0]), dem.row(valley.points[p][1]));
      seen.peak[p] = std::max(seen.peak[p], depth);
      if (depth > 0.01 && seen.arrival[p] == 0) seen.arrival[p] = time + 20;
      if (p == 4 && std::fmod(time + 20, 1800) == 0) seen.at_five.push_back(depth);
    }
  }
  CHECK(mass_error(basin.grid, basin.water) < 1e-6);
  return seen;
}

void compare(const Seen& seen, const std::filesystem::path& folder, const std::string& topic,
             double share) {
  const auto reference = read_numbers(folder / "reference_peaks.csv");
  for (std::size_t p = 0; p < 7; ++p) {
    const std::string at = " at point " + std::to_string(p + 1);
    const double peak = p == 4 ? 0 : reference[p][3];
    const double arrival = reference[p][p == 4 ? 3 : 5];
    if (peak > 0)
      reproduce({topic, "peak depth" + at + ", m", peak, seen.peak[p]},
                {"LISFLOOD-FP 8.0 DG2, 10 m", share, 0});
    reproduce({topic, "arrival of 1 cm" + at + ", s", arrival, seen.arrival[p]},
              {"LISFLOOD-FP 8.0 DG2, 10 m", 0, std::max(100.0, 0.1 * arrival)});
  }
  const std::array<double, 4> series{2.1583, 2.7820, 3.0629, 3.2832};  // 12,600 to 18,000 s
  double square = 0.0;
  for (std::size_t i = 0; i < series.size(); ++i)
    square += std::pow(seen.at_five[6 + i] - series[i], 2);
  reproduce({topic, "root-mean-square error of the series at point 5, % of its last depth", 0,
             100 * std::sqrt(square / 4) / series.back()},
            {"LISFLOOD-FP 8.0 DG2, 10 m", 0, 10.0});
}

}  // namespace

// Catches a wave down a real valley that is too fast, too slow or too deep.
TEST_CASE("EA test 5: a valley", "[inundation][fact]") {
  const auto folder = case_folder("flood-ea-test5-valley");
  if (!folder) return;
  const Valley valley = read_valley(*folder);
  compare(flood(valley, 5, method_of(Scheme::inertial)), *folder,
          "Flood: EA test 5, a valley, inertial, 50 m cells (case)", 0.10);
  compare(flood(valley, 2, method_of(Scheme::shallow_water)), *folder,
          "Flood: EA test 5, a valley, shallow-water, 20 m cells (case)", 0.05);
}

}  // namespace sandtable::validation
