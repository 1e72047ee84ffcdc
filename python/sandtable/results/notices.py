# SPDX-License-Identifier: Apache-2.0
"""What models say of the branches of draws, such as a domain that a flow has left."""

from collections.abc import Iterable

import numpy as np

from sandtable.results.file import ResultsFile


def notices_of(file: ResultsFile) -> np.ndarray:
    """One text a branch, (draw, policy) in row order: "process: sentence [details]" a line.

    Files of before notices were kept have none."""
    if "notices" not in file.names("/"):
        return np.full(file.array("status").size, "", dtype=object)
    return file.texts("notices").ravel()


def counted_notices(texts: Iterable[str]) -> list[str]:
    """Each sentence once: in how many branches it is said, and its details in the first of them."""
    counts: dict[str, tuple[int, str]] = {}
    branches = 0
    for text in texts:
        branches += 1
        for line in text.splitlines():
            sentence, _, details = line.partition(" [")
            count, first = counts.get(sentence, (0, details.removesuffix("]")))
            counts[sentence] = (count + 1, first)
    return [
        f"{sentence} (in {count} of {branches} pairs of a plan and a future"
        f"{'; in the first: ' if first else ''}{first})"
        for sentence, (count, first) in counts.items()
    ]
