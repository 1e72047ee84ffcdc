# SPDX-License-Identifier: Apache-2.0
"""Results files (docs/results-format.md) as pandas frames and lazy xarray datasets."""

from sandtable.results.comparison import Comparison
from sandtable.results.errors import ResultsError
from sandtable.results.run import Run, open

__all__ = ["Comparison", "ResultsError", "Run", "open"]
