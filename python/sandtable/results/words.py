# SPDX-License-Identifier: Apache-2.0
"""What a comparison says in words: the sentences of `sandtable compare`, word for word.

The definitions are those of sim/experiment/comparison_words.cpp.
"""

import math
from typing import TYPE_CHECKING

from sandtable.results.intervals import students_t_95

if TYPE_CHECKING:
    from sandtable.results.comparison import Comparison, OutcomeComparison, PolicyComparison

LAST = "This speaks of the futures tried, with these models and assumptions, not of the world."


def is_counted(unit: str) -> bool:
    """Whether a difference is said as "fewer" and "more"."""
    return unit in ("people", "vehicles", "buildings")


def number_text(value: float) -> str:
    """A number for people: no more digits than they can use, never "-0"."""
    if value == 0:
        return "0"
    size = abs(value)
    return f"{value:.0f}" if size >= 1000 else f"{value:.1f}" if size >= 1 else f"{value:.2g}"


def futures_text(count: int) -> str:
    """'1 future', '20 futures'."""
    return f"{count} future{'' if count == 1 else 's'}"


def tried_text(draws: int, replicates: int, replicate_size: int | None) -> str:
    """'20 futures', '8 replicates of 64 futures', '500 futures of 8 replicates'."""
    if replicates == 0:
        return futures_text(draws)
    count = f"{replicates} replicate{'' if replicates == 1 else 's'}"
    if draws == replicates * (replicate_size or 0):
        return f"{count} of {futures_text(replicate_size or 0)}"
    return f"{futures_text(draws)} of {count}"


def direction(difference: float, unit: str) -> str:
    """'fewer' and 'more' of what is counted, else 'lower' and 'higher'."""
    less, more = ("fewer", "more") if is_counted(unit) else ("lower", "higher")
    return less if difference < 0 else more


def interval_text(low: float, high: float, unit: str) -> str:
    """'4.0 to 18.4 lower', '3.0 lower to 0.6 higher'."""
    less, more = direction(-1, unit), direction(1, unit)
    if low >= 0:
        return f"{number_text(low)} to {number_text(high)} {more}"
    if high <= 0:
        return f"{number_text(-high)} to {number_text(-low)} {less}"
    return f"{number_text(-low)} {less} to {number_text(high)} {more}"


def amount(value: float, unit: str) -> str:
    """'11.2 people'; a pure number has no unit."""
    number = number_text(abs(value))
    return number if unit in ("", "1") else f"{number} {unit}"


def verdict(policy: "PolicyComparison", better: str) -> str:
    """'better', 'worse', 'differs' (neither direction is better), or '' if not told apart."""
    if policy.low is None or policy.high is None or policy.difference is None:
        return ""
    if policy.low <= 0 <= policy.high:
        return ""
    if not better:
        return "differs"
    return "better" if (policy.difference < 0) == (better == "lower") else "worse"


def hidden_text(policy: "PolicyComparison") -> str:
    """Why a difference is not shown, or ''."""
    if policy.draws == 0:
        return "not shown: no future in common"
    if policy.difference is not None:
        return ""
    share = max(policy.censored, policy.baseline_censored)
    return f"not shown: not reached in {share * policy.draws:.0f} of {policy.draws} futures"


def _better_text(policy: "PolicyComparison") -> str:
    if policy.share_better is None:
        return ""
    worse = policy.draws - policy.better - policy.tied
    return (
        f" Better in {policy.better} of {futures_text(policy.draws)}, equal in {policy.tied}, "
        f"worse in {worse}."
    )


def _told_apart(low: float, high: float, matters: str, matters_value: float) -> str:
    if matters_value <= 0:
        return ""
    if min(abs(low), abs(high)) >= matters_value:
        return f" The whole interval is beyond the {matters} that matter."
    if max(abs(low), abs(high)) < matters_value:
        return f" The difference is smaller than the {matters} that matter."
    return f" Whether it reaches the {matters} that matter is not settled."


def _not_told_apart(policy: "PolicyComparison", comparison: "Comparison") -> str:
    assert policy.low is not None and policy.high is not None and policy.spread is not None
    matters, matters_value = comparison.matters, comparison.matters_value
    if matters_value <= 0:
        return ""
    if -matters_value < policy.low and policy.high < matters_value:
        return f" Whatever the difference, the interval keeps it below the {matters} that matter."
    independent = policy.replicates or policy.draws
    needed = math.ceil((students_t_95(independent) * policy.spread / matters_value) ** 2)
    if needed <= independent:
        return f" Whether it reaches the {matters} that matter is not settled."
    what = "futures"
    if policy.replicates:
        what = f"replicates of {futures_text(comparison.replicate_size or 0)}"
    return (
        f" About {needed:.0f} {what} would settle a difference of {matters}, "
        f"if more of them spread as these do."
    )


def _sentence(
    policy: "PolicyComparison", outcome: "OutcomeComparison", comparison: "Comparison"
) -> str:
    baseline, unit = comparison.baseline, outcome.unit
    start = f'On "{outcome.label}", "{policy.policy}"'
    tried = f"{tried_text(policy.draws, policy.replicates, comparison.replicate_size)} tried"
    if policy.draws == 0:
        return f'{start} and "{baseline}" have no future in common that can be compared.'
    if policy.tied == policy.draws:
        which = "the" if policy.draws == 1 else "all"
        return f'{start} and "{baseline}" are exactly the same in {which} {tried}.'
    if policy.difference is None:
        return (
            f'{start} against "{baseline}": the mean difference is {hidden_text(policy)}.'
            f"{_better_text(policy)}"
        )
    size = f"{amount(policy.difference, unit)} {direction(policy.difference, unit)}"
    if (policy.low is None or policy.high is None) and policy.replicates:
        return (
            f'{start} against "{baseline}": {size} on average over the {tried}; nothing can be '
            f"told, for an interval needs some of each of the {comparison.replicates} replicates."
        )
    if policy.low is None or policy.high is None:
        return (
            f'{start} against "{baseline}": {size} in the one future tried; '
            f"from one nothing can be told."
        )
    interval = interval_text(policy.low, policy.high, unit)
    word = verdict(policy, outcome.better)
    if not word:
        return (
            f'{start} cannot be told apart from "{baseline}": {size} on average over the {tried}, '
            f"but the 95% interval runs from {interval}.{_better_text(policy)}"
            f"{_not_told_apart(policy, comparison)}"
        )
    claim = {"better": "does better than", "worse": "does worse than"}.get(word, "differs from")
    return (
        f'{start} {claim} "{baseline}": {size} on average over the {tried} '
        f"(95% interval {interval}).{_better_text(policy)}"
        f"{_told_apart(policy.low, policy.high, comparison.matters, comparison.matters_value)}"
    )


def sentences_of(comparison: "Comparison") -> list[str]:
    """One sentence a policy on the main outcome, and what none of them says."""
    sentences = [
        _sentence(policy, outcome, comparison)
        for outcome in comparison.outcomes
        if outcome.name == comparison.main_outcome
        for policy in outcome.policies
        if policy.policy != comparison.baseline
    ]
    return [*sentences, LAST] if sentences else []
