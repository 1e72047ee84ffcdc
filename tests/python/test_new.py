# SPDX-License-Identifier: Apache-2.0
"""`sandtable new` on a village written here: it makes a scenario that checks and runs.

Catches a scenario that cannot be read again, people lost on the way, a placeholder that no result
tells of, hashes that do not hold, and bad input that leaves half a folder behind.
"""

import json
import struct
import zlib

import pytest

CRS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)
SIDE = 6  # crossings a side, 0.002 degrees apart


def osm() -> str:
    """A grid of streets, a main road through its middle, and a house at every crossing."""
    nodes, ways, number = "", "", 1000

    def place(x: float, y: float) -> str:
        return f'lon="{9 + x * 0.002:.5f}" lat="{45 + y * 0.002:.5f}"'

    for i in range(SIDE):
        for j in range(SIDE):
            nodes += f'<node id="{i * SIDE + j + 1}" version="1" {place(j, i)}/>\n'
    for i in range(SIDE):
        kind = "primary" if i == 3 else "residential"
        for refs in (
            [i * SIDE + j + 1 for j in range(SIDE)],
            [j * SIDE + i + 1 for j in range(SIDE)],
        ):
            number += 1
            nd = "".join(f'<nd ref="{r}"/>' for r in refs)
            ways += f'<way id="{number}" version="1">{nd}<tag k="highway" v="{kind}"/></way>\n'
    for i in range(SIDE):
        for j in range(SIDE):
            base = 10_000 + 4 * (i * SIDE + j)
            for k, (x, y) in enumerate([(0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2)]):
                nodes += f'<node id="{base + k}" version="1" {place(j + x, i + y)}/>\n'
            nd = "".join(f'<nd ref="{base + k % 4}"/>' for k in range(5))
            ways += (
                f'<way id="{20_000 + i * SIDE + j}" version="1">{nd}'
                '<tag k="building" v="house"/></way>\n'
            )
    return f'<?xml version="1.0"?><osm version="0.6">\n{nodes}{ways}</osm>\n'


def grid(rows: list[list[float]], west: float, south: float, cell: float) -> str:
    head = f"ncols {len(rows[0])}\nnrows {len(rows)}\nxllcorner {west}\nyllcorner {south}\n"
    body = "\n".join(" ".join(map(str, row)) for row in rows)
    return f"{head}cellsize {cell}\nNODATA_value -9999\n{body}\n"


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """Files of a village on a slope: roads and houses, heights, and a raster of 400 people."""
    folder = tmp_path_factory.mktemp("village")
    (folder / "village.osm").write_text(osm())
    heights = [[100 - row + 0.5 * column for column in range(40)] for row in range(40)]
    (folder / "dem.asc").write_text(grid(heights, 8.99, 44.99, 0.001))
    people = [[4.0] * 10 for _ in range(10)]
    (folder / "people.asc").write_text(grid(people, 9, 45, 0.001))
    for name in ("dem", "people"):
        (folder / f"{name}.prj").write_text(CRS84)
    return folder


def new(program, village, folder, *more):
    dem, roads = village / "dem.asc", village / "village.osm"
    return program("new", folder, "--dem", dem, "--network", roads, *more)


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unpacked bytes of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, width, height = 8, b"", 0, 0
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        if kind == b"IDAT":
            data += body
        at += 12 + length
    return width, height, zlib.decompress(data)


@pytest.fixture(scope="module")
def made(program, village, tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "village"
    done = new(program, village, folder, "--population", village / "people.asc")
    assert done.returncode == 0, done.stderr + done.stdout
    return folder


def test_the_scenario_checks_and_runs_and_every_result_tells_its_placeholders(
    program, made, tmp_path
):
    check = program("check", made, "--json")
    assert check.returncode == 0, check.stderr
    said = json.loads(check.stdout)
    assert any("400 people" in note for note in said["notes"])
    assert sum(warning.startswith("Placeholder: ") for warning in said["warnings"]) == 3
    assert not any("not listed" in warning for warning in said["warnings"])
    results = tmp_path / "village.h5"
    run = program("run", made, "--draws", 2, "--verify", "--output", results)
    assert run.returncode == 0, run.stderr + run.stdout
    shown = program("show", results).stdout
    assert "Placeholder: the water." in shown


def test_files_that_nobody_brought_are_placeholders_among_the_assumptions(program, made):
    values = json.loads(program("assumptions", made, "--json").stdout)["values"]
    origin = {value["path"]: value["origin"] for value in values}
    assert origin["flood.edges"] == "placeholder"
    assert origin["people.zones"] == "placeholder"
    assert origin["people.population"] == "set"
    assert origin["roads.network"] == "set"


def test_people_are_those_of_the_raster_in_houses(made):
    rows = (made / "data" / "people.csv").read_text().splitlines()[1:]
    assert sum(int(row.split(",")[3]) for row in rows) == 400
    assert any(row.startswith("way 200") for row in rows)


def test_the_map_shows_something(made):
    width, height, data = pixels((made / "map.png").read_bytes())
    assert width > 500 and height > 500
    assert len(set(data)) > 100


def test_the_same_input_makes_the_same_files(program, village, made, tmp_path):
    again = tmp_path / "village"
    done = new(program, village, again, "--population", village / "people.asc")
    assert done.returncode == 0, done.stderr
    files = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    for file in files:
        assert (made / file).read_bytes() == (again / file).read_bytes(), file


def test_without_people_they_are_made_and_say_so(program, village, tmp_path):
    done = new(program, village, tmp_path / "few", "--people", 50, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["people"] == 50 and said["buildings"] == SIDE * SIDE
    assert any("50 people live in the buildings" in line for line in said["placeholders"])
    assert program("check", tmp_path / "few").returncode == 0


def test_zones_of_ones_own_are_copied_and_no_placeholder(program, village, tmp_path):
    def zone(name: str, west: float, east: float) -> str:
        ring = [[west, 44.9], [east, 44.9], [east, 45.1], [west, 45.1], [west, 44.9]]
        shape = json.dumps({"type": "Polygon", "coordinates": [ring]})
        return f'{{"type": "Feature", "properties": {{"ward": "{name}"}}, "geometry": {shape}}}'

    zones = tmp_path / "wards.geojson"
    both = zone("west, old town", 8.9, 9.005) + ",\n" + zone("east", 9.005, 9.1)
    zones.write_text(f'{{"type": "FeatureCollection", "features": [{both}]}}')
    own = tmp_path / "own"
    done = new(program, village, own, "--people", 80, "--zones", zones, "--zone-column", "ward")
    assert done.returncode == 0, done.stderr
    assert (own / "data" / "zones.geojson").read_text() == zones.read_text()
    check = program("check", own)
    assert check.returncode == 0, check.stderr
    assert "2 zones, 0 without people; 0 people in no zone" in check.stdout
    assert "the zones (a grid)" not in check.stdout


WRONG = [
    (["--bounds", "9,45,8,46"], "is no box (west,south,east,north in degrees is expected"),
    (["--bounds", "1,1,2,2"], "no link has both ends in the box"),
    (["--crs", "EPSG:4326"], "CRS 'EPSG:4326' is not in metres (it is in degrees)"),
    (["--crs", "EPSG:1"], "CRS 'EPSG:1' is unknown"),
    (["--cell", "0.01"], "is too large (at most 25 million cells)"),
    (["--start", "2026-06-01"], "is no date and time with its zone"),
    (["--population", "nobody.tif"], "nobody.tif: the file cannot be read"),
    (["--zones", "wards.shp"], "zones are a GeoJSON (.geojson) or GeoPackage (.gpkg)"),
    (["--people", "0"], "not a whole number above 0"),
    (["--people", "9", "--population", "people.asc"], "--population excludes --people"),
]


@pytest.mark.parametrize("more, told", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_left_behind(program, village, tmp_path, more, told):
    done = new(program, village, tmp_path / "wrong", *more)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "wrong").exists()


def test_holes_are_refused_unless_they_shall_be_filled(program, village, tmp_path):
    rows = [[50.0] * 40 for _ in range(40)]
    for row in (19, 20, 21):
        rows[row][12:15] = [-9999] * 3
    (tmp_path / "hole.asc").write_text(grid(rows, 8.99, 44.99, 0.001))
    (tmp_path / "hole.prj").write_text(CRS84)
    dem = ["--dem", tmp_path / "hole.asc", "--network", village / "village.osm"]
    done = program("new", tmp_path / "hole", *dem)
    assert done.returncode == 2
    assert "cells of the heights are holes" in done.stderr
    filled = program("new", tmp_path / "hole", *dem, "--fill-holes")
    assert filled.returncode == 0, filled.stderr
    assert "were filled from those around" in filled.stdout


def test_nothing_is_written_over(program, village, made):
    done = new(program, village, made)
    assert done.returncode == 2
    assert "is there already (nothing is written over)" in done.stderr


def test_roads_can_be_read_from_openstreetmap_directly(program, village, made, tmp_path):
    text = (made / "scenario.toml").read_text()
    text = text.replace('network = "data/roads"', f'network = "{village / "village.osm"}"')
    for name in ("data/", "policies/"):
        text = text.replace(f'"{name}', f'"{made}/{name}')
    (tmp_path / "scenario.toml").write_text(text)
    check = program("check", tmp_path)
    assert check.returncode == 0, check.stderr
    assert "roads: 36 nodes, 120 links" in check.stdout
