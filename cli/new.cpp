// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/new/write.hpp"
#include "models/registry.hpp"
#include "sim/experiment/text_layout.hpp"
#include "sim/scenario/document.hpp"

namespace sandtable::cli {

namespace {

namespace fs = std::filesystem;

void refuse_what_stands(const fs::path& folder) {
  std::error_code none;
  if (folder.filename().empty())
    refuse(fmt::format("'{}' names no folder: name one, as scenarios/my-town", folder.string()));
  if (fs::exists(folder, none) && !(fs::is_directory(folder, none) && fs::is_empty(folder, none)))
    refuse(fmt::format("{} is there already (nothing is written over): name another folder",
                       folder.string()));
}

void refuse_broken_start(const std::string& start) {
  const std::optional<Moment> moment = parse_moment(start);
  if (!moment || !moment->complete())
    refuse(
        fmt::format("--start '{}' is no date and time with its zone (2026-06-01T08:00:00+02:00 "
                    "is expected)",
                    start));
}

nlohmann::json as_json(const Place& place, const Made& made) {
  return {{"crs", place.crs},
          {"nodes", place.roads.nodes()},
          {"links", place.roads.links()},
          {"rows", place.ground.rows},
          {"columns", place.ground.columns},
          {"cell_m", place.ground.cell_m},
          {"buildings", place.buildings.size()},
          {"homes", place.homes.list.size()},
          {"people", people_in(place.homes.list)},
          {"notes", place.notes},
          {"placeholders", placeholders_of(place, made)}};
}

void tell(const Place& place, const Made& made, const std::string& folder,
          const std::string& program) {
  std::cout << fmt::format(
      "{}: {} road links, {} x {} cells of ground ({:g} m), {} buildings, {} people, in {}\n\nWhat "
      "was read\n",
      folder, place.roads.links(), place.ground.rows, place.ground.columns, place.ground.cell_m,
      place.buildings.size(), people_in(place.homes.list), place.crs);
  for (const std::string& note : place.notes) std::cout << wrapped("  ", note);
  std::cout << "\nWhat is a placeholder\n";
  for (const std::string& line : placeholders_of(place, made)) std::cout << wrapped("  ", line);
  std::cout << fmt::format(
      "\nNext\n  look at {0}/map.png, read {0}/README.md\n  {1} check {0}\n  {1} run {0}\n", folder,
      program);
}

void make(NewOptions given, bool json, const std::string& program) {
  if (given.folder.has_filename() == false) given.folder = given.folder.parent_path();
  refuse_what_stands(given.folder);
  refuse_broken_start(given.start);
  const Place place = read_place(given);
  const Made made{find_exits(place.roads), households_of(place.homes.list), find_sectors(place),
                  rising_water(place)};
  const std::vector<Entry> entries = write_data(place, made, given.start, given.folder);
  write_text(given.folder / "datasets.toml", datasets_text(entries, given.folder));
  write_text(given.folder / "README.md", readme_text(place, made));
  draw_map(place, made, given.folder / "map.png");
  write_text(given.folder / "scenario.toml",
             scenario_text(place, made, given.start, models::registry()));
  if (json)
    std::cout << as_json(place, made).dump(2) << '\n';
  else
    tell(place, made, given.folder.string(), program);
}

}  // namespace

void add_new(CLI::App& app) {
  auto given = std::make_shared<NewOptions>();
  auto json = std::make_shared<bool>(false);
  CLI::App* command =
      app.add_subcommand("new", "Make a scenario of a real place from heights, roads and people");
  command->add_option("folder", given->folder, "Folder to make; its name is the scenario's")
      ->required();
  command
      ->add_option("--dem", given->dem,
                   "Heights of the ground: GeoTIFF, ASCII grid, SRTM .hgt, or a .zip of one; "
                   "several that lie side by side")
      ->required();
  command
      ->add_option("--network", given->network,
                   "Roads: OpenStreetMap (.osm.pbf, .osm), GMNS folder, or MATSim (.xml)")
      ->required();
  CLI::Option* const population = command->add_option(
      "--population", given->population,
      "People: a raster of counts (WorldPop, GHSL), or a CSV of people and lon, lat "
      "(or x, y)");
  command->add_option("--people", given->people, "How many, where there is no --population")
      ->check(whole_number())
      ->excludes(population);
  command->add_option("--buildings", given->buildings,
                      "Footprints: OpenStreetMap, GeoPackage, Shapefile or GeoJSON; those of an "
                      "OpenStreetMap --network are read anyway");
  command->add_option("--zones", given->zones,
                      "Polygons to which messages are sent: GeoJSON or GeoPackage");
  command->add_option("--zone-column", given->zone_column, "Column of their names; else zone");
  command->add_option("--bounds", given->bounds,
                      "west,south,east,north in degrees; else the extent of the roads");
  command->add_option("--crs", given->crs,
                      "CRS in metres of everything that is made; else that of the heights, or the "
                      "UTM zone");
  command->add_option("--cell", given->cell_m, "Side of a cell of the ground, m; else the file's")
      ->check(CLI::PositiveNumber);
  command->add_flag("--fill-holes", given->fill_holes,
                    "Fill cells without height from those around");
  command->add_option("--dem-crs", given->dem_crs, "CRS of heights that name none");
  command->add_option("--dem-no-data", given->no_data, "Value that stands for no height");
  command->add_option("--title", given->title, "Title; else the folder's name");
  command->add_option("--start", given->start, "Date and time with its zone");
  command->add_flag("--json", *json, "Say what was made as JSON");
  command->footer(
      "Example: sandtable new my-town --dem N43E007.hgt.zip --network monaco.osm.pbf \\\n"
      "           --bounds 7.40,43.72,7.44,43.76 --fill-holes");
  command->callback([given, json, &app] { make(*given, *json, app.get_name()); });
}

}  // namespace sandtable::cli
