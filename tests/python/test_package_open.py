# SPDX-License-Identifier: Apache-2.0
"""`sandtable.open`: what is in a file comes out as it stands, and what is not ours is refused.

Catches frames whose rows have lost their draw or policy, units that go missing, a file of another
kind or version that is read all the same, and values that are read before they are asked for.
"""

import shutil

import h5py
import numpy as np
import pandas as pd
import pytest

import sandtable as st


@pytest.fixture(scope="module")
def run(town):
    with st.open(town) as opened:
        yield opened


@pytest.mark.parametrize("name", ["town", "rough"])
def test_every_outcome_flag_and_state_stands_at_its_draw_and_policy(name, request):
    path = request.getfixturevalue(name)
    with st.open(path) as run, h5py.File(path) as file:
        numbers, policies = file["draw"][()], file["policy"].asstr()[()]
        states = ["done", "failed", "not_run"]
        for outcome in file["run/outcomes/name"].asstr():
            for d, number in enumerate(numbers):
                for p, policy in enumerate(policies):
                    value = run.outcomes.loc[(number, policy), outcome]
                    assert np.array_equal(value, file[outcome][d, p], equal_nan=True)
                    flag = run.censored.loc[(number, policy), outcome]
                    assert flag == (file[f"{outcome}_censored"][d, p] == 1)
                    row = run.status.loc[(number, policy)]
                    assert row["status"] == states[file["status"][d, p]]
                    assert row["reason"] == file["reason"].asstr()[d, p]
                    assert row["notices"] == file["notices"].asstr()[d, p]
    assert list(run.outcomes.unstack("policy")["exposed"].columns) == list(policies)


def test_what_models_say_of_branches_is_counted(town, tmp_path):
    """Also in the program's own words; files of before have no such dataset."""
    told = shutil.copy(town, tmp_path / "told.h5")
    with h5py.File(told, "r+") as file:
        file["notices"][0, 1] = "flood: too fast [at 5 min]\npeople: late"
        file["notices"][1, 0] = "flood: too fast [at 7 min]"
        pairs = file["notices"].size
    with st.open(told) as run:
        assert run.warnings[-2:] == (
            f"flood: too fast (in 2 of {pairs} pairs of a plan and a future; in the first: at 5 "
            f"min)",
            f"people: late (in 1 of {pairs} pairs of a plan and a future)",
        )
        assert run.status["notices"].iloc[1].endswith("people: late")
    with h5py.File(told, "r+") as file:
        del file["notices"]
    with st.open(told) as run:
        assert not any("pairs of a plan" in warning for warning in run.warnings)


def test_units_and_labels_go_with_the_outcomes(run):
    assert run.outcomes.attrs["units"]["hours_on_road"] == "people h"
    assert run.outcomes.attrs["labels"]["moved"] == "people moved"
    assert run.measures["share_out"].better == "higher"


def test_parameters_have_units_and_choices_have_names(run, town):
    with h5py.File(town) as file:
        numbers, values = file["draw"][()], file["parameters"][()]
        paths = list(file["parameter"].asstr())
    assert list(run.parameters) == paths
    for number, row in zip(numbers, values, strict=True):  # by the draw's number, not its place
        assert run.parameters.loc[number, "fire.rate"] == row[paths.index("fire.rate")]
    assert run.parameters.attrs["units"]["fire.ignition"] == "s"
    fires = run.parameters["fire.alternative"]
    assert list(fires.cat.categories) == ["town-edge", "passes-by", "cuts-road"]
    assert (fires.cat.codes == values[:, paths.index("fire.alternative")]).all()
    assert (run.parameters["fire.rate"] == values[:, paths.index("fire.rate")]).all()


def test_orders_say_when_to_whom_and_under_which_policy(run):
    orders = run.decisions
    assert set(orders["policy"]) == {"as-planned", "everyone-at-once", "early"}
    assert orders["time"].iloc[0] == run.start + orders["since_start"].iloc[0]
    assert str(run.start) == "2026-01-15 10:00:00+11:00"
    per_draw = orders.groupby(["draw", "policy"], observed=True).size().unstack()
    assert (per_draw.nunique() == 1).all()


def test_series_are_lazy_and_end_at_the_outcome(run):
    series = run.series
    assert not series["share_out"].variable._in_memory
    assert series["share_out"].dims == ("draw", "policy", "time")
    assert pd.Timestamp(series["time"].values[0]).tz_localize("UTC") == run.start
    last = series["share_out"].isel(time=-1).transpose("draw", "policy").values
    assert np.allclose(last.ravel(), run.outcomes["share_out"], rtol=1e-6)


def test_groups_add_up_to_the_whole(run):
    zones = run.groups["zone"]
    whole = zones["exposed"].sum("zone").to_series().reindex(run.outcomes.index)
    assert np.allclose(whole, run.outcomes["exposed"])
    assert list(run.maps) == ["roads"]


def test_the_run_says_what_it_is_and_what_to_do_next(run):
    assert run.question.baseline == "as-planned" and run.question.matters_value == 5
    assert run.attributes["seed"] == 1 and run.attributes["format"].startswith("1.")
    assert "sandtable run" in run.attributes["command"]
    assert "[fire]" in run.scenario_text
    assert {"path", "value", "origin"} <= set(run.assumptions)
    assert len(run.datasets["sha256"].iloc[0]) == 64
    for text in (repr(run), run._repr_html_()):
        assert "advises nobody" in text and "run.compare()" in text and "exposed" in text
        assert "12 futures" in text


def test_a_missing_file_a_scenario_and_an_unfinished_run_are_told_with_the_way_on(tmp_path):
    with pytest.raises(st.ResultsError, match="no such results file.*sandtable run SCENARIO"):
        st.open(tmp_path / "x.h5")
    (tmp_path / "x.parts").mkdir()
    with pytest.raises(st.ResultsError, match="has not ended.*--resume"):
        st.open(tmp_path / "x.h5")
    (tmp_path / "scenario.toml").write_text("")
    with pytest.raises(st.ResultsError, match="is a scenario.*first sandtable run"):
        st.open(tmp_path)


def test_a_file_that_is_not_ours_is_refused(tmp_path):
    (tmp_path / "text.h5").write_text("no results")
    with pytest.raises(st.ResultsError, match="it is not HDF5"):
        st.open(tmp_path / "text.h5")
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = 1
    with pytest.raises(st.ResultsError, match="no attribute sandtable_kind"):
        st.open(tmp_path / "other.h5")


@pytest.mark.parametrize(
    ("attribute", "value", "reason"),
    [
        ("sandtable_format", "2.0", "format 2.0 cannot be read .this sandtable reads 1"),
        ("sandtable_kind", "trace", "it holds trace"),
    ],
)
def test_another_major_version_or_kind_is_refused(town, tmp_path, attribute, value, reason):
    copy = tmp_path / "copy.h5"
    shutil.copy(town, copy)
    with h5py.File(copy, "a") as file:
        file.attrs[attribute] = np.bytes_(value)
    with pytest.raises(st.ResultsError, match=reason):
        st.open(copy)


def test_a_new_minor_version_is_read(town, tmp_path):
    copy = tmp_path / "copy.h5"
    shutil.copy(town, copy)
    with h5py.File(copy, "a") as file:
        file.attrs["sandtable_format"] = np.bytes_("1.9")
        file["something_new"] = np.zeros(3)
    with st.open(copy) as run:
        assert run.draws == 12


def test_a_closed_run_says_so(town):
    with st.open(town) as run:
        shown = run.outcomes
    assert len(shown) == 48
    assert "closed" in repr(run)
    with pytest.raises(st.ResultsError, match="is closed: open it again"):
        run.compare()
