# SPDX-License-Identifier: Apache-2.0
"""`run.compare()` says what `sandtable compare --json` says, to the last word and digit.

Catches a second definition of a difference, an interval, a share or a sentence that has drifted
from the program's, in the cases where definitions differ: failures, ties, censoring, few draws.
"""

import json
import math

import numpy as np
import pytest
from scipy import stats

import sandtable as st
from sandtable.results.intervals import independent_interval, replicate_interval, students_t_95

CHOICES: list[dict[str, str]] = [
    {},
    {"baseline": "early"},
    {"baseline": "nobody-warned", "outcome": "moved"},
    {"outcome": "out_50"},
    {"by": "fire"},
    {"by": "fire.alternative", "outcome": "time_out"},
    {"by": "zone"},
    {"by": "zone", "outcome": "stayers_overtaken"},
    {"by": "kind", "baseline": "everyone-at-once"},
]


def same(found, expected, where=""):
    """Equal in words, whole numbers and None; in real numbers within 1e-12 of their size."""
    assert type(found) is type(expected), where
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), where
        for key, value in expected.items():
            same(found[key], value, f"{where}/{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), where
        for place, value in enumerate(expected):
            same(found[place], value, f"{where}/{place}")
    elif isinstance(expected, float):
        assert math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-13), where
    else:
        assert found == expected, where


def told(program, path, choice):
    options = [word for name, value in choice.items() for word in (f"--{name}", value)]
    done = program("compare", path, "--json", *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_comparison_is_the_programs_own(program, town, choice):
    with st.open(town) as run:
        same(run.compare(**choice).to_dict(), told(program, town, choice))


@pytest.mark.parametrize(
    "choice",
    [*CHOICES, {"baseline": "sometimes-too-early"}, {"baseline": "twin"}, {"outcome": "never"}],
    ids=str,
)
def test_a_comparison_with_failures_ties_and_censoring_is_the_programs_own(program, rough, choice):
    with st.open(rough) as run:
        compared = run.compare(**choice)
        same(compared.to_dict(), told(program, rough, choice))


def test_the_rough_run_has_what_it_is_for(rough):
    """Failures in some draws only, ties, censored draws, and too few draws."""
    with st.open(rough) as run:
        compared = run.compare(baseline="early").frame
        failed = (run.status["status"] == "failed").groupby("policy").sum()
        assert 0 < failed["sometimes-too-early"] < run.draws
        assert compared.loc[("time_out", "twin"), "tied"] == run.draws
        assert compared.loc[("never", "twin"), "censored"] == 1
        assert math.isnan(compared.loc[("never", "twin"), "difference"])
        assert compared.loc[("time_out", "sometimes-too-early"), "draws"] < run.draws


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"baseline": "erly"}, "no plan 'erly' in these results .* did you mean 'early'?"),
        ({"outcome": "exposd"}, "no measure 'exposd' in these results: did you mean 'exposed'?"),
        ({"by": "zones"}, "nothing is grouped by 'zones' .* did you mean 'zone'?"),
        ({"by": "zone", "outcome": "moved"}, "'moved' was not measured by zone"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(town, choice, reason):
    with st.open(town) as run, pytest.raises(st.ResultsError, match=reason):
        run.compare(**choice)


def test_the_frame_holds_the_numbers_of_the_dict(town):
    """Catches a column that is shifted against its policy."""
    with st.open(town) as run:
        compared = run.compare(by="fire")
        for group in compared.to_dict()["groups"]:
            for outcome in group["outcomes"]:
                for policy, numbers in outcome["policies"].items():
                    row = compared.frame.loc[(group["label"], outcome["name"], policy)]
                    for name, value in numbers.items():
                        assert (value is None and math.isnan(row[name])) or row[name] == value
        assert list(compared["exposed"].index.get_level_values("policy")[:4]) == list(run.policies)
        assert all(sentence in repr(compared) for sentence in compared.sentences)


def test_an_interval_of_alike_replicates_is_that_of_their_means():
    """And none where a replicate is missing, or of one draw."""
    differences = np.array([1.0, 3.0, 2.0, 2.5, 4.0, 0.5])
    replicate = np.array([0, 0, 1, 1, 2, 2])
    means = differences.reshape(3, 2).mean(axis=1)
    low, high = stats.t.interval(0.95, 2, loc=means.mean(), scale=stats.sem(means))
    found = replicate_interval(differences, replicate, 3)
    assert found.low == pytest.approx(low, rel=1e-8)
    assert found.high == pytest.approx(high, rel=1e-8)
    assert replicate_interval(differences, replicate, 4).low is None
    assert independent_interval(differences[:1]).low is None


def test_students_t_is_exact_where_it_has_a_closed_form():
    """Two draws: tan(0.475 pi). Catches scipy's t.ppf, which is good to nine digits only."""
    assert students_t_95(2) == pytest.approx(math.tan(0.475 * math.pi), rel=1e-14)
    assert students_t_95(3) == pytest.approx(0.95 * math.sqrt(2 / (1 - 0.95**2)), rel=1e-14)
