// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/core/process.hpp"

namespace sandtable::models {

/// A timetable of orders, at clock times or at offsets from the hazard's ignition: a CSV, or EES's
/// messages (JSON), each of whose zones is told by an order of its own.
///
/// An order may stand before the ignition (on a forecast of the day): the scenario then says that
/// the ignition's hour is known as well as the forecast, which the reader should doubt.
struct Orders {
  struct Params {
    std::string orders, and_orders, file_ignition;
  };
  struct Order {
    Tick time;  ///< since start, or since ignition
    bool after_ignition = false;
    Action action;     ///< its effect is set when it is given
    std::string rule;  ///< "row 3: EVACUATE_NOW to west"
  };
  struct State {
    std::size_t next = 0;            ///< in the order of time
    std::vector<std::int64_t> time;  ///< (order), ticks since start
    std::vector<std::size_t> order;  ///< orders by time
    Tick due;
    Tick next_due() const { return due; }
    bool operator==(const State&) const = default;
  };

  Params params;
  std::shared_ptr<const std::vector<Order>> orders;
  Tick tick;

  /// Needed by orders that are given a time after it.
  In<Tick> ignition{{.role = "hazard", .quantity = "ignition_time", .unit = "tick"}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
};

}  // namespace sandtable::models
