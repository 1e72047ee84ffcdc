// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/results/hdf5.hpp"
#include "sim/results/record.hpp"

namespace sandtable {

/// Root attributes and the group /run: all of RunInfo but the groupings' labels, the policies'
/// names and the parameters' paths and units, which stand on the axes of the layout.
void write_run(const hdf5::Group& root, const RunInfo& info);

/// RunInfo as written by write_run() and the layout.
RunInfo read_run(const hdf5::Group& root);

}  // namespace sandtable
