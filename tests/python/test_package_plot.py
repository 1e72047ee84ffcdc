# SPDX-License-Identifier: Apache-2.0
"""`run.plot`: the data drawn are the data in the file, each under its own plan.

Catches pictures whose rows, colours or units have been mixed up; looks at what was drawn, not at
pixels.
"""

import h5py
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

import sandtable as st

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def run(town):
    with st.open(town) as opened:
        yield opened


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def points(axes, name):
    """(n, 2): the points drawn under a name."""
    found = [c for c in axes.collections if c.get_gid() == name]
    assert len(found) == 1, name
    return np.asarray(found[0].get_offsets())


def test_every_draws_value_stands_in_its_plans_row(run, town):
    left, _ = run.plot.outcomes("hours_on_road")
    with h5py.File(town) as file:
        values = file["hours_on_road"][()]
    assert [label.get_text() for label in left.get_yticklabels()] == [
        f"{p} (in force)" if p == "as-planned" else p for p in run.policies
    ]
    for place, policy in enumerate(run.policies):
        drawn = points(left, policy)
        assert sorted(drawn[:, 0]) == sorted(values[:, place])
        assert (np.abs(drawn[:, 1] - place) < 0.5).all()
    assert left.get_xlabel() == "hours_on_road [people h]"
    assert "person-hours on the road" in left.get_title(loc="left")


def test_differences_and_intervals_are_those_of_the_comparison(run):
    _, right = run.plot.outcomes("hours_on_road", baseline="early")
    compared = run.compare(baseline="early")["hours_on_road"]
    bars = {container.get_label(): container for container in right.containers}
    assert set(bars) == set(run.policies) - {"early"}
    for policy, bar in bars.items():
        row = compared.loc[policy]
        line, _, (interval,) = bar.lines
        assert line.get_xdata()[0] == row["difference"]
        ends = interval.get_segments()[0][:, 0]
        assert np.allclose(ends, [row["low"], row["high"]], rtol=1e-12)
        drawn = points(right, policy)[:, 0]
        assert np.isclose(drawn.mean(), row["difference"])
    assert "lower is better" in right.get_xlabel() and "people h" in right.get_xlabel()
    assert '"early"' in right.get_title(loc="left")


def test_what_may_not_be_shown_is_said_not_drawn(rough):
    """A difference of times that were never reached, and draws that failed."""
    with st.open(rough) as run:
        left, right = run.plot.outcomes("never")
        assert not right.containers
        texts = [text.get_text() for text in right.texts]
        assert sum("not reached in 6 of 6 futures" in text for text in texts) >= 1
        assert len(points(left, "twin never")) == run.draws
        assert "hollow: never reached" in left.get_xlabel()
        left, _ = run.plot.outcomes("time_out", words="file")
        done = (run.status["status"] == "done").groupby("policy").sum()
        assert len(points(left, "sometimes-too-early")) == done["sometimes-too-early"]
        assert "each draw" in left.get_title(loc="left")


def test_a_curve_is_the_median_over_the_draws_of_its_plan(run, town):
    axes = run.plot.clearance()
    with h5py.File(town) as file:
        values = file["series/share_out"][()]
        minutes = file["series/time"][()]
    curves = {line.get_label(): line for line in axes.lines}
    assert list(curves) == list(run.policies)
    for place, policy in enumerate(run.policies):
        hours, drawn = curves[policy].get_data()
        assert np.allclose(hours, minutes / 60)
        assert np.allclose(drawn, np.median(values[:, place], axis=0), equal_nan=True)
    styles = {(line.get_color(), line.get_linestyle()) for line in axes.lines}
    assert len(styles) == len({style for _, style in styles}) == len(run.policies)
    assert "+1100" in axes.get_xlabel()


def test_an_unknown_name_is_refused_with_the_nearest(run):
    with pytest.raises(st.ResultsError, match="keeps no series .* did you mean 'share_out'?"):
        run.plot.series("share_ot")
    with pytest.raises(st.ResultsError, match="did you mean 'exposed'?"):
        run.plot.outcomes("exposd")
