# SPDX-License-Identifier: Apache-2.0
"""Sandtable in Python: open the results of a run, compare its plans, look at them.

>>> import sandtable as st
>>> run = st.open("first-town.h5")      # doctest: +SKIP
>>> run.compare().frame                 # doctest: +SKIP
"""

from sandtable.damage import expected_annual_damage
from sandtable.results import Comparison, ResultsError, Run, open

__all__ = ["Comparison", "ResultsError", "Run", "expected_annual_damage", "open"]
__version__ = "0.1.0"
