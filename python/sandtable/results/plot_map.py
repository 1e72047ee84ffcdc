# SPDX-License-Identifier: Apache-2.0
"""A map at a time: what a field was, place by place, in one draw under one policy."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr

from sandtable.results.errors import ResultsError, suggestion
from sandtable.results.style import with_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sandtable.results.run import Run


def _find(run: "Run", name: str) -> xr.DataArray:
    known = {str(n): dataset[n] for dataset in run.maps.values() for n in dataset.data_vars}
    if not known:
        raise ResultsError(
            "this run kept no maps: add to the scenario, say, [maps] and below it "
            'closed = { field = "roads.closed", every = "30 min" }'
        )
    if name not in known:
        raise ResultsError(f"no map '{name}' in this run:{suggestion(name, known)}")
    return known[name]


def moment_of(run: "Run", time: Any) -> pd.Timestamp:
    """A time as the file has it (UTC, no zone): hours since the start, a length or a moment."""
    if isinstance(time, (int, float)):
        time = pd.Timedelta(hours=time)
    if isinstance(time, pd.Timedelta):
        moment = run.start + time
    else:
        moment = pd.Timestamp(time)
        if moment.tzinfo is None:
            moment = moment.tz_localize(run.start.tzinfo)
    return moment.tz_convert("UTC").tz_localize(None)


def select(run: "Run", name: str, time: Any, draw: int | None, policy: str) -> xr.DataArray:
    """One map: the values of every entity at the last time kept at or before `time`."""
    found = _find(run, name)
    draws = [int(number) for number in found["map_draw"].values]
    if draw is not None and draw not in draws:
        raise ResultsError(
            f"draw {draw} keeps no maps (kept: {', '.join(map(str, draws))}): ask for one of "
            f"them, or keep more with draws = {draw + 1} in [maps]"
        )
    chosen = policy or run.question.baseline or run.policies[0]
    if chosen not in run.policies:
        raise ResultsError(
            f"no plan '{chosen}' in these results:{suggestion(chosen, run.policies)}"
        )
    one = found.sel(map_draw=draws[0] if draw is None else draw).isel(
        policy=run.policies.index(chosen)
    )
    if time is None:
        return one.isel(time=-1)
    moment = moment_of(run, time)
    times = one["time"].to_index()
    if moment < times[0]:
        raise ResultsError(f"no map was kept before the start ({run.start})")
    return one.sel(time=moment, method="pad")


def _places(one: xr.DataArray) -> tuple[np.ndarray, np.ndarray, str]:
    """x and y of every entity, in km, and the words for them."""
    support = str(one.dims[-1])
    if f"{support}_x" not in one.coords:
        raise ResultsError(f"'{one.name}' is told of {support}, which have no place on a map")
    x, y = one.coords[f"{support}_x"], one.coords[f"{support}_y"]
    return x.values / 1000, y.values / 1000, str(x.attrs.get("crs", ""))


def draw_map(
    axes: "Axes",
    run: "Run",
    name: str,
    time: Any,
    draw: int | None,
    policy: str,
    glossary: dict[str, str],
) -> "Axes":
    """Points coloured by value; where there is none (never, not done) a small grey cross."""
    one = select(run, name, time, draw, policy).load()
    x, y, crs = _places(one)
    values = one.values
    known = ~np.isnan(values)
    axes.scatter(x[~known], y[~known], s=6, marker="x", color="0.75", linewidth=0.6, gid="none")
    order = np.argsort(values[known], kind="stable")  # the highest on top
    points = axes.scatter(
        x[known][order],
        y[known][order],
        c=values[known][order],
        s=14,
        cmap="cividis_r",
        gid=name,
    )
    label = with_unit(str(one.attrs["long_name"]), str(one.attrs.get("units", "")))
    axes.figure.colorbar(points, ax=axes, label=label, shrink=0.8)
    when = pd.Timestamp(one["time"].values).tz_localize("UTC").tz_convert(run.start.tzinfo)
    chosen = str(one["policy"].values)
    axes.set_title(
        f"{one.attrs['long_name']} at {when:%d %b %Y %H:%M}\n"
        f'{glossary["policy"]} "{chosen}", {glossary["draw"]} {int(one["map_draw"])}',
        loc="left",
        fontsize="medium",
    )
    axes.set_xlabel(f"east [km] ({crs})" if crs else "east [km]")
    axes.set_ylabel("north [km]")
    axes.set_aspect("equal")
    return axes
