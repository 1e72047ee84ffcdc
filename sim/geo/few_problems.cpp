// SPDX-License-Identifier: Apache-2.0
#include "sim/geo/few_problems.hpp"

#include <utility>

namespace sandtable {

namespace {

constexpr int kTold = 20;

}  // namespace

void FewProblems::add(Source where, std::string what) {
  if (++count_ <= kTold) problems_.add(std::move(where), std::move(what));
}

void FewProblems::raise() {
  if (count_ > kTold) {
    problems_.add({file_}, std::to_string(count_) + " mistakes in all (the first " +
                               std::to_string(kTold) + " are told)");
  }
  problems_.raise();
}

}  // namespace sandtable
