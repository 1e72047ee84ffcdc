# SPDX-License-Identifier: Apache-2.0
"""95% intervals of paired differences: the one place that knows how the draws were chosen."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special


@dataclass(frozen=True)
class Interval:
    """A mean of paired differences with its 95% interval and their standard deviation."""

    mean: float
    low: float | None
    high: float | None
    spread: float | None


def students_t_95(count: int) -> float:
    """The 97.5% quantile of Student's t with count - 1 degrees of freedom; count >= 2.

    By the inverse incomplete beta function: scipy's own t.ppf is good to nine digits only.
    """
    freedom = count - 1
    share = float(special.betaincinv(0.5, freedom / 2, 0.95))
    return math.sqrt(freedom * share / (1 - share))


def mean_of(values: np.ndarray) -> float:
    """The mean, summed in the order of the draws as the program sums it: the same bits."""
    return float(np.add.accumulate(values)[-1]) / len(values)


def _deviation(values: np.ndarray, mean: float) -> float:
    return math.sqrt(float(np.add.accumulate((values - mean) ** 2)[-1]) / (len(values) - 1))


def _with_spread(mean: float, spread: float, count: int) -> Interval:
    half = students_t_95(count) * spread / math.sqrt(count)
    return Interval(mean, mean - half, mean + half, spread)


def independent_interval(differences: np.ndarray) -> Interval:
    """Of independent draws: mean -/+ t s_D / sqrt(n), t of n - 1 degrees of freedom.

    `differences` (draw): policy minus baseline, at least one. From one there is no interval.
    """
    mean = mean_of(differences)
    if len(differences) < 2:
        return Interval(mean, None, None, None)
    return _with_spread(mean, _deviation(differences, mean), len(differences))


def replicate_interval(differences: np.ndarray, replicate: np.ndarray, whole: int) -> Interval:
    """Of draws in independent replicates: t of R - 1 degrees of freedom over the replicates.

    `replicate` (draw), ascending; `whole`: how many replicates the run has. Where one holds no
    draw, or there is one only, there is no interval. With as many draws in each it is the t
    interval of the replicates' means (Owen, "Monte Carlo theory, methods and examples", ch. 17),
    else the ratio estimator's (Cochran, "Sampling techniques", 1977, section 6.4).
    """
    mean = mean_of(differences)
    numbers = np.unique(replicate)
    if len(numbers) < max(2, whole):
        return Interval(mean, None, None, None)
    usual = len(differences) / len(numbers)
    residuals = [
        float(np.add.accumulate((differences[replicate == number] - mean) / usual)[-1])
        for number in numbers
    ]
    return _with_spread(mean, _deviation(np.asarray(residuals), 0.0), len(numbers))
