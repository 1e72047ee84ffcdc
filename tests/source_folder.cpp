// SPDX-License-Identifier: Apache-2.0
#include "tests/cases.hpp"

std::filesystem::path sandtable::source_folder() {
  return SANDTABLE_SOURCE;
}
