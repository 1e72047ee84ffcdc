// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/dataset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/cases.hpp"
#include "tests/unit/scenario/folder.hpp"

namespace sandtable::testing {

namespace {

std::string dataset(const std::string& file, const std::string& sha256) {
  return "[[dataset]]\nfile = \"" + file +
         "\"\ntitle = \"T\"\nsource = \"S\"\npublisher = \"P\"\nlicence = \"L\"\ndate = "
         "2024-05-31\n"
         "sha256 = \"" +
         sha256 + "\"\n";
}

}  // namespace

// FIPS 180-2, appendix B.1.
TEST_CASE("SHA-256 of abc") {
  const std::string expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  CHECK(sha256_of_text("abc") == expected);
  const Folder folder("sha");
  folder.write("abc.txt", "abc");
  CHECK(sha256_of_file(folder.path() / "abc.txt") == expected);
}

TEST_CASE("a missing and a changed data file are refused, both at once") {
  const Folder folder("data");
  folder.write("town/scenario.toml", small_scenario());
  folder.write("cases/x/a.csv", "abc");
  const std::string good = sha256_of_text("abc");
  folder.write("town/datasets.toml", dataset("$CASES/x/a.csv", good));
  CHECK(problems_of(folder, "town") == "");
  folder.write("town/datasets.toml",
               dataset("$CASES/x/a.csv", "0123") + dataset("data/b.csv", good));
  CHECK(problems_of(folder, "town") ==
        "town/datasets.toml:1:1: data file '$CASES/x/a.csv' has SHA-256 " + good +
            ", expected 0123 (the file has changed, or another was put in its place)\n"
            "town/datasets.toml:9:1: missing data file 'data/b.csv' (expected at town/data/b.csv; "
            "see town/README.md for where to get it)");
}

// Would catch a case that is not there and fills the screen with its files, or hides how many.
TEST_CASE("of many missing data files the first are named and the rest counted") {
  const Folder folder("many");
  folder.write("town/scenario.toml", small_scenario());
  std::string list;
  for (int i = 0; i < 9; ++i)
    list += dataset(fmt::format("$CASES/x/{}.csv", i), sha256_of_text("abc"));
  folder.write("town/datasets.toml", list);
  const std::string problems = problems_of(folder, "town");
  CHECK(std::ranges::count(problems, '\n') == 3);
  CHECK(problems.find("missing data file '$CASES/x/2.csv'") != std::string::npos);
  CHECK(problems.find("and 6 more data files are missing (see town/README.md)") !=
        std::string::npos);
}

TEST_CASE("a dataset without its licence, or with an unknown key, is refused") {
  const Folder folder("licence");
  folder.write("scenario.toml", small_scenario()).write("a.csv", "abc");
  folder.write("datasets.toml",
               replaced(dataset("a.csv", sha256_of_text("abc")), "licence", "license"));
  const std::string problems = problems_of(folder);
  CHECK(problems.find("licence is missing in [[dataset]]") != std::string::npos);
  CHECK(problems.find("datasets.toml:6:1: unknown key 'license' (not a key of [[dataset]]) did you "
                      "mean 'licence'?") != std::string::npos);
}

// Would catch a file that is read below the wrong folder, and a file without licence or hash.
TEST_CASE("files are sought beside the file that names them; those not listed give a warning") {
  const Folder folder("files");
  const std::string base = replaced(small_scenario(), "ignition =", "table = \"data/a.csv\"\nx =");
  folder.write("base/scenario.toml", base).write("base/data/a.csv", "abc");
  folder.write("own/scenario.toml", "extends = \"../base\"\n[fire]\nother = \"$CASES/c.csv\"\n");
  folder.write("own/datasets.toml", dataset("$CASES/c.csv", sha256_of_text("abc")));
  folder.write("cases/c.csv", "abc");
  const Scenario scenario = read_scenario(folder.path() / "own", folder.path() / "cases");
  std::vector<ParameterSpec> specs(3);
  specs[0].name = "table";
  specs[1].name = "other";
  specs[2].name = "missing";
  specs[2].fallback = "nowhere.csv";
  for (ParameterSpec& spec : specs) spec.type = ParameterType::file;
  Problems problems;
  const ResolvedTable table = resolve(scenario.processes[0], specs, {"x"}, scenario, problems);
  REQUIRE(std::get<std::string>(table.parameters[0].value) ==
          (folder.path() / "base/data/a.csv").string());
  CHECK(std::get<std::string>(table.parameters[1].value) ==
        (folder.path() / "cases/c.csv").string());
  CHECK(table.parameters[1].text == "$CASES/c.csv");
  const std::vector<std::string> warnings = unlisted_files(table, scenario);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("scenario.toml:9:1: 'data/a.csv' is not listed in datasets.toml: no "
                         "source, licence or hash") != std::string::npos);
  CHECK(find_data_file(scenario, "$CASES/c.csv", {}) == folder.path() / "cases/c.csv");
  try {
    problems.raise();
    FAIL("no problem");
  } catch (const Error& error) {
    CHECK(std::string(error.what())
              .find("missing data file 'nowhere.csv' (expected at " +
                    (folder.path() / "own/nowhere.csv").string()) != std::string::npos);
  }
}

// Would catch data that is not what the scenario was written for.
TEST_CASE("Castlemaine's data have the hashes that its scenario lists") {
  const auto folder = case_folder("castlemaine");
  if (!folder) return;
  Problems problems;
  const std::filesystem::path scenario = source_folder() / "scenarios" / "castlemaine";
  CHECK_FALSE(read_datasets(scenario, folder->parent_path(), problems).empty());
  CHECK_NOTHROW(problems.raise());
}

}  // namespace sandtable::testing
