# SPDX-License-Identifier: Apache-2.0
"""docs/recorded-floods.md is carried out, with a file as SFINCS writes it by the netCDF library.

Catches a page that shows what no longer works, and a netCDF that only our own tests' writer makes.
"""

import ast
import re
from pathlib import Path
from typing import Any

import netCDF4
import numpy as np
import pytest

import sandtable

ROOT = Path(__file__).resolve().parents[2]
EAST, NORTH = 600_000.0, 5_790_000.0

OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" version="1" lon="148.1460" lat="-38.0335"/>
<node id="2" version="1" lon="148.1480" lat="-38.0335"/>
<way id="9" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
"""


def blocks(kind: str) -> list[str]:
    text = (ROOT / "docs" / "recorded-floods.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def write_sfincs(file: Path) -> None:
    """3 rows of 4 cells of 10 m, packed as SFINCS does: floats, an endless time, deflated."""
    with netCDF4.Dataset(file, "w") as made:
        for name, size in (("n", 3), ("m", 4), ("time", None)):
            made.createDimension(name, size)
        row, column = np.mgrid[0:3, 0:4]

        def add(name: str, dimensions: tuple[str, ...], standard_name: str, values: Any) -> None:
            one = made.createVariable(name, "f4", dimensions, zlib=True, fill_value=-99999.0)
            one.units, one.standard_name, one.coordinates = "m", standard_name, "x y"
            one[:] = values

        add("x", ("n", "m"), "projection_x_coordinate", EAST + 5 + 10 * column)
        add("y", ("n", "m"), "projection_y_coordinate", NORTH + 5 + 10 * row)
        add("zb", ("n", "m"), "altitude", 1)
        level = np.ma.array(np.full((3, 3, 4), 1.5), mask=False)
        level[1] += 1
        level.mask[:, 2, 3] = True
        add("zs", ("time", "n", "m"), "sea_surface_height_above_reference_level", level)
        crs = made.createVariable("crs", "i4")
        crs.EPSG, crs.epsg_code = "-", "EPSG:32755"
        time = made.createVariable("time", "f4", ("time",))
        time.units, time.standard_name = "seconds since 2026-01-15 00:00:00", "time"
        time[:] = [0, 600, 1200]


def ascii_grid(depth: float) -> str:
    head = f"ncols 4\nnrows 3\nxllcorner {EAST}\nyllcorner {NORTH}\ncellsize 10\nNODATA_value -9\n"
    return head + 3 * (4 * f"{depth} " + "\n")


@pytest.fixture(scope="module")
def my_town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recorded") / "my-town"
    data = folder / "data"
    data.mkdir(parents=True)
    (folder / "scenario.toml").write_text(blocks("toml")[0])
    write_sfincs(data / "sfincs_map.nc")
    (data / "roads.osm").write_text(OSM)
    houses = f"wet,{EAST + 5},{NORTH + 5}\ndry,{EAST + 35},{NORTH + 25}\n"
    (data / "buildings.csv").write_text("id,x,y\n" + houses)
    maps, floods = blocks("csv")
    (data / "maps.csv").write_text(maps)
    (data / "floods.csv").write_text(floods)
    for hour, depth in ((11, 0.65), (12, 2.15)):
        (data / f"depth-{hour}.asc").write_text(ascii_grid(depth))
    return folder


def with_flood(folder: Path, name: str, line: str) -> Path:
    """A scenario beside the page's that takes another flood."""
    text = (folder / "scenario.toml").read_text()
    other = folder.parent / name
    other.mkdir(exist_ok=True)
    if not (other / "data").exists():
        (other / "data").symlink_to(folder / "data")
    line += '\ndeclared_crs = "EPSG:32755"'
    (other / "scenario.toml").write_text(text.replace('file = "data/sfincs_map.nc"', line))
    return other


def test_the_scenario_says_what_it_took_and_runs(program, my_town, tmp_path):
    said = program("check", my_town)
    assert said.returncode == 0, said.stderr + said.stdout
    page = (ROOT / "docs" / "recorded-floods.md").read_text(encoding="utf-8")
    shown = re.findall(r"^  flood: .*$", page, flags=re.MULTILINE)
    assert len(shown) == 3
    for line in shown:
        assert line in said.stdout.splitlines()
    done = program("run", my_town, "--output", tmp_path / "one.h5")
    assert done.returncode == 0, done.stderr + done.stdout
    with sandtable.open(tmp_path / "one.h5") as run:
        # 1.5 m above the bed at the most, but where SFINCS wrote no level; 11 cells of 100 m2
        assert (run.outcomes["flooded"] == 1).all()
        assert np.allclose(run.outcomes["area"], 1100e-6)
        depth = run.maps["flood"]["depth"].isel(map_draw=0, policy=0)
        assert float(depth.isel(cells=11).max()) == 0


def test_a_table_of_rasters_runs(program, my_town, tmp_path):
    other = with_flood(my_town, "rasters", 'file = "data/maps.csv"')
    done = program("run", other, "--draws", 2, "--output", tmp_path / "rasters.h5")
    assert done.returncode == 0, done.stderr + done.stdout
    with sandtable.open(tmp_path / "rasters.h5") as run:
        assert (run.outcomes["flooded"] == 2).all()


def test_the_mean_of_a_year_is_that_of_the_curve(program, my_town, tmp_path, monkeypatch):
    """Two houses of 200,000, floors 0.15 m up, in 0.5 and 2 m: 25 % and 60 % (JRC, Europe)."""
    other = with_flood(my_town, "floods", 'alternatives = "data/floods.csv"')
    text = (other / "scenario.toml").read_text()
    text = re.sub(r"\[uncertain\]\n(.+\n)+", "", text)
    (other / "scenario.toml").write_text(text)
    monkeypatch.chdir(tmp_path)
    done = program("run", other, "--draws", 20, "--output", tmp_path / "floods.h5")
    assert done.returncode == 0, done.stderr + done.stdout
    names: dict[str, Any] = {}
    values = []
    for node in ast.parse(blocks("python")[0]).body:
        if isinstance(node, ast.Expr):
            values.append(eval(compile(ast.Expression(node.value), "page", "eval"), names))
        else:
            exec(compile(ast.Module([node], []), "page", "exec"), names)
    assert list(values[0]) == pytest.approx([2 * 200_000 * 0.25, 2 * 200_000 * 0.6], rel=1e-5)
    assert values[1] == pytest.approx(0.09 * (100_000 + 240_000) / 2 + 0.01 * 240_000, rel=1e-5)
