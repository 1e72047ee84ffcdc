# SPDX-License-Identifier: Apache-2.0
"""How pictures look: a plan keeps its colour, marker and line style in every picture.

Colours are those of Okabe and Ito (2008), which people with any colour vision tell apart;
markers and line styles tell plans apart without colour.
"""

from typing import Any

COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
LINES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (7, 3)))

PLANNER = {"draw": "future", "draws": "futures", "policy": "plan", "outcome": "measure"}
FILE = {"draw": "draw", "draws": "draws", "policy": "policy", "outcome": "outcome"}
GLOSSARIES = {"planner": PLANNER, "file": FILE}
"""What things are called in a picture: as planners say it, or as the file does."""


def colour(place: int) -> str:
    """The colour of the plan at a place in the run's order."""
    return COLOURS[place % len(COLOURS)]


def marker(place: int) -> str:
    """Its marker."""
    return MARKERS[place % len(MARKERS)]


def line(place: int) -> Any:
    """Its line style."""
    return LINES[place % len(LINES)]


def with_unit(label: str, unit: str) -> str:
    """'person-hours on the road [people h]'; a pure number has no unit."""
    return label if unit in ("", "1", "-") else f"{label} [{unit}]"


def tidy(axes: Any) -> None:
    """No frame where nothing is read off, a faint grid along the values."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="x", color="0.9", linewidth=0.8)
    axes.set_axisbelow(True)
