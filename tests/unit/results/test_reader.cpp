// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>

#include "sim/core/error.hpp"
#include "sim/results/cf.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/identity.hpp"
#include "sim/results/reader.hpp"
#include "sim/results/writer.hpp"
#include "tests/unit/results/sample.hpp"

using namespace sandtable;

namespace {

void write_stub(const std::filesystem::path& path, const std::string& kind,
                const std::string& format) {
  hdf5::File file = hdf5::File::create(path);
  file.root().attribute("sandtable_kind", kind);
  file.root().attribute("sandtable_format", format);
  file.close();
}

}  // namespace

// Catches a field of RunInfo that is written and not read, or forgotten.
TEST_CASE("what a run is comes back from its file") {
  const test::Folder folder;
  const RunInfo info = test::sample_info();
  ResultsWriter writer(folder / "a.h5", info, false);
  writer.add(test::sample_draw(info, 0));
  const Results results = read_results(writer.finish());
  const RunInfo& read = results.info;
  CHECK(results.identity == identity(info));
  CHECK(identity(read) == identity(info));
  CHECK(read.title == info.title);
  CHECK(read.scenario_text == info.scenario_text);
  CHECK(read.seed == info.seed);
  CHECK(read.matters == info.matters);
  CHECK(read.matters_value == info.matters_value);
  CHECK(read.baseline == info.baseline);
  CHECK(read.decision.empty());
  CHECK(read.warnings == info.warnings);
  CHECK(read.policies[0].label == "As sent");
  CHECK(read.parameters[1].labels == info.parameters[1].labels);
  CHECK(read.groupings[0].labels == info.groupings[0].labels);
  CHECK(read.outcomes[0].by == info.outcomes[0].by);
  CHECK(read.outcomes[0].keeps_series);
  CHECK_FALSE(read.outcomes[1].keeps_series);
  CHECK(read.assumptions[0].where == info.assumptions[0].where);
  CHECK(read.datasets[0].sha256 == info.datasets[0].sha256);
  CHECK(read.models[0].state == "draft");
  CHECK(results.draws[0].branches[0].series.empty());
}

TEST_CASE("files that are not ours or of another format are refused") {
  const test::Folder folder;
  CHECK_THROWS_WITH(read_results(folder / "none.h5"), Catch::Contains("no such results file"));
  std::ofstream(folder / "text.h5") << "not HDF5";
  CHECK_THROWS_WITH(read_results(folder / "text.h5"), Catch::Contains("it is not HDF5"));
  write_stub(folder / "foreign.h5", "", "");
  CHECK_THROWS_WITH(read_results(folder / "foreign.h5"), Catch::Contains("not a results file"));
  write_stub(folder / "other.h5", "trace", "1.0");
  CHECK_THROWS_WITH(read_results(folder / "other.h5"), Catch::Contains("it holds trace"));
  write_stub(folder / "new.h5", "results", "2.0");
  CHECK_THROWS_WITH(read_results(folder / "new.h5"),
                    Catch::Contains("format 2.0 cannot be read (this sandtable reads 1.0)"));
  write_stub(folder / "cut.h5", "results", "1.3");  // the same major: read, and found incomplete
  CHECK_THROWS_WITH(read_results(folder / "cut.h5"), Catch::Contains("cannot open the group run"));
}

// Catches an identity that forgets a field, or that changes with a label.
TEST_CASE("the identity is that of the run, not of its words") {
  const RunInfo info = test::sample_info();
  RunInfo same = info;
  same.command = "another";
  same.policies[0].label = "another";
  same.warnings.clear();
  CHECK(identity(same) == identity(info));
  const auto differs = [&](auto change) {
    RunInfo other = info;
    change(other);
    return identity(other) != identity(info);
  };
  CHECK(differs([](RunInfo& other) { other.seed = 1; }));
  CHECK(differs([](RunInfo& other) { other.program += "x"; }));
  CHECK(differs([](RunInfo& other) { other.design = "sobol"; }));
  CHECK(differs([](RunInfo& other) { other.scenario_sha256[3] = 'b'; }));
  CHECK(differs([](RunInfo& other) { other.models[0].version = "2"; }));
  CHECK(differs([](RunInfo& other) { std::swap(other.policies[0], other.policies[1]); }));
  CHECK(differs([](RunInfo& other) { other.outcomes[1].keeps_series = true; }));
}

TEST_CASE("units are spelled as UDUNITS spells them, and what is counted is 1") {
  CHECK(cf_unit("people") == "1");
  CHECK(cf_unit("people/h") == "1/h");
  CHECK(cf_unit("vehicle h") == "1 h");
  CHECK(cf_unit("") == "1");
  CHECK(cf_unit("1") == "1");
  CHECK(cf_unit("m3/s") == "m3/s");
  CHECK(cf_unit("kg m-3") == "kg m-3");
  CHECK(is_counted("people"));
  CHECK_FALSE(is_counted("min"));
  CHECK_FALSE(is_counted("1"));
  CHECK(cf_time("minutes", "2017-02-16T10:00:00+11:00") ==
        "minutes since 2017-02-16 10:00:00 +11:00");
  CHECK(cf_time("seconds", "2017-02-16T10:00:00Z") == "seconds since 2017-02-16 10:00:00");
}
