// SPDX-License-Identifier: Apache-2.0
// Zones, groups of them, areas: whom a message reaches.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/response/people/audiences.hpp"
#include "sim/geo/table.hpp"
#include "sim/geo/vector.hpp"

namespace sandtable::models {

namespace {

class AudienceReader {
 public:
  AudienceReader(Loader& loader, const AudienceFiles& files, std::span<const std::int32_t> at_start,
                 const RoadMap& roads, Population& made)
      : loader_(loader), files_(files), at_start_(at_start), roads_(roads), made_(made) {}

  void read() {
    std::vector<std::int32_t>& all = add("everyone").people;
    for (std::size_t p = 0; p < at_start_.size(); ++p) all.push_back(static_cast<std::int32_t>(p));
    audiences_.front().region.everywhere = true;
    read_zones();
    read_groups();
    read_areas();
    problems_.raise();
    std::vector<std::string> names;
    for (Audience& audience : audiences_) {
      std::ranges::sort(audience.people);
      names.push_back(std::move(audience.name));
      made_.audience.push_back(std::move(audience.people));
      made_.region.push_back(std::move(audience.region));
    }
    made_.audiences =
        std::make_shared<const Support>("audiences", SupportKind::zones, std::move(names));
  }

 private:
  struct Audience {
    std::string name;
    std::vector<std::int32_t> people;  ///< at the start
    Region region;
  };

  /// The audience of a name, a new one if there is none yet.
  Audience& add(const std::string& name) {
    const auto known = std::ranges::find(audiences_, name, &Audience::name);
    if (known != audiences_.end()) return *known;
    audiences_.push_back({name, {}, {}});
    return audiences_.back();
  }

  void add_zone(const std::string& audience, std::int32_t zone) {
    Audience& to = add(audience);
    to.region.zones.push_back(zone);
    for (std::size_t p = 0; p < made_.zone.size(); ++p)
      if (made_.zone[p] == zone) to.people.push_back(static_cast<std::int32_t>(p));
  }

  void read_zones() {
    if (files_.zones.empty()) return add_known_zones();
    made_.zone.assign(at_start_.size(), -1);
    const bool named = !files_.zone_name_column.empty();
    const std::vector<std::string> columns(named ? 1 : 0, files_.zone_name_column);
    const std::vector<Feature> polygons =
        read_features(files_.zones, files_.crs, columns, {files_.zone_column, "", ""});
    std::vector<std::int32_t> zone_of;  // (polygon): several polygons of one id are one zone
    std::vector<std::string> names;     // (zone)
    for (const Feature& polygon : polygons) {
      const auto known = std::ranges::find(made_.zone_names, polygon.id);
      zone_of.push_back(static_cast<std::int32_t>(known - made_.zone_names.begin()));
      if (known != made_.zone_names.end()) continue;
      made_.zone_names.push_back(polygon.id);
      names.push_back(named ? polygon.values[0].text : polygon.id);
    }
    const auto zones_at = [&](const std::vector<double>& xs, const std::vector<double>& ys) {
      std::vector<std::int32_t> found = zone_of_points(polygons, xs, ys);
      for (std::int32_t& zone : found)
        if (zone >= 0) zone = zone_of[static_cast<std::size_t>(zone)];
      return found;
    };
    made_.zone_of_place = zones_at(made_.places->x(), made_.places->y());
    for (std::size_t p = 0; p < at_start_.size(); ++p)
      made_.zone[p] = made_.zone_of_place[static_cast<std::size_t>(at_start_[p])];
    if (loader_.one_more) made_.zone.front() = -1;  // no neighbour counts who is in no zone
    if (files_.people_move)
      made_.zone_of_node = zones_at(roads_.network->node_x, roads_.network->node_y);
    for (std::size_t zone = 0; zone < names.size(); ++zone)
      add_zone(names[zone], static_cast<std::int32_t>(zone));
    tell_zones();
  }

  void add_known_zones() {
    if (made_.zone_names.empty()) return made_.zone.assign(at_start_.size(), -1);
    for (std::size_t zone = 0; zone < made_.zone_names.size(); ++zone)
      add_zone(made_.zone_names[zone], static_cast<std::int32_t>(zone));
    tell_zones();
  }

  void tell_zones() {
    std::vector<std::int32_t> living(made_.zone_names.size());
    for (const std::int32_t zone : made_.zone)
      if (zone >= 0) ++living[static_cast<std::size_t>(zone)];
    loader_.notes.push_back(fmt::format(
        "{} zones, {} without people{}; {} people in no zone{} (only messages to everyone reach "
        "them)",
        living.size(), std::ranges::count(living, 0), files_.people_move ? " at the start" : "",
        std::ranges::count(made_.zone, -1), files_.people_move ? " at the start" : ""));
    std::string shared;
    std::size_t count = 0;
    for (const Audience& audience : audiences_)
      if (audience.region.zones.size() > 1) {
        shared += fmt::format("{}'{}'", count++ == 0 ? "" : ", ", audience.name);
      }
    if (count > 0)
      loader_.notes.push_back(fmt::format(
          "{} names stand for more than one zone, and a message to one goes to all of them: {}",
          count, shared));
  }

  void read_groups() {
    if (files_.groups.empty()) return;
    const Table table = read_table(files_.groups);
    const auto [group, zone] = table.required_all({"group", "zone"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::string& name = table.rows[row][group];
      const auto member = std::ranges::find(made_.zone_names, table.rows[row][zone]);
      if (member == made_.zone_names.end()) {
        problems_.add(table.where(row),
                      fmt::format("unknown zone '{}' in group '{}':{}", table.rows[row][zone], name,
                                  suggestion(table.rows[row][zone], made_.zone_names)));
        continue;
      }
      add_zone(name, static_cast<std::int32_t>(member - made_.zone_names.begin()));
    }
  }

  void read_areas() {
    if (files_.areas.empty()) return;
    const Table table = read_table(files_.areas);
    const auto [name, min_x, min_y, max_x, max_y] =
        table.required_all({"group", "min_x", "min_y", "max_x", "max_y"});
    const std::array<std::size_t, 4> sides{min_x, min_y, max_x, max_y};
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      std::array<double, 4> box{-1e300, -1e300, 1e300, 1e300};
      for (std::size_t i = 0; i < 4; ++i)
        if (!table.rows[row][sides[i]].empty()) box[i] = table.number(row, sides[i]);
      audiences_.push_back({table.rows[row][name], {}, {}});
      audiences_.back().region.boxes.push_back({box[0], box[1], box[2], box[3]});
      for (std::size_t p = 0; p < at_start_.size(); ++p) {
        const auto place = static_cast<std::size_t>(at_start_[p]);
        if (half_open(audiences_.back().region.boxes.front(),
                      {made_.places->x()[place], made_.places->y()[place]}))
          audiences_.back().people.push_back(static_cast<std::int32_t>(p));
      }
    }
  }

  Loader& loader_;
  const AudienceFiles& files_;
  std::span<const std::int32_t> at_start_;
  const RoadMap& roads_;
  Population& made_;
  std::vector<Audience> audiences_;
  Problems problems_;
};

}  // namespace

void read_audiences(Loader& loader, const AudienceFiles& files,
                    std::span<const std::int32_t> at_start, const RoadMap& roads,
                    Population& made) {
  AudienceReader(loader, files, at_start, roads, made).read();
}

void describe_message(Lever& message, const Population& population) {
  std::vector<std::string> destinations;
  for (const Area& area : population.destinations) destinations.push_back(area.name);
  message.spec.arguments[0].names.assign(message_names.begin(), message_names.end());
  message.spec.arguments[1].optional = true;
  message.spec.arguments[1].names = std::move(destinations);
  message.spec.target = population.audiences;
}

}  // namespace sandtable::models
