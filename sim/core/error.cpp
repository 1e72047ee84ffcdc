// SPDX-License-Identifier: Apache-2.0
#include "sim/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace sandtable {

namespace {

std::string joined(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += problem.text();
  }
  return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string Problem::text() const {
  std::string place = where.file;
  if (where.line > 0) place += fmt::format(":{}", where.line);
  if (where.line > 0 && where.column > 0) place += fmt::format(":{}", where.column);
  return place.empty() ? what : place + ": " + what;
}

Error::Error(Fault fault, std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), fault_(fault), problems_(std::move(problems)) {}

void refuse(Source where, std::string what) {
  throw Error(Fault::input, {{std::move(where), std::move(what)}});
}

void refuse(std::string what) {
  refuse(Source{}, std::move(what));
}

void fail(std::string what) {
  throw Error(Fault::run, {{Source{}, std::move(what)}});
}

void Problems::add(Source where, std::string what) {
  list_.push_back({std::move(where), std::move(what)});
}

void Problems::add(std::string what) {
  add(Source{}, std::move(what));
}

void Problems::add(const Error& error) {
  list_.insert(list_.end(), error.problems().begin(), error.problems().end());
}

void Problems::raise() const {
  if (list_.empty()) return;
  std::vector<Problem> each;
  std::set<std::string> told;
  for (const Problem& problem : list_)
    if (told.insert(problem.text()).second) each.push_back(problem);
  throw Error(Fault::input, std::move(each));
}

std::string nearest(std::string_view word, std::span<const std::string> known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 2) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string> known) {
  if (const std::string near = nearest(word, known); !near.empty())
    return fmt::format(" did you mean '{}'?", near);
  if (known.empty()) return "";
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  return " known: " + list;
}

}  // namespace sandtable
