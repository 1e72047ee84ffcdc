// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace sandtable {

/// SHA-256 as 64 hexadecimal digits.
std::string sha256_of_text(std::string_view text);
/// SHA-256 of a file's bytes; throws Error when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& file);

/// "$CASES/x" below the folder of cases, anything else below `folder`; made absolute.
std::filesystem::path data_path(const std::string& written, const std::filesystem::path& folder,
                                const std::filesystem::path& cases);

/// FOLDER/datasets.toml ([[dataset]] file, title, source, publisher, licence, date, sha256), each
/// file's hash checked; empty if there is no such file. Mistakes go to `problems`.
std::vector<Dataset> read_datasets(const std::filesystem::path& folder,
                                   const std::filesystem::path& cases, Problems& problems);

/// The dataset of a file, or null if datasets.toml does not list it.
const Dataset* find_dataset(const Scenario& scenario, const std::filesystem::path& file);

/// A file named inside another data file (a row of a CSV), which stands at `where`: as
/// datasets.toml writes it ("$CASES/..."), else relative to the file of `where`. Throws Error if it
/// is missing.
std::filesystem::path find_data_file(const Scenario& scenario, const std::string& written,
                                     const Source& where);

/// A file that datasets.toml does not list, as the scenario writes it, and which parameter names
/// it.
struct UnlistedFile {
  const Parameter* parameter = nullptr;
  std::string written;
  std::filesystem::path path;
};
/// Of the parameters that name files or folders (a network in GMNS), a folder's files each.
std::vector<UnlistedFile> find_unlisted(std::span<const Parameter> parameters,
                                        const Scenario& scenario);

/// A warning for each file among resolved parameters that datasets.toml does not list.
std::vector<std::string> unlisted_files(const ResolvedTable& table, const Scenario& scenario);

}  // namespace sandtable
