# SPDX-License-Identifier: Apache-2.0
"""Pictures of a run on matplotlib."""
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandtable.results.run import Run


class Plot:
    """Pictures of a run."""

    def __init__(self, run: "Run") -> None:
        self.run = run
