// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/scenario/card.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/read_parts.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/schema_frame.hpp"

namespace sandtable {

namespace {

using Json = nlohmann::ordered_json;

// The program reads every spelling of UDUNITS; an editor warns of others than these.
constexpr auto spellings =
    std::to_array<const char*>({"s",          "ms",          "sec",        "second",
                                "seconds",    "min",         "minute",     "minutes",
                                "h",          "hr",          "hour",       "hours",
                                "d",          "day",         "days",       "m",
                                "metre",      "metres",      "meter",      "meters",
                                "km",         "cm",          "mm",         "mile",
                                "miles",      "ft",          "feet",       "m2",
                                "km2",        "ha",          "hectare",    "hectares",
                                "m3",         "l",           "m/s",        "m s-1",
                                "km/h",       "km h-1",      "kph",        "mph",
                                "mm/h",       "m/min",       "m3/s",       "m3 s-1",
                                "1/s",        "s-1",         "1/min",      "min-1",
                                "1/h",        "h-1",         "kg",         "g",
                                "K",          "degC",        "rad",        "degree",
                                "degrees",    "Pa",          "hPa",        "kPa",
                                "W",          "kW",          "MW",         "kW/m",
                                "MW/m",       "kW/m2",       "J",          "kJ",
                                "MJ",         "people",      "person",     "persons",
                                "vehicle",    "vehicles",    "vehicles/h", "vehicles h-1",
                                "vehicles/s", "vehicles/km", "people/min", "people/h",
                                "people/m2",  "building",    "buildings",  "household",
                                "households", "message",     "messages",   "customer",
                                "customers",  "bed",         "beds",       "trip",
                                "trips",      "AUD",         "EUR",        "USD",
                                "%",          "percent"});

constexpr const char* number_pattern = R"(([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)";

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view(R"(\^$.|?*+()[]{})").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// A pattern of "5 km", "-60 min", "1 h 30 min" in units of the same dimension; of a plain number,
/// with or without a unit such as %.
std::string quantity_pattern(const std::string& unit) {
  const bool plain = units_agree(unit, "1");
  std::set<std::string> fitting;
  if (!plain) fitting.insert(escaped(unit));
  const std::string wanted = to_si_name(unit);
  for (const std::string spelling : spellings)
    if (to_si_name(spelling) == wanted) fitting.insert(escaped(spelling));
  const std::string one =
      fmt::format("{} *({}){}", number_pattern, fmt::join(fitting, "|"), plain ? "?" : "");
  return fmt::format("^ *[+-]?{}( +{})* *$", one, one);
}

Json text_of(const std::string& unit) {
  return {{"type", "string"}, {"pattern", quantity_pattern(unit)}};
}

Json with_range(Json number, const ParameterSpec& spec) {
  if (std::isfinite(spec.minimum)) number["minimum"] = spec.minimum;
  if (std::isfinite(spec.maximum)) number["maximum"] = spec.maximum;
  return number;
}

Json value_schema(const ParameterSpec& spec) {
  const bool plain = units_agree(spec.unit, "1");
  switch (spec.type) {
    case ParameterType::number:
    case ParameterType::integer: {
      if (!plain) return text_of(spec.unit);
      const char* type = spec.type == ParameterType::integer ? "integer" : "number";
      return {{"anyOf", {with_range({{"type", type}}, spec), text_of("1")}}};
    }
    case ParameterType::boolean:
      return {{"type", "boolean"}};
    case ParameterType::choice:
      return {{"enum", spec.choices}};
    case ParameterType::time:
      return {{"anyOf", {{{"$ref", "#/definitions/moment"}}, text_of("s")}}};
    case ParameterType::file:
      return {{"type", "string"}, {"minLength", 1}};
    case ParameterType::text:
      break;
  }
  return {{"type", "string"}};
}

Json parameter_schema(const ParameterSpec& spec) {
  Json schema = {{"description", parameter_text(spec)}};
  schema.update(value_schema(spec));
  return schema;
}

Json model_schema(const Model& model) {
  Json properties = {{"model", {{"const", model.name}}},
                     {"label", {{"type", "string"}, {"description", "For people"}}}};
  for (const std::string& role : model.roles)
    properties[role] = {
        {"type", "string"},
        {"description", "The process that serves as " + role + ", or a field of it"}};
  for (const ParameterSpec& spec : model.parameters) properties[spec.name] = parameter_schema(spec);
  return {{"type", "object"},
          {"description", read_card(model.card).purpose},
          {"properties", properties},
          {"additionalProperties", false}};
}

Json required_of(const Model& model) {
  Json list = Json::array();
  for (const ParameterSpec& spec : model.parameters)
    if (spec.fallback.empty() && !spec.optional) list.push_back(spec.name);
  return list;
}

/// {"if": the table's model is this one, "then": ...}
Json for_model(const Model& model, Json then) {
  return {{"if", {{"required", {"model"}}, {"properties", {{"model", {{"const", model.name}}}}}}},
          {"then", std::move(then)}};
}

void add_models(Json& definitions, std::span<const Model> models) {
  Json names = Json::array(), by_model = Json::array(), whole = Json::array();
  for (const Model& model : models) {
    const std::string key = "model " + page_name(model);
    names.push_back(model.name);
    definitions[key] = model_schema(model);
    by_model.push_back(for_model(model, {{"$ref", "#/definitions/" + key}}));
    if (const Json list = required_of(model); !list.empty())
      whole.push_back(for_model(model, {{"required", list}}));
  }
  const Json model_key = {{"model", {{"enum", names}}}};
  definitions["process"] = {{"type", "object"},
                            {"description", "A process: one model on the clock."},
                            {"properties", model_key},
                            {"allOf", by_model}};
  definitions["whole process"] = {{"required", {"model"}}, {"allOf", whole}};
  by_model.push_back({{"if", {{"not", {{"required", {"model"}}}}}},
                      {"then", {{"$ref", "#/definitions/model policy-orders"}}}});
  definitions["policy"] = {{"type", "object"}, {"properties", model_key}, {"allOf", by_model}};
}

Json distribution_schema() {
  const Json value = {{"type", {"number", "string", "boolean"}}};
  Json properties, one = Json::array();
  for (const DistributionForm& form : distribution_forms()) {
    Json values = {{"type", "array"},
                   {"items", value},
                   {"minItems", std::max<std::size_t>(1, form.arguments)}};
    if (form.arguments > 0) values["maxItems"] = form.arguments;
    if (form.arguments == 1) values = {{"anyOf", {value, values}}};
    if (form.kind == "beta")
      values = {
          {"anyOf",
           {values,
            {{"type", "object"},
             {"required", {"alpha", "beta"}},
             {"properties", {{"alpha", value}, {"beta", value}, {"low", value}, {"high", value}}},
             {"additionalProperties", false}}}}};
    if (form.kind == "column") {
      const Json text = {{"type", "string"}};
      values = {{"type", "object"},
                {"required", {"file", "column"}},
                {"properties", {{"file", text}, {"column", text}, {"unit", text}}},
                {"additionalProperties", false}};
    }
    values["description"] = form.example;
    properties[form.kind] = values;
    one.push_back({{"required", {form.kind}}});
  }
  properties["weights"] = {{"type", "array"}, {"items", {{"type", "number"}}}};
  return {{"type", "object"},
          {"oneOf", one},
          {"properties", properties},
          {"dependencies", {{"weights", {"discrete"}}}},
          {"additionalProperties", false}};
}

Json uncertain_schema(std::span<const Model> models) {
  std::set<std::string> names;
  for (const Model& model : models)
    for (const ParameterSpec& spec : model.parameters)
      if (may_vary(spec)) names.insert(escaped(spec.name));
  const std::string any = fmt::format("({})", fmt::join(names, "|"));
  const Json distribution = {{"$ref", "#/definitions/distribution"}};
  const Json inner = {{"type", "object"},
                      {"patternProperties", {{"^" + any + "$", distribution}}},
                      {"additionalProperties", false}};
  return {{"type", "object"},
          {"description", "\"process.parameter\" = a distribution: drawn anew in every future."},
          {"patternProperties",
           {{R"(^[^./\\ ]+\.)" + any + "$", distribution}, {R"(^[^./\\ ]+$)", inner}}},
          {"additionalProperties", false}};
}

}  // namespace

Json scenario_schema(std::span<const Model> models) {
  Json schema = Json::parse(schema_frame);
  Json& definitions = schema["definitions"];
  for (const char* key : {"duration", "tick"})
    definitions["scenario"]["properties"][key].update(text_of("s"));
  definitions["map"]["properties"]["every"].update(text_of("s"));
  definitions["uncertain"] = uncertain_schema(models);
  definitions["distribution"] = distribution_schema();
  add_models(definitions, models);
  return schema;
}

}  // namespace sandtable
