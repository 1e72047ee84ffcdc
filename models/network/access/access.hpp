// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/network/roads/roads.hpp"
#include "models/response/people/population.hpp"
#include "sim/core/process.hpp"

namespace sandtable::models {

/// Who can still get where by road: a hospital, a shelter.
///
/// Reads closed (roads). Writes by facility: unserved, the share of people from whose place no open
/// road leads there; by person: cut_off, 1 while no open road leads from his place to any facility.
/// A place is where somebody is at the start, at the node of the roads nearest to it.
struct Access {
  struct Params {
    std::string facilities;
  };
  struct State {
    std::vector<std::uint8_t> cut_off;  ///< (person)
    std::size_t bytes() const { return cut_off.size(); }
  };
  /// Its events: somebody is cut off, or no longer.
  static constexpr std::uint32_t reached_again = 0, is_cut_off = 1;

  Params params;
  std::shared_ptr<const RoadMap> map = std::make_shared<const RoadMap>();
  std::shared_ptr<const Population> population = std::make_shared<const Population>();
  SupportRef facilities;
  std::vector<std::int32_t> facility_node;  ///< (facility)

  In<std::uint8_t> closed{{.role = "roads", .quantity = "closed", .unit = "1"}};
  Out<double> unserved{{.quantity = "unserved", .unit = "1"}};
  Out<std::uint8_t> cut_off{{.quantity = "cut_off", .unit = "people"}};

  void ports(PortList& list);
  State begin(Context& context) const;
  void step(State& state, Context& context) const;
  Meaning expand(const Event& event) const;

  /// (node): whether an open road leads from it to a facility.
  std::vector<std::uint8_t> reaching(std::size_t facility,
                                     std::span<const std::uint8_t> link_closed) const;

 private:
  void look(State& state, Context& context, std::span<const std::uint8_t> link_closed) const;
};

}  // namespace sandtable::models
