// SPDX-License-Identifier: Apache-2.0
// The one rule: one more person in the town leaves everybody else's luck as it was. The log of
// every key and what it gave is compared, entity by entity.
#include <array>
#include <catch2/catch.hpp>
#include <map>

#include "sim/core/hash.hpp"
#include "sim/geo/gzip.hpp"
#include "tests/unit/rule/town.hpp"

namespace sandtable::rule_tests {

namespace {

/// What every key gave: (process and purpose, noise, entity, occasion, block) -> words.
using Log = std::map<std::array<std::uint64_t, 5>, std::array<std::uint64_t, 4>>;

struct Lucky {
  Log log;
  bool pure = true;  ///< a key that was used twice gave the same
  Course planned, early;
};

enum class Where { nowhere, first, last };

std::string newcomer(const std::string& people, bool stays) {
  const std::size_t begin = people.find("\t<person "), end = people.find("\t<person ", begin + 1);
  std::string person = people.substr(begin, end - begin);
  const auto set = [&](const std::string& from, const std::string& to) {
    REQUIRE(person.find(from) != std::string::npos);
    for (std::size_t at = 0; (at = person.find(from, at)) != std::string::npos; at += to.size())
      person.replace(at, from.size(), to);
  };
  set("person id=\"0\"", "person id=\"newcomer\"");
  set(">H0000<", ">H9999<");
  set("x=\"599757.0\" y=\"5791085.0\"", "x=\"600111.0\" y=\"5789777.0\"");
  const std::string will = "\"WillStay\" class=\"java.lang.String\" >";
  set(will + "false", will + (stays ? "true" : "false"));
  set("ResponseThresholdFinal\" class=\"java.lang.String\" >0.92",
      "ResponseThresholdFinal\" class=\"java.lang.String\" >0.01");
  return person;
}

/// Two draws of the town with one more person at that place of the file.
Lucky luck_of(Where where, bool stays) {
  const Town town("people");
  std::string people = read_gzip(town.path() / "data" / "population.xml.gz");
  const std::string person = newcomer(people, stays);
  if (where == Where::first) people.insert(people.find("\t<person "), person);
  if (where == Where::last) people.insert(people.find("</population>"), person);
  town.write("data/people.xml", people);
  town.edit("scenario.toml", "data/population.xml.gz", "data/people.xml");
  const Experiment experiment = town.load({"as-planned", "early"});
  Lucky made;
  for (std::int64_t draw = 0; draw < draws; ++draw) {
    KeyLog log;
    RunOptions options;
    options.key_log = &log;
    const DrawRecord record = run_one(experiment, {draw, draw, draw, draw}, options);
    made.planned.push_back(record.branches[0]);
    made.early.push_back(record.branches[1]);
    for (const KeyLog::Row& row : log.rows) {
      const auto [at, fresh] = made.log.try_emplace(
          {row.process_purpose, row.noise, row.entity, row.occasion, row.block}, row.words.word);
      made.pure = made.pure && (fresh || at->second == row.words.word);
    }
  }
  return made;
}

const std::uint64_t newcomer_key = hash64("people", "newcomer");

/// The log without the newcomer's rows, of which there must be some.
Log others(Log log) {
  CHECK(std::erase_if(log, [](const auto& row) { return row.first[2] == newcomer_key; }) > 0);
  return log;
}

/// How many rows are in one log only, or gave something else.
std::size_t differing(const Log& a, const Log& b) {
  std::size_t count = 0;
  for (const auto& row : a) {
    const auto at = b.find(row.first);
    count += at == b.end() || at->second != row.second;
  }
  for (const auto& row : b) count += !a.contains(row.first);
  return count;
}

}  // namespace

TEST_CASE("One more person who stays leaves everybody else's draws and fate as they were") {
  const Lucky before = luck_of(Where::nowhere, true);
  CHECK(before.log.size() > 10000);
  for (const Where where : {Where::first, Where::last}) {
    const Lucky after = luck_of(where, true);
    CHECK((others(after.log) == before.log));
    CHECK(after.pure);
    constexpr std::size_t stayers_overtaken = 2;
    for (auto [now, then] :
         {std::pair(after.planned, before.planned), {after.early, before.early}}) {
      for (Course* course : {&now, &then})
        for (BranchRecord& record : *course) {
          record.outcomes[stayers_overtaken] = 0;
          record.grouped[stayers_overtaken].clear();
        }
      CHECK(difference(now, then) == "");
    }
  }
}

TEST_CASE("One more person who leaves, first or last of the file, draws beside the others") {
  // Whoever leaves may hold others up, so that they meet the fire and make up their minds at
  // another time: a few may draw who did not. A key of an index would change nearly every row.
  const Lucky before = luck_of(Where::nowhere, false);
  for (const Where where : {Where::first, Where::last}) {
    const Lucky after = luck_of(where, false);
    CHECK(differing(others(after.log), before.log) < before.log.size() / 100);
    CHECK(difference_of_outcomes(after.planned, before.planned) != "");
  }
}

}  // namespace sandtable::rule_tests
