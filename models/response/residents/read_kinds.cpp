// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/response/residents/read_residents.hpp"
#include "sim/geo/table.hpp"

namespace sandtable::models {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A cell's number within bounds; `otherwise` where the column or the cell is empty.
double number_or(const Table& table, std::size_t row, const char* name, double otherwise,
                 double least, double most) {
  const auto column = table.column(name);
  if (table.cell(row, column).empty()) return otherwise;
  const double value = table.number(row, *column);
  if (value < least || value > most)
    refuse(table.where(row),
           most < infinite
               ? fmt::format("{} is {} (from {:g} to {:g} is expected)", name, value, least, most)
               : fmt::format("{} is {} (at least {:g} is expected)", name, value, least));
  return value;
}

ResidentKind read_kind(const Table& table, std::size_t row, std::size_t name) {
  ResidentKind kind;
  kind.name = table.rows[row][name];
  if (kind.name.empty())
    refuse(table.where(row), "a kind without a name (the population calls kinds by it)");
  const auto share = [&](const char* column, double otherwise) {
    return number_or(table, row, column, otherwise, 0, 1);
  };
  kind.preparation_s = number_or(table, row, "preparation_s", 0, 0, infinite);
  kind.share_without_car = share("share_without_car", kind.share_without_car);
  kind.compliance = share("compliance", kind.compliance);
  kind.present_by_day = share("present_by_day", 1);
  kind.present_by_night = share("present_by_night", 1);
  kind.present_at_weekends = share("present_at_weekends", kind.present_by_day);
  const double seats =
      number_or(table, row, "people_per_vehicle", kind.people_per_vehicle, 1, 1000);
  if (seats != std::floor(seats))
    refuse(table.where(row),
           fmt::format("people_per_vehicle is {} (a whole number is expected)", seats));
  kind.people_per_vehicle = static_cast<std::int32_t>(seats);
  return kind;
}

/// A misspelled column would be a number silently left at its default.
void refuse_unknown_columns(const Table& table, Problems& problems) {
  const std::vector<std::string> known{"kind",
                                       "preparation_s",
                                       "share_without_car",
                                       "compliance",
                                       "people_per_vehicle",
                                       "present_by_day",
                                       "present_by_night",
                                       "present_at_weekends"};
  for (const std::string& column : table.columns)
    if (std::ranges::find(known, column) == known.end())
      problems.add({table.file, 1, 0},
                   fmt::format("unknown column '{}':{}", column, suggestion(column, known)));
}

}  // namespace

std::vector<ResidentKind> read_kinds(const std::string& file) {
  if (file.empty()) return {};
  const Table table = read_table(file);
  const std::size_t name = table.required("kind");
  std::vector<ResidentKind> kinds;
  Problems problems;
  refuse_unknown_columns(table, problems);
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      kinds.push_back(read_kind(table, row, name));
      if (std::ranges::count(kinds, kinds.back().name, &ResidentKind::name) > 1)
        refuse(table.where(row), fmt::format("kind '{}' stands here twice", kinds.back().name));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return kinds;
}

}  // namespace sandtable::models
