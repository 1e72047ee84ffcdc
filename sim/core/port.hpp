// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "sim/core/action.hpp"
#include "sim/core/field.hpp"

namespace sandtable {

/// What a model reads: the role that its writer plays for it, the quantity, its unit, and on what.
struct InputSpec {
  std::string role;      ///< key in the scenario that names the writer: "hazard"
  std::string quantity;  ///< from quantities.hpp: "arrival_time"
  std::string unit;
  Element element = Element::f64;
  SupportRef support;     ///< on which it is read; null: the writer's own
  bool optional = false;  ///< may stay unbound
};

/// What a model writes. A writer that can be asked anywhere (`anywhere`) has no support of its own:
/// it writes one field for every support on which a reader asks for the quantity.
struct OutputSpec {
  std::string quantity;
  std::string unit;
  Element element = Element::f64;
  SupportRef support;
  bool anywhere = false;
  bool foresight = false;  ///< holds what nobody in the story can know yet: refused to policies
};

/// One value of an action: a whole number, or one of some names by its number.
struct LeverArgument {
  std::string name;                ///< "percent"
  std::vector<std::string> names;  ///< from 0 on; empty: a whole number
  std::int64_t minimum = 0, maximum = std::numeric_limits<std::int64_t>::max();
  bool optional = false;  ///< -1 when it is not given
};

/// A named action that a process accepts: on which entities, and what each of its values means. A
/// policy that knows none of this by name finds here what to ask of a plan, and what to refuse.
struct LeverSpec {
  std::string name;   ///< "message"
  SupportRef target;  ///< entities it may be used on; null: none
  std::vector<LeverArgument> arguments;
  /// Why an action on its target makes no sense, "" if it does; null: every one does.
  std::function<std::string(const Action&)> problem;
};

inline std::vector<std::string> argument_names(const LeverSpec& lever) {
  std::vector<std::string> names;
  for (const LeverArgument& argument : lever.arguments) names.push_back(argument.name);
  return names;
}

inline constexpr std::size_t unbound = static_cast<std::size_t>(-1);

template <class T>
struct In {
  InputSpec spec;
  std::size_t slot = unbound;
};

template <class T>
struct Out {
  OutputSpec spec;
  std::size_t slot = unbound;
};

/// A support on which somebody reads an output, and the output's slot there.
struct AskedPlace {
  SupportRef support;
  std::size_t slot = unbound;
};

/// An output that is asked for on other processes' supports; `on` is filled when ports are bound.
template <class T>
struct OutAnywhere {
  OutputSpec spec;
  std::vector<AskedPlace> on;
};

struct Lever {
  LeverSpec spec;
  std::size_t slot = unbound;
};

/// What a model's `ports(PortList&)` fills, and where its ports learn their slots.
class PortList {
 public:
  template <class T>
  void in(In<T>& port) {
    port.spec.element = element_of<T>();
    port.slot = inputs.size();
    inputs.push_back(port.spec);
  }
  template <class T>
  void out(Out<T>& port) {
    port.spec.element = element_of<T>();
    port.slot = outputs.size();
    outputs.push_back(port.spec);
  }
  template <class T>
  void out(OutAnywhere<T>& port) {
    port.spec.element = element_of<T>();
    port.spec.anywhere = true;
    anywhere.push_back({port.spec, &port.on});
  }
  void lever(Lever& port) {
    port.slot = levers.size();
    levers.push_back(port.spec);
  }

  std::vector<InputSpec> inputs;
  std::vector<OutputSpec> outputs;
  struct Anywhere {
    OutputSpec spec;
    std::vector<AskedPlace>* on;  ///< the model's own list
  };
  std::vector<Anywhere> anywhere;
  std::vector<LeverSpec> levers;
};

}  // namespace sandtable
