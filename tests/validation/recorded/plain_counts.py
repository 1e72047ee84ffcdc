#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts what the flood maps of the cases jakarta and djibouti-roads-flood do, with numpy alone.

No GDAL, no PROJ and no code of this project: grids are read as text or bytes, roads and buildings
as the bytes of their formats, and everything is looked up in degrees on the grid. The numbers stand
in jakarta.cpp and djibouti.cpp beside this file.

    plain_counts.py CASES
"""

import gzip
import sqlite3
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

DEEP_ENOUGH = np.float32(0.3)  # m: a road is cut (Pregnolato et al. 2017)
FLOOR = np.float32(0.15)  # m above the ground: more floods a building
STEP = 1.0  # m between the places at which a road is looked at
METRES_A_DEGREE = 111_320.0  # near the equator, to choose the number of places only


class Grid:
    """Depths with row 0 in the north; west and north are edges, cells of degrees (lon, lat)."""

    def __init__(
        self, values: np.ndarray, west: float, north: float, cell: tuple[float, float]
    ) -> None:
        self.values = np.where(values < 0, 0, values).astype(np.float32)
        self.west, self.north, self.cell = west, north, cell

    def at(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """The depth in the cell that holds each place; 0 outside."""
        column = np.floor((lon - self.west) / self.cell[0]).astype(int)
        row = np.floor((self.north - lat) / self.cell[1]).astype(int)
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
    return Grid(values, head["xllcorner"], north, (head["cellsize"],) * 2)


def geotiff_grid(file: Path) -> Grid:
    """A GeoTIFF of float32 in strips, not packed, one after the other (TIFF 6.0, GeoTIFF 1.1)."""
    bytes_ = gzip.open(file).read()
    at = struct.unpack("<I", bytes_[4:8])[0]
    tags = {}
    for i in range(struct.unpack("<H", bytes_[at : at + 2])[0]):
        tag, kind, count, value = struct.unpack("<HHII", bytes_[at + 2 + 12 * i : at + 14 + 12 * i])
        size = {1: 1, 2: 1, 3: 2, 4: 4, 12: 8}[kind]
        if kind in (4, 12) and count * size > 4:
            code = "<" + {4: "I", 12: "d"}[kind] * count
            tags[tag] = struct.unpack(code, bytes_[value : value + count * size])
        else:
            tags[tag] = (value,)
    columns, rows, strips = tags[256][0], tags[257][0], tags[273]
    assert tags[259] == (1,)
    values = np.frombuffer(bytes_, "<f4", columns * rows, strips[0]).reshape(rows, columns)
    across, down, _ = tags[33550]
    return Grid(values, tags[33922][3], tags[33922][4], (across, down))


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


def varint(bytes_: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        value |= (bytes_[at] & 127) << shift
        at += 1
        if bytes_[at - 1] < 128:
            return value, at
        shift += 7


def message(bytes_: bytes) -> Iterator[tuple[int, Any]]:
    """The fields of a protocol buffer: (number, integer or bytes)."""
    at = 0
    while at < len(bytes_):
        key, at = varint(bytes_, at)
        if key & 7 == 0:
            value, at = varint(bytes_, at)
            yield key >> 3, value
        else:
            assert key & 7 == 2
            length, at = varint(bytes_, at)
            yield key >> 3, bytes_[at : at + length]
            at += length


def packed(bytes_: bytes, deltas: bool = False) -> list[int]:
    """Packed integers; with deltas signed ones, each counted from the one before."""
    values, at, last = [], 0, 0
    while at < len(bytes_):
        value, at = varint(bytes_, at)
        last = last + ((value >> 1) ^ -(value & 1)) if deltas else value
        values.append(last)
    return values


def blocks_of_pbf(file: Path) -> Iterator[bytes]:
    bytes_, at = file.read_bytes(), 0
    while at < len(bytes_):
        length = struct.unpack(">I", bytes_[at : at + 4])[0]
        head = dict(message(bytes_[at + 4 : at + 4 + length]))
        at += 4 + length
        if head[1] == b"OSMData":
            yield zlib.decompress(dict(message(bytes_[at : at + head[3]]))[3])
        at += head[3]


def ways_of_pbf(file: Path, key: bytes) -> dict[int, np.ndarray]:
    """Ways with a key, as (lon, lat) of their nodes (osmformat.proto; dense nodes)."""
    places: dict[int, tuple[float, float]] = {}
    ways: dict[int, list[int]] = {}
    for block in blocks_of_pbf(file):
        head = dict((n, v) for n, v in message(block) if n != 2)
        texts = [text for _, text in message(head[1])]
        assert head.get(17, 100) == 100 and not head.get(19) and not head.get(20)
        for number, group in message(block):
            for kind, entity in message(group) if number == 2 else []:
                fields = dict(message(entity))
                if kind == 2:
                    ids, lat, lon = (packed(fields[n], True) for n in (1, 8, 9))
                    places |= {i: (x * 1e-7, y * 1e-7) for i, x, y in zip(ids, lon, lat)}
                elif kind == 3 and key in [texts[i] for i in packed(fields.get(2, b""))]:
                    ways[fields[1]] = packed(fields[8], True)
    return {way: np.array([places[n] for n in nodes]) for way, nodes in ways.items()}


def middles_of_geopackage(file: Path, table: str) -> np.ndarray:
    """The middles of the boxes around the features, from the heads of their geometries."""
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


def on_sphere(a: np.ndarray, b: np.ndarray) -> float:
    """The length of a short stretch in m, on a sphere of 6,371,008.8 m."""
    east = np.radians(b[0] - a[0]) * np.cos(np.radians((a[1] + b[1]) / 2))
    return float(np.hypot(east, np.radians(b[1] - a[1]))) * 6_371_008.8


def count_djibouti(folder: Path) -> None:
    ways = ways_of_pbf(folder / "djibouti_roads_secondary.osm.pbf", b"highway")
    print(f"djibouti: {len(ways)} ways")
    periods, deepest = [], []
    stretches = [line[i : i + 2] for line in ways.values() for i in range(len(line) - 1)]
    length_km = np.array([on_sphere(a, b) / 1000 for a, b in stretches])
    for file in sorted(folder.glob("inunriver_*.tif.gz")):
        grid = geotiff_grid(file)
        periods.append(int(file.name[-12:-7]))
        deepest.append([grid.deepest_along(stretch) for stretch in stretches])
    chance = 1 / np.array(periods)
    for least in (0.05, 0.1):
        under = (np.array(deepest) >= np.float32(least)) @ length_km
        print(f"djibouti: km under {least} m or more:", dict(zip(periods, np.round(under, 3))))
        year = np.trapz(under[::-1], chance[::-1]) + chance[-1] * under[-1]
        print(f"djibouti: {year:.4f} km a year, the rarest map standing for all that are rarer")


def main() -> None:
    cases = Path(sys.argv[1])
    count_jakarta(cases / "jakarta")
    count_djibouti(cases / "djibouti-roads-flood")


if __name__ == "__main__":
    main()
