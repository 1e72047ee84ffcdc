// SPDX-License-Identifier: Apache-2.0
// GMNS: config.csv, node.csv and link.csv, a line of --- between them.
#include "sim/geo/gmns.hpp"

#include <array>

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    std::array<Table, 3> tables;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const std::size_t end = text.find("---\n");
      tables[i] = parse_table(text.substr(0, end), "a.csv");
      text.erase(0, end == std::string::npos ? end : end + 4);
    }
    gmns_network_of(tables[0], tables[1], tables[2], "EPSG:28355");
  });
}
