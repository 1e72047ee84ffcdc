// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "sim/results/record.hpp"

namespace sandtable::test {

/// A small run with everything the format has: groups, a series, a choice, odd names and texts.
inline RunInfo sample_info() {
  RunInfo info;
  info.scenario = "sample";
  info.title = "Sample: 沙盘";
  info.start = "2017-02-16T10:00:00+11:00";
  info.scenario_text = std::string(70'000, '#') + "\n[scenario]\n";
  info.scenario_sha256 = std::string(64, 'a');
  info.program = "sandtable 0.1.0";
  info.command = "sandtable run sample";
  info.seed = 0xFFFF'FFFF'FFFF'FFFF;
  info.duration_s = 600;
  info.tick_s = 60;
  info.baseline = "as-sent";
  info.main_outcome = "exposed";
  info.matters = "5 people";
  info.matters_value = 5;
  info.warnings = {"one fire stands for a season"};
  info.policies = {{"as-sent", "As sent"}, {"early", ""}, {"nobody-warned", "Nobody warned"}};
  info.parameters = {{"fire.ignition", "s", {}}, {"fire.alternative", "1", {"north", "south"}}};
  info.groupings = {{"zone", {"Z1", "Z2", "Zürich"}}};
  info.outcomes = {{"exposed", "People exposed", "people", "lower", "last", true, {0}},
                   {"time_out", "", "min", "lower", "", false, {}}};
  info.assumptions = {{"people.reach", "0.9", "1", "placeholder", "", "scenario.toml:3", "Reach."}};
  info.datasets = {{"fires.csv", "Fires", "a", "b", "CC0", "2020", std::string(64, 'b')}};
  info.models = {{"fire", "hazard/arrival", "1", "draft"}};
  return info;
}

/// Draw `number` of the sample; draw 3 fails under policy 1, and was not run under policy 2.
inline DrawRecord sample_draw(const RunInfo& info, std::int64_t number) {
  DrawRecord draw;
  draw.number = draw.noise = draw.design_row = draw.forecast = number;
  draw.digest = 0x8000'0000'0000'0000U + static_cast<std::uint64_t>(number);
  draw.parameters = {60.5 * static_cast<double>(number), static_cast<double>(number % 2)};
  for (std::size_t p = 0; p < info.policies.size(); ++p) {
    BranchRecord branch;
    const double base = static_cast<double>(number) * 10 + static_cast<double>(p);
    branch.done = number != 3 || p == 0;
    if (!branch.done && p == 1) branch.reason = "people: no route out of Z1";
    if (branch.done && number % 2 == 1)
      branch.notices = {"flood: too fast [at Z1]", "people: late"};
    if (branch.done) {
      branch.outcomes = {base, base / 4};
      branch.censored = {0, static_cast<std::uint8_t>(number == 2)};
      branch.grouped = {{{base, base + 1, base + 2}}, {}};
      branch.series = {std::vector<float>(11, static_cast<float>(base))};
    }
    for (std::int64_t i = 0; i < number % 3; ++i)
      branch.decisions.push_back(
          {90.25 * static_cast<double>(i), "rule 1", "people", "evacuate", "Z1", "now"});
    draw.branches.push_back(branch);
  }
  return draw;
}

/// A folder of one test's own, removed with it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "sandtable-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace sandtable::test
