# SPDX-License-Identifier: Apache-2.0
"""One outcome by policy: every draw's value, and paired differences with their intervals."""

from typing import TYPE_CHECKING

import numpy as np

from sandtable.results.comparison import Comparison, OutcomeComparison
from sandtable.results.style import colour, marker, tidy, with_unit
from sandtable.results.words import futures_text, hidden_text, number_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sandtable.results.run import Run

SPREAD = 0.22
"""Half the height over which the draws of one policy are spread, so that equal ones are seen."""


def _spread(count: int) -> np.ndarray:
    """Offsets of the draws: the same in every picture, and in no order that looks like a trend."""
    golden = 0.6180339887498949
    return (np.arange(count) * golden % 1 - 0.5) * 2 * SPREAD


def _main(compared: Comparison) -> OutcomeComparison:
    return next(o for o in compared.outcomes if o.name == compared.main_outcome)


def _values(run: "Run", outcome: str) -> np.ndarray:
    """(draw, policy), NaN where not done."""
    return np.where(run.file.array("status") == 0, run.file.array(outcome), np.nan)


def _name_rows(axes: "Axes", run: "Run", compared: Comparison) -> None:
    names = [f"{p} (in force)" if p == run.question.baseline else p for p in compared.policies]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def _write(axes: "Axes", place: int, text: str) -> None:
    """A text in a policy's row, at the left."""
    where = axes.get_yaxis_transform()
    axes.text(0.02, place, text, transform=where, va="center", color="0.3", fontsize="small")


def draw_values(axes: "Axes", run: "Run", compared: Comparison, glossary: dict[str, str]) -> None:
    """A point a draw, hollow where it stands for never, and a bar at the mean."""
    outcome = _main(compared)
    values = _values(run, outcome.name)
    censored = run.file.array(f"{outcome.name}_censored") == 1
    heights = _spread(run.draws)
    for place, policy in enumerate(outcome.policies):
        for never, face in ((False, colour(place)), (True, "none")):
            shown = (censored[:, place] == never) & ~np.isnan(values[:, place])
            axes.scatter(
                values[shown, place],
                place + heights[shown],
                s=16,
                marker=marker(place),
                facecolor=face,
                edgecolor=colour(place),
                linewidth=0.8,
                alpha=0.6,
                gid=f"{policy.policy}{' never' if never else ''}",
            )
        if policy.mean is not None:
            axes.vlines(policy.mean, place - 0.32, place + 0.32, color=colour(place), linewidth=2)
    _name_rows(axes, run, compared)
    never_reached = "\nhollow: never reached, the horizon in its place" if censored.any() else ""
    axes.set_xlabel(with_unit(outcome.name, outcome.unit) + never_reached)
    axes.set_title(
        f"{outcome.label}\neach {glossary['draw']}, and the mean",
        loc="left",
        fontsize="medium",
    )
    tidy(axes)


def draw_differences(
    axes: "Axes", run: "Run", compared: Comparison, glossary: dict[str, str]
) -> None:
    """A point a draw, and the mean difference with its 95% interval; a text where it may not be
    shown."""
    outcome = _main(compared)
    values = _values(run, outcome.name)
    baseline = compared.policies.index(compared.baseline)
    heights = _spread(run.draws)
    axes.axvline(0, color="0.4", linewidth=1)
    for place, policy in enumerate(outcome.policies):
        if place == baseline:
            _write(axes, place, "compared with this")
            continue
        if policy.difference is None:
            _write(axes, place, hidden_text(policy).replace("future", glossary["draw"]))
            continue
        differences = values[:, place] - values[:, baseline]
        axes.scatter(
            differences,
            place + heights,
            s=12,
            marker=marker(place),
            color=colour(place),
            alpha=0.3,
            linewidth=0,
            gid=policy.policy,
        )
        low = policy.difference if policy.low is None else policy.low
        high = policy.difference if policy.high is None else policy.high
        axes.errorbar(
            policy.difference,
            place,
            xerr=[[policy.difference - low], [high - policy.difference]],
            fmt=marker(place),
            color=colour(place),
            markersize=7,
            markeredgecolor="white",
            capsize=4,
            elinewidth=2,
            label=policy.policy,
        )
        axes.annotate(
            number_text(policy.difference),
            (policy.difference, place - 0.32),
            ha="center",
            va="bottom",
            fontsize="small",
        )
    direction = f" ({outcome.better} is better)" if outcome.better else ""
    axes.set_xlabel(with_unit("difference", outcome.unit) + direction)
    tried = futures_text(compared.draws)
    if glossary["draw"] != "future":
        tried = f"{compared.draws} {glossary['draws']}"
    axes.set_title(
        f'{glossary["policy"]} minus "{compared.baseline}", in the same {glossary["draws"]}\n'
        f"mean and 95% interval over the {tried} tried",
        loc="left",
        fontsize="medium",
    )
    tidy(axes)
