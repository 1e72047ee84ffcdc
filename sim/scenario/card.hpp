// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandtable {

/// What a model's card.toml says of it.
struct Card {
  std::string version, state;  ///< state of its life: draft, validated, deployed, retired
  std::string purpose, equations, domain, validation;
};

/// A card's text; what it does not say is "". Throws Error at the place of a mistake.
Card read_card(const std::string& toml);

}  // namespace sandtable
