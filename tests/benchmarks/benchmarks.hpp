// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sandtable::benchmarks {

/// Each registers its benchmarks, or says that the case they need is not here.
void add_real_scenarios();
void add_engine();
void add_growth();
void add_inundation();
void add_river_town();
void add_subgrid_flood();
void add_sharing();
void add_task_a();

/// The most memory that this process has held so far.
double peak_megabytes();

}  // namespace sandtable::benchmarks
