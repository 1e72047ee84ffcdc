# SPDX-License-Identifier: Apache-2.0
"""A run's results: what is in the file, as frames and lazy datasets."""

import os
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType, TracebackType
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from sandtable.results import compare as comparing
from sandtable.results import overview
from sandtable.results.comparison import Comparison
from sandtable.results.file import ResultsFile
from sandtable.results.info import Outcome, Question, read_labels, read_outcomes, read_question
from sandtable.results.notices import counted_notices, notices_of
from sandtable.results.plot import Plot

STATES = ("done", "failed", "not_run")


class Run:
    """The results of one run. Values are read when they are asked for; close it when done.

    A draw is one future, a policy one plan, a branch one draw under one policy; every policy met
    the very same draws. Frames by branch have the index (draw, policy), policies in their order.
    """

    def __init__(self, file: ResultsFile) -> None:
        self.file = file

    def __enter__(self) -> "Run":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; frames that were made stay."""
        self.file.close()

    def __repr__(self) -> str:
        return overview.as_text(self)

    def _repr_html_(self) -> str:
        return overview.as_html(self)

    # What the run is.

    @cached_property
    def title(self) -> str:
        """The scenario's title, or its name."""
        return self.file.attribute("run", "title") or self.file.attribute("run", "scenario")

    @cached_property
    def start(self) -> pd.Timestamp:
        """When the scenario starts, in its own time zone."""
        return pd.Timestamp(self.file.attribute("run", "start"))

    @cached_property
    def attributes(self) -> dict[str, Any]:
        """scenario, scenario_sha256, seed, design, duration_s, tick_s, program, command, identity,
        format."""
        names = ("scenario", "scenario_sha256", "seed", "design", "duration_s", "tick_s")
        return {
            **{name: self.file.attribute("run", name) for name in names},
            **{name: self.file.text(f"run/{name}") for name in ("program", "command")},
            "identity": self.file.attribute("/", "sandtable_identity"),
            "format": self.file.attribute("/", "sandtable_format"),
        }

    @cached_property
    def question(self) -> Question:
        """What was asked before the answer was shown."""
        return read_question(self.file)

    @cached_property
    def scenario_text(self) -> str:
        """The scenario as it was run."""
        return self.file.text("run/scenario_text")

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What the run itself warns of, and what models say of its branches, counted."""
        return (*self.file.table("warnings")["text"], *counted_notices(notices_of(self.file)))

    @cached_property
    def design(self) -> str:
        """How the uncertain parameters were drawn: "monte-carlo" are independent draws."""
        return str(self.file.attribute("run", "design"))

    @cached_property
    def replicates(self) -> tuple[int, int] | None:
        """(how many, draws in each); (0, 0) of independent draws; None: the file does not say."""
        count = self.file.attribute("run", "replicates")
        return None if count == "" else (count, self.file.attribute("run", "replicate_size"))

    @cached_property
    def draws(self) -> int:
        """The number of draws."""
        return len(self.file.array("draw"))

    @cached_property
    def policies(self) -> tuple[str, ...]:
        """The policies' names, in the scenario's order."""
        return tuple(self.file.texts("policy"))

    @cached_property
    def policy_labels(self) -> dict[str, str]:
        """Each policy's label, or its name."""
        table = self.file.table("policies")
        return {row["name"]: row["label"] or row["name"] for row in table.to_dict("records")}

    @cached_property
    def measures(self) -> dict[str, Outcome]:
        """What each outcome is: label, unit, which direction is better, by what it is grouped."""
        return read_outcomes(self.file)

    @cached_property
    def assumptions(self) -> pd.DataFrame:
        """Every value and whose it is: path, value, unit, origin, source, where, sentence."""
        return self.file.table("assumptions")

    @cached_property
    def datasets(self) -> pd.DataFrame:
        """The data: file, title, source, publisher, licence, date, sha256."""
        return self.file.table("datasets")

    @cached_property
    def models(self) -> pd.DataFrame:
        """The models: process, model, version, state of its life."""
        return self.file.table("models")

    # What came out.

    @cached_property
    def branches(self) -> pd.MultiIndex:
        """The index (draw, policy) of every frame by branch."""
        policies = pd.CategoricalIndex(self.policies, categories=self.policies)
        return pd.MultiIndex.from_product(
            [self.file.array("draw"), policies], names=["draw", "policy"]
        )

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row a branch, one column an outcome; NaN where not done.

        attrs: "units" and "labels", by outcome. Of an outcome that was never reached the horizon
        stands in its place: see `censored`.
        """
        columns = {name: self.file.array(name).ravel() for name in self.measures}
        frame = pd.DataFrame(columns, index=self.branches)
        frame.attrs["units"] = {name: o.unit for name, o in self.measures.items()}
        frame.attrs["labels"] = {name: o.label for name, o in self.measures.items()}
        return frame

    @cached_property
    def censored(self) -> pd.DataFrame:
        """True where the horizon stands for "never": one row a branch, one column an outcome."""
        flags = {name: self.file.array(f"{name}_censored").ravel() == 1 for name in self.measures}
        return pd.DataFrame(flags, index=self.branches)

    @cached_property
    def status(self) -> pd.DataFrame:
        """One row a branch: status (done, failed, not_run), the reason of a failure, and what
        models say of the branch in the end, one a line."""
        numbers = self.file.array("status").ravel()
        columns = {
            "status": pd.Categorical.from_codes(numbers, categories=STATES),
            "reason": self.file.texts("reason").ravel(),
            "notices": notices_of(self.file),
        }
        return pd.DataFrame(columns, index=self.branches)

    @cached_property
    def parameter_paths(self) -> list[str]:
        """Paths of the uncertain parameters."""
        return list(self.file.texts("parameter"))

    @cached_property
    def parameter_labels(self) -> dict[str, list[str]]:
        """The names of a choice's numbers, by path."""
        return read_labels(self.file)

    @cached_property
    def parameters(self) -> pd.DataFrame:
        """One row a draw, one column an uncertain parameter, in SI; a choice as its label.

        attrs: "units" by path.
        """
        values = self.file.array("parameters")
        index = pd.Index(self.file.array("draw"), name="draw")
        frame = pd.DataFrame(values, index=index, columns=self.parameter_paths)
        for path, labels in self.parameter_labels.items():
            unique = len(set(labels)) == len(labels)
            names = labels if unique else [f"{i}: {label}" for i, label in enumerate(labels)]
            codes = frame[path].to_numpy().astype(int)
            frame[path] = pd.Categorical.from_codes(codes, categories=names)
        units = self.file.texts("parameter_unit")
        frame.attrs["units"] = dict(zip(self.parameter_paths, units, strict=True))
        return frame

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """One row an order: draw, policy, time (the scenario's zone), since_start, rule, process,
        lever, target, values."""
        seconds = pd.to_timedelta(self.file.array("decisions/time"), unit="s")
        policies = self.file.array("decisions/policy_index")
        columns: dict[str, Any] = {
            "draw": self.file.array("decisions/draw_number"),
            "policy": pd.Categorical.from_codes(policies, categories=self.policies),
            "time": self.start + seconds,
            "since_start": seconds,
        }
        for name in ("rule", "process", "lever", "target", "values"):
            columns[name] = self.file.texts(f"decisions/{name}")
        return pd.DataFrame(columns)

    @cached_property
    def coordinates(self) -> dict[str, np.ndarray]:
        """The axes draw and policy, which the groups of the file share with its root."""
        return {"draw": self.file.array("draw"), "policy": self.file.texts("policy")}

    @cached_property
    def series(self) -> xr.Dataset:
        """The outcomes that keep their series: lazy, (draw, policy, time), time in UTC.

        A dataset without variables if no outcome keeps its series.
        """
        return self.file.dataset("series", self.coordinates)

    @cached_property
    def groups(self) -> Mapping[str, xr.Dataset]:
        """The outcomes by zone and the like: lazy, (draw, policy, GROUPING), by grouping."""
        return self._datasets("groups")

    @cached_property
    def maps(self) -> Mapping[str, xr.Dataset]:
        """The maps that were kept, by process: lazy; empty if the scenario keeps none."""
        return self._datasets("maps")

    def _datasets(self, parent: str) -> Mapping[str, xr.Dataset]:
        names = self.file.names(parent)
        return MappingProxyType(
            {name: self.file.dataset(f"{parent}/{name}", self.coordinates) for name in names}
        )

    # What it says.

    def compare(self, baseline: str = "", outcome: str = "", by: str = "") -> Comparison:
        """Compares every policy with the baseline on the same draws, as `sandtable compare` does.

        `baseline`: a policy (else the run's own); `outcome`: the one to speak of (else the run's);
        `by`: a grouping ("zone"), or a choice or process whose alternatives were drawn ("fire").
        Raises ResultsError for a name that is not in the run.
        """
        return comparing.compare(self, baseline, outcome, by)

    @property
    def plot(self) -> Plot:
        """Pictures on matplotlib: `run.plot.outcomes("exposed")`, `.series("share_out")`."""
        return Plot(self)


def open(path: str | os.PathLike[str]) -> Run:  # noqa: A001 (as xarray and h5py call it)
    """Opens a results file; use it in `with`, or close it.

    Raises ResultsError if the file is missing, not ours, or of another major format version.
    """
    return Run(ResultsFile(path))
