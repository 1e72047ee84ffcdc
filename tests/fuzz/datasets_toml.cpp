// SPDX-License-Identifier: Apache-2.0
// datasets.toml.
#include "sim/scenario/dataset.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) {
    fuzz::write("datasets.toml", text);
    Problems problems;
    read_datasets(fuzz::folder(), fuzz::folder(), problems);
  });
}
