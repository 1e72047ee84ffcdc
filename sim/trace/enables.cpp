// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>

#include "sim/trace/trace.hpp"

namespace sandtable {

namespace {

/// A quantity of an entity at a value. A valid trace tests only values that hold; a lever is
/// pulled to several values at once (two kinds of message to one zone), so the value is looked up.
using Site = std::tuple<std::string_view, const Support*, std::int32_t, std::int64_t>;

Site site_of(const Fact& fact) {
  return {fact.quantity, fact.support, fact.entity, fact.value};
}

}  // namespace

std::vector<Enables> enables(const Trace& trace) {
  std::vector<Enables> arrows;
  std::map<Site, std::size_t> last;
  for (std::size_t e = 0; e < trace.events.size(); ++e) {
    const Meaning& meaning = trace.events[e].meaning;
    for (std::size_t test = 0; test < meaning.tests.size(); ++test) {
      const auto setter = last.find(site_of(meaning.tests[test]));
      arrows.push_back({setter == last.end() ? Enables::start : setter->second, e, test});
    }
    for (const Fact& fact : meaning.modifies) last[site_of(fact)] = e;
  }
  return arrows;
}

std::vector<std::size_t> causes_of(const std::vector<Enables>& arrows, std::size_t event) {
  std::vector<std::size_t> found{event};
  for (std::size_t next = 0; next < found.size(); ++next)
    for (auto arrow = std::ranges::lower_bound(arrows, found[next], {}, &Enables::effect);
         arrow != arrows.end() && arrow->effect == found[next]; ++arrow)
      if (arrow->cause != Enables::start && std::ranges::find(found, arrow->cause) == found.end())
        found.push_back(arrow->cause);
  std::ranges::sort(found);
  return found;
}

}  // namespace sandtable
