# SPDX-License-Identifier: Apache-2.0
"""A comparison of a run's policies: what `sandtable compare --json` says, as a frame."""

import html
import math
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sandtable.results.words import verdict


@dataclass(frozen=True)
class PolicyComparison:
    """One policy against the baseline on one outcome, over the draws in which both are done.

    Differences are policy minus baseline, in the outcome's unit. What may not be shown (too few
    draws, too many censored, the baseline against itself) is None.
    """

    policy: str
    draws: int = 0  # in which both are done and have a value
    better: int = 0  # of them, strictly better than the baseline
    tied: int = 0  # of them, exactly equal
    replicates: int = 0  # that hold some of the draws; 0 with independent draws
    mean: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    spread: float | None = None  # s_D, of the paired differences or of their replicates' means
    share_better: float | None = None
    censored: float = 0.0  # share of the draws whose value is the horizon, for "never"
    baseline_censored: float = 0.0


@dataclass(frozen=True)
class OutcomeComparison:
    """Every policy on one outcome, in the run's order."""

    name: str
    label: str
    unit: str
    better: str
    policies: tuple[PolicyComparison, ...]


@dataclass(frozen=True)
class GroupComparison:
    """The comparison within one group: a zone, or the draws of one fire."""

    label: str
    draws: int
    outcomes: tuple[OutcomeComparison, ...]


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _policy_dict(policy: PolicyComparison) -> dict[str, float | None]:
    shown = ("mean", "difference", "low", "high", "share_better", "censored")
    return {name: _number(getattr(policy, name)) for name in shown}


def _outcome_dicts(outcomes: tuple[OutcomeComparison, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": outcome.name,
            "unit": outcome.unit,
            "better": outcome.better,
            "policies": {policy.policy: _policy_dict(policy) for policy in outcome.policies},
        }
        for outcome in outcomes
    ]


def _rows(outcomes: tuple[OutcomeComparison, ...]) -> list[dict[str, Any]]:
    return [
        {
            "outcome": outcome.name,
            "policy": policy.policy,
            "unit": outcome.unit,
            "mean": policy.mean,
            "difference": policy.difference,
            "low": policy.low,
            "high": policy.high,
            "verdict": verdict(policy, outcome.better),
            "share_better": policy.share_better,
            "draws": policy.draws,
            "replicates": policy.replicates,
            "tied": policy.tied,
            "censored": policy.censored,
        }
        for outcome in outcomes
        for policy in outcome.policies
    ]


@dataclass(frozen=True)
class Comparison:
    """Every policy against the baseline on the same draws.

    `frame` is the table, `sentences` what can and cannot be told on the main outcome, `warnings`
    what weakens it; `to_dict()` equals the output of `sandtable compare --json`.
    """

    title: str
    decision: str
    baseline: str
    main_outcome: str
    matters: str
    matters_value: float
    draws: int
    policies: tuple[str, ...]
    outcomes: tuple[OutcomeComparison, ...]
    design: str = "monte-carlo"
    replicates: int | None = None  # of the run; 0 with independent draws; None: an older file
    replicate_size: int | None = None
    by: str = ""
    groups: tuple[GroupComparison, ...] = ()
    sentences: tuple[str, ...] = field(default=())
    warnings: tuple[str, ...] = field(default=())

    @property
    def frame(self) -> pd.DataFrame:
        """One row an (outcome, policy), or with `by` a (group, outcome, policy).

        Columns: unit, mean, difference, low, high (95% interval of the paired difference), verdict
        ('better', 'worse', 'differs' or ''), share_better, draws, replicates, tied, censored.
        """
        if not self.by:
            return pd.DataFrame(_rows(self.outcomes)).set_index(["outcome", "policy"])
        rows = [
            {self.by: group.label, **row} for group in self.groups for row in _rows(group.outcomes)
        ]
        return pd.DataFrame(rows).set_index([self.by, "outcome", "policy"])

    def __getitem__(self, outcome: str) -> pd.DataFrame:
        """The rows of one outcome: a policy a row (with `by`, a group and policy a row)."""
        return self.frame.xs(outcome, level="outcome")

    def to_dict(self) -> dict[str, Any]:
        """Equal to the JSON of `sandtable compare --json`."""
        result: dict[str, Any] = {
            "draws": self.draws,
            "baseline": self.baseline,
            "policies": list(self.policies),
            "outcomes": _outcome_dicts(self.outcomes),
            "sentences": list(self.sentences),
            "warnings": list(self.warnings),
        }
        if self.replicates is not None:
            result["design"] = self.design
            result["replicates"] = self.replicates
            result["replicate_size"] = self.replicate_size
        if self.by:
            result["by"] = self.by
            result["groups"] = [
                {
                    "label": group.label,
                    "draws": group.draws,
                    "outcomes": _outcome_dicts(group.outcomes),
                }
                for group in self.groups
            ]
        return result

    def _heading(self) -> str:
        return f'{self.title}: {self.draws} futures, compared with "{self.baseline}"'

    def __repr__(self) -> str:
        lines = [self._heading(), "", self.frame.to_string(float_format="{:.4g}".format), ""]
        lines += [f"- {sentence}" for sentence in self.sentences]
        lines += [f"! {warning}" for warning in self.warnings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        told = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in self.sentences)
        warned = "".join(f"<li>{html.escape(warning)}</li>" for warning in self.warnings)
        return (
            f"<p><b>{html.escape(self._heading())}</b></p>"
            f"{self.frame.to_html(float_format='{:.4g}'.format, na_rep='')}"
            f"<p>What can be told</p><ul>{told}</ul><p>To keep in mind</p><ul>{warned}</ul>"
        )
