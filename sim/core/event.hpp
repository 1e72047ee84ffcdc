// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/support.hpp"
#include "sim/core/time.hpp"

namespace sandtable {

/// Something that happened, as lean as it can be kept; what it tested and modified follows from the
/// row by the model's `expand`.
struct Event {
  Tick time;
  std::uint32_t kind = 0;  ///< the model's own number
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

/// That a quantity of an entity has, or gets, a value: "closed" of a link, 1.
struct Fact {
  std::string_view quantity;  ///< a word that lives as long as the program
  const Support* support = nullptr;
  std::int32_t entity = -1;
  std::int64_t value = 0;
};

/// What an event means: a pure function of its row and of the model's immutable data.
struct Meaning {
  std::string_view kind;             ///< "enters_link"
  const Support* support = nullptr;  ///< on which the event's entity is counted; null: it has none
  std::vector<Fact> tests;           ///< what had to hold for it to happen
  std::vector<Fact> modifies;        ///< what holds from then on
};

}  // namespace sandtable
