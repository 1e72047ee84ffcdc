# SPDX-License-Identifier: Apache-2.0
"""The one error of this package, and its grammar: problem (why) suggestion."""

import difflib
from collections.abc import Iterable


class ResultsError(ValueError):
    """Results that cannot be read, or a name that is not in them; the text says what to do."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """' did you mean ...?' with the nearest known name, else all of them, else nothing."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1)
    if near:
        return f" did you mean '{near[0]}'?"
    return f" known: {', '.join(names)}" if names else ""
