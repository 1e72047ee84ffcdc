// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/time.hpp"

namespace sandtable {

/// Something that happened, as lean as it can be kept. Its id is hash64(process, kind, entity,
/// occasion); what it tested and modified follows from the row by the model's `expand`.
struct Event {
  Tick time;
  std::uint32_t kind = 0;
  std::int32_t entity = -1;
  std::uint64_t occasion = 0;
  std::int64_t value = 0;
};

/// Where a step tells its events; a null pointer when tracing is off.
struct Events {
  std::vector<Event> rows;
  void add(Tick time, std::uint32_t kind, std::int32_t entity, std::uint64_t occasion = 0,
           std::int64_t value = 0) {
    rows.push_back({time, kind, entity, occasion, value});
  }
};

}  // namespace sandtable
