// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/scenario/model.hpp"

namespace sandtable {

/// "hazard-arrival": a model's name as a file's.
std::string page_name(const Model& model);

/// "number", "integer", "boolean", "text", "choice", "file" or "time".
std::string type_name(ParameterType type);

/// Whether it may stand in [uncertain]: not what is used while loading, and no text.
bool may_vary(const ParameterSpec& spec);

/// "factor on the rate of spread. Default 1 (as computed). From 0.05 to 20."
std::string parameter_text(const ParameterSpec& spec);

/// A model's page of the reference in Markdown: its card, parameters, ports and levers.
std::string model_page(const Model& model);

/// Whether a file's text is such a page, and may be written anew or removed.
bool is_reference_page(std::string_view text);

/// The page that lists all of them.
std::string index_page(std::span<const Model> models);

}  // namespace sandtable
