// SPDX-License-Identifier: Apache-2.0
// MATSim populations.
#include "sim/geo/matsim_population.hpp"

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(
      data, size, [](std::string text) { parse_matsim_population(std::move(text), "a.xml"); });
}
