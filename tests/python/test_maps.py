# SPDX-License-Identifier: Apache-2.0
"""[maps]: fields kept place by place, in the file and in Python.

Catches a map at the wrong time, draw or policy, one that shows where people live, blocks that are
merged in the wrong rows, and a picture of other values than those in the file.
"""

import re
import subprocess

import h5py
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from conftest import ROOT

import sandtable as st

TOWN = ROOT / "scenarios" / "first-town"


def scenario(folder, text):
    (folder / "scenario.toml").write_text(f'extends = "{TOWN}"\n{text}')
    return folder


def test_a_map_adds_up_to_the_outcome_at_its_time(mapped):
    """Closed roads, link by link, against the series of their number."""
    with st.open(mapped) as run:
        closed = run.maps["roads"]["closed"]
        assert dict(closed.sizes) == {"map_draw": 2, "policy": 4, "time": 5, "links": 832}
        for draw in (0, 1):
            sums = closed.sel(map_draw=draw).sum("links").transpose("policy", "time")
            series = run.series["closed_now"].sel(draw=draw, time=closed["time"])
            assert np.array_equal(sums, series.transpose("policy", "time"))
        assert series.max() > series.min()


def test_a_map_has_places_in_its_crs_and_on_earth(mapped):
    with st.open(mapped) as run:
        closed = run.maps["roads"]["closed"]
        assert closed.coords["links_x"].attrs["crs"] == "EPSG:32755"
        assert np.ptp(closed.coords["links_x"].values) > 1000
        assert (abs(closed.coords["links_lon"] - 147) < 3.5).all()
        assert (closed.coords["links_lat"] < -10).all()
        assert list(run.maps["roads"]["map_draw"].values) == [0, 1]


def test_a_map_of_times_tells_seconds_and_never_is_missing(mapped):
    with st.open(mapped) as run:
        seen = run.maps["fire"]["seen"]
        assert seen.attrs["units"] == "s" and seen.dims[-1] == "nodes"
        ignition = run.parameters["fire.ignition"].loc[1]
        known = seen.sel(map_draw=1).values
        assert np.isnan(known).any() and (known[~np.isnan(known)] > ignition).all()
        assert np.nanmax(known) < 1e6  # never would be 1e14


def test_a_failed_branch_has_no_map_and_the_others_have_theirs(rough):
    with st.open(rough) as run:
        empty = run.maps["roads"]["closed"].isnull()
        failed = (run.status["status"] == "failed").unstack("policy").to_numpy()
        assert failed.any() and not failed.all()
        assert (empty.all(["time", "links"]).values == failed).all()
        assert (empty.any(["time", "links"]).values == failed).all()


def test_maps_do_not_depend_on_threads_or_blocks(program, tmp_path):
    """Two blocks of up to 64 draws, merged; a map's row is its draw's."""
    keep = 'every = "4 h", draws = 66 }'
    text = f'[maps]\nclosed = {{ field = "roads.closed", {keep}\n'
    folder = scenario(tmp_path, text + f'speed = {{ field = "roads.speed_factor", {keep}\n')
    files = []
    for threads, draws in ((1, 68), (2, 68)):
        files.append(tmp_path / f"{threads}.h5")
        options = ["--draws", draws, "--threads", threads, "--policies", "early,as-planned"]
        done = program("run", folder, *options, "--output", files[-1])
        assert done.returncode == 0, done.stderr
    with h5py.File(files[0]) as one, h5py.File(files[1]) as other:
        closed = one["maps/roads/closed"][()]
        assert closed.shape == (66, 2, 3, 832)
        assert np.array_equal(closed, other["maps/roads/closed"][()])
        assert list(one["maps/roads/map_draw"]) == list(range(66))
        assert len({row.tobytes() for row in closed}) > 8  # draws differ from one another
    alone = tmp_path / "alone.h5"  # the first draws again, in one block: the same rows
    options = ["--draws", 5, "--policies", "early,as-planned", "--output", alone]
    assert program("run", folder, *options).returncode == 0
    with h5py.File(alone) as few:
        assert np.array_equal(few["maps/roads/closed"][()], closed[:5])


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('x = { field = "people.out" }', "'people.out' is told of each person .no results file"),
        ('x = { field = "traffic.queued" }', "is told of all together .a map has many places"),
        ('x = { field = "roads.closd" }', "unknown field 'roads.closd': did you mean"),
        ('x = { field = "roads.closed", every = "90 s" }', "every is 90 s .a whole number of"),
        ('x = { field = "roads.closed", evry = "1 h" }', "did you mean 'every'?"),
        (
            'x = { field = "roads.closed", draws = 3 }',
            "'x' differs from 'closed' in every or draws",
        ),
        ('links_x = { field = "roads.closed", every = "30 min" }', "keeps the name for an axis"),
        ("x = 3", "a table such as { field"),
    ],
)
def test_a_wrong_map_is_refused_with_its_line(program, tmp_path, entry, reason):
    done = program("check", scenario(tmp_path, f"[maps]\n{entry}\n"))
    assert done.returncode == 2, done.stdout
    assert "scenario.toml:3" in done.stderr
    assert re.search(reason, done.stderr), done.stderr


def test_no_field_on_people_or_their_places_can_be_kept(program, tmp_path):
    """Every field of people, and of the hazard at places: none gets into a file."""
    fields = ["people.out", "people.zone", "people.depart", "traffic.at_node", "traffic.trip_end"]
    text = "[maps]\n" + "".join(f'm{i} = {{ field = "{f}" }}\n' for i, f in enumerate(fields))
    done = program("check", scenario(tmp_path, text))
    assert done.returncode == 2
    for field in fields:
        assert f"'{field}' is told of each person" in done.stderr or (
            f"unknown field '{field}'" in done.stderr
        ), done.stderr


def test_a_picture_shows_the_map_at_its_time(mapped):
    matplotlib.use("Agg")
    with st.open(mapped) as run:
        axes = run.plot.map("closed", time=5, draw=1, policy="early")
        wanted = run.maps["roads"]["closed"].sel(map_draw=1, policy="early").isel(time=2)
        (drawn,) = [c for c in axes.collections if c.get_gid() == "closed"]
        order = np.lexsort((*np.asarray(drawn.get_offsets()).T, drawn.get_array()))
        x = wanted.coords["links_x"].values / 1000
        y = wanted.coords["links_y"].values / 1000
        expected = np.lexsort((x, y, wanted.values))
        assert np.array_equal(np.asarray(drawn.get_array())[order], wanted.values[expected])
        assert np.allclose(np.asarray(drawn.get_offsets())[order, 0], x[expected])
        assert "14:00" in axes.get_title(loc="left") and '"early"' in axes.get_title(loc="left")
        assert 0 < wanted.sum() < 832
        with pytest.raises(st.ResultsError, match="draw 2 keeps no maps .kept: 0, 1.*draws = 3"):
            run.plot.map("closed", draw=2)
        with pytest.raises(st.ResultsError, match="no map 'closd' .* did you mean 'closed'?"):
            run.plot.map("closd")
        with pytest.raises(st.ResultsError, match="no map was kept before the start"):
            run.plot.map("closed", time="2026-01-15 09:00")
        plt.close("all")


def test_ncdump_reads_every_map(mapped):
    done = subprocess.run(["ncdump", str(mapped)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "closed:coordinates" in done.stdout, done.stderr
