// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/new/made.hpp"
#include "cli/new/place.hpp"
#include "sim/scenario/model.hpp"

namespace sandtable::cli {

/// A data file of the scenario, as datasets.toml lists it.
struct Entry {
  std::string file, title, source, publisher, licence, date;
};

/// What was made because nobody brought it.
struct Made {
  std::vector<Exit> exits;
  std::vector<Household> households;
  std::vector<Sector> sectors;
  RisingWater water;
};

/// What is a placeholder in this place, a sentence each; the scenario's warnings.
std::vector<std::string> placeholders_of(const Place& place, const Made& made);

/// scenario.toml, with every default of the models in comments.
std::string scenario_text(const Place& place, const Made& made, const std::string& start,
                          const std::vector<Model>& models);

/// The file of the zones, as the scenario names it.
std::string zones_name(const Place& place);

/// Writes data/ and policies/ into the folder, the plans' hours by the scenario's start; what it
/// wrote.
std::vector<Entry> write_data(const Place& place, const Made& made, const std::string& start,
                              const std::filesystem::path& folder);

/// datasets.toml of files that stand in the folder.
std::string datasets_text(const std::vector<Entry>& entries, const std::filesystem::path& folder);
std::string readme_text(const Place& place, const Made& made);

/// A map of what was read, and of what was made, as PNG.
void draw_map(const Place& place, const Made& made, const std::filesystem::path& file);

/// Fails when the file cannot be written.
void write_text(const std::filesystem::path& file, const std::string& text);

/// A TOML string in quotes.
std::string quoted(const std::string& text);

}  // namespace sandtable::cli
