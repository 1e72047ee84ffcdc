// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/card.hpp"

#include "sim/scenario/document.hpp"

namespace sandtable {

Card read_card(const std::string& toml) {
  const Node root = parse_toml(toml, "card.toml");
  const auto text = [&](const char* key) {
    const Node* node = root.find(key);
    return node == nullptr ? std::string() : node->text;
  };
  return {text("version"),   text("state"),  text("purpose"),
          text("equations"), text("domain"), text("validation")};
}

}  // namespace sandtable
