#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes every data file of the scenario first-town: an invented coastal town and three fires.

Nothing here is real. The coordinates are EPSG:32755 (metres) around a point in the open sea, so
that no home of the town stands where somebody lives. Run it without arguments to write the files
beside it; with --check it writes nothing and fails unless the files there are the ones it makes.

What is drawn, and from what:
  households   size 1 to 5 with chances .25 .33 .18 .16 .08; a zone by ZONES' weights; a home 15 m
               beside a street of that zone
  archetype    by the shares of ARCHETYPES; others of a household copy the first with chance .5
  thresholds   near normal (sum of twelve uniforms), mean by archetype, to two decimals; at least
               0.01, the final one at least as high as the initial one
  lags         near normal, mean and deviation by archetype, at least 1 min
  dependents   chance by archetype; at the school (.5), the aged-care home (.2) or another home
  going to     Westhaven (the coast road) with a chance by zone, else Highfield (the inland road)
The numbers of an archetype (impacts, mean thresholds and lags, chances) follow the six kinds of
the Emergency Evacuation Simulator (github.com/agentsoz/ees, MIT), themselves after K. Strahan,
J. Whittaker, J. Handmer, "Self-evacuation archetypes in Australian bushfire", Int. J. Disaster
Risk Reduction 27 (2018) 307-316. Streets, homes, fires and plans are invented.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import math
import random
import sys
from pathlib import Path
from typing import NamedTuple

SEED = 20260101
PEOPLE = 2000
EAST, NORTH = 600_000.0, 5_790_000.0  # the town's centre, EPSG:32755, m
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32755"}}
DATE = "2026-11-24"
Point = tuple[float, float]


class Place(NamedTuple):
    name: str
    x: float  # m east of the centre
    y: float  # m north of the centre

    def text(self) -> str:
        return f"{self.name},{EAST + self.x:.0f},{NORTH + self.y:.0f}"


WESTHAVEN = Place("Westhaven", -13_000, -2_500)  # along the coast road
HIGHFIELD = Place("Highfield", 9_500, 11_500)  # along the inland road
OVAL = Place("Oval", 400, -850)  # the nearer place, by the beach
SCHOOL: Point = (0, 200)
AGED_CARE: Point = (800, 1_400)


class Zone(NamedTuple):
    group: str
    x0: float
    y0: float
    x1: float
    y1: float
    weight: float  # share of the households
    westhaven: float  # chance that a household would leave by the coast road


ZONES = {
    "harbour": Zone("coast", -1_700, -1_150, 0, -480, 280, 0.7),
    "beach": Zone("coast", 0, -1_150, 1_700, -480, 320, 0.4),
    "market": Zone("centre", -1_700, -480, -480, 890, 380, 0.5),
    "school": Zone("centre", -480, -480, 520, 890, 340, 0.3),
    "station": Zone("centre", 520, -480, 1_700, 890, 300, 0.1),
    "hill-west": Zone("hill", -1_700, 890, 0, 2_400, 170, 0.3),
    "hill-east": Zone("hill", 0, 890, 1_700, 2_400, 150, 0.1),
    "valley": Zone("hill", 1_700, 1_800, 6_500, 6_500, 60, 0.0),
}


class Archetype(NamedTuple):
    share: float
    impacts: dict[str, float]
    initial: float  # mean threshold of the initial response; deviation 0.1
    final: tuple[float, float]  # threshold of the final response: mean, deviation
    lag: tuple[float, float]  # final lag, min: mean, deviation
    dependents: float
    go_home: float


IMPACTS = (
    "FireDangerIndexRating ImmersionInSmoke MessageAdvice MessageEmergencyWarning "
    "MessageEvacuateNow MessageRespondersAttending MessageWatchAndAct SocialMessage "
    "VisibleEmbers VisibleFire VisibleResponders VisibleSmoke"
).split()


def impacts(*values: float) -> dict[str, float]:
    return dict(zip(IMPACTS, values, strict=True))


ARCHETYPES = {
    "Considered.Evacuator": Archetype(
        0.184,
        impacts(0.1, 0.4, 0.103, 0.337, 0.358, 0.2, 0.184, 0.5, 0.5, 0.6, 0.4, 0.3),
        0.30,
        (0.35, 0.08),
        (10, 2),
        0.48,
        0.40,
    ),
    "Community.Guided": Archetype(
        0.175,
        impacts(0.1, 0.3, 0.091, 0.326, 0.346, 0, 0.167, 0.4, 0.4, 0.5, 0.3, 0.2),
        0.30,
        (0.50, 0.10),
        (15, 3),
        0.42,
        0.61,
    ),
    "Worried.Waverer": Archetype(
        0.160,
        impacts(0, 0.2, 0.088, 0.313, 0.311, -0.1, 0.163, 0.4, 0.4, 0.5, 0.3, 0.1),
        0.30,
        (0.70, 0.10),
        (20, 4),
        0.40,
        0.81,
    ),
    "Responsibility.Denier": Archetype(
        0.107,
        impacts(0, 0.1, 0, 0, 0.327, -0.2, 0, 0.1, 0.2, 0.3, -0.3, 0),
        0.40,
        (0.52, 0.09),
        (10, 2),
        0.21,
        0.21,
    ),
    "Threat.Denier": Archetype(
        0.139,
        impacts(0, 0.1, 0, 0, 0, 0, 0, 0, 0.2, 0.5, -0.1, 0),
        0.60,
        (0.80, 0.10),
        (10, 2),
        0.10,
        0.89,
    ),
    "Experienced.Independent": Archetype(
        0.235,
        impacts(0, 0.2, 0, 0, 0.325, 0, 0, 0.1, 0.3, 0.4, 0, 0),
        0.40,
        (0.90, 0.10),
        (5, 1),
        0.0,
        0.91,
    ),
}


# ---- drawing: random() alone, whose values Python promises for ever -----------------------------


def near_normal(rng: random.Random, mean: float, deviation: float) -> float:
    return mean + deviation * (sum(rng.random() for _ in range(12)) - 6.0)


def pick(rng: random.Random, weights: list[float]) -> int:
    mark = rng.random() * sum(weights)
    for index, weight in enumerate(weights):
        mark -= weight
        if mark < 0:
            return index
    return len(weights) - 1


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


COLUMNS = list(range(-1_400, 1_401, 200))
ROWS = list(range(-1_000, 801, 150))
HILL_COLUMNS = list(range(-1_400, 1_401, 400))
HILL_ROWS = list(range(1_100, 2_301, 300))


def street_grid(town: Town, rng: random.Random) -> None:
    """Blocks of 200 m by 150 m; High Street, Main Street and the Esplanade are wider."""
    for row, y in enumerate(ROWS):
        for column, x in enumerate(COLUMNS):
            shift = (20 * rng.random() - 10, 20 * rng.random() - 10)
            town.nodes[f"s-{column}-{row}"] = (x + shift[0], y + shift[1])
    for row in range(len(ROWS)):
        for column in range(len(COLUMNS)):
            here = f"s-{column}-{row}"
            if column + 1 < len(COLUMNS):
                street(town, rng, here, f"s-{column + 1}-{row}", row in (0, 10))
            if row + 1 < len(ROWS):
                street(town, rng, here, f"s-{column}-{row + 1}", column in (0, 7, 14))


def street(town: Town, rng: random.Random, a: str, b: str, wide: bool) -> None:
    missing = rng.random() < 0.08
    if wide:
        town.way([a, b], 60, 900, "street")
    elif not missing:
        town.way([a, b], 40, 600, "street")


def hill_streets(town: Town) -> None:
    """Long blocks above the town; three streets lead down, one track leads to the inland road."""
    for row, y in enumerate(HILL_ROWS):
        town.place(f"h-{row}", [(x, y) for x in HILL_COLUMNS])
        town.way([f"h-{row}-{c}" for c in range(len(HILL_COLUMNS))], 40, 400, "street")
    for column in (0, 3, 7):
        names = [f"h-{row}-{column}" for row in range(len(HILL_ROWS))]
        town.way(names, 40, 400, "street")
    for hill, grid in ((0, 0), (3, 6), (7, 14)):
        town.way([f"h-0-{hill}", f"s-{grid}-12"], 50, 600, "street")


def roads_out(town: Town) -> None:
    last = len(COLUMNS) - 1
    inland = town.place(
        "inland",
        [(2_000, 900), (2_800, 2_200), (3_500, 3_600), (4_300, 5_200), (5_300, 6_800)]
        + [(6_500, 8_400), (8_000, 10_000), (HIGHFIELD.x, HIGHFIELD.y)],
    )
    town.way([f"s-{last}-10"] + inland, 90, 900, "inland road")
    coast = town.place(
        "coast",
        [(-2_400, -1_150), (-3_700, -1_350), (-3_900, -1_380), (-5_200, -1_200)]
        + [(-6_800, -1_500), (-8_600, -1_900), (-10_800, -2_050), (WESTHAVEN.x, WESTHAVEN.y)],
    )
    town.way(["s-0-0"] + coast[:2], 60, 600, "coast road")
    town.way(coast[1:3], 40, 400, "one-lane bridge")
    town.way(coast[2:], 60, 600, "coast road")
    round_way = town.place("round", [(-12_500, 4_000), (-9_500, 10_500), (0, 14_000)])
    town.way([coast[-1]] + round_way + [inland[-1]], 80, 800, "long way round")
    town.way(["h-2-7", inland[1]], 40, 300, "track")
    farms = town.place("farm", [(2_700, 4_100), (4_600, 3_300), (3_400, 5_700), (5_600, 4_900)])
    for junction, farm in ((2, 0), (2, 1), (3, 2), (3, 3)):
        town.way([inland[junction], farms[farm]], 40, 300, "farm lane")


def make_town(rng: random.Random) -> Town:
    town = Town()
    street_grid(town, rng)
    hill_streets(town)
    roads_out(town)
    return town


def network_xml(town: Town) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE network SYSTEM "http://www.matsim.org/files/dtd/network_v2.dtd">',
        "<!-- Invented: first-town/generate.py. EPSG:32755, m, m/s, vehicles/h. -->",
        '<network name="first-town">',
        "\t<nodes>",
    ]
    for name, (x, y) in town.nodes.items():
        lines.append(f'\t\t<node id="{name}" x="{EAST + x:.1f}" y="{NORTH + y:.1f}" />')
    lines += ["\t</nodes>", '\t<links capperiod="01:00:00" effectivecellsize="7.5">']
    for road in town.roads:
        (ax, ay), (bx, by) = town.nodes[road.a], town.nodes[road.b]
        length = math.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
        for a, b in ((road.a, road.b), (road.b, road.a)):
            lines.append(
                f'\t\t<link id="{a}_{b}" from="{a}" to="{b}" length="{length:.1f}" '
                f'freespeed="{road.speed / 3.6:.4f}" capacity="{road.capacity:.1f}" '
                'permlanes="1.0" oneway="1" modes="car" />'
            )
    return "\n".join(lines + ["\t</links>", "</network>"]) + "\n"


# ---- people -------------------------------------------------------------------------------------


def homes_by_zone(town: Town) -> dict[str, list[tuple[Point, Point]]]:
    """The street sections whose middle lies in a zone."""
    sections: dict[str, list[tuple[Point, Point]]] = {name: [] for name in ZONES}
    for road in town.roads:
        if road.kind not in ("street", "farm lane"):
            continue
        a, b = town.nodes[road.a], town.nodes[road.b]
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        for name, zone in ZONES.items():
            if zone.x0 < x < zone.x1 and zone.y0 < y < zone.y1:
                sections[name].append((a, b))
    return sections


def draw_home(rng: random.Random, zone: Zone, sections: list[tuple[Point, Point]]) -> Point:
    while True:
        a, b = sections[int(rng.random() * len(sections))]
        along, side = 0.05 + 0.9 * rng.random(), 15 if rng.random() < 0.5 else -15
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = math.sqrt(dx * dx + dy * dy)
        x = a[0] + along * dx - side * dy / length
        y = a[1] + along * dy + side * dx / length
        if zone.x0 < x < zone.x1 and zone.y0 < y < zone.y1:
            return (round(x, 1), round(y, 1))


class Household(NamedTuple):
    size: int
    zone: str
    home: Point
    destination: Place


def draw_households(rng: random.Random, town: Town) -> list[Household]:
    sections = homes_by_zone(town)
    names, weights = list(ZONES), [zone.weight for zone in ZONES.values()]
    households: list[Household] = []
    left = PEOPLE
    while left > 0:
        size = min(left, 1 + pick(rng, [0.25, 0.33, 0.18, 0.16, 0.08]))
        name = names[pick(rng, weights)]
        home = draw_home(rng, ZONES[name], sections[name])
        west = rng.random() < ZONES[name].westhaven
        households.append(Household(size, name, home, WESTHAVEN if west else HIGHFIELD))
        left -= size
    return households


def yes(value: bool) -> str:
    return "true" if value else "false"


def draw_person(
    rng: random.Random, number: int, kind: str, household: tuple[int, Household], homes: list[Point]
) -> dict[str, str]:
    archetype = ARCHETYPES[kind]
    initial = max(0.01, near_normal(rng, archetype.initial, 0.1))
    final = max(initial, near_normal(rng, *archetype.final))
    dependents = rng.random() < archetype.dependents
    where = pick(rng, [0.5, 0.2, 0.3])
    other = homes[int(rng.random() * len(homes))]
    spot = (SCHOOL, AGED_CARE, other)[where]
    go_home = rng.random() < archetype.go_home
    after_visit = go_home if rng.random() < 0.95 else not go_home
    person = {
        "Age": str(18 + int(75 * rng.random())),
        "Archetype": kind,
        "EvacLocationPreference": household[1].destination.text(),
        "Gender": "Female" if rng.random() < 0.5 else "Male",
        "HasDependents": yes(dependents),
        "HasDependentsAtLocation": (
            f"[{EAST + spot[0]:.1f},{NORTH + spot[1]:.1f}]" if dependents else ""
        ),
        "HouseholdId": f"H{household[0]:04d}",
        "Id": str(number),
        "InvacLocationPreference": OVAL.text(),
        "LagTimeInMinsForFinalResponse": f"{max(1.0, near_normal(rng, *archetype.lag)):.2f}",
        "LagTimeInMinsForInitialResponse": f"{max(1.0, near_normal(rng, 15, 3)):.2f}",
        "ResponseThresholdFinal": f"{final:.2f}",
        "ResponseThresholdInitial": f"{initial:.2f}",
        "WillGoHomeAfterVisitingDependents": yes(after_visit),
        "WillGoHomeBeforeLeaving": yes(go_home),
        "WillStay": yes(kind == "Experienced.Independent"),
    }
    person |= {f"ImpactFrom{name}": f"{value:g}" for name, value in archetype.impacts.items()}
    return dict(sorted(person.items()))


def person_xml(number: int, attributes: dict[str, str], home: Point) -> str:
    lines = [f'\t<person id="{number}">', "\t\t<attributes>"]
    for name, value in attributes.items():
        lines.append(
            f'\t\t\t<attribute name="{name}" class="java.lang.String" >{value}</attribute>'
        )
    spot = f'type="home" x="{EAST + home[0]:.1f}" y="{NORTH + home[1]:.1f}"'
    lines += [
        "\t\t</attributes>",
        '\t\t<plan selected="yes">',
        f'\t\t\t<activity {spot} end_time="23:59:59" />',
        '\t\t\t<leg mode="car" />',
        f"\t\t\t<activity {spot} />",
        "\t\t</plan>",
        "\t</person>",
    ]
    return "\n".join(lines)


def population_xml(rng: random.Random, households: list[Household]) -> str:
    kinds, shares = list(ARCHETYPES), [kind.share for kind in ARCHETYPES.values()]
    homes = [household.home for household in households]
    people: list[str] = []
    for index, household in enumerate(households):
        first = kinds[pick(rng, shares)]
        for member in range(household.size):
            kind = kinds[pick(rng, shares)] if member and rng.random() < 0.5 else first
            number = len(people)
            person = draw_person(rng, number, kind, (index, household), homes)
            people.append(person_xml(number, person, household.home))
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<!DOCTYPE population SYSTEM "http://www.matsim.org/files/dtd/population_v6.dtd">',
        "<!-- Invented people: first-town/generate.py. Homes in EPSG:32755. -->",
        "<population>",
    ]
    return "\n".join(head + people + ["</population>"]) + "\n"


# ---- zones, groups, fires -----------------------------------------------------------------------


def feature(ring: list[Point], properties: dict[str, object]) -> dict[str, object]:
    corners = [[round(EAST + x, 1), round(NORTH + y, 1)] for x, y in ring]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }


def geojson(name: str, features: list[dict[str, object]]) -> str:
    lines = ",\n".join(json.dumps(item) for item in features)
    head = json.dumps({"type": "FeatureCollection", "name": name, "crs": CRS})[:-1]
    return f'{head}, "features": [\n{lines}\n]}}\n'


def zones_geojson() -> str:
    features = []
    for name, zone in ZONES.items():
        ring = [(zone.x0, zone.y0), (zone.x1, zone.y0), (zone.x1, zone.y1), (zone.x0, zone.y1)]
        features.append(feature(ring + ring[:1], {"zone": name}))
    return geojson("zones", features)


def table(header: str, rows: list[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue()


def groups_csv() -> str:
    rows: list[list[object]] = [[zone.group, name] for name, zone in ZONES.items()]
    return table("group,zone", rows + [["all", name] for name in ZONES])


class Fire(NamedTuple):
    """An ellipse that grows about its place of ignition, the rear focus (Van Wagner
    1969 for the ellipse)."""

    x: float
    y: float
    toward: Point  # the direction of the head
    run: float  # m, from ignition to head at the end
    breadth: float  # length-to-breadth ratio
    weight: int
    phase: float  # of the ripple of its edge


FIRES = {
    "town-edge": Fire(-3_300, 5_000, (-300, 600), 5_600, 2.2, 1, 0.4),
    "passes-by": Fire(-6_500, 4_200, (400, 5_400), 7_000, 3.0, 2, 1.7),
    "cuts-road": Fire(1_800, 7_000, (4_700, 4_000), 8_000, 3.0, 1, 2.9),
}
# Share of the final run reached every 30 min: slow at first, fastest in the afternoon.
GROWTH = [0.04, 0.10, 0.18, 0.27, 0.37, 0.47, 0.57, 0.66, 0.75, 0.84, 0.92, 1.0]
CORNERS = 72


def ring_of(fire: Fire, share: float) -> list[Point]:
    """Rings are the same shape at every size about the ignition, so each holds those before it."""
    hx, hy = fire.toward[0] - fire.x, fire.toward[1] - fire.y
    norm = math.sqrt(hx * hx + hy * hy)
    ux, uy = hx / norm, hy / norm
    eccentricity = math.sqrt(1 - 1 / fire.breadth**2)
    half_length = fire.run / (1 + eccentricity)
    ring: list[Point] = []
    for corner in range(CORNERS):
        angle = 2 * math.pi * corner / CORNERS
        ripple = 1 + 0.04 * math.sin(5 * angle + fire.phase) + 0.03 * math.sin(9 * angle)
        along = half_length * (math.cos(angle) + eccentricity) * ripple * share
        across = half_length / fire.breadth * math.sin(angle) * ripple * share
        ring.append((fire.x + along * ux - across * uy, fire.y + along * uy + across * ux))
    return ring + ring[:1]


def fire_geojson(name: str) -> str:
    features = []
    for step, share in enumerate(GROWTH):
        features.append(feature(ring_of(FIRES[name], share), {"minutes": 30 * (step + 1)}))
    return geojson(name, features)


def fires_csv() -> str:
    rows: list[list[object]] = []
    for name, fire in FIRES.items():
        rows.append([name, f"data/fires/{name}.geojson", fire.weight])
    return table("name,file,weight", rows)


# ---- message plans ------------------------------------------------------------------------------

KINDS = ["ADVICE", "WATCH_AND_ACT", "EMERGENCY_WARNING", "EVACUATE_NOW"]


def order(minutes: int, kind: str, group: str, place: Place | None = None) -> list[object]:
    where = place.text().split(",") if place else ["", "", ""]
    return [minutes, kind, group, *where]


def plans() -> dict[str, str]:
    staged = [order(30, "ADVICE", "all")]
    for start, group, place in (
        (60, "hill", HIGHFIELD),
        (120, "centre", HIGHFIELD),
        (180, "coast", WESTHAVEN),
    ):
        staged.append(order(start, "WATCH_AND_ACT", group))
        staged.append(order(start + 30, "EMERGENCY_WARNING", group))
        staged.append(order(start + 60, "EVACUATE_NOW", group, place))
    staged.sort(key=lambda row: int(str(row[0])))
    header = "offset_min,kind,group,destination,x,y"
    return {
        "policies/as-planned.csv": table(header, staged),
        "policies/everyone-at-once.csv": table(header, [order(30, k, "all") for k in KINDS]),
        "policies/early.csv": table(header, [order(-60, k, "all") for k in KINDS]),
    }


# ---- files --------------------------------------------------------------------------------------

TITLES = {
    "data/network.xml": "Streets and the two roads out of an invented town",
    "data/population.xml.gz": "2,000 invented people with their thresholds and homes",
    "data/zones.geojson": "Eight zones of the invented town",
    "data/groups.csv": "Groups of zones that a message can name",
    "data/fires.csv": "Three invented fires and their weights (placeholders)",
    "data/fires/town-edge.geojson": "An invented fire that reaches the town's edge",
    "data/fires/passes-by.geojson": "An invented fire that passes north of the town",
    "data/fires/cuts-road.geojson": "An invented fire that cuts the inland road",
    "policies/as-planned.csv": "Message plan: by stages, the hill first",
    "policies/everyone-at-once.csv": "Message plan: everything to everyone 30 min after ignition",
    "policies/early.csv": "Message plan: everything to everyone 60 min before ignition",
}


def datasets_toml(files: dict[str, bytes]) -> str:
    lines = ["# SPDX-License-Identifier: Apache-2.0", "# Written by generate.py."]
    for name, title in TITLES.items():
        digest = hashlib.sha256(files[name]).hexdigest()
        lines += [
            "",
            "[[dataset]]",
            f'file = "{name}"',
            f'title = "{title}"',
            f'source = "invented: scenarios/first-town/generate.py, seed {SEED}"',
            'publisher = "Sandtable"',
            'licence = "Apache-2.0"',
            f'date = "{DATE}"',
            f'sha256 = "{digest}"',
        ]
    return "\n".join(lines) + "\n"


def make_files(kept_population: bytes) -> dict[str, bytes]:
    """Every file's bytes by name. Other versions of zlib pack the same text into other bytes:
    a kept population whose text is the same is taken as it is."""
    town = make_town(random.Random(SEED))
    households = draw_households(random.Random(SEED + 1), town)
    population = population_xml(random.Random(SEED + 2), households).encode()
    packed = gzip.compress(population, compresslevel=9, mtime=0)
    if kept_population and gzip.decompress(kept_population) == population:
        packed = kept_population
    texts = {
        "data/network.xml": network_xml(town),
        "data/zones.geojson": zones_geojson(),
        "data/groups.csv": groups_csv(),
        "data/fires.csv": fires_csv(),
    }
    texts |= {f"data/fires/{name}.geojson": fire_geojson(name) for name in FIRES}
    texts |= plans()
    files = {name: text.encode() for name, text in texts.items()}
    files["data/population.xml.gz"] = packed
    files["datasets.toml"] = datasets_toml(files).encode()
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the data files of first-town.")
    parser.add_argument("--check", action="store_true", help="write nothing; compare")
    check = parser.parse_args().check
    folder = Path(__file__).resolve().parent
    packed = folder / "data/population.xml.gz"
    files = make_files(packed.read_bytes() if packed.exists() else b"")
    different = []
    for name, content in sorted(files.items()):
        path = folder / name
        if check and (not path.exists() or path.read_bytes() != content):
            different.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name in different:
        print(f"{name} is not what generate.py makes (edited by hand, or an older generator?)")
    if not different:
        size = sum(len(content) for content in files.values())
        print(f"first-town: {len(files)} files, {size / 1e3:.0f} kB, {'same' if check else 'made'}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
