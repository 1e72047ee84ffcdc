// SPDX-License-Identifier: Apache-2.0
#include "models/hazard/inundation/culverts.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/geo/table.hpp"

namespace sandtable::inundation {
namespace {

constexpr double farthest_invert_m = 20;

class Rows {
 public:
  Rows(const Table& table, const Layout& layout, std::span<const double> bed_m)
      : table_(table), layout_(layout), bed_m_(bed_m) {
    columns_ =
        table.required_all({"name", "from_x", "from_y", "to_x", "to_y", "from_invert", "to_invert",
                            "shape", "height", "width", "length", "manning", "flap"});
  }

  NamedCulvert read(std::size_t row) const {
    const auto [name, from_x, from_y, to_x, to_y, from_invert, to_invert, shape, height, width,
                length, manning, flap] = columns_;
    NamedCulvert made{table_.cell(row, name), {}};
    if (made.name.empty()) refuse(table_.where(row), "a culvert has no name: give one");
    Culvert& c = made.culvert;
    const std::int64_t from = cell(row, from_x, from_y), to = cell(row, to_x, to_y);
    if (from == to)
      refuse(table_.where(row),
             fmt::format("both ends of culvert '{}' lie in one cell: it moves nothing", made.name));
    c.from_column = static_cast<std::int32_t>(from % layout_.columns);
    c.from_row = static_cast<std::int32_t>(from / layout_.columns);
    c.to_column = static_cast<std::int32_t>(to % layout_.columns);
    c.to_row = static_cast<std::int32_t>(to / layout_.columns);
    c.from_invert_m = invert(row, from_invert, from);
    c.to_invert_m = invert(row, to_invert, to);
    c.circular = one_of(row, shape, "circular", "box");
    c.height_m = table_.number(row, height, 0.05, 20);
    c.width_m = c.circular ? c.height_m : table_.number(row, width, 0.05, 100);
    c.length_m = table_.number(row, length, 0, 1e4);
    c.manning = table_.number(row, manning, 0.005, 0.1);
    c.flap = one_of(row, flap, "yes", "no");
    c.barrels = given(row, "barrels", 1, 1, 100);
    c.entrance_loss = given(row, "entrance_loss", c.entrance_loss, 0, 10);
    c.exit_loss = given(row, "exit_loss", c.exit_loss, 0.1, 10);
    return made;
  }

 private:
  double given(std::size_t row, const char* name, double otherwise, double least,
               double most) const {
    const auto column = table_.column(name);
    return table_.cell(row, column).empty() ? otherwise : table_.number(row, *column, least, most);
  }
  bool one_of(std::size_t row, std::size_t column, const std::string& one,
              const std::string& other) const {
    const std::string& word = table_.cell(row, column);
    const std::array<std::string, 2> known = {one, other};
    if (word != one && word != other)
      refuse(table_.where(row),
             fmt::format("{} is '{}'{}", table_.columns[column], word, suggestion(word, known)));
    return word == one;
  }
  std::int64_t cell(std::size_t row, std::size_t x, std::size_t y) const {
    const std::int64_t found = layout_.cell_at({table_.number(row, x), table_.number(row, y)});
    if (found < 0 || std::isnan(bed_m_[static_cast<std::size_t>(found)]))
      refuse(table_.where(row), fmt::format("{}, {} lies outside the elevation",
                                            table_.cell(row, x), table_.cell(row, y)));
    return found;
  }
  double invert(std::size_t row, std::size_t column, std::int64_t at) const {
    const double value = table_.number(row, column), bed = bed_m_[static_cast<std::size_t>(at)];
    if (std::abs(value - bed) > farthest_invert_m)
      refuse(table_.where(row),
             fmt::format("{} is {} m, the ground there {:.2f} m: are both heights in one datum?",
                         table_.columns[column], value, bed));
    return value;
  }

  const Table& table_;
  const Layout& layout_;
  std::span<const double> bed_m_;
  std::array<std::size_t, 13> columns_{};
};

}  // namespace

std::vector<NamedCulvert> read_culverts(const std::filesystem::path& file, const Layout& layout,
                                        std::span<const double> bed_m) {
  const Table table = read_table(file);
  const Rows rows(table, layout, bed_m);
  std::vector<NamedCulvert> list;
  Problems problems;
  for (std::size_t row = 0; row < table.rows.size(); ++row) try {
      list.push_back(rows.read(row));
    } catch (const Error& error) {
      problems.add(error);
    }
  problems.raise();
  return list;
}

}  // namespace sandtable::inundation
