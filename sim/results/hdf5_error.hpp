// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <string>

namespace sandtable::hdf5 {

/// Fails with "DOING (HDF5's deepest message, or the operating system's)" when `status` < 0.
void check(herr_t status, const std::string& doing);
[[noreturn]] void fail_with_stack(const std::string& doing);

}  // namespace sandtable::hdf5
