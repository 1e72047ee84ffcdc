// SPDX-License-Identifier: Apache-2.0
#include "sim/results/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "sim/core/error.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/layout.hpp"
#include "sim/results/maps.hpp"
#include "sim/results/run_group.hpp"

namespace sandtable {

namespace {

/// Runs visit(branch, position) over all branches; position counts (draw, policy) in row order.
template <class Visit>
void each_branch(std::vector<DrawRecord>& draws, Visit visit) {
  std::size_t position = 0;
  for (DrawRecord& draw : draws)
    for (BranchRecord& branch : draw.branches) visit(branch, position++);
}

template <class T>
std::vector<T> slice(const std::vector<T>& values, std::size_t position, std::size_t length) {
  const auto first = values.begin() + static_cast<std::ptrdiff_t>(position * length);
  return {first, first + static_cast<std::ptrdiff_t>(length)};
}

void check_kind(const hdf5::File& file) {
  const std::string path = file.path().string();
  const std::string kind = file.root().text_attribute("sandtable_kind");
  if (kind.empty())
    refuse({path}, "not a results file of sandtable (it has no attribute sandtable_kind)");
  if (kind != kResultsKind)
    refuse({path}, fmt::format("not a results file of sandtable (it holds {})", kind));
  const std::string format = file.root().text_attribute("sandtable_format");
  const std::string ours = kResultsFormat;
  if (format.substr(0, format.find('.')) != ours.substr(0, ours.find('.')))
    refuse({path}, fmt::format("format {} cannot be read (this sandtable reads {}): use the "
                               "version of sandtable that wrote it",
                               format, ours));
}

std::vector<DrawRecord> read_indices(const hdf5::Group& root, const RunInfo& info) {
  const auto numbers = root.open("draw").read<std::int64_t>();
  const auto noise = root.open("noise_index").read<std::int64_t>();
  const auto design = root.open("design_row").read<std::int64_t>();
  const auto forecast = root.open("forecast_index").read<std::int64_t>();
  const auto digest = root.open("digest").read<std::uint64_t>();
  const auto parameters = root.open("parameters").read<double>();
  std::vector<DrawRecord> draws(numbers.size());
  for (std::size_t d = 0; d < draws.size(); ++d) {
    draws[d].number = numbers[d];
    draws[d].noise = noise[d];
    draws[d].design_row = design[d];
    draws[d].forecast = forecast[d];
    draws[d].digest = digest[d];
    draws[d].parameters = slice(parameters, d, info.parameters.size());
    draws[d].branches.resize(info.policies.size());
  }
  return draws;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void read_outcomes(const hdf5::Group& root, const RunInfo& info, std::vector<DrawRecord>& draws) {
  const auto status = root.open("status").read<std::uint8_t>();
  const auto reason = root.open("reason").read_texts();
  each_branch(draws, [&](BranchRecord& branch, std::size_t i) {
    branch.done = status[i] == 0;
    branch.reason = reason[i];
  });
  if (root.has("notices")) {  // files of 0.1.0 have none
    const auto notices = root.open("notices").read_texts();
    each_branch(
        draws, [&](BranchRecord& branch, std::size_t i) { branch.notices = lines_of(notices[i]); });
  }
  for (const OutcomeInfo& outcome : info.outcomes) {
    const auto values = root.open(outcome.name).read<double>();
    const auto censored = root.open(outcome.name + "_censored").read<std::uint8_t>();
    each_branch(draws, [&](BranchRecord& branch, std::size_t i) {
      branch.outcomes.push_back(values[i]);
      branch.censored.push_back(censored[i]);
    });
  }
}

void read_groups(const hdf5::Group& root, const RunInfo& info, std::vector<DrawRecord>& draws) {
  const hdf5::Group groups = root.open_group("groups");
  each_branch(draws, [&](BranchRecord& branch, std::size_t) {
    branch.grouped.resize(info.outcomes.size());
  });
  for (std::size_t o = 0; o < info.outcomes.size(); ++o)
    for (const std::size_t by : info.outcomes[o].by) {
      const Grouping& grouping = info.groupings[by];
      const auto values =
          groups.open_group(grouping.name).open(info.outcomes[o].name).read<double>();
      each_branch(draws, [&](BranchRecord& branch, std::size_t i) {
        branch.grouped[o].push_back(slice(values, i, grouping.labels.size()));
      });
    }
}

void read_series(const hdf5::Group& root, const RunInfo& info, std::vector<DrawRecord>& draws) {
  const hdf5::Group group = root.open_group("series");
  for (const OutcomeInfo& outcome : info.outcomes) {
    if (!outcome.keeps_series) continue;
    const auto values = group.open(outcome.name).read<float>();
    each_branch(draws, [&](BranchRecord& branch, std::size_t i) {
      branch.series.push_back(slice(values, i, series_length(info)));
    });
  }
}

void read_decisions(const hdf5::Group& root, std::vector<DrawRecord>& draws) {
  const hdf5::Group group = root.open_group("decisions");
  const auto numbers = group.open("draw_number").read<std::int64_t>();
  const auto policies = group.open("policy_index").read<std::int32_t>();
  const auto times = group.open("time").read<double>();
  std::vector<std::vector<std::string>> texts;
  for (const char* name : {"rule", "process", "lever", "target", "values"})
    texts.push_back(group.open(name).read_texts());
  std::map<std::int64_t, DrawRecord*> by_number;
  for (DrawRecord& draw : draws) by_number[draw.number] = &draw;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    by_number.at(numbers[i])
        ->branches.at(static_cast<std::size_t>(policies[i]))
        .decisions.push_back(
            {times[i], texts[0][i], texts[1][i], texts[2][i], texts[3][i], texts[4][i]});
}

std::uint64_t parse_identity(const std::string& text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

hdf5::File open_results(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) refuse({path.string()}, "no such results file");
  if (std::filesystem::is_directory(path) || !hdf5::File::is_hdf5(path))
    refuse({path.string()}, "not a results file of sandtable (it is not HDF5)");
  hdf5::File file = hdf5::File::open(path);
  check_kind(file);
  return file;
}

}  // namespace

RunHead read_head(const std::filesystem::path& path) {
  const hdf5::File file = open_results(path);
  const auto status = file.root().open("status").read<std::uint8_t>();
  return {read_run(file.root()), parse_identity(file.root().text_attribute("sandtable_identity")),
          file.root().open("draw").read<std::int64_t>(),
          std::count(status.begin(), status.end(), std::uint8_t{1})};
}

Results read_results(const std::filesystem::path& path, ReadOptions options) {
  const hdf5::File file = open_results(path);
  Results results;
  results.identity = parse_identity(file.root().text_attribute("sandtable_identity"));
  results.info = read_run(file.root());
  results.draws = read_indices(file.root(), results.info);
  read_outcomes(file.root(), results.info, results.draws);
  read_groups(file.root(), results.info, results.draws);
  if (options.series) read_series(file.root(), results.info, results.draws);
  if (options.maps) read_maps(file.root(), results.info, results.draws);
  if (options.decisions) read_decisions(file.root(), results.draws);
  return results;
}

}  // namespace sandtable
