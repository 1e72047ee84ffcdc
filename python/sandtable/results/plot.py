# SPDX-License-Identifier: Apache-2.0
"""The `plot` accessor of a run: pictures on matplotlib."""

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sandtable.results.errors import ResultsError, suggestion
from sandtable.results.plot_map import draw_map
from sandtable.results.plot_outcomes import draw_differences, draw_values
from sandtable.results.style import GLOSSARIES, colour, line, tidy, with_unit
from sandtable.results.words import futures_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sandtable.results.run import Run


class Plot:
    """Pictures of a run. Each method returns the matplotlib Axes that it drew on."""

    def __init__(self, run: "Run") -> None:
        self._run = run

    def outcomes(
        self, outcome: str = "", baseline: str = "", words: str = "planner", axes: Any = None
    ) -> tuple["Axes", "Axes"]:
        """One outcome by policy: (values of every draw, paired differences with 95% intervals).

        `outcome`, `baseline`: the run's own where left out. `words`: "planner" or "file" names.
        `axes`: two Axes to draw on. Raises ResultsError for a name that is not in the run.
        """
        import matplotlib.pyplot as plt

        if words not in GLOSSARIES:
            raise ResultsError(f"no words '{words}':{suggestion(words, GLOSSARIES)}")
        compared = self._run.compare(baseline=baseline, outcome=outcome)
        if axes is None:
            height = 1.6 + 0.55 * len(self._run.policies)
            _, axes = plt.subplots(
                1, 2, sharey=True, figsize=(11, height), layout="constrained", squeeze=True
            )
        left, right = axes
        draw_values(left, self._run, compared, GLOSSARIES[words])
        draw_differences(right, self._run, compared, GLOSSARIES[words])
        return left, right

    def series(
        self,
        outcome: str,
        band: tuple[float, float] = (0.1, 0.9),
        words: str = "planner",
        axes: Any = None,
    ) -> "Axes":
        """An outcome over time: by policy the median over the draws, and the band between two
        quantiles of them. Draws that failed are left out.

        Raises ResultsError if the outcome keeps no series.
        """
        import matplotlib.pyplot as plt

        run = self._run
        kept = [str(name) for name in run.series.data_vars]
        if outcome not in kept:
            raise ResultsError(
                f"'{outcome}' keeps no series (series = true in the scenario keeps one):"
                f"{suggestion(outcome, kept)}"
            )
        if axes is None:
            _, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
        start = run.start.tz_convert("UTC").tz_localize(None)
        hours = (run.series["time"].to_index() - start) / pd.Timedelta("1h")
        values = run.series[outcome].transpose("policy", "draw", "time").values
        for place, policy in enumerate(run.policies):
            done = values[place][~np.isnan(values[place]).all(axis=1)]
            if not len(done):
                continue
            with warnings.catch_warnings():  # at times at which no draw has a value
                warnings.simplefilter("ignore", RuntimeWarning)
                low, middle, high = np.nanquantile(done, [band[0], 0.5, band[1]], axis=0)
            axes.fill_between(hours, low, high, color=colour(place), alpha=0.15, linewidth=0)
            axes.plot(hours, middle, color=colour(place), linestyle=line(place), label=policy)
        measure = run.measures[outcome]
        draws = GLOSSARIES[words]["draws"]
        axes.set_title(
            f"{measure.label}\nmedian of {run.draws} {draws}, and the band from "
            f"{band[0]:.0%} to {band[1]:.0%} of them",
            loc="left",
            fontsize="medium",
        )
        axes.set_xlabel(f"hours since the start ({run.start:%d %b %Y %H:%M %z})")
        axes.set_ylabel(with_unit(outcome, measure.unit))
        axes.set_xlim(hours[0], hours[-1])
        axes.legend(title=GLOSSARIES[words]["policy"], frameon=False)
        tidy(axes)
        return axes

    def clearance(self, **options: Any) -> "Axes":
        """The share of people out by time: the first series of a field named `out`.

        Options are those of `series`. Raises ResultsError if no such series is kept.
        """
        for name in self._run.series.data_vars:
            if self._run.measures[str(name)].description.split(":")[0].endswith(".out"):
                return self.series(str(name), **options)
        raise ResultsError(
            "no series of who is out is kept: add to [outcomes] of the scenario, say, "
            'share_out = { field = "people.out", mean = true, last = true, series = true }'
        )

    def map(
        self,
        name: str,
        time: Any = None,
        draw: int | None = None,
        policy: str = "",
        words: str = "planner",
        axes: Any = None,
    ) -> "Axes":
        """A map at a time, in one draw under one policy.

        `time`: hours since the start, a Timedelta, or a moment (of the scenario's zone if it says
        none); the map shown is the last kept at or before it; None: the last. `draw`: the first
        kept; `policy`: the baseline. Raises ResultsError for what the run did not keep.
        """
        import matplotlib.pyplot as plt

        if axes is None:
            _, axes = plt.subplots(figsize=(7.5, 6), layout="constrained")
        return draw_map(axes, self._run, name, time, draw, policy, GLOSSARIES[words])

    def __repr__(self) -> str:
        return (
            f"pictures of {futures_text(self._run.draws)}: .outcomes(NAME), .series(NAME), "
            f".clearance(), .map(NAME, time=, draw=, policy=)"
        )
