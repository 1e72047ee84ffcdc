// SPDX-License-Identifier: Apache-2.0
// The oracle of the traffic kernel: its model, written down as it is told. One action at a time:
// whatever could happen next is looked for on every link and for every vehicle, the first of it is
// done, and all is looked for anew. No heap, no lists, no pending events, no repaired tables.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/response/traffic/advance.hpp"
#include "models/response/traffic/model.hpp"

namespace sandtable::traffic_tests {

class Naive {
 public:
  Naive(const traffic::Model& model, std::vector<traffic::Trip> trips);

  /// Everything before `until` (ticks).
  void advance(std::int64_t until);
  /// At the time reached: which links are closed to entry; the shares of free speed.
  void set_closed(const std::vector<std::uint8_t>& closed);
  void set_speed(const std::vector<double>& share);
  /// Other headways and spaces from now on.
  void set_capacity(const traffic::Model& model);

  std::vector<std::int64_t> arrival;  ///< (trip), ticks; -1: not yet
  std::vector<std::int64_t> entries;  ///< (link), vehicles so far
  std::int64_t squeezed = 0;

 private:
  static constexpr std::int64_t never = std::int64_t{1} << 60;
  static constexpr std::int32_t nobody = -1;
  enum class At { scheduled, origin, link, held, gone };
  struct Car {
    At at = At::scheduled;
    std::int32_t node = 0, link = 0;  ///< where it stands; on which it is, or which it wants first
    std::int64_t entered = 0, ready = 0;
    std::vector<std::int32_t> path;  ///< links still to take, of one without a destination
  };
  struct Road {
    std::vector<std::int32_t> cars;    ///< first out first
    std::vector<std::int32_t> beside;  ///< who waits to start here
    std::vector<std::int64_t> exits;   ///< times of all
    std::int64_t entry_from = 0, exit_from = 0, free_flow = 0;
    std::int32_t wants = nobody;                ///< the link for which its head waits
    std::int64_t since = 0, place_in_line = 0;  ///< of that wait
    std::int64_t tag = 0, origin_tag = 0, served = 0;
    std::int32_t tag_of = nobody;
    std::int64_t delay = 0, perceived = 0;
    bool closed = false;
  };
  enum class What { look, depart, leave, admit, squeeze };
  struct Action {
    std::int64_t time = never;
    What what = What::look;
    std::int64_t order = 0;  ///< of two at one time that are the same: the lower
    std::int32_t who = nobody;
  };
  using Table = std::vector<std::int32_t>;  ///< (node): the next link; no_way; arrived

  Action next_action() const;
  void act(const Action& action);
  bool waited_for(std::int32_t link) const;
  std::int64_t entry_time(std::int32_t link) const;
  std::int64_t cost(std::int32_t link) const;
  Table table(const std::vector<std::int32_t>& targets) const;
  void make_tables();
  std::int32_t next_link(std::int32_t car, std::int32_t node);
  bool other_path(std::int32_t car, std::int32_t node);
  void ask_all_again();
  void roads_changed();
  void set_out(std::int32_t car);
  void leave(std::int32_t link);
  void admit(std::int32_t link);
  void squeeze(std::int32_t link);
  void look();
  std::int32_t take_off_head(std::int32_t link);
  void enter(std::int32_t car, std::int32_t link, bool from_road);
  void stop(std::int32_t car, std::int32_t node, std::int32_t next);

  const traffic::Model* model_;
  std::vector<traffic::Trip> trips_;
  std::vector<Car> cars_;
  std::vector<Road> roads_;
  std::vector<std::vector<Table>> tables_;  ///< the newest first, then as they stood at each look
  std::int64_t now_ = 0, next_look_ = never, line_ = 0;
};

}  // namespace sandtable::traffic_tests
