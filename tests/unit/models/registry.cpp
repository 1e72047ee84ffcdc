// SPDX-License-Identifier: Apache-2.0
// Every model in the registry: what the reference and the schema read of it.
#include "models/registry.hpp"

#include <catch2/catch.hpp>

#include "sim/scenario/card.hpp"
#include "sim/scenario/reference.hpp"

namespace sandtable::testing {

// Would catch a model whose `ports` needs what is loaded (the reference page would crash), a card
// that does not say what it must, and a descriptor without a sentence or its default's source.
TEST_CASE("registry: every model has a card, described parameters, and ports before it is loaded") {
  for (const Model& model : models::registry()) {
    INFO(model.name);
    const Card card = read_card(model.card);
    for (const std::string& text :
         {card.version, card.state, card.purpose, card.equations, card.domain, card.validation})
      CHECK_FALSE(text.empty());
    for (const ParameterSpec& spec : model.parameters) {
      INFO(spec.name);
      CHECK_FALSE(spec.sentence.empty());
      CHECK(spec.fallback.empty() == spec.source.empty());
    }
    REQUIRE(model.ports);
    const PortList ports = model.ports();
    CHECK(ports.inputs.size() + ports.outputs.size() + ports.anywhere.size() > 0);
    CHECK(model_page(model).find("# " + model.name) != std::string::npos);
  }
}

TEST_CASE("card: what it does not say is empty, what is no TOML is refused with its place") {
  CHECK(read_card("state = \"draft\"").state == "draft");
  CHECK(read_card("").purpose.empty());
  CHECK_THROWS_WITH(read_card("version = \n"), Catch::Contains("card.toml:1"));
}

}  // namespace sandtable::testing
