// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "models/response/residents/read_residents.hpp"
#include "sim/geo/few_problems.hpp"

namespace sandtable::models {

namespace {

class HouseholdTable {
 public:
  HouseholdTable(const Table& table, bool zones_elsewhere, Population& made,
                 std::vector<ResidentKind>& kinds)
      : table_(table),
        zones_elsewhere_(zones_elsewhere),
        declared_(!kinds.empty()),
        made_(made),
        kinds_(kinds),
        problems_(table.file) {}

  std::vector<Household> read() {
    const auto [id, x, y] = table_.required_all({"id", "x", "y"});
    if (table_.column("zone") && zones_elsewhere_)
      refuse({table_.file, 1, 0},
             "both the column zone and the file of zones say who lives where: leave one out");
    std::vector<Household> households;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) try {
        Household made{table_.rows[row][id], table_.number(row, x), table_.number(row, y)};
        if (!seen.insert(made.id).second)
          refuse(table_.where(row), fmt::format("id '{}' stands here twice", made.id));
        made.people = people_of(row);
        made.kind = kind_of(row);
        made.zone = number_of(made_.zone_names, table_.cell(row, table_.column("zone")));
        made.destination = destination_of(row);
        households.push_back(std::move(made));
      } catch (const Error& error) {
        for (const Problem& problem : error.problems()) problems_.add(problem.where, problem.what);
      }
    problems_.raise();
    return households;
  }

 private:
  std::int32_t people_of(std::size_t row) const {
    const auto column = table_.column("people");
    if (table_.cell(row, column).empty()) return 1;
    const double people = table_.number(row, *column);
    if (people < 1 || people > 10000 || people != std::floor(people))
      refuse(table_.where(row),
             fmt::format("people is {} (a whole number from 1 to 10000 is expected)", people));
    return static_cast<std::int32_t>(people);
  }

  std::int32_t kind_of(std::size_t row) {
    const std::string& written = table_.cell(row, table_.column("kind"));
    const std::string name = written.empty() ? "resident" : written;
    const auto known = std::ranges::find(kinds_, name, &ResidentKind::name);
    if (known == kinds_.end() && declared_ && !written.empty()) {
      std::vector<std::string> names;
      for (const ResidentKind& kind : kinds_) names.push_back(kind.name);
      refuse(table_.where(row), fmt::format("unknown kind '{}':{}", name, suggestion(name, names)));
    }
    const auto index = static_cast<std::int32_t>(known - kinds_.begin());
    if (known == kinds_.end()) kinds_.push_back({.name = name});
    return index;
  }

  /// The index of a word in a list, to which it is added; -1 for none.
  static std::int32_t number_of(std::vector<std::string>& words, const std::string& word) {
    if (word.empty()) return -1;
    const auto known = std::ranges::find(words, word);
    const auto index = static_cast<std::int32_t>(known - words.begin());
    if (known == words.end()) words.push_back(word);
    return index;
  }

  std::int32_t destination_of(std::size_t row) const {
    const std::string& written = table_.cell(row, table_.column("destination"));
    if (written.empty()) return -1;
    const auto& all = made_.destinations;
    const auto known = std::ranges::find(all, written, &Area::name);
    if (known != all.end()) return static_cast<std::int32_t>(known - all.begin());
    std::vector<std::string> names;
    for (const Area& area : all) names.push_back(area.name);
    refuse(table_.where(row),
           fmt::format("unknown destination '{}':{}", written, suggestion(written, names)));
  }

  const Table& table_;
  bool zones_elsewhere_;
  bool declared_;  ///< a file says which kinds there are
  Population& made_;
  std::vector<ResidentKind>& kinds_;
  FewProblems problems_;
};

}  // namespace

std::vector<Household> read_household_table(const Table& table, bool zones_elsewhere,
                                            Population& made, std::vector<ResidentKind>& kinds) {
  return HouseholdTable(table, zones_elsewhere, made, kinds).read();
}

std::vector<std::int32_t> whole_people(std::span<const double> people_per_cell) {
  std::vector<std::int32_t> whole;
  whole.reserve(people_per_cell.size());
  double sum = 0, told = 0;
  for (const double people : people_per_cell) {
    if (!std::isnan(people)) sum += people;
    const double now = std::floor(sum + 0.5);
    whole.push_back(static_cast<std::int32_t>(now - told));
    told = now;
  }
  return whole;
}

std::vector<Household> households_of(const Raster& raster, std::int32_t size) {
  const auto negative =
      std::ranges::count_if(raster.value, [](double people) { return people < 0; });
  if (negative > 0)
    refuse({raster.file},
           fmt::format("{} cells hold fewer than 0 people (a value that means none is not declared "
                       "as NODATA?) declare it with gdal_edit.py -a_nodata",
                       negative));
  const std::vector<std::int32_t> people = whole_people(raster.value);
  std::vector<Household> made;
  for (std::size_t row = 0; row < raster.rows; ++row)
    for (std::size_t column = 0; column < raster.columns; ++column) {
      const std::size_t corner = row * (raster.columns + 1) + column;
      const std::size_t below = corner + raster.columns + 1;
      const auto middle = [&](const std::vector<double>& at) {
        return (at[corner] + at[corner + 1] + at[below] + at[below + 1]) / 4;
      };
      Household household{"", middle(raster.corner_x), middle(raster.corner_y)};
      std::int32_t left = people[row * raster.columns + column];
      for (int number = 1; left > 0; ++number, left -= size) {
        household.id = fmt::format("{:.0f} {:.0f} #{}", household.x, household.y, number);
        household.people = std::min(left, size);
        made.push_back(household);
      }
    }
  return made;
}

}  // namespace sandtable::models
