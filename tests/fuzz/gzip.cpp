// SPDX-License-Identifier: Apache-2.0
// gzip.
#include "sim/geo/gzip.hpp"

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(data, size, [](std::string text) { unpack(text, "a.gz"); });
}
