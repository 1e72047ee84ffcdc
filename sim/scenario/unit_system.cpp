// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/unit_system.hpp"

#include <fmt/format.h>

#include <array>
#include <initializer_list>
#include <vector>

#include "sim/core/error.hpp"

namespace sandtable {

namespace {

struct OwnUnit {
  std::string name;                  // as it is written out
  std::vector<std::string> aliases;  // read, too
};

const std::vector<OwnUnit>& own_units() {
  static const std::vector<OwnUnit> units = {{"people", {"person", "persons"}},
                                             {"vehicles", {"vehicle"}},
                                             {"buildings", {"building"}},
                                             {"households", {"household"}},
                                             {"messages", {"message"}},
                                             {"customers", {"customer"}},
                                             {"beds", {"bed"}},
                                             {"trips", {"trip"}},
                                             {"AUD", {}},
                                             {"CAD", {}},
                                             {"CHF", {}},
                                             {"CNY", {}},
                                             {"EUR", {}},
                                             {"GBP", {}},
                                             {"IDR", {}},
                                             {"INR", {}},
                                             {"JPY", {}},
                                             {"NZD", {}},
                                             {"USD", {}}};
  return units;
}

void add_own_units(ut_system* system) {
  for (const OwnUnit& own : own_units()) {
    ut_unit* unit = ut_new_base_unit(system);
    ut_map_name_to_unit(own.name.c_str(), UT_ASCII, unit);
    ut_map_unit_to_name(unit, own.name.c_str(), UT_ASCII);
    for (const std::string& alias : own.aliases) ut_map_name_to_unit(alias.c_str(), UT_ASCII, unit);
    ut_free(unit);
  }
}

// UDUNITS reads mph and kph as thousandths and thousands of the phot, an old unit of light.
void add_spelling(ut_system* system, const char* spelling, const char* meaning) {
  ut_unit* unit = ut_parse(system, meaning, UT_UTF8);
  ut_map_name_to_unit(spelling, UT_ASCII, unit);
  ut_free(unit);
}

ut_system* make_system() {
  ut_set_error_message_handler(ut_ignore);
  ut_system* system = ut_read_xml(nullptr);
  if (system == nullptr)
    fail("the table of units cannot be read (udunits2) is libudunits2-data installed?");
  add_own_units(system);
  add_spelling(system, "mph", "0.44704 m/s");
  add_spelling(system, "kph", "km/h");
  return system;
}

ut_system* unit_system() {
  static ut_system* const system = make_system();
  return system;
}

struct Parts {
  const ut_unit* underlying = nullptr;
  std::vector<std::pair<const ut_unit*, int>> factors;
};

Parts& parts_of(void* arg) {
  return *static_cast<Parts*>(arg);
}

ut_status visit_basic(const ut_unit* unit, void* arg) {
  parts_of(arg).factors = {{unit, 1}};
  return UT_SUCCESS;
}

ut_status visit_product(const ut_unit*, int count, const ut_unit* const* units, const int* powers,
                        void* arg) {
  for (int i = 0; i < count; ++i) parts_of(arg).factors.emplace_back(units[i], powers[i]);
  return UT_SUCCESS;
}

ut_status visit_galilean(const ut_unit*, double, const ut_unit* underlying, double, void* arg) {
  parts_of(arg).underlying = underlying;
  return UT_SUCCESS;
}

ut_status visit_timestamp(const ut_unit*, const ut_unit*, double, void*) {
  return UT_MEANINGLESS;
}

ut_status visit_logarithmic(const ut_unit*, double, const ut_unit*, void*) {
  return UT_MEANINGLESS;
}

bool visit(const ut_unit* unit, Parts& parts) {
  const ut_visitor visitor = {visit_basic, visit_product, visit_galilean, visit_timestamp,
                              visit_logarithmic};
  return ut_accept_visitor(unit, &visitor, &parts) == UT_SUCCESS;
}

std::string base_name(const ut_unit* unit) {
  if (const char* symbol = ut_get_symbol(unit, UT_ASCII)) return symbol;
  if (const char* name = ut_get_name(unit, UT_ASCII)) return name;
  return "?";
}

bool is_own(const std::string& name) {
  for (const OwnUnit& own : own_units())
    if (own.name == name) return true;
  return false;
}

// The order in which factors are written: counted things, then kg, m, s, then the rest.
std::size_t rank(const std::string& name) {
  if (is_own(name)) return 0;
  const std::array<std::string_view, 3> first = {"kg", "m", "s"};
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i] == name) return i + 1;
  return first.size() + 1;
}

}  // namespace

Unit parse_unit(std::string_view spelling) {
  const std::string text(spelling.empty() ? "1" : spelling);
  return Unit(ut_parse(unit_system(), text.c_str(), UT_UTF8));
}

Unit coherent(const ut_unit* unit) {
  Parts parts;
  if (!visit(unit, parts)) return nullptr;
  if (parts.underlying != nullptr) return coherent(parts.underlying);
  return Unit(ut_clone(unit));
}

std::string unit_name(const ut_unit* coherent_unit, bool countable) {
  Parts parts;
  visit(coherent_unit, parts);
  std::string name;
  for (std::size_t place = 0; place <= 4; ++place) {
    for (const auto& [factor, power] : parts.factors) {
      const std::string base = base_name(factor);
      if (power == 0 || rank(base) != place || (place == 0 && !countable)) continue;
      if (!name.empty()) name += ' ';
      name += power == 1 ? base : fmt::format("{}{}", base, power);
    }
  }
  return name.empty() ? "1" : name;
}

}  // namespace sandtable
