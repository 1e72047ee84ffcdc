// SPDX-License-Identifier: Apache-2.0
// scenario.toml: the TOML and what is made of it.
#include "sim/scenario/scenario.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    fuzz::write("scenario.toml", text);
    read_scenario(fuzz::folder(), fuzz::folder());
  });
}
