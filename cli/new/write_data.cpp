// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "cli/new/write.hpp"
#include "sim/core/error.hpp"
#include "sim/geo/crs.hpp"
#include "sim/geo/gmns.hpp"
#include "sim/geo/gzip.hpp"
#include "sim/scenario/dataset.hpp"
#include "sim/scenario/document.hpp"

namespace sandtable::cli {
namespace {

namespace fs = std::filesystem;

/// "placeholder: made by sandtable new": whoever reads `source` sees what it is worth.
Entry made_entry(const std::string& file, const std::string& title, const std::string& date) {
  return {file,
          title + " (placeholder)",
          "placeholder: made by sandtable new, nobody brought it",
          "nobody",
          "none needed",
          date};
}

/// A file that was written from those that were brought as `what`.
Entry read_entry(const std::string& file, const std::string& title, const std::string& what,
                 const Place& place) {
  Entry made{file, title, "", "", "", ""};
  for (const Brought& brought : place.brought) {
    if (brought.what != what) continue;
    made.source +=
        fmt::format("{}{} (SHA-256 {}), read by sandtable new", made.source.empty() ? "" : "; ",
                    brought.file.filename().string(), brought.sha256);
    made.publisher = brought.publisher;
    made.licence = brought.licence;
    made.date = std::max(made.date, brought.date);
  }
  return made;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",;\"\n\r") == std::string::npos) return text;
  std::string made = "\"";
  for (const char c : text) made += c == '"' ? "\"\"" : std::string(1, c);
  return made + '"';
}

std::string people_csv(const std::vector<Household>& households) {
  std::string text = "id,x,y,people\n";
  for (const Household& household : households)
    text += fmt::format("{},{:.1f},{:.1f},{}\n", csv_cell(household.id), household.place.x,
                        household.place.y, household.people);
  return text;
}

std::string exits_csv(const std::vector<Exit>& exits) {
  std::string text = "name,x,y\n";
  for (const Exit& exit : exits)
    text += fmt::format("{},{:.0f},{:.0f}\n", exit.name, exit.place.x, exit.place.y);
  return text;
}

std::string zones_geojson(const Place& place, const std::vector<Sector>& sectors) {
  std::string text = fmt::format(
      R"({{"type": "FeatureCollection", "name": "zones", "crs": {{"type": "name", "properties": )"
      R"({{"name": "{}"}}}}, "features": [)"
      "\n",
      gdal::crs_urn(place.crs));
  for (std::size_t i = 0; i < sectors.size(); ++i) {
    std::string ring;
    for (const Point p : sectors[i].rings.front())
      ring += fmt::format("{}[{:.2f}, {:.2f}]", ring.empty() ? "" : ", ", p.x, p.y);
    text += fmt::format(
        R"({{"type": "Feature", "properties": {{"zone": "{}"}}, "geometry": {{"type": "Polygon", )"
        R"("coordinates": [[{}]]}}}}{})"
        "\n",
        sectors[i].name, ring, i + 1 < sectors.size() ? "," : "");
  }
  return text + "]}\n";
}

/// A copy of those that were brought, or the grid.
Entry write_zones(const Place& place, const std::vector<Sector>& sectors, const fs::path& folder,
                  const std::string& date) {
  const std::string file = zones_name(place), title = "Zones to which messages are sent";
  if (place.zones.empty()) {
    write_text(folder / file, zones_geojson(place, sectors));
    return made_entry(file, title, date);
  }
  fs::copy_file(place.zones_file, folder / file);
  return read_entry(file, title, "zones", place);
}

/// So many minutes after a moment, on the same clock.
std::string later(const std::string& start, int minutes) {
  const std::size_t zone = start.find_last_of("+-Zz");
  const auto clock = parse_moment(start.substr(0, zone))->unix_s + minutes * 60;
  const std::chrono::sys_seconds time{std::chrono::seconds(static_cast<std::int64_t>(clock))};
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}{}", time, start.substr(zone));
}

constexpr const char* plan_head = "time,kind,group\n";

/// All four kinds of message, ten minutes apart.
std::string messages(const std::string& start, int from_min, const std::string& group) {
  std::string text;
  for (const char* const kind : {"ADVICE", "WATCH_AND_ACT", "EMERGENCY_WARNING", "EVACUATE_NOW"}) {
    text += fmt::format("{},{},{}\n", later(start, from_min), kind, csv_cell(group));
    from_min += 10;
  }
  return text;
}

std::string lowest_first(const std::string& start, std::vector<Sector> sectors) {
  std::ranges::stable_sort(sectors, {}, &Sector::mean_height_m);
  std::string text = plan_head;
  int from_min = 60;
  for (const Sector& sector : sectors) {
    if (sector.people == 0) continue;
    text += messages(start, from_min, sector.name);
    from_min += 30;
  }
  return text;
}

}  // namespace

std::string zones_name(const Place& place) {
  return "data/zones" +
         (place.zones.empty() ? std::string(".geojson") : place.zones_file.extension().string());
}

void write_text(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text << std::flush;
  if (!stream) fail(file.string() + " cannot be written (disk full, or no permission?)");
}

std::vector<Entry> write_data(const Place& place, const Made& made, const std::string& start,
                              const fs::path& folder) {
  const fs::path data = folder / "data", policies = folder / "policies";
  fs::create_directories(data);
  fs::create_directories(policies);
  std::string date;
  for (const Brought& brought : place.brought) date = std::max(date, brought.date);
  std::vector<Entry> entries;
  write_gmns_network(place.roads, data / "roads");
  for (const char* const name : {"config.csv", "node.csv", "link.csv"})
    entries.push_back(
        read_entry(std::string("data/roads/") + name, "Roads (GMNS)", "roads", place));
  write_elevation(place.ground, data / "terrain.tif");
  entries.push_back(read_entry("data/terrain.tif", "Heights of the ground, m", "heights", place));
  if (!place.buildings.empty()) {
    write_buildings(place.buildings, place.crs, data / "buildings.geojson");
    const bool own = std::ranges::any_of(
        place.brought, [](const Brought& brought) { return brought.what == "buildings"; });
    entries.push_back(read_entry("data/buildings.geojson", "Footprints of buildings",
                                 own ? "buildings" : "roads", place));
  }
  write_text(data / "people.csv", people_csv(made.households));
  entries.push_back(place.people_from == PeopleFrom::file
                        ? read_entry("data/people.csv", "Where people live", "people", place)
                        : made_entry("data/people.csv", "Where people live", date));
  write_gzip(data / "population.xml.gz", population_xml(made.households, made.exits));
  entries.push_back(made_entry("data/population.xml.gz",
                               "The people of data/people.csv as households with behaviour", date));
  entries.push_back(write_zones(place, made.sectors, folder, date));
  write_text(data / "exits.csv", exits_csv(made.exits));
  entries.push_back(made_entry("data/exits.csv", "Where those who leave go to", date));
  write_on_cells(made.water.cells, made.water.minutes, "min", data / "rising-water.tif");
  entries.push_back(
      made_entry("data/rising-water.tif", "When the water comes, min after it begins", date));
  write_text(policies / "everyone-at-once.csv", plan_head + messages(start, 120, "everyone"));
  write_text(policies / "lowest-first.csv", lowest_first(start, made.sectors));
  for (const char* const name : {"everyone-at-once", "lowest-first"})
    entries.push_back(made_entry(fmt::format("policies/{}.csv", name), "A message plan", date));
  return entries;
}

std::string datasets_text(const std::vector<Entry>& entries, const fs::path& folder) {
  std::string text =
      "# Every data file, where it is from, its licence and hash. After an edit of yours write "
      "the\n"
      "# new SHA-256 here (sha256sum FILE), and source and publisher if they are others.\n";
  for (const Entry& entry : entries)
    text += fmt::format(
        "\n[[dataset]]\nfile = {}\ntitle = {}\nsource = {}\npublisher = {}\nlicence = {}\ndate = "
        "{}\nsha256 = \"{}\"\n",
        quoted(entry.file), quoted(entry.title), quoted(entry.source), quoted(entry.publisher),
        quoted(entry.licence), quoted(entry.date), sha256_of_file(folder / entry.file));
  return text;
}

}  // namespace sandtable::cli
