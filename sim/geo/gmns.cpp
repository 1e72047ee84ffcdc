// SPDX-License-Identifier: Apache-2.0
// GMNS 0.96 as its schemas say (zephyr-data-specs/GMNS, spec/*.schema.json).
#include "sim/geo/gmns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/geo/few_problems.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable {
namespace {

constexpr double kMile = 1609.344, kFoot = 0.3048;

/// What a unit's name is in SI, by the names that are in use.
const std::map<std::string, double> lengths{{"m", 1},
                                            {"meter", 1},
                                            {"meters", 1},
                                            {"metre", 1},
                                            {"metres", 1},
                                            {"km", 1000},
                                            {"kilometer", 1000},
                                            {"kilometers", 1000},
                                            {"kilometre", 1000},
                                            {"kilometres", 1000},
                                            {"mi", kMile},
                                            {"mile", kMile},
                                            {"miles", kMile},
                                            {"ft", kFoot},
                                            {"foot", kFoot},
                                            {"feet", kFoot}};
const std::map<std::string, double> speeds{{"m/s", 1},
                                           {"mps", 1},
                                           {"km/h", 1000 / 3600.0},
                                           {"kmh", 1000 / 3600.0},
                                           {"kph", 1000 / 3600.0},
                                           {"kmph", 1000 / 3600.0},
                                           {"mph", kMile / 3600},
                                           {"mi/h", kMile / 3600}};

constexpr const char* motor_uses[]{"auto",          "all",   "car",     "motor", "motorvehicle",
                                   "motor_vehicle", "drive", "vehicle", "hov",   "truck"};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// Collects the problems of a part, so that those of the next are told as well.
template <class Part>
void attempt(Problems& problems, Part part) {
  try {
    part();
  } catch (const Error& error) {
    problems.add(error);
  }
}

class GmnsReader {
 public:
  GmnsReader(const Table& config, const Table& nodes, const Table& links)
      : config_(config), nodes_(nodes), links_(links) {}

  GmnsNetwork read(const std::string& crs, const std::optional<Box>& box) {
    Problems problems;
    attempt(problems, [&] { read_config(); });
    attempt(problems, [&] { read_nodes(); });
    attempt(problems, [&] { read_links(); });
    problems.raise();
    RoadNetwork& network = made_.network;
    network.crs = crs;
    if (!crs_.empty()) try {
        reproject(crs_, crs, network.node_x, network.node_y);
      } catch (const Error& error) {
        refuse({config_.file, 2, 0}, error.what());
      }
    network = finish(std::move(network), box, links_.file);
    if (left_out_ > 0)
      made_.notes.push_back(
          fmt::format("{} links without motor vehicles left out (allowed_uses)", left_out_));
    return std::move(made_);
  }

 private:
  void read_config() {
    if (config_.rows.size() != 1)
      refuse({config_.file},
             fmt::format("{} rows (one is expected: its units and CRS)", config_.rows.size()));
    const auto [length, speed] = config_.required_all({"long_length", "speed"});
    Problems problems;
    attempt(problems, [&] { length_m_ = unit(length, lengths); });
    attempt(problems, [&] { speed_m_s_ = unit(speed, speeds); });
    crs_ = config_.cell(0, config_.column("crs"));
    problems.raise();
  }
  double unit(std::size_t column, const std::map<std::string, double>& known) const {
    const std::string& written = config_.rows[0][column];
    if (const auto at = known.find(lower(written)); at != known.end()) return at->second;
    std::vector<std::string> names;
    for (const auto& [name, factor] : known) names.push_back(name);
    refuse(config_.where(0),
           fmt::format("{} is '{}' (no unit that is known):{}", config_.columns[column], written,
                       suggestion(lower(written), names)));
  }

  void read_nodes() {
    const auto [id, x, y] = nodes_.required_all({"node_id", "x_coord", "y_coord"});
    FewProblems problems(nodes_.file);
    for (std::size_t row = 0; row < nodes_.rows.size(); ++row) {
      const std::string& name = nodes_.rows[row][id];
      if (name.empty()) problems.add(nodes_.where(row), "a node without node_id");
      if (!index_.emplace(name, made_.network.nodes()).second)
        problems.add(nodes_.where(row), "node '" + name + "' is there twice (ids must be unique)");
      made_.network.node_id.push_back(name);
      made_.network.node_x.push_back(number(nodes_, row, x, problems).value_or(0));
      made_.network.node_y.push_back(number(nodes_, row, y, problems).value_or(0));
    }
    problems.raise();
    nodes_known_ = true;
  }

  void read_links() {
    const auto columns = links_.required_all({"link_id", "from_node_id", "to_node_id", "directed",
                                              "length", "free_speed", "capacity", "lanes"});
    const auto uses = links_.column("allowed_uses");
    FewProblems problems(links_.file);
    for (std::size_t row = 0; row < links_.rows.size(); ++row)
      if (for_motor_vehicles(links_.cell(row, uses)))
        read_link(row, columns, problems);
      else
        ++left_out_;
    problems.raise();
  }

  void read_link(std::size_t row, const std::array<std::size_t, 8>& columns,
                 FewProblems& problems) {
    const std::string& id = links_.rows[row][columns[0]];
    if (id.empty()) problems.add(links_.where(row), "a link without link_id");
    const std::int32_t from = node(row, columns[1], problems), to = node(row, columns[2], problems);
    const bool directed = is_directed(row, columns[3], problems);
    const double length_m = positive(row, columns[4], problems) * length_m_,
                 free_speed = positive(row, columns[5], problems) * speed_m_s_,
                 lanes = positive(row, columns[7], problems);
    long double capacity = positive(row, columns[6], problems);
    const std::string& digits = links_.rows[row][columns[6]];
    std::from_chars(digits.data(), digits.data() + digits.size(), capacity);
    const auto add = [&](std::string name, std::int32_t a, std::int32_t b) {
      if (!seen_.insert(name).second)
        problems.add(links_.where(row), "link '" + name + "' is there twice (ids must be unique)");
      RoadNetwork& network = made_.network;
      network.link_id.push_back(std::move(name));
      network.from.push_back(a);
      network.to.push_back(b);
      network.length_m.push_back(length_m);
      network.free_speed_m_s.push_back(free_speed);
      network.capacity_per_s.push_back(gmns_capacity_per_s(capacity, lanes));
      network.lanes.push_back(lanes);
    };
    add(id, from, to);
    if (!directed) add(id + " reversed", to, from);
  }

  std::optional<double> number(const Table& table, std::size_t row, std::size_t column,
                               FewProblems& problems) {
    try {
      return table.number(row, column);
    } catch (const Error& error) {
      for (const Problem& problem : error.problems()) problems.add(problem.where, problem.what);
      return std::nullopt;
    }
  }
  double positive(std::size_t row, std::size_t column, FewProblems& problems) {
    const std::string& text = links_.rows[row][column];
    const auto value = text.empty() ? std::optional(0.0) : number(links_, row, column, problems);
    if (value && *value <= 0)
      problems.add(links_.where(row),
                   fmt::format("{} {} (it must be a number > 0)", links_.columns[column],
                               text.empty() ? "is missing" : "is " + text));
    return value && *value > 0 ? *value : 1;
  }
  std::int32_t node(std::size_t row, std::size_t column, FewProblems& problems) {
    const std::string& id = links_.rows[row][column];
    const auto found = index_.find(id);
    if (found != index_.end()) return found->second;
    if (nodes_known_)
      problems.add(links_.where(row),
                   fmt::format("{} '{}' is not in node.csv (the link leads nowhere)",
                               links_.columns[column], id));
    return 0;
  }
  bool is_directed(std::size_t row, std::size_t column, FewProblems& problems) {
    const std::string text = lower(links_.rows[row][column]);
    if (text == "true" || text == "1" || text == "t" || text == "1.0") return true;
    if (text != "false" && text != "0" && text != "f" && text != "0.0")
      problems.add(links_.where(row),
                   fmt::format("directed is '{}' (true or false is wanted)", text));
    return false;
  }
  static bool for_motor_vehicles(const std::string& uses) {
    if (uses.empty()) return true;
    std::string use;
    for (const char c : lower(uses) + ",") {
      if (c != ',' && c != ';' && c != ' ') {
        use += c;
        continue;
      }
      if (std::ranges::find(motor_uses, use) != std::end(motor_uses)) return true;
      use.clear();
    }
    return false;
  }

  const Table &config_, &nodes_, &links_;
  GmnsNetwork made_;
  double length_m_ = 1, speed_m_s_ = 1;
  std::string crs_;
  std::map<std::string, std::int32_t> index_;
  bool nodes_known_ = false;
  std::set<std::string> seen_;
  std::size_t left_out_ = 0;
};

}  // namespace

double gmns_capacity_per_s(long double capacity_per_h_and_lane, double lanes) {
  return static_cast<double>(capacity_per_h_and_lane * lanes / 3600);
}

GmnsNetwork gmns_network_of(const Table& config, const Table& nodes, const Table& links,
                            const std::string& crs, const std::optional<Box>& box) {
  return GmnsReader(config, nodes, links).read(crs, box);
}

GmnsNetwork read_gmns_network(const std::filesystem::path& place, const std::string& crs,
                              const std::optional<Box>& box) {
  const std::filesystem::path folder =
      std::filesystem::is_directory(place) ? place : place.parent_path();
  Problems problems;
  std::map<std::string, Table> tables;
  for (const char* const name : {"config.csv", "node.csv", "link.csv"})
    attempt(problems, [&] {
      if (!std::filesystem::exists(folder / name))
        refuse(
            {(folder / name).string()},
            std::string("the file is missing (a GMNS network has node.csv, link.csv and, for its "
                        "units, config.csv) add ") +
                (std::string(name) == "config.csv" ? "one with long_length, speed and crs" : "it"));
      tables[name] = read_table(folder / name);
    });
  problems.raise();
  return gmns_network_of(tables["config.csv"], tables["node.csv"], tables["link.csv"], crs, box);
}

}  // namespace sandtable
