#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts what the flood maps of the cases jakarta and djibouti-roads-flood do, with numpy alone.

No GDAL, no PROJ and no code of this project: grids are read as text or bytes, roads and buildings as
the bytes of their formats, and everything is looked up in degrees on the grid. The numbers stand in
jakarta.cpp and djibouti.cpp beside this file.

    plain_counts.py CASES
"""

import gzip
import sqlite3
import struct
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

DEEP_ENOUGH = np.float32(0.3)  # m: a road is cut (Pregnolato et al. 2017)
FLOOR = np.float32(0.15)  # m above the ground: more floods a building
STEP = 1.0  # m between the places at which a road is looked at
METRES_A_DEGREE = 111_320.0  # near the equator, to choose the number of places only


class Grid:
    """Depths with row 0 in the north; west and north are edges, cells square in degrees."""

    def __init__(self, values: np.ndarray, west: float, north: float, cell: float) -> None:
        self.values = np.where(values < 0, 0, values).astype(np.float32)
        self.west, self.north, self.cell = west, north, cell

    def at(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """The depth in the cell that holds each place; 0 outside."""
        column = np.floor((lon - self.west) / self.cell).astype(int)
        row = np.floor((self.north - lat) / self.cell).astype(int)
        rows, columns = self.values.shape
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        found = self.values[row.clip(0, rows - 1), column.clip(0, columns - 1)]
        return np.where(inside, found, np.float32(0))

    def deepest_along(self, line: np.ndarray) -> float:
        """The greatest depth along a line of (lon, lat), looked at every STEP."""
        most = 0.0
        for a, b in zip(line[:-1], line[1:]):
            length = float(np.hypot(*(b - a))) * METRES_A_DEGREE
            share = np.linspace(0, 1, max(2, int(np.ceil(length / STEP)) + 1))[:, None]
            places = a + share * (b - a)
            most = max(most, float(self.at(places[:, 0], places[:, 1]).max()))
        return most


def ascii_grid(file: Path) -> Grid:
    words = gzip.open(file, "rt").read().split()
    head = {name.lower(): float(value) for name, value in zip(words[:12:2], words[1:12:2])}
    values = np.array(words[12:], dtype=float).reshape(int(head["nrows"]), int(head["ncols"]))
    north = head["yllcorner"] + head["cellsize"] * head["nrows"]
    return Grid(values, head["xllcorner"], north, head["cellsize"])


def lines_of_shapefile(bytes_: bytes) -> Iterator[np.ndarray]:
    """The lines of a .shp of type 3, each of one part (ESRI Shapefile Technical Description)."""
    at = 100
    while at < len(bytes_):
        length = struct.unpack(">i", bytes_[at + 4 : at + 8])[0]
        kind = struct.unpack("<i", bytes_[at + 8 : at + 12])[0]
        parts, points = struct.unpack("<ii", bytes_[at + 44 : at + 52])
        assert kind == 3 and parts == 1
        yield np.frombuffer(bytes_, "<f8", 2 * points, at + 56).reshape(-1, 2)
        at += 8 + 2 * length


def middles_of_geopackage(file: Path, table: str) -> np.ndarray:
    """The middles of the boxes around the features, from the envelopes of their geometries' heads."""
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as unpacked:
        unpacked.write(gzip.open(file).read())
        unpacked.flush()
        rows = sqlite3.connect(unpacked.name).execute(f"SELECT geom FROM {table}").fetchall()
    middles = []
    for (blob,) in rows:
        assert blob[:2] == b"GP" and (blob[3] >> 1) & 7 == 1 and blob[3] & 1 == 1
        west, east, south, north = struct.unpack("<4d", blob[8:40])
        middles.append(((west + east) / 2, (south + north) / 2))
    return np.array(middles)


def count_jakarta(folder: Path) -> None:
    with zipfile.ZipFile(folder / "jakarta_roads.zip") as archive:
        roads = list(lines_of_shapefile(archive.read("jakarta_roads.shp")))
    buildings = middles_of_geopackage(
        folder / "jakarta_building_7689.gpkg.gz", "clipped_jakarta_building"
    )
    print(f"jakarta: {len(roads)} roads, {len(buildings)} buildings")
    for name in ("Current", "Design"):
        grid = ascii_grid(folder / f"Flood_{name}_Depth_Jakarta_geographic.asc.gz")
        wet = int((grid.at(buildings[:, 0], buildings[:, 1]) > FLOOR).sum())
        cut = sum(grid.deepest_along(line) >= DEEP_ENOUGH for line in roads)
        print(f"jakarta {name}: {wet} buildings flooded, {cut} roads cut")


def main() -> None:
    cases = Path(sys.argv[1])
    count_jakarta(cases / "jakarta")


if __name__ == "__main__":
    main()
