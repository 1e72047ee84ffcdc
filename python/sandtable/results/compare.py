# SPDX-License-Identifier: Apache-2.0
"""The comparison itself; the definitions are those of sim/experiment/comparison.cpp."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sandtable.results.comparison import (
    Comparison,
    GroupComparison,
    OutcomeComparison,
    PolicyComparison,
)
from sandtable.results.errors import ResultsError, suggestion
from sandtable.results.info import Outcome
from sandtable.results.intervals import (
    Interval,
    independent_interval,
    mean_of,
    replicate_interval,
)
from sandtable.results.words import futures_text, sentences_of

if TYPE_CHECKING:
    from sandtable.results.run import Run

MOST_CENSORED = 0.01
"""Above this share of censored draws no mean is shown."""


@dataclass(frozen=True)
class Draws:
    """Which draws are compared, in the order of their design rows, and the replicate of each."""

    rows: np.ndarray  # positions in the file
    replicate: np.ndarray  # alike in length
    replicates: int  # of the run; 0: independent draws

    def chosen(self, which: np.ndarray) -> "Draws":
        """Those of which `which` (by position in the file) is true."""
        kept = which[self.rows]
        return Draws(self.rows[kept], self.replicate[kept], self.replicates)


def _draws_of(run: "Run") -> Draws:
    design_row = run.file.array("design_row")
    rows = np.argsort(design_row, kind="stable")
    count, size = run.replicates or (0, 0)
    replicate = design_row[rows] // size if size else np.zeros(len(rows), dtype=np.int64)
    return Draws(rows, replicate, count)


def _interval(differences: np.ndarray, replicate: np.ndarray, draws: Draws) -> Interval:
    if draws.replicates:
        return replicate_interval(differences, replicate, draws.replicates)
    return independent_interval(differences)


def _compare_policy(
    name: str,
    outcome: Outcome,
    values: tuple[np.ndarray, np.ndarray],
    censored: tuple[np.ndarray, np.ndarray],
    draws: Draws,
) -> PolicyComparison:
    """One policy and the baseline: (draw) arrays of both, NaN where not done or without value."""
    both = ~np.isnan(values[0]) & ~np.isnan(values[1])
    policy, baseline, replicate = values[0][both], values[1][both], draws.replicate[both]
    count = len(policy)
    if count == 0:
        return PolicyComparison(name)
    shares = [float(np.count_nonzero(flags[both]) / count) for flags in censored]
    result = PolicyComparison(
        name,
        draws=count,
        replicates=len(np.unique(replicate)) if draws.replicates else 0,
        mean=mean_of(policy) if shares[0] <= MOST_CENSORED else None,
        censored=shares[0],
        baseline_censored=shares[1],
    )
    if values[0] is values[1]:
        return result
    better = {"lower": policy < baseline, "higher": policy > baseline}.get(outcome.better)
    result = replace(
        result,
        tied=int(np.count_nonzero(policy == baseline)),
        better=0 if better is None else int(np.count_nonzero(better)),
        share_better=None if better is None else float(np.count_nonzero(better) / count),
    )
    if max(shares) > MOST_CENSORED:
        return result
    found = _interval(policy - baseline, replicate, draws)
    return replace(
        result, difference=found.mean, low=found.low, high=found.high, spread=found.spread
    )


def _compare_outcome(
    run: "Run", outcome: Outcome, baseline: int, values: np.ndarray, draws: Draws
) -> OutcomeComparison:
    """`values` (draw, policy), in the order of the file."""
    done = run.file.array("status") == 0
    shown = np.where(done, values, np.nan)[draws.rows]
    censored = run.file.array(f"{outcome.name}_censored")[draws.rows]
    columns = [shown[:, policy] for policy in range(shown.shape[1])]
    compared = tuple(
        _compare_policy(
            name,
            outcome,
            (columns[policy], columns[baseline]),
            (censored[:, policy], censored[:, baseline]),
            draws,
        )
        for policy, name in enumerate(run.policies)
    )
    return OutcomeComparison(outcome.name, outcome.label, outcome.unit, outcome.better, compared)


def _compare_outcomes(run: "Run", baseline: int, draws: Draws) -> tuple[OutcomeComparison, ...]:
    return tuple(
        _compare_outcome(run, outcome, baseline, run.file.array(outcome.name), draws)
        for outcome in run.measures.values()
    )


def _compare_choices(run: "Run", baseline: int, path: str) -> list[GroupComparison]:
    chosen = run.file.array("parameters")[:, run.parameter_paths.index(path)]
    groups = []
    for number, label in enumerate(run.parameter_labels[path]):
        draws = _draws_of(run).chosen(chosen == number)
        compared = _compare_outcomes(run, baseline, draws)
        groups.append(GroupComparison(label, len(draws.rows), compared))
    return groups


def _compare_groups(run: "Run", baseline: int, by: str) -> list[GroupComparison]:
    labels = run.file.texts(f"groups/{by}/{by}")
    every = _draws_of(run)
    measured = [outcome for outcome in run.measures.values() if by in outcome.by]
    values = {o.name: run.file.array(f"groups/{by}/{o.name}") for o in measured}
    return [
        GroupComparison(
            label,
            run.draws,
            tuple(
                _compare_outcome(run, o, baseline, values[o.name][:, :, place], every)
                for o in measured
            ),
        )
        for place, label in enumerate(labels)
    ]


def _compare_by(run: "Run", baseline: int, by: str) -> list[GroupComparison]:
    groupings = list(run.file.table("groupings")["name"])
    if by in groupings:
        return _compare_groups(run, baseline, by)
    choices = [path for path in run.parameter_paths if path in run.parameter_labels]
    for path in choices:
        if path in (by, f"{by}.alternative"):
            return _compare_choices(run, baseline, path)
    raise ResultsError(
        f"nothing is grouped by '{by}' (neither a grouping nor a choice of the run):"
        f"{suggestion(by, groupings + [c.removesuffix('.alternative') for c in choices])}"
    )


def _warnings_of(run: "Run", comparison: Comparison) -> list[str]:
    warnings = list(run.warnings)
    done = run.file.array("status") == 0
    reasons = run.file.texts("reason")
    for policy, name in enumerate(run.policies):
        told = reasons[~done[:, policy], policy]
        failed = [reason for reason in told if reason]
        if failed:
            warnings.append(
                f'"{name}" failed in {len(failed)} of {futures_text(run.draws)}, which are left '
                f"out of its comparison (first reason: {failed[0]})"
            )
        if len(told) > len(failed):
            warnings.append(
                f'"{name}" was not run in {len(told) - len(failed)} of '
                f"{futures_text(run.draws)}, which are left out"
            )
    for outcome in run.measures:
        missing = np.count_nonzero(np.isnan(run.file.array(outcome)) & done, axis=0)
        for count, name in zip(missing, run.policies, strict=True):
            if count:
                warnings.append(
                    f'"{name}" has no {outcome} in {futures_text(count)}, which are left out'
                )
    if run.design != "monte-carlo" and not run.replicates:
        warnings.append(
            f"The futures are a {run.design} design, not independent draws: the intervals shown "
            f"are not exact"
        )
    return warnings + _warnings_of_count(comparison)


def _warnings_of_count(comparison: Comparison) -> list[str]:
    warnings = []
    if not comparison.replicates and comparison.draws < 10:
        warnings.append(
            f"Only {futures_text(comparison.draws)}: too few to trust an interval, which below 10 "
            f"leans on an even spread of the differences."
        )
    rivals = len(comparison.policies) - 1
    measured = len(comparison.outcomes) + sum(len(g.outcomes) for g in comparison.groups)
    if rivals * measured >= 2:
        warnings.append(
            f'{rivals * measured} comparisons with "{comparison.baseline}" are made at once, one '
            f"a plan, measure and group: each 95% interval misses in about 1 of 20 cases, so some "
            f"may stand out by chance."
        )
    if len(comparison.policies) > 2:
        warnings.append(
            "The plan that looks best here was picked on the futures that it is judged by, which "
            "flatters it: run it again with another --seed and judge it by those futures."
        )
    return warnings


def _refuse_ungrouped(comparison: Comparison) -> None:
    known = [[outcome.name for outcome in group.outcomes] for group in comparison.groups]
    if known and not any(comparison.main_outcome in names for names in known):
        raise ResultsError(
            f"'{comparison.main_outcome}' was not measured by {comparison.by} (its outcome in the "
            f"scenario has no such `by`):{suggestion('', known[0])}"
        )


def compare(run: "Run", baseline: str = "", outcome: str = "", by: str = "") -> Comparison:
    """Compares every policy with the baseline on the same draws; '' is the run's own choice.

    Raises ResultsError for a name that is not in the run.
    """
    if not run.policies or not run.measures:
        raise ResultsError("nothing to compare (these results hold no policy or no outcome)")
    chosen = baseline or run.question.baseline or run.policies[0]
    if chosen not in run.policies:
        raise ResultsError(
            f"no plan '{chosen}' in these results (the others are to be compared with it):"
            f"{suggestion(chosen, run.policies)}"
        )
    own = run.question.main_outcome or next(iter(run.measures))
    main = outcome or own
    if main not in run.measures:
        raise ResultsError(f"no measure '{main}' in these results:{suggestion(main, run.measures)}")
    index = run.policies.index(chosen)
    comparison = Comparison(
        title=run.title,
        decision=run.question.decision,
        baseline=chosen,
        main_outcome=main,
        matters=run.question.matters if main == own else "",
        matters_value=run.question.matters_value if main == own else 0.0,
        draws=run.draws,
        policies=run.policies,
        outcomes=_compare_outcomes(run, index, _draws_of(run)),
        design=run.design,
        replicates=run.replicates[0] if run.replicates else None,
        replicate_size=run.replicates[1] if run.replicates else None,
        by=by,
        groups=tuple(_compare_by(run, index, by)) if by else (),
    )
    if outcome:
        _refuse_ungrouped(comparison)
    told = tuple(sentences_of(comparison))
    return replace(comparison, sentences=told, warnings=tuple(_warnings_of(run, comparison)))
