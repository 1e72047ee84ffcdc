// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/dataset.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <ranges>

#include "sim/scenario/document.hpp"
#include "sim/scenario/table_reader.hpp"

namespace sandtable {

namespace {

namespace fs = std::filesystem;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void add(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }
  std::string hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1);
    std::string text;
    for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
  }

 private:
  static void check(bool done) {
    if (!done) fail("SHA-256 cannot be computed (OpenSSL refused)");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

// A dataset's date may be a TOML date, too.
std::string read_date(TableReader& reader, Problems& problems) {
  const Node* node = reader.take_required("date", "\"2024-05-31\"");
  if (node == nullptr) return "";
  if (node->kind == Node::Kind::text || node->kind == Node::Kind::time) return node->text;
  problems.add(node->where, wrong_kind(*node, "a date"));
  return "";
}

Dataset read_dataset(const Node& table, const fs::path& folder, const fs::path& cases,
                     Problems& problems) {
  using Need = TableReader::Need;
  TableReader reader(table, "[[dataset]]", problems);
  Dataset data;
  data.where = table.where;
  data.file = reader.text("file", Need::required, "\"data/zones.geojson\"");
  data.path = data_path(data.file, folder, cases);
  data.title = reader.text("title", Need::required);
  data.source = reader.text("source", Need::required, "\"https://...\"");
  data.publisher = reader.text("publisher", Need::required);
  data.licence = reader.text("licence", Need::required, "\"CC-BY-4.0\"");
  data.date = read_date(reader, problems);
  data.sha256 = reader.text("sha256", Need::required);
  reader.finish();
  return data;
}

bool is_missing(const Dataset& data) {
  return !data.file.empty() && !data.sha256.empty() && !fs::is_regular_file(data.path);
}

/// The first few by name, the rest by number: a case that is not there has dozens of files.
void tell_missing(std::span<const Dataset> datasets, const fs::path& folder, Problems& problems) {
  constexpr std::size_t named = 3;
  std::vector<const Dataset*> missing;
  for (const Dataset& data : datasets)
    if (is_missing(data)) missing.push_back(&data);
  const std::string readme = (folder / "README.md").string();
  for (const Dataset* data : missing | std::views::take(named))
    problems.add(data->where,
                 fmt::format("missing data file '{}' (expected at {}; see {} for where to get it)",
                             data->file, data->path.string(), readme));
  if (missing.size() > named)
    problems.add(missing[named]->where, fmt::format("and {} more data files are missing (see {})",
                                                    missing.size() - named, readme));
}

void check_hash(const Dataset& data, Problems& problems) {
  if (data.file.empty() || data.sha256.empty() || is_missing(data)) return;
  const std::string found = sha256_of_file(data.path);
  if (found != data.sha256)
    problems.add(data.where,
                 fmt::format("data file '{}' has SHA-256 {}, expected {} (the file has changed, or "
                             "another was put in its place)",
                             data.file, found, data.sha256));
}

}  // namespace

std::string sha256_of_text(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hash.hexadecimal();
}

std::string sha256_of_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    refuse(fmt::format("cannot read '{}' (no such file, or no right to read it)", file.string()));
  Sha256 hash;
  std::vector<char> block(1U << 20U);
  while (stream) {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    hash.add({block.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) fail(fmt::format("reading '{}' failed", file.string()));
  return hash.hexadecimal();
}

fs::path data_path(const std::string& written, const fs::path& folder, const fs::path& cases) {
  static constexpr std::string_view prefix = "$CASES/";
  const bool in_cases = written.starts_with(prefix) && !cases.empty();
  const fs::path path = in_cases ? cases / written.substr(prefix.size()) : folder / written;
  return fs::absolute(path).lexically_normal();
}

std::vector<Dataset> read_datasets(const fs::path& folder, const fs::path& cases,
                                   Problems& problems) {
  const fs::path file = folder / "datasets.toml";
  if (!fs::exists(file)) return {};
  const Node root = parse_toml(read_text(file), file.string());
  TableReader top(root, "datasets.toml", problems);
  const Node* list = top.take("dataset");
  top.finish();
  std::vector<Dataset> datasets;
  if (list == nullptr) return datasets;
  if (list->kind != Node::Kind::array) {
    problems.add(list->where, wrong_kind(*list, "a list, [[dataset]],"));
    return datasets;
  }
  for (const Node& table : list->children) {
    if (!table.is_table()) {
      problems.add(table.where, wrong_kind(table, "a table"));
      continue;
    }
    datasets.push_back(read_dataset(table, folder, cases, problems));
    check_hash(datasets.back(), problems);
  }
  tell_missing(datasets, folder, problems);
  return datasets;
}

const Dataset* find_dataset(const Scenario& scenario, const fs::path& file) {
  for (const Dataset& dataset : scenario.datasets)
    if (dataset.path == file) return &dataset;
  return nullptr;
}

fs::path find_data_file(const Scenario& scenario, const std::string& written, const Source& where) {
  for (const Dataset& dataset : scenario.datasets)
    if (dataset.file == written) return dataset.path;
  const fs::path path = data_path(written, fs::path(where.file).parent_path(), {});
  if (!fs::exists(path))
    refuse(where, fmt::format("missing data file '{}' (expected at {}; files below $CASES must be "
                              "listed in datasets.toml)",
                              written, path.string()));
  return path;
}

std::vector<UnlistedFile> find_unlisted(std::span<const Parameter> parameters,
                                        const Scenario& scenario) {
  std::vector<UnlistedFile> found;
  const auto look_at = [&](const Parameter& parameter, std::string written, const fs::path& path) {
    if (find_dataset(scenario, path) == nullptr)
      found.push_back({&parameter, std::move(written), path});
  };
  for (const Parameter& parameter : parameters) {
    if (parameter.spec.type != ParameterType::file) continue;
    const fs::path path = std::get<std::string>(parameter.value);
    if (path.empty()) continue;
    if (!fs::is_directory(path)) {
      look_at(parameter, parameter.text, path);
      continue;
    }
    std::vector<fs::path> inside;
    for (const fs::directory_entry& entry : fs::directory_iterator(path))
      if (entry.is_regular_file()) inside.push_back(entry.path());
    std::ranges::sort(inside);
    for (const fs::path& file : inside)
      look_at(parameter, (fs::path(parameter.text) / file.filename()).string(), file);
  }
  return found;
}

std::vector<std::string> unlisted_files(const ResolvedTable& table, const Scenario& scenario) {
  std::vector<std::string> warnings;
  for (const UnlistedFile& file : find_unlisted(table.parameters, scenario))
    warnings.push_back(
        Problem{file.parameter->where,
                fmt::format("'{}' is not listed in datasets.toml: no source, licence or hash",
                            file.written)}
            .text());
  return warnings;
}

}  // namespace sandtable
