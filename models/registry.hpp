// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/scenario/model.hpp"

namespace sandtable::models {

/// Every model in the tree: a folder models/KIND/NAME with a card.toml. The list is written by the
/// build; a new model edits no existing file.
std::vector<Model> registry();

}  // namespace sandtable::models
