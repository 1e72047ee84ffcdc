// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/new/write.hpp"

namespace sandtable::cli {
namespace {

std::string brought_table(const Place& place) {
  std::string text =
      "| file | what | publisher | licence | SHA-256 |\n| --- | --- | --- | --- | --- |\n";
  for (const Brought& file : place.brought)
    text += fmt::format("| {} | {} | {} | {} | {}... |\n", file.file.filename().string(), file.what,
                        file.publisher, file.licence, file.sha256.substr(0, 12));
  return text;
}

std::string counts(const Place& place) {
  double length_m = 0;
  for (const double link : place.roads.length_m) length_m += link;
  float low = 1e9F, high = -1e9F;
  for (const float height : place.ground.height_m)
    if (!std::isnan(height)) low = std::min(low, height), high = std::max(high, height);
  return fmt::format(
      "- {} nodes and {} links of roads, {:.0f} km by direction\n"
      "- {} x {} cells of {:g} m of ground, {:.0f} to {:.0f} m high\n"
      "- {} buildings, {} homes with {} people ({:.1f} in the file or by the rule)\n"
      "- everything in {}, x from {:.0f} to {:.0f}, y from {:.0f} to {:.0f}\n",
      place.roads.nodes(), place.roads.links(), length_m / 1000, place.ground.rows,
      place.ground.columns, place.ground.cell_m, low, high, place.buildings.size(),
      place.homes.list.size(), people_in(place.homes.list), place.homes.people_read, place.crs,
      place.box.min_x, place.box.max_x, place.box.min_y, place.box.max_y);
}

std::string lines(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& line : list) text += "- " + line + '\n';
  return text;
}

}  // namespace

std::string readme_text(const Place& place, const Made& made) {
  return fmt::format(R"(# {0}

Made by `sandtable new`. It runs as it is, and shows how the parts fit together; it advises nobody until
what is a placeholder has been replaced.

```
sandtable check {1}
sandtable run {1} --output {1}.h5
sandtable compare {1}.h5
```

![Map of what was read](map.png)
{2}
## What was brought

{3}
Publisher and licence are told by the files' names: check them, and correct `datasets.toml`.

## What was read

{4}{5}
## What is a placeholder

These sentences stand in every result.

{6}
## What to do next

1. Look at `map.png`: is this the place, are roads missing, do the exits lie where people would go?
2. `data/exits.csv`: where people would go to (each to the nearest); orders may name one.
3. `{7}`: the zones to which you send messages, by the column `{8}`.
4. `policies/*.csv`: the plans that you want to compare.
5. `[flood]` in `scenario.toml`: the storm, rivers (`inflows`, `edges`, `hydrographs`), tides, levees
   (`structures`), roughness; or another hazard (`docs/data-formats.md`).
6. `scenario.toml`: start, question, and every number that is called a placeholder.
7. After each change write the file's new hash into `datasets.toml`, and say whose it is.
)",
                     place.title, place.name,
                     place.credit_openstreetmap
                         ? "\nRoads and buildings: (c) OpenStreetMap contributors, ODbL 1.0.\n"
                         : "",
                     brought_table(place), counts(place), lines(place.notes),
                     lines(placeholders_of(place, made)), zones_name(place),
                     place.zones.empty() ? "zone" : place.zone_column);
}

}  // namespace sandtable::cli
