# SPDX-License-Identifier: Apache-2.0
"""What a run is: everything that is known before its first draw."""

from dataclasses import dataclass

from sandtable.results.file import ResultsFile


@dataclass(frozen=True)
class Question:
    """What was asked before the answer was shown; empty where the scenario does not say."""

    decision: str
    baseline: str
    main_outcome: str
    matters: str
    matters_value: float  # in the main outcome's unit; 0 if nothing was said
    acceptable: str


@dataclass(frozen=True)
class Outcome:
    """An outcome: a number a branch (a draw under a policy)."""

    name: str
    label: str  # the name where the scenario gives none
    unit: str  # as the scenario writes it
    better: str  # "lower", "higher" or ""
    description: str
    by: tuple[str, ...]  # groupings


def read_question(file: ResultsFile) -> Question:
    """The question of /run."""
    words = ("decision", "baseline", "main_outcome", "matters", "acceptable")
    texts = {word: file.attribute("run", word) for word in words}
    return Question(**texts, matters_value=float(file.attribute("run", "matters_value") or 0))


def read_outcomes(file: ResultsFile) -> dict[str, Outcome]:
    """The outcomes by name, in the scenario's order."""
    groupings = file.table("outcome_groupings")
    return {
        row["name"]: Outcome(
            row["name"],
            row["label"] or row["name"],
            row["unit"],
            row["better"],
            row["description"],
            tuple(groupings["grouping"][groupings["outcome"] == row["name"]]),
        )
        for row in file.table("outcomes").to_dict("records")
    }


def read_labels(file: ResultsFile) -> dict[str, list[str]]:
    """The names of a choice's numbers, from 0, by the parameter's path."""
    labels: dict[str, list[str]] = {}
    for row in file.table("parameter_labels").to_dict("records"):
        labels.setdefault(row["parameter"], []).append(row["label"])
    return labels
