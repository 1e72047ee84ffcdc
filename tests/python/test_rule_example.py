# SPDX-License-Identifier: Apache-2.0
"""The README's example of the one rule: one more policy that never acts changes nothing else.

Catches whatever lets a policy's results depend on which others are compared beside it.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(
    os.environ.get("SANDTABLE_PROGRAM", ROOT / "build" / "release" / "bin" / "sandtable")
)


def sandtable(*arguments):
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """(before, after): result files of first-town, and of the same with [policies.never]."""
    if not PROGRAM.exists():
        pytest.skip(f"SKIPPED: {PROGRAM.name} is not built")
    folder = tmp_path_factory.mktemp("rule")
    scenario = folder / "first-town"
    shutil.copytree(ROOT / "scenarios" / "first-town", scenario)
    before, after = folder / "before.h5", folder / "after.h5"
    sandtable("run", scenario, "--draws", 4, "--quiet", "--output", before)
    with open(scenario / "scenario.toml", "a", encoding="utf-8") as file:
        file.write("\n[policies.never]\n")
    sandtable("run", scenario, "--draws", 4, "--quiet", "--output", after)
    return before, after


def compared(path):
    return json.loads(sandtable("compare", path, "--json"))


def test_compare_says_the_same_of_all_others(runs):
    before, after = map(compared, runs)
    assert after["policies"] == [*before["policies"], "never"]
    assert before["draws"] == after["draws"]
    assert len(before["outcomes"]) > 5
    for then, now in zip(before["outcomes"], after["outcomes"], strict=True):
        assert then["policies"].items() <= now["policies"].items(), then["name"]
        assert now["policies"]["never"] == now["policies"]["nobody-warned"], now["name"]


def groups_of(path):
    """The root and every group but what tells of the run itself."""
    names = [None]
    with h5py.File(path) as file:
        file.visititems(
            lambda name, item: names.append(name) if isinstance(item, h5py.Group) else None
        )
    return [name for name in names if name is None or not name.startswith("run")]


def test_every_value_of_all_others_is_the_same_to_the_bit(runs):
    assert groups_of(runs[0]) == groups_of(runs[1])
    assert {"groups/zone", "series", "decisions"} <= set(groups_of(runs[0]))
    for group in groups_of(runs[0]):
        compare_group(runs, group)


def compare_group(runs, group):
    before, after = (xr.open_dataset(path, engine="h5netcdf", group=group).load() for path in runs)
    if "policy" in after.dims:
        assert after.sizes["policy"] == before.sizes["policy"] + 1
        after = after.isel(policy=slice(before.sizes["policy"]))
    assert set(after.variables) == set(before.variables)
    for name in set(before.variables) - {"digest"}:  # of the whole draw, never's outcomes included
        then, now = before[name].values, after[name].values
        assert then.dtype == now.dtype and then.shape == now.shape, name
        if then.dtype == object:
            assert (now == then).all(), name
        else:
            assert now.tobytes() == then.tobytes(), name


def test_the_others_do_differ_from_each_other(runs):
    outcomes = xr.open_dataset(runs[0], engine="h5netcdf")
    assert len(np.unique(outcomes["time_out"].mean("draw"))) == outcomes.sizes["policy"]
