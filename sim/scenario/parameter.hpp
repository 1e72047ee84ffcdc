// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/core/time.hpp"

namespace sandtable {

/// A parameter's value: number (SI; seconds since start for a time), integer, boolean, text.
using Value = std::variant<double, std::int64_t, bool, std::string>;

enum class ParameterType { number, integer, boolean, text, choice, file, time };

/// What a parameter is, written once: parser, checks, help, schema and reference page read it.
struct ParameterSpec {
  std::string name;
  ParameterType type = ParameterType::number;
  std::string unit = "1";  ///< UDUNITS spelling; a number with a unit is written "5 km"
  std::string fallback;    ///< default as written in TOML without quotes ("5 km"); empty: required
  std::string source;      ///< where the default comes from; "placeholder: ..." if from nowhere
  double minimum = -std::numeric_limits<double>::infinity();  ///< SI
  double maximum = std::numeric_limits<double>::infinity();   ///< SI
  std::vector<std::string> choices;
  bool optional = false;  ///< may be left out though it has no default: text "" then
  bool at_load = false;   ///< used while loading: cannot be uncertain
  std::string sentence;   ///< what it is, for help and the reference page
};

/// Whose value it is.
enum class Origin { fallback, placeholder, imported, set, calibrated };

/// A parameter's value in one run, and whose it is.
struct Parameter {
  ParameterSpec spec;
  Value value;
  Origin origin = Origin::fallback;
  Source where;      ///< if set in a file
  std::string text;  ///< as written
};

/// The parameters of a model: their descriptors, and the members of P that hold them.
template <class P>
class ParameterList {
 public:
  using Setter = std::function<void(P&, const Value&)>;

  ParameterList& number(ParameterSpec spec, double P::*member) {
    return add(std::move(spec), ParameterType::number,
               [member](P& p, const Value& v) { p.*member = std::get<double>(v); });
  }
  /// A length of time, "5 min".
  ParameterList& duration(ParameterSpec spec, Tick P::*member) {
    spec.unit = "s";
    return add(std::move(spec), ParameterType::number,
               [member](P& p, const Value& v) { p.*member = from_seconds(std::get<double>(v)); });
  }
  /// A clock time (ISO 8601), held as the time since the scenario's start.
  ParameterList& time(ParameterSpec spec, Tick P::*member) {
    spec.unit = "s";
    return add(std::move(spec), ParameterType::time,
               [member](P& p, const Value& v) { p.*member = from_seconds(std::get<double>(v)); });
  }
  ParameterList& integer(ParameterSpec spec, std::int64_t P::*member) {
    return add(std::move(spec), ParameterType::integer,
               [member](P& p, const Value& v) { p.*member = std::get<std::int64_t>(v); });
  }
  ParameterList& boolean(ParameterSpec spec, bool P::*member) {
    return add(std::move(spec), ParameterType::boolean,
               [member](P& p, const Value& v) { p.*member = std::get<bool>(v); });
  }
  ParameterList& text(ParameterSpec spec, std::string P::*member) {
    return add(std::move(spec), ParameterType::text,
               [member](P& p, const Value& v) { p.*member = std::get<std::string>(v); });
  }
  /// A file of the scenario; the value is its path, made absolute.
  ParameterList& file(ParameterSpec spec, std::string P::*member) {
    spec.at_load = true;
    return add(std::move(spec), ParameterType::file,
               [member](P& p, const Value& v) { p.*member = std::get<std::string>(v); });
  }
  /// One of spec.choices, in the order of the enumerators of E; the value is its number.
  template <class E>
  ParameterList& choice(ParameterSpec spec, E P::*member) {
    return add(std::move(spec), ParameterType::choice, [member](P& p, const Value& v) {
      p.*member = static_cast<E>(std::get<std::int64_t>(v));
    });
  }

  const std::vector<ParameterSpec>& specs() const { return specs_; }
  void set(P& p, std::size_t slot, const Value& value) const { setters_[slot](p, value); }

 private:
  ParameterList& add(ParameterSpec spec, ParameterType type, Setter setter) {
    spec.type = type;
    specs_.push_back(std::move(spec));
    setters_.push_back(std::move(setter));
    return *this;
  }

  std::vector<ParameterSpec> specs_;
  std::vector<Setter> setters_;
};

}  // namespace sandtable
