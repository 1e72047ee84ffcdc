// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/scenario/card.hpp"
#include "sim/scenario/quantity.hpp"

namespace sandtable {

namespace {

constexpr std::string_view note =
    "<!-- Written by the program: tools/renew-reference.sh. Edits are lost. -->\n\n";

/// Text in a cell of a table.
std::string cell(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : std::string(1, c);
  return result;
}

std::string code(const std::string& text) {
  return text.empty() ? "" : "`" + text + "`";
}

/// The unit in which people write it: that of the default, else its own.
std::string written_unit(const ParameterSpec& spec) {
  const auto read = read_quantity(spec.fallback);
  const auto* quantity = std::get_if<Quantity>(&read);
  return quantity != nullptr && quantity->written_unit != "1" ? quantity->written_unit : spec.unit;
}

/// "from 0 to 1", "at least 1 km", "".
std::string range_text(const ParameterSpec& spec) {
  const bool low = std::isfinite(spec.minimum), high = std::isfinite(spec.maximum);
  const auto text = [&](double si) { return format_quantity(si, written_unit(spec)); };
  if (low && high) return fmt::format("from {} to {}", text(spec.minimum), text(spec.maximum));
  if (low) return "at least " + text(spec.minimum);
  return high ? "at most " + text(spec.maximum) : "";
}

std::string type_text(const ParameterSpec& spec) {
  switch (spec.type) {
    case ParameterType::boolean:
      return "true or false";
    case ParameterType::text:
      return "text";
    case ParameterType::file:
      return "a file";
    case ParameterType::time:
      return "a date and time, or a time since the start";
    case ParameterType::integer:
      return spec.unit == "1" ? "a whole number" : expected_quantity(spec.unit);
    case ParameterType::choice:
      return fmt::format("one of `{}`", fmt::join(spec.choices, "`, `"));
    case ParameterType::number:
      break;
  }
  return spec.unit == "1" ? "a number" : expected_quantity(spec.unit);
}

std::string default_text(const ParameterSpec& spec) {
  if (spec.fallback.empty()) return spec.optional ? "may be left out" : "**required**";
  const bool placeholder = spec.source.starts_with("placeholder");
  return fmt::format("`{}` ({})", spec.fallback,
                     placeholder ? "**placeholder**" + spec.source.substr(11) : spec.source);
}

std::string row(const std::string& name, const std::string& value) {
  return value.empty() ? "" : fmt::format("| {} | {} |\n", name, cell(value));
}

std::string card_table(const Card& card) {
  return "| | |\n| --- | --- |\n" + row("version", card.version) + row("state", card.state) +
         row("equations", card.equations) + row("valid for", card.domain) +
         row("evidence", card.validation);
}

/// A value as a scenario writes it, for a parameter that has no default.
std::string example_value(const ParameterSpec& spec) {
  switch (spec.type) {
    case ParameterType::boolean:
      return "true";
    case ParameterType::choice:
      return fmt::format("\"{}\"", spec.choices.front());
    case ParameterType::time:
      return "2026-01-15T12:00:00+11:00";
    case ParameterType::integer:
    case ParameterType::number:
      if (spec.unit == "1") return format_quantity(std::max(1.0, spec.minimum), "1");
      return fmt::format("\"5 {}\"", spec.unit);
    default:
      return "\"...\"";
  }
}

/// The least that a scenario says to use the model.
std::string example(const Model& model) {
  const bool policy = model.name.starts_with("policy/");
  std::string text = fmt::format("\n```toml\n[{}{}]\nmodel = \"{}\"\n", policy ? "policies." : "",
                                 model.name.substr(model.name.find('/') + 1), model.name);
  for (const ParameterSpec& spec : model.parameters)
    if (spec.fallback.empty() && !spec.optional)
      text += fmt::format("{} = {}\n", spec.name, example_value(spec));
  return text + "```\n";
}

std::string parameters_table(const Model& model) {
  std::string text =
      "\n## Parameters\n\n| name | what it is | written as | default (its source) | range | "
      "uncertain |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const ParameterSpec& spec : model.parameters) {
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", spec.name, cell(spec.sentence),
                        cell(type_text(spec)), cell(default_text(spec)), range_text(spec),
                        may_vary(spec) ? "may be" : "no");
  }
  return text;
}

std::string unit_text(const std::string& unit) {
  return unit == "tick" ? "time" : code(unit);
}

/// Each once: a model may read one quantity on several supports.
std::string reads_table(const PortList& ports) {
  std::string text;
  std::set<std::string> told;
  for (const InputSpec& input : ports.inputs) {
    const std::string line =
        fmt::format("| `{}` | `{}` | {} | {} |\n", input.role, input.quantity,
                    unit_text(input.unit), input.optional ? "may be absent" : "needed");
    if (told.insert(line).second) text += line;
  }
  return text.empty()
             ? text
             : "\n## Reads\n\n| from | quantity | unit | |\n| --- | --- | --- | --- |\n" + text;
}

std::string output_line(const OutputSpec& output, bool anywhere) {
  std::string remarks = anywhere ? "wherever somebody reads it" : "";
  if (output.foresight)
    remarks += (remarks.empty() ? "" : "; ") + std::string("no plan may see it");
  return fmt::format("| `{}` | {} | {} |\n", output.quantity, unit_text(output.unit), remarks);
}

std::string writes_table(const PortList& ports) {
  std::string text;
  for (const OutputSpec& output : ports.outputs) text += output_line(output, false);
  for (const PortList::Anywhere& output : ports.anywhere) text += output_line(output.spec, true);
  return text.empty()
             ? text
             : "\n## Writes\n\nAn outcome names one as `PROCESS.QUANTITY`.\n\n| quantity | unit | "
               "|\n| --- | --- | --- |\n" +
                   text;
}

std::string levers_table(const PortList& ports) {
  std::string text;
  for (const LeverSpec& lever : ports.levers)
    text += fmt::format("| `{}` | {} |\n", lever.name, fmt::join(argument_names(lever), ", "));
  return text.empty() ? text
                      : "\n## Orders that it takes\n\n| order | with |\n| --- | --- |\n" + text;
}

}  // namespace

std::string page_name(const Model& model) {
  std::string name = model.name;
  std::ranges::replace(name, '/', '-');
  return name;
}

std::string type_name(ParameterType type) {
  constexpr std::array<const char*, 7> names = {"number", "integer", "boolean", "text",
                                                "choice", "file",    "time"};
  return names[static_cast<std::size_t>(type)];
}

bool may_vary(const ParameterSpec& spec) {
  return !spec.at_load && spec.type != ParameterType::text && spec.type != ParameterType::file;
}

std::string parameter_text(const ParameterSpec& spec) {
  std::string text = spec.sentence;
  if (!spec.fallback.empty()) text += fmt::format(". Default {} ({})", spec.fallback, spec.source);
  if (const std::string range = range_text(spec); !range.empty()) text += ". Range: " + range;
  return text;
}

std::string model_page(const Model& model) {
  const Card card = read_card(model.card);
  std::string text =
      fmt::format("{}# {}\n\n{}\n\n{}", note, model.name, card.purpose, card_table(card));
  text += example(model) + parameters_table(model);
  if (!model.roles.empty())
    text += fmt::format(
        "\nOther processes, named by these keys where more than one could serve: `{}`.\n",
        fmt::join(model.roles, "`, `"));
  if (!model.ports) return text;
  const PortList ports = model.ports();
  return text + reads_table(ports) + writes_table(ports) + levers_table(ports);
}

bool is_reference_page(std::string_view text) {
  return text.starts_with(note);
}

std::string index_page(std::span<const Model> models) {
  std::string text = fmt::format(
      "{}# The models\n\nOne page each, written from what the program itself reads. "
      "`../scenario.schema.json`, for editors,\ncomes from the same source; "
      "`../tutorial-a-model.md` adds a model.\n\n| model | what it does | state |\n| --- | --- | "
      "--- |\n",
      note);
  for (const Model& model : models) {
    const Card card = read_card(model.card);
    text += fmt::format("| [{}]({}.md) | {} | {} {} |\n", model.name, page_name(model),
                        cell(card.purpose), card.version, card.state);
  }
  return text;
}

}  // namespace sandtable
