#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes every data file of the scenario river-town: an invented town behind a levee.

Nothing here is real. The coordinates are EPSG:32755 (metres) around a point in the open sea, so
that no home of the town stands where somebody lives. Run it without arguments to write the files
beside it; with --check it writes nothing and fails unless the files there are the ones it makes.

What is made, and from what (all numbers are invented, none is measured):
  elevation    320 by 320 cells of 25 m: a valley that falls 0.6 m a kilometre to the east, a river
               80 m wide and 4 m deep in it, a creek from the north, hills on both sides, a dip in
               the east that the low road crosses
  river        200 m3/s before the flood, a gamma-shaped wave to its peak of 1,200 m3/s after 6 h
  creek        1 m3/s, and what 3 h of heavy rain bring: at most 9 m3/s
  first depth  Manning's formula for 200 m3/s in the river, n = 0.03
  levee        eight lines along the north bank, their crests 1.5 m above the bank, and two flanks
  streets      blocks of 200 m by 150 m along the river; four roads out
  households   size 1 to 5 with chances .25 .33 .18 .16 .08; a zone by ZONES' weights; a home beside
               a street of that zone
"""

import argparse
import csv
import hashlib
import io
import json
import math
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SEED = 20261128
PEOPLE = 20_000
EAST, NORTH = 596_000.0, 5_697_000.0  # the south-west corner, EPSG:32755, m
WIDE, HIGH, CELL = 320, 320, 25
DATE = "2026-11-28"
START = "2026-03-10T16:00:00+11:00"
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32755"}}
Point = tuple[float, float]

SLOPE = 0.0006
CHANNEL, BANK = 40.0, 60.0  # half widths of the river's bed and of the bed with its banks, m
DEPTH = 4.0
LEVEE_AT, LEVEE_HIGH = 80.0, 1.5  # m from the river's middle; m above the bank
TOWN_WEST, TOWN_EAST = 2_600.0, 6_400.0
CREEK_X = 4_700.0
DIP: Point = (7_000.0, 260.0)  # x, and north of the river's middle
FIRST_FLOW, PEAK_FLOW, PEAK_H = 200.0, 1_200.0, 6.0


def river(x: float) -> float:
    """The middle of the river, m north of the corner."""
    return 2_100 + 300 * math.sin(2 * math.pi * x / 5_200)


def bank(x: float) -> float:
    """The height of its banks, m."""
    return 20 - SLOPE * x


# ---- the ground ---------------------------------------------------------------------------------


def valley(x: float, y: float) -> float:
    away = y - river(x)
    far, plain = abs(away), (1_000 if away > 0 else 1_400)
    if far < CHANNEL:
        return bank(x) - DEPTH
    if far < BANK:
        return bank(x) - DEPTH * (BANK - far) / (BANK - CHANNEL)
    if far < plain:
        return bank(x) + 0.0004 * (far - BANK)
    return bank(x) + 0.0004 * (plain - BANK) + 0.015 * (far - plain)


def dip(x: float, y: float) -> float:
    across, along = (x - DIP[0]) / 350, (y - river(x) - DIP[1]) / 140
    return 0.9 * max(0.0, 1 - across * across - along * along)


def ground(x: float, y: float) -> float:
    height = valley(x, y) - dip(x, y)
    away = y - river(x)
    if abs(x - CREEK_X) < 20 and away > LEVEE_AT:
        height = min(height, bank(x) - 1.0 + 0.002 * (away - LEVEE_AT))
    return height


def grid_text(value: list[list[float]]) -> str:
    """An ASCII grid, north first."""
    lines = [f"ncols {WIDE}", f"nrows {HIGH}", f"xllcorner {EAST:.0f}", f"yllcorner {NORTH:.0f}"]
    lines += [f"cellsize {CELL}", "NODATA_value -9999"]
    lines += [" ".join(f"{v:.2f}".rstrip("0").rstrip(".") for v in row) for row in value[::-1]]
    return "\n".join(lines) + "\n"


def cells(function: Callable[[float, float], float]) -> list[list[float]]:
    middle = [CELL * (i + 0.5) for i in range(max(WIDE, HIGH))]
    return [[function(x, y) for x in middle[:WIDE]] for y in middle[:HIGH]]


def first_depth(x: float, y: float) -> float:
    per_width = FIRST_FLOW / (2 * CHANNEL)
    depth = (per_width * 0.03 / math.sqrt(SLOPE)) ** 0.6
    return max(0.0, bank(x) - DEPTH + depth - ground(x, y)) if abs(y - river(x)) < BANK else 0.0


# ---- water --------------------------------------------------------------------------------------


def wave(hours: float, peak: float, narrow: float) -> float:
    """1 at the peak, the shape of a gamma density."""
    if hours <= 0:
        return 0.0
    return (hours / peak * math.exp(1 - hours / peak)) ** narrow


def hydrographs() -> str:
    rows: list[list[object]] = []
    for step in range(0, 49):
        hours = step / 4
        flow = FIRST_FLOW + (PEAK_FLOW - FIRST_FLOW) * wave(hours, PEAK_H, 4)
        creek = 1 + 8 * wave(hours - 2, 3, 4)
        rows.append([15 * step, f"{flow:.1f}", f"{creek:.2f}"])
    return table("minutes,river,creek", rows)


def edges() -> str:
    west, east = NORTH + river(0), NORTH + river(WIDE * CELL)
    rows: list[list[object]] = [
        ["west", f"{west - CHANNEL:.0f}", f"{west + CHANNEL:.0f}", "inflow", "river"],
        ["east", f"{east - 1500:.0f}", f"{east + 1500:.0f}", "free", ""],
    ]
    return table("side,from,to,kind,name", rows)


def inflows() -> str:
    spot = (CREEK_X, river(CREEK_X) + 1_600)
    return table("name,x,y,radius,fed_by", [["creek", *place(spot), 30, "rain"]])


def line(name: str, kind: str, crest: float, points: list[Point]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"name": name, "kind": kind, "crest": round(crest, 2)},
        "geometry": {
            "type": "LineString",
            "coordinates": [[round(EAST + x, 1), round(NORTH + y, 1)] for x, y in points],
        },
    }


def beside(x: float, away: float) -> Point:
    return (x, river(x) + away)


def structures() -> str:
    features = []
    steps = [TOWN_WEST + (TOWN_EAST - TOWN_WEST) * i / 8 for i in range(9)]
    for number, (a, b) in enumerate(zip(steps, steps[1:]), 1):
        points = [beside(a + (b - a) * i / 6, LEVEE_AT) for i in range(7)]
        features.append(line(f"levee {number}", "levee", bank(a) + LEVEE_HIGH, points))
    for name, x in (("west flank", TOWN_WEST), ("east flank", TOWN_EAST)):
        crest = bank(x) + LEVEE_HIGH
        features.append(line(name, "levee", crest, [beside(x, LEVEE_AT), beside(x, 1_150)]))
    low, high = DIP[0] - 400, DIP[0] + 400
    points = [beside(low, 420), beside(low, 110)]
    points += [beside(low + 100 * i, 110) for i in range(1, 9)] + [beside(high, 420)]
    features.append(line("low-road barrier", "barrier", bank(low) + 0.9, points))
    return geojson("structures", features)


def pumps() -> str:
    inside, outside = beside(CREEK_X, LEVEE_AT + 20), beside(CREEK_X, 20)
    return table(
        "name,from_x,from_y,to_x,to_y,discharge,runs",
        [["mill pumps", *place(inside), *place(outside), 6, "no"]],
    )


# ---- roads --------------------------------------------------------------------------------------


class Road(NamedTuple):
    """One two-way road: speed in km/h, capacity in vehicles/h of a direction."""

    a: str
    b: str
    speed: float
    capacity: float
    kind: str


class Town:
    def __init__(self) -> None:
        self.nodes: dict[str, Point] = {}
        self.roads: list[Road] = []

    def way(self, names: list[str], speed: float, capacity: float, kind: str) -> None:
        for a, b in zip(names, names[1:]):
            self.roads.append(Road(a, b, speed, capacity, kind))

    def place(self, prefix: str, points: list[Point]) -> list[str]:
        names = [f"{prefix}-{index}" for index in range(len(points))]
        self.nodes.update(zip(names, points))
        return names


COLUMNS = [2_800 + 200 * i for i in range(18)]
ROWS = [130 + 150 * i for i in range(10)]  # m north of the river's middle
SOUTH_COLUMNS = [3_200 + 200 * i for i in range(9)]
SOUTH_ROWS = [-150 - 150 * i for i in range(4)]
BRIDGE = 4_000
NORTHFIELD: Point = (4_400, 5_900)
EASTHAM: Point = (7_950, 3_300)
SOUTHCOMBE: Point = (4_000, 60)
HOSPITAL: Point = (5_620, river(5_620) + 300)
CARE_HOME: Point = (3_420, river(3_420) + 300)


def streets(town: Town, prefix: str, columns: list[int], rows: list[int]) -> None:
    for row, away in enumerate(rows):
        for column, x in enumerate(columns):
            town.nodes[f"{prefix}-{column}-{row}"] = beside(x, away)
    for row in range(len(rows)):
        for column in range(len(columns)):
            here = f"{prefix}-{column}-{row}"
            wide = (column % 6 == 2, row in (0, 4))
            if column + 1 < len(columns):
                speed, capacity = (50, 900) if wide[1] else (40, 600)
                town.way([here, f"{prefix}-{column + 1}-{row}"], speed, capacity, "street")
            if row + 1 < len(rows):
                speed, capacity = (50, 900) if wide[0] else (40, 600)
                town.way([here, f"{prefix}-{column}-{row + 1}"], speed, capacity, "street")


def make_town() -> Town:
    town = Town()
    streets(town, "n", COLUMNS, ROWS)
    streets(town, "s", SOUTH_COLUMNS, SOUTH_ROWS)
    at_bridge = COLUMNS.index(BRIDGE), SOUTH_COLUMNS.index(BRIDGE)
    town.way([f"n-{at_bridge[0]}-0", f"s-{at_bridge[1]}-0"], 50, 900, "bridge")
    north = town.place("north", [(4_400, 4_300), (4_400, 5_100), NORTHFIELD])
    town.way([f"n-{COLUMNS.index(4_400)}-9"] + north, 80, 900, "north road")
    east = town.place("east", [beside(x, 250) for x in range(6_400, 7_801, 200)] + [EASTHAM])
    town.way([f"n-{len(COLUMNS) - 1}-1"] + east, 80, 1_100, "low road")
    west = town.place("west", [beside(x, 200) for x in range(2_400, 199, -200)])
    town.way(["n-0-0"] + west, 80, 700, "river road")
    south = town.place("south", [beside(BRIDGE, -900), (BRIDGE, 600), SOUTHCOMBE])
    town.way([f"s-{at_bridge[1]}-3"] + south, 80, 900, "south road")
    return town


def nodes_csv(town: Town) -> str:
    rows: list[list[object]] = [[name, *place(at)] for name, at in town.nodes.items()]
    return table("node_id,x_coord,y_coord", rows)


def links_csv(town: Town) -> str:
    rows: list[list[object]] = []
    for road in town.roads:
        (ax, ay), (bx, by) = town.nodes[road.a], town.nodes[road.b]
        length = math.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
        for a, b in ((road.a, road.b), (road.b, road.a)):
            rows.append([f"{a}_{b}", a, b, 1, f"{length:.1f}", road.speed, road.capacity, 1])
    header = "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes"
    return table(header, rows)


def bridges(town: Town) -> str:
    rows: list[list[object]] = []
    for road in town.roads:
        if road.kind == "bridge":
            rows += [[f"{road.a}_{road.b}", "town bridge"], [f"{road.b}_{road.a}", "town bridge"]]
    return table("link,name", rows)


# ---- people -------------------------------------------------------------------------------------


class Zone(NamedTuple):
    x0: float
    x1: float
    south: float  # m north of the river's middle
    north: float
    weight: float  # share of the households
    to: tuple[tuple[str, float], ...]  # where they go, with chances


ZONES = {
    "riverside": Zone(2_700, 4_500, 90, 660, 26, (("Northfield", 0.7), ("Eastham", 0.3))),
    "mill-quarter": Zone(4_500, 6_300, 90, 660, 26, (("Northfield", 0.35), ("Eastham", 0.65))),
    "old-town": Zone(2_700, 6_300, 660, 1_110, 30, (("Northfield", 0.8), ("Eastham", 0.2))),
    "hill": Zone(2_700, 6_300, 1_110, 1_600, 12, (("Northfield", 1.0),)),
    "south-bank": Zone(3_000, 5_000, -720, -90, 6, (("Southcombe", 1.0),)),
}


def pick(rng: random.Random, weights: list[float]) -> int:
    mark = rng.random() * sum(weights)
    for index, weight in enumerate(weights):
        mark -= weight
        if mark < 0:
            return index
    return len(weights) - 1


def draw_home(rng: random.Random, zone: Zone) -> Point:
    """10 m beside a street along the river, or across it."""
    rows = ROWS if zone.south > 0 else SOUTH_ROWS
    columns = COLUMNS if zone.south > 0 else SOUTH_COLUMNS
    while True:
        x = columns[0] + rng.random() * (columns[-1] - columns[0])
        away: float = rows[int(rng.random() * len(rows))] + (10 if rng.random() < 0.5 else -10)
        if rng.random() < 0.4:
            x = columns[int(rng.random() * len(columns))] + (10 if rng.random() < 0.5 else -10)
            away = rows[0] + rng.random() * (rows[-1] - rows[0])
        if zone.x0 < x < zone.x1 and zone.south < away < zone.north:
            return beside(x, away)


def residents(rng: random.Random) -> str:
    rows: list[list[object]] = []
    left = PEOPLE - 150 - 350
    names, weights = list(ZONES), [zone.weight for zone in ZONES.values()]
    while left > 0:
        size = min(left, 1 + pick(rng, [0.25, 0.33, 0.18, 0.16, 0.08]))
        name = names[pick(rng, weights)]
        to = ZONES[name].to
        where = to[pick(rng, [share for _, share in to])][0]
        home = draw_home(rng, ZONES[name])
        rows.append([f"h{len(rows):05d}", *place(home), size, "resident", where])
        left -= size
    for room in range(30):
        spot = (CARE_HOME[0] + 4 * (room % 6), CARE_HOME[1] + 4 * (room // 6))
        rows.append([f"care-{room:02d}", *place(spot), 5, "care home", "Northfield"])
    for tent in range(140):
        x = 4_500 + 12.0 * (tent % 20)
        spot = beside(x, -90 - 8 * (tent // 20))
        rows.append([f"tent-{tent:03d}", *place(spot), 2 + tent % 2, "visitor", "Southcombe"])
    return table("id,x,y,people,kind,destination", rows)


def kinds() -> str:
    return table(
        "kind,preparation_s,share_without_car,compliance,people_per_vehicle,present_by_day,"
        "present_by_night",
        [
            ["resident", 0, 0.12, "", 5, 0.6, 0.95],
            ["care home", 3_600, 0, 1, 5, 1, 1],
            ["visitor", 600, 0, "", 5, 0.5, 1],
        ],
    )


# ---- files --------------------------------------------------------------------------------------


def place(at: Point) -> list[str]:
    return [f"{EAST + at[0]:.1f}", f"{NORTH + at[1]:.1f}"]


def geojson(name: str, features: list[dict[str, object]]) -> str:
    lines = ",\n".join(json.dumps(item) for item in features)
    head = json.dumps({"type": "FeatureCollection", "name": name, "crs": CRS})[:-1]
    return f'{head}, "features": [\n{lines}\n]}}\n'


def zones() -> str:
    features: list[dict[str, object]] = []
    for name, zone in ZONES.items():
        steps = [zone.x0 + (zone.x1 - zone.x0) * i / 9 for i in range(10)]
        ring = [beside(x, zone.south) for x in steps]
        ring += [beside(x, zone.north) for x in steps[::-1]]
        corners = [[round(EAST + x, 1), round(NORTH + y, 1)] for x, y in ring + ring[:1]]
        geometry = {"type": "Polygon", "coordinates": [corners]}
        features.append({"type": "Feature", "properties": {"zone": name}, "geometry": geometry})
    return geojson("zones", features)


def table(header: str, rows: list[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def clock(hours: float) -> str:
    minutes = round(60 * (16 + hours))
    day, minute = divmod(minutes, 24 * 60)
    return f"2026-03-{10 + day}T{minute // 60:02d}:{minute % 60:02d}:00+11:00"


Order = tuple[float, str, str]
LOW_ZONES = ["riverside", "mill-quarter", "south-bank"]
WARN_ALL: list[Order] = [(2.0, "EVACUATE_NOW", "all")]
STAGED: list[Order] = [
    (1.0, "EVACUATE_NOW", "south-bank"),
    (1.5, "EVACUATE_NOW", "riverside"),
    (3.0, "EVACUATE_NOW", "mill-quarter"),
    (4.5, "EVACUATE_NOW", "old-town"),
]
WARN_LOW: list[Order] = [(2.0, "EVACUATE_NOW", zone) for zone in LOW_ZONES]
PUMPS: list[Order] = [(2.0, "start", "mill pumps")]
BARRIER: list[Order] = [(2.5, "place", "low-road barrier")]


def plans() -> dict[str, str]:
    lists = {
        "warn-all": WARN_ALL,
        "staged": STAGED,
        "pumps-first": PUMPS + WARN_LOW,
        "low-road-barrier": BARRIER + WARN_LOW,
        "combined": PUMPS + BARRIER + STAGED,
    }
    files = {}
    for name, orders in lists.items():
        rows: list[list[object]] = [
            [clock(h), kind, group, ""] for h, kind, group in sorted(orders)
        ]
        files[f"policies/{name}.csv"] = table("time,kind,group,destination", rows)
    return files


TITLES = {
    "data/elevation.asc": "The ground of an invented valley, 25 m",
    "data/first-depth.asc": "Water in the invented river before its flood",
    "data/hydrographs.csv": "An invented flood of the river and its creek",
    "data/edges.csv": "Where the river comes in and goes out",
    "data/inflows.csv": "Where the creek comes in",
    "data/structures.geojson": "An invented levee, and a barrier that can be placed",
    "data/pumps.csv": "Invented pumps at the creek's mouth",
    "data/network/node.csv": "Junctions of the invented town",
    "data/network/link.csv": "Streets of the invented town and four roads out",
    "data/network/config.csv": "Units of the roads (GMNS)",
    "data/bridges.csv": "Roads above the water",
    "data/residents.csv": "20,000 invented people, in households",
    "data/kinds.csv": "Kinds of people (placeholders)",
    "data/zones.geojson": "Five zones of the invented town",
    "data/groups.csv": "Groups of zones that a message can name",
    "data/destinations.csv": "Where people go",
    "data/facilities.csv": "The hospital",
    "policies/warn-all.csv": "Plan: everyone is told to leave at once",
    "policies/staged.csv": "Plan: zone after zone, the lowest first",
    "policies/pumps-first.csv": "Plan: the creek's pumps run early, the low zones are warned",
    "policies/low-road-barrier.csv": "Plan: a barrier keeps the low road dry, low zones are warned",
    "policies/combined.csv": "Plan: pumps, barrier, and zone after zone",
}


def datasets_toml(files: dict[str, bytes]) -> str:
    lines = ["# SPDX-License-Identifier: Apache-2.0", "# Written by generate_river_town.py."]
    for name, title in TITLES.items():
        digest = hashlib.sha256(files[name]).hexdigest()
        lines += [
            "",
            "[[dataset]]",
            f'file = "{name}"',
            f'title = "{title}"',
            f'source = "invented: scenarios/river-town/generate_river_town.py, seed {SEED}"',
            'publisher = "Sandtable"',
            'licence = "Apache-2.0"',
            f'date = "{DATE}"',
            f'sha256 = "{digest}"',
        ]
    return "\n".join(lines) + "\n"


def make_files() -> dict[str, bytes]:
    town = make_town()
    spots = {"Northfield": NORTHFIELD, "Eastham": EASTHAM, "Southcombe": SOUTHCOMBE}
    groups: list[list[object]] = [["all", zone] for zone in ZONES]
    texts = {
        "data/elevation.asc": grid_text(cells(ground)),
        "data/first-depth.asc": grid_text(cells(first_depth)),
        "data/hydrographs.csv": hydrographs(),
        "data/edges.csv": edges(),
        "data/inflows.csv": inflows(),
        "data/structures.geojson": structures(),
        "data/pumps.csv": pumps(),
        "data/network/node.csv": nodes_csv(town),
        "data/network/link.csv": links_csv(town),
        "data/network/config.csv": table(
            "dataset_name,id_type,currency,long_length,speed,crs",
            [["river-town", "string", "", "m", "kph", "EPSG:32755"]],
        ),
        "data/bridges.csv": bridges(town),
        "data/residents.csv": residents(random.Random(SEED)),
        "data/kinds.csv": kinds(),
        "data/zones.geojson": zones(),
        "data/groups.csv": table("group,zone", groups),
        "data/destinations.csv": table(
            "name,x,y", [[name, *place(at)] for name, at in spots.items()]
        ),
        "data/facilities.csv": table("name,x,y", [["hospital", *place(HOSPITAL)]]),
    }
    texts |= plans()
    files = {name: text.encode() for name, text in texts.items()}
    files["datasets.toml"] = datasets_toml(files).encode()
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the data files of river-town.")
    parser.add_argument("--check", action="store_true", help="write nothing; compare")
    check = parser.parse_args().check
    folder = Path(__file__).resolve().parent
    files = make_files()
    different = []
    for name, content in sorted(files.items()):
        path = folder / name
        if check and (not path.exists() or path.read_bytes() != content):
            different.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name in different:
        print(f"{name} is not what this program makes (edited by hand, or made by an older one?)")
    if not different:
        size = sum(len(content) for content in files.values())
        done = "same" if check else "made"
        print(f"river-town: {len(files)} files, {size / 1e3:.0f} kB, {done}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
