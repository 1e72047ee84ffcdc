// SPDX-License-Identifier: Apache-2.0
// Quantities as "5 km", and clock times.
#include "sim/scenario/quantity.hpp"

#include "sim/scenario/document.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    read_quantity(text);
    parse_quantity(text, "m");
    to_cf_name(text);
    parse_moment(text);
  });
}
