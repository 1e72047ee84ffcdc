# SPDX-License-Identifier: Apache-2.0
"""river-town's computed flood, written to netCDF every ten minutes and played back, does to
roads, buildings, residents and people in water what the computed one did.

Catches a model that cannot live on recorded water, maps that are played at another time or place,
and peaks that are lost between maps. Between maps depth is a straight line, hence the small
margins; the maps say no speed, so that danger to people is depth's alone.
"""

import re
import shutil
from pathlib import Path

import netCDF4
import numpy as np
import pytest

import sandtable

ROOT = Path(__file__).resolve().parents[2]
EVERY_MIN = 10


def table(text: str, name: str) -> tuple[int, int]:
    """Where a table of a scenario begins, and where the next one does."""
    begin = text.index(f"[{name}]")
    after = re.search(r"^\[", text[begin + 1 :], flags=re.MULTILINE)
    return begin, begin + 1 + after.start() if after else len(text)


def without(text: str, names: list[str]) -> str:
    for name in names:
        begin, end = table(text, name)
        text = text[:begin] + text[end:]
    return text


def computed_scenario(folder: Path) -> None:
    """river-town without the plans that move water, and with luck left to people alone."""
    shutil.copytree(ROOT / "scenarios" / "river-town", folder)
    text = (folder / "scenario.toml").read_text()
    plans = ("pumps-first", "low-road-barrier", "combined", "staged")
    text = without(text, [f"policies.{name}" for name in plans])
    text = re.sub(r'^"flood\..*\n', "", text, flags=re.MULTILINE)
    text = re.sub(r"^(breached|flood_balance) = .*\n", "", text, flags=re.MULTILINE)
    maps = f'[maps]\ndepth = {{ field = "flood.depth", every = "{EVERY_MIN} min", draws = 1 }}\n'
    (folder / "scenario.toml").write_text(without(text, ["maps"]) + maps)


def write_flood(results: Path, file: Path) -> None:
    with sandtable.open(results) as run, netCDF4.Dataset(file, "w") as made:
        kept = run.maps["flood"]
        depth = kept["depth"].isel(map_draw=0, policy=0).values
        xs, ys = np.unique(kept["cells_x"].values), np.unique(kept["cells_y"].values)
        for name, size in (("time", len(depth)), ("y", len(ys)), ("x", len(xs))):
            made.createDimension(name, size)
        for name, values in (("x", xs), ("y", ys)):
            axis = made.createVariable(name, "f8", (name,))
            axis.standard_name, axis.units = f"projection_{name}_coordinate", "m"
            axis[:] = values
        time = made.createVariable("time", "f8", ("time",))
        time.units = "minutes since 2026-03-10 16:00:00 +11:00"
        time[:] = EVERY_MIN * np.arange(len(depth))
        water = made.createVariable("depth", "f4", ("time", "y", "x"), zlib=True)
        water.standard_name, water.units = "flood_water_thickness", "m"
        water[:] = depth.reshape(len(depth), len(ys), len(xs))  # rows from the south, as ys


def recorded_scenario(computed: Path, folder: Path) -> None:
    shutil.copytree(computed, folder)
    text = (folder / "scenario.toml").read_text()
    begin, end = table(text, "flood")
    flood = '[flood]\nmodel = "hazard/recorded"\nfile = "data/flood.nc"\ncrs = "EPSG:32755"\n'
    flood += 'declared_crs = "EPSG:32755"\n\n'
    (folder / "scenario.toml").write_text(text[:begin] + flood + text[end:])


def test_a_flood_played_back_does_what_it_did(program, tmp_path):
    outcomes = []
    computed_scenario(tmp_path / "computed")
    for name in ("computed", "recorded"):
        if name == "recorded":
            recorded_scenario(tmp_path / "computed", tmp_path / name)
            write_flood(tmp_path / "computed.h5", tmp_path / name / "data" / "flood.nc")
        made = tmp_path / f"{name}.h5"
        done = program("run", tmp_path / name, "--draws", 1, "--output", made)
        assert done.returncode == 0, done.stderr + done.stdout
        with sandtable.open(made) as run:
            outcomes.append(run.outcomes)
    was, now = outcomes
    assert was["buildings_flooded"].min() > 1000 and was["exposed_at_home"].min() > 500
    for name in ("buildings_flooded", "flooded_area", "cut_off", "hospital_cut"):
        assert now[name].to_numpy() == pytest.approx(was[name].to_numpy(), rel=1e-4), name
    for name in ("damage", "closed_hours"):
        assert now[name].to_numpy() == pytest.approx(was[name].to_numpy(), rel=1e-3), name
    for name in ("exposed_at_home", "moved", "out", "expected_deaths"):
        assert now[name].to_numpy() == pytest.approx(was[name].to_numpy(), rel=0.01), name
    assert (now["high_hazard"] <= was["high_hazard"]).all()
