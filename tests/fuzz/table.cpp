// SPDX-License-Identifier: Apache-2.0
// CSV tables.
#include "sim/geo/table.hpp"

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    const Table table = parse_table(std::move(text), "a.csv");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      numbers_in(table.cell(row, table.column("x")));
      table.where(row);
    }
    table.required_all({"x", "y"});
  });
}
