// SPDX-License-Identifier: Apache-2.0
// hazard/recorded as a process: what holds when, between maps and beyond them.
#include <catch2/catch.hpp>

#include "models/hazard/recorded/recorded.hpp"
#include "tests/unit/models/bench.hpp"

namespace sandtable::testing {

namespace {

using models::FloodRecords;
using models::Recorded;
using recorded::Between;

/// Two cells of 100 m and a place in the first, one in the second and one outside; maps at 2, 6 and
/// 8 min: 0, 1 and 0.5 m in the first cell, 2, 0 and 0 m in the second; 3 m/s in the second map.
struct Playback {
  explicit Playback(Between between = Between::linear, double delay_min = 0, double factor = 1) {
    Raster grid;
    grid.rows = 1;
    grid.columns = 2;
    grid.value = {0, 0};
    grid.corner_x = {0, 100, 200, 0, 100, 200};
    grid.corner_y = {100, 100, 100, 0, 0, 0};
    auto records = std::make_shared<FloodRecords>();
    records->places = recorded::FloodCells(grid);
    records->cells = std::make_shared<const Support>("cells", SupportKind::cells,
                                                     std::vector<std::string>{"a", "b"});
    records->area_m2 = {1e4, 1e4};
    records->floods = {
        {"flood", {120, 360, 480}, {{0, 2}, {1, 0}, {0.5F, 0}}, {{0, 0}, {3, 0}, {0, 0}}}};
    Recorded model;
    model.records = std::move(records);
    model.params.between = between;
    model.params.delay = from_seconds(60 * delay_min);
    model.params.depth_factor = factor;
    model.params.map_every = minute_tick * 5;
    bench = std::make_unique<Bench<Recorded>>(model);
    const auto homes = std::make_shared<const Support>(
        "homes", SupportKind::places, std::vector<std::string>{"in a", "in b", "outside"}, "",
        std::vector<double>{50, 150, 250}, std::vector<double>{50, 50, 50});
    for (auto* output : {&bench->model.water_depth, &bench->model.flow_speed}) {
      bench->add_output();
      output->on = {{homes, slots++}};
    }
    bench->model.prepare();
    bench->begin();
  }
  void run_to(int minute) {
    while (bench->now < minute_tick * minute) bench->step();
  }
  const std::vector<float>& at_homes() const { return bench->written<float>(3); }
  const std::vector<float>& speeds() const { return bench->written<float>(4); }
  const std::vector<float>& cells(const Out<float>& output) const {
    return bench->written<float>(output.slot);
  }
  std::size_t slots = 3;  ///< after those of the cells
  std::unique_ptr<Bench<Recorded>> bench;
};

}  // namespace

// Would catch water before the first map, a step taken at its begin, lines that are bent, and a
// last map that does not hold.
TEST_CASE("recorded: dry before the first map, lines between maps, the last holds", "[recorded]") {
  Playback play;
  CHECK(play.at_homes() == std::vector<float>{0, 0, 0});
  play.run_to(1);
  CHECK(play.at_homes() == std::vector<float>{0, 0, 0});
  play.run_to(2);
  CHECK(play.at_homes() == std::vector<float>{0, 2, 0});
  play.run_to(3);
  CHECK(play.at_homes() == std::vector<float>{0.25F, 1.5F, 0});
  CHECK(play.speeds() == std::vector<float>{0.75F, 0, 0});
  play.run_to(7);
  CHECK(play.at_homes() == std::vector<float>{0.75F, 0, 0});
  play.run_to(30);
  CHECK(play.at_homes() == std::vector<float>{0.5F, 0, 0});
}

// Would catch lines where the earlier map was asked for.
TEST_CASE("recorded: the earlier map holds where that is declared", "[recorded]") {
  Playback play(Between::earlier);
  play.run_to(5);
  CHECK(play.at_homes() == std::vector<float>{0, 2, 0});
  play.run_to(6);
  CHECK(play.at_homes() == std::vector<float>{1, 0, 0});
}

// Would catch a delay that goes the other way, and a factor that is left out on the cells.
TEST_CASE("recorded: a delayed, deeper flood", "[recorded]") {
  Playback play(Between::linear, 3, 2);
  play.run_to(4);
  CHECK(play.at_homes() == std::vector<float>{0, 0, 0});
  play.run_to(6);
  CHECK(play.at_homes() == std::vector<float>{0.5F, 3, 0});
  CHECK(play.speeds()[0] == 0.75F);
  play.run_to(20);
  CHECK(play.cells(play.bench->model.peak_depth) == std::vector<float>{2, 4});
  Playback early(Between::linear, -4);
  CHECK(early.at_homes() == std::vector<float>{0.5F, 1, 0});
}

// Would catch a peak that is seen only if it falls on a time at which maps are written, one that
// falls again, a threshold of the area that is another, and cells that are not counted.
TEST_CASE("recorded: depths, peaks and the flooded area on the cells", "[recorded]") {
  Playback play;
  const auto area = [&] {
    return play.bench->written<double>(play.bench->model.flooded_area.slot)[0];
  };
  CHECK(area() == 0);
  play.run_to(4);
  CHECK(play.cells(play.bench->model.depth) == std::vector<float>{0, 0});
  play.run_to(5);
  CHECK(play.cells(play.bench->model.depth) == std::vector<float>{0.75F, 0.5F});
  CHECK(play.cells(play.bench->model.peak_depth) == std::vector<float>{0.75F, 2});
  CHECK(area() == 2e4);
  play.run_to(9);  // the last map holds, but is not yet on the cells
  CHECK(play.bench->state.next_due() < Tick::never());
  play.run_to(10);
  CHECK(play.cells(play.bench->model.depth) == std::vector<float>{0.5F, 0});
  CHECK(play.cells(play.bench->model.peak_depth) == std::vector<float>{1, 2});
  CHECK(area() == 1e4);
  CHECK(play.bench->state.next_due() == Tick::never());
  Playback shallow(Between::linear, 0, 0.15);  // 0.1125 and 0.075 m at 5 min
  shallow.run_to(5);
  CHECK(shallow.bench->written<double>(shallow.bench->model.flooded_area.slot)[0] == 1e4);
}

// Would catch places outside, or speeds that are not known, of which nobody is told.
TEST_CASE("recorded: places outside and unknown speeds are warned of", "[recorded]") {
  Playback play;
  CHECK(play.bench->model.warnings() ==
        std::vector<std::string>{
            "1 of 3 homes lie outside the maps: water never reaches them there."});
  auto silent = std::make_shared<FloodRecords>(*play.bench->model.records);
  silent->floods[0].speed_m_s.clear();
  play.bench->model.records = silent;
  CHECK(play.bench->model.warnings()[1].find("flood says no speeds") == 0);
}

}  // namespace sandtable::testing
