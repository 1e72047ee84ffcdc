# SPDX-License-Identifier: Apache-2.0
"""What floods (or other hazards) of several return periods come to in a year, on average."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike


def expected_annual_damage(
    return_period: ArrayLike,
    damage: ArrayLike,
    *,
    begins: float | None = None,
    rarer: Literal["constant", "none"] = "constant",
) -> float | np.ndarray:
    """The mean damage of a year: the area under damage over yearly chance, by trapezoids.

    With p_i = 1 / T_i, the chance that a year sees damage D_i or more,

        sum over i of (p_i - p_(i+1)) (D_i + D_(i+1)) / 2,  and what lies beyond both ends:

    more frequent floods do no damage, unless ``begins`` says from which return period on they do
    (a protection standard): a triangle from there to D_1; rarer floods than the last do as much as
    it (``rarer="constant"``, p_n D_n), or none. A trapezoid lies above a damage curve that sags:
    with few periods the sum is too high rather than too low.

    Parameters
    ----------
    return_period: years (period,), ascending, 1 or more.
    damage: any unit (..., period); the last axis as ``return_period``.
    begins: years, up to the first return period.
    rarer: what floods beyond the last return period do.

    Returns
    -------
    The same unit a year: a number, or an array (...) where damage has more axes, such as draws.

    Raises
    ------
    ValueError: periods that do not ascend or are below 1, damage of another length, values that are
    missing.

    Examples
    --------
    >>> round(expected_annual_damage([10, 100], [0.0, 1_000_000.0]))
    55000
    >>> expected_annual_damage([10, 100], [[0.0, 1.0], [1.0, 1.0]], rarer="none")
    array([0.045, 0.09 ])

    The area under a curve of damage over the chance that it is exceeded is the mean of risk as
    Kaplan and Garrick (1981), Risk Analysis 1, 11-27, define it.
    """
    periods = np.asarray(return_period, dtype=float)
    damages = np.asarray(damage, dtype=float)
    _refuse(periods, damages, begins, rarer)
    chances = 1 / periods
    width = chances[:-1] - chances[1:]
    mean = ((damages[..., :-1] + damages[..., 1:]) / 2 * width).sum(axis=-1)
    if begins is not None:
        mean = mean + (1 / begins - chances[0]) * damages[..., 0] / 2
    if rarer == "constant":
        mean = mean + chances[-1] * damages[..., -1]
    return float(mean) if damages.ndim == 1 else mean


def _refuse(periods: np.ndarray, damages: np.ndarray, begins: float | None, rarer: str) -> None:
    if periods.ndim != 1 or len(periods) == 0:
        raise ValueError("return_period must be a list of years")
    if not np.isfinite(periods).all() or (periods < 1).any():
        raise ValueError("a return period is below 1 year, or missing")
    if (np.diff(periods) <= 0).any():
        raise ValueError("return periods do not ascend: sort them, and the damage with them")
    if damages.ndim == 0 or damages.shape[-1] != len(periods):
        length = 1 if damages.ndim == 0 else damages.shape[-1]
        raise ValueError(f"{length} damages for {len(periods)} return periods")
    if not np.isfinite(damages).all():
        raise ValueError("a damage is missing (no mean can be told without it)")
    if begins is not None and not 1 <= begins <= periods[0]:
        raise ValueError(f"begins is {begins:g} (1 to {periods[0]:g} years is expected)")
    if rarer not in ("constant", "none"):
        raise ValueError(f"rarer is '{rarer}' (constant or none is expected)")
