# SPDX-License-Identifier: Apache-2.0
"""The mean damage of a year from damages of several return periods: closed forms, a real case by
hand, and what is refused."""

import doctest

import numpy as np
import pytest

import sandtable as st
import sandtable.damage


def test_a_curve_linear_in_chance_is_met_exactly():
    """Catches a trapezoid over years instead of chances, and a tail left out or counted twice.

    D = 1 - p: the area from p_n to 1 is (1 - p_n)^2 / 2, and p_n (1 - p_n) beyond.
    """
    periods = np.array([1, 1.5, 7, 40, 300.0])
    damage, last = 1 - 1 / periods, 1 / 300
    area = (1 - last) ** 2 / 2
    assert st.expected_annual_damage(periods, damage, rarer="none") == pytest.approx(area)
    assert st.expected_annual_damage(periods, damage) == pytest.approx(area + last * (1 - last))


def test_a_logarithmic_curve_is_approached_from_above_at_second_order():
    """Catches a rule of first order: D = ln T has the mean 1 (its tail beyond p_n is p_n)."""

    def error(count):
        periods = np.exp(np.linspace(0, 12, count))
        beyond = 1 / periods[-1]  # the integral of -ln p from 0 to p_n is p_n (1 + ln T_n)
        return st.expected_annual_damage(periods, np.log(periods)) + beyond - 1

    assert 0 < error(401) < 1e-3
    assert error(201) / error(401) == pytest.approx(4, rel=0.05)


def test_djibouti_by_hand():
    """Catches periods weighed wrongly: km of road under 5 cm, floods of nine return periods.

    (0.2 - 0.1) 132.51 / 2 + 0.06 (132.51 + 169.067) / 2 + 0.03 169.067
    + 0.006 (169.067 + 224.114) / 2 + 0.002 224.114 + 0.001 (224.114 + 234.639) / 2
    + 0.001 234.639
    """
    periods = [2, 5, 10, 25, 50, 100, 250, 500, 1000]
    km = [0, 0, 132.51, 169.067, 169.067, 169.067, 224.114, 224.114, 234.639]
    by_hand = 6.6255 + 9.04731 + 5.07201 + 1.179543 + 0.448228 + 0.2293765 + 0.234639
    assert st.expected_annual_damage(periods, km) == pytest.approx(by_hand, rel=1e-6)


def test_a_protection_standard_adds_a_triangle_and_draws_stay_apart():
    """Catches damage below the standard, and a mean over the wrong axis."""
    one = st.expected_annual_damage([10, 100], [2.0, 4.0], begins=5, rarer="none")
    assert one == pytest.approx(0.1 * 2 / 2 + 0.09 * 3)
    many = st.expected_annual_damage([10, 100], np.array([[2.0, 4.0], [0.0, 0.0], [1.0, 1.0]]))
    assert many == pytest.approx([0.09 * 3 + 0.04, 0, 0.1])
    assert st.expected_annual_damage([50], [7.0]) == pytest.approx(7 / 50)


@pytest.mark.parametrize(
    ("periods", "damage", "more", "words"),
    [
        ([10, 5], [1, 2], {}, "do not ascend"),
        ([10, 10], [1, 2], {}, "do not ascend"),
        ([0.1, 10], [1, 2], {}, "below 1 year"),
        ([10, 100], [1, 2, 3], {}, "3 damages for 2 return periods"),
        ([10, 100], [1, np.nan], {}, "a damage is missing"),
        ([], [], {}, "must be a list of years"),
        ([10, 100], [1, 2], {"begins": 20}, "begins is 20"),
        ([10, 100], [1, 2], {"rarer": "linear"}, "rarer is 'linear'"),
    ],
)
def test_what_makes_no_sense_is_refused(periods, damage, more, words):
    """Catches a number that is told though it means nothing."""
    with pytest.raises(ValueError, match=words):
        st.expected_annual_damage(periods, damage, **more)


def test_the_examples_run():
    """Catches a docstring that shows what is not so."""
    assert doctest.testmod(sandtable.damage).failed == 0
