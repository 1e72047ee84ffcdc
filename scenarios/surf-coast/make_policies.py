#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the two tables of orders in policies/ from the files of the case.

  nearest-first.csv    EVACUATE_NOW to the zones of messages.s7.json, as many at each of its three
                       times, in the order in which this fire reaches them: by the hour in which a
                       cell whose middle lies in the zone burns, then by the distance from the
                       zone's border to the middle of the nearest cell that burns
  traffic-points.csv   points 1 to 11 of traffic-mgt-points.csv, closed as the first entry of
                       traffic-mgt-points.s3.json says; its other entries are another fire's

    make_policies.py CASES [--check]

CASES is the folder that holds surf-coast. With --check it writes nothing, and fails unless the
files there are the ones that it makes.
"""

import argparse
import csv
import gzip
import io
import json
import math
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
FIRE = "anglesea_evac_test_ffdi104_phx5_2016data_minsup_fh2017_grid_epsg32754.json.gz"
DAY = "2016-01-13T{}:{}:00+11:00"
BORDER_STEP_M = 100.0
Ring = list[tuple[float, float]]


def utm54(lon: float, lat: float) -> tuple[float, float]:
    """EPSG:32754 of a longitude and latitude; Krueger's series to third order, right to 1 mm."""
    flattening = 1 / 298.257223563
    n = flattening / (2 - flattening)
    radius = 6378137.0 / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    alpha = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16,
        13 * n**2 / 48 - 3 * n**3 / 5,
        61 * n**3 / 240,
    )
    sine, east = math.sin(math.radians(lat)), math.radians(lon - 141)
    ratio = 2 * math.sqrt(n) / (1 + n)
    t = math.sinh(math.atanh(sine) - ratio * math.atanh(ratio * sine))
    xi, eta = math.atan2(t, math.cos(east)), math.atanh(math.sin(east) / math.hypot(1, t))
    x, y = eta, xi
    for j, a in enumerate(alpha, 1):
        x += a * math.cos(2 * j * xi) * math.sinh(2 * j * eta)
        y += a * math.sin(2 * j * xi) * math.cosh(2 * j * eta)
    return 500_000 + 0.9996 * radius * x, 10_000_000 + 0.9996 * radius * y


def inside(rings: list[Ring], points: np.ndarray) -> np.ndarray:
    """Which points lie in the rings, by the even-odd rule."""
    odd = np.zeros(len(points), dtype=bool)
    x, y = points[:, 0], points[:, 1]
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            if ay != by:
                crosses = ((ay > y) != (by > y)) & (x < ax + (y - ay) / (by - ay) * (bx - ax))
                odd ^= crosses
    return odd


def border(rings: list[Ring]) -> np.ndarray:
    """Points along the rings, at most BORDER_STEP_M apart."""
    points: list[tuple[float, float]] = []
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            parts = max(1, math.ceil(math.hypot(bx - ax, by - ay) / BORDER_STEP_M))
            points += [
                (ax + (bx - ax) * i / parts, ay + (by - ay) * i / parts) for i in range(parts)
            ]
    return np.array(points)


def fire_cells(case: Path) -> tuple[np.ndarray, np.ndarray]:
    """The middles (m) and hours of the cells that burn."""
    with gzip.open(case / FIRE, "rt") as file:
        features = json.load(file)["features"]
    burnt = [f for f in features if f["properties"]["HOUR_BURNT"] is not None]
    corners = [f["geometry"]["coordinates"][0][:4] for f in burnt]
    hours = [float(f["properties"]["HOUR_BURNT"]) for f in burnt]
    return np.mean(np.array(corners, dtype=float)[:, :, :2], axis=1), np.array(hours)


def reached(rings: list[Ring], cells: np.ndarray, hours: np.ndarray) -> tuple[float, float]:
    """The hour at which the fire is in a zone (infinite if never), and its distance from it, m."""
    within = inside(rings, cells)
    if within.any():
        return float(hours[within].min()), 0.0
    away = np.inf
    for point in border(rings):
        away = min(away, float(np.hypot(*(cells - point).T).min()))
    return math.inf, away


def loose_json(path: Path) -> Any:
    """JSON in which a comma may stand before a closing bracket, as the case's files have it."""
    return json.loads(re.sub(r",(\s*[\]}])", r"\1", path.read_text()))


def clock(written: str) -> str:
    """The scenario's day at "1215"."""
    return DAY.format(written[:2], written[2:])


def nearest_first(case: Path) -> str:
    """The table nearest-first.csv."""
    cells, hours = fire_cells(case)
    rings: dict[str, list[list[Ring]]] = {}
    for feature in json.loads((case / "zones-epsg4326.geojson").read_text())["features"]:
        outline = [[utm54(*c[:2]) for c in ring] for ring in feature["geometry"]["coordinates"]]
        rings.setdefault(feature["properties"]["IDName"], []).append(outline)
    messages = loose_json(case / "messages.s7.json")["messages"]
    times = [(m["broadcastHHMM"], len(m["broadcastZones"])) for m in messages]
    names = sorted({zone for message in messages for zone in message["broadcastZones"]})
    order = sorted((min(reached(z, cells, hours) for z in rings[name]), name) for name in names)
    rows, first = [["time", "kind", "group", "destination"]], 0
    for time, count in times:
        rows += [[clock(time), "EVACUATE_NOW", n, ""] for _, n in order[first : first + count]]
        first += count
    return table(rows)


def traffic_points(case: Path) -> str:
    """The table traffic-points.csv."""
    with (case / "traffic-mgt-points.csv").open(newline="") as file:
        points = [row for row in csv.DictReader(file) if int(row["ID"]) <= 11]
    entry = loose_json(case / "traffic-mgt-points.s3.json")["disruptions"][0]
    if sorted(entry["impactedLinks"]) != sorted(row["LinkId"] for row in points):
        sys.exit("the first entry of traffic-mgt-points.s3.json is not points 1 to 11")
    start = clock(entry["startHHMM"])
    rows = [["time", "kind", "group", "point", "description"]]
    rows += [[start, "close", p["LinkId"], p["ID"], p["Description"]] for p in points]
    return table(rows)


def table(rows: list[list[str]]) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def main() -> None:
    """Writes, or with --check compares, both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cases", type=Path, help="the folder that holds surf-coast")
    parser.add_argument("--check", action="store_true", help="write nothing; compare")
    given = parser.parse_args()
    case = given.cases / "surf-coast"
    made = {"nearest-first.csv": nearest_first(case), "traffic-points.csv": traffic_points(case)}
    for name, text in made.items():
        path = HERE / "policies" / name
        if not given.check:
            path.write_text(text)
        elif path.read_text() != text:
            sys.exit(f"{path} is not what {Path(__file__).name} makes")


if __name__ == "__main__":
    main()
