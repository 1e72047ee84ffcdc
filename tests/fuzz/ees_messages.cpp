// SPDX-License-Identifier: Apache-2.0
// EES's messages (JSON).
#include "models/policy/orders/ees_messages.hpp"

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sandtable;
  return fuzz::only_errors(
      data, size, [](std::string text) { ees::parse_messages(std::move(text), "a.json"); });
}
