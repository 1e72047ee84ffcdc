// SPDX-License-Identifier: Apache-2.0
#include "sim/results/notices.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sandtable {

std::vector<std::string> counted_notices(std::span<const DrawRecord> draws) {
  struct Counted {
    std::string sentence, details;
    std::size_t count = 0;
  };
  std::vector<Counted> list;
  std::size_t branches = 0;
  for (const DrawRecord& draw : draws)
    for (const BranchRecord& branch : draw.branches) {
      ++branches;
      for (const std::string& notice : branch.notices) {
        const std::size_t at = notice.find(" [");
        const std::string sentence = notice.substr(0, at);
        auto one = std::ranges::find(list, sentence, &Counted::sentence);
        if (one == list.end())
          one = list.insert(
              one, {sentence,
                    at == std::string::npos ? "" : notice.substr(at + 2, notice.size() - at - 3)});
        ++one->count;
      }
    }
  std::vector<std::string> texts;
  for (const Counted& one : list)
    texts.push_back(fmt::format("{} (in {} of {} pairs of a plan and a future{}{})", one.sentence,
                                one.count, branches,
                                one.details.empty() ? "" : "; in the first: ", one.details));
  return texts;
}

}  // namespace sandtable
