#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Refuses in the sources what would break "the same bits everywhere", and files without a licence.

In sim/ and models/ (comments and texts do not count): unordered containers, the standard library's
random numbers, clocks, and libm's functions where sim/core/math has its own. Two things are let
through where their line says so: an unordered container that is looked into and never walked
(`// lookup only`), and a clock whose time is only shown to people (`// profile only`).
Every source file says its licence in its first lines.
"""

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

LICENCE = "SPDX-License-Identifier: Apache-2.0"
LIBM = "exp|exp2|expm1|log|log2|log10|log1p|pow|cbrt|sin|cos|tan|asin|acos|atan|atan2|tgamma|lgamma"


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    reason: str
    waiver: str = ""  # a comment that lets a line through
    allowed: tuple[str, ...] = ()  # files, by pattern


KEYED = "draws are keyed by what could happen (another order, other luck) use sim/core/random.hpp"
OURS = "libm gives other bits on another machine: use sandtable::math"
RULES = [
    Rule(
        re.compile(r"\bunordered_(multi)?(map|set)\s*<"),
        "its order depends on the library: use a sorted vector or std::map, "
        "or end the line with `// lookup only` where nothing walks it",
        waiver="// lookup only",
    ),
    Rule(
        re.compile(
            r"#\s*include\s*<random>|\bstd::(random_device|mt19937(_64)?|minstd_rand0?)\b"
            r"|(?<![\w.>:])(std::|::)?s?rand\s*\("
        ),
        KEYED,
    ),
    Rule(
        re.compile(
            r"\b((system|steady|high_resolution|utc|file)_clock|clock_gettime|gettimeofday)\b"
            r"|(?<![\w.>])time\s*\(\s*(nullptr|NULL|0)\s*\)"
        ),
        "a result may not see the clock: end the line with `// profile only` if it is only shown",
        waiver="// profile only",
        allowed=("sim/experiment/progress*",),
    ),
    Rule(re.compile(rf"\bstd::({LIBM})f?l?\s*\("), OURS, allowed=("sim/core/math.cpp",)),
]
# Unqualified calls are libm's too, but not in namespace sandtable::math, where ours hide them.
# A word before one makes it a declaration (`double log(double`).
BARE = re.compile(rf"(?:\b(\w+)[&*]*\s+|[^\w.>:\s]\s*|^\s*)(?:::)?\b({LIBM})\s*\(")
OWN_NAMESPACE = re.compile(r"\bnamespace\s+(sandtable::)?math\s*\{")
NOT_A_TYPE = {"return", "case", "else", "co_return", "and", "or", "not", "throw"}
HIDDEN = re.compile(
    r'R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/',
    re.DOTALL,
)


def bare_code(text: str) -> str:
    """The text with comments and literals blanked, line by line as before."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    return HIDDEN.sub(blank, text)


def calls_libm(line: str) -> bool:
    return any(
        match.group(1) is None or match.group(1) in NOT_A_TYPE for match in BARE.finditer(line)
    )


def broken_rules(name: str, text: str) -> list[str]:
    found = []
    originals = text.splitlines()
    code = bare_code(text)
    own_functions = OWN_NAMESPACE.search(code) is not None
    for number, line in enumerate(code.splitlines(), 1):
        original = originals[number - 1]
        where = f"{name}:{number}: {original.strip()}"
        for rule in RULES:
            waived = rule.waiver and rule.waiver in original
            if rule.pattern.search(line) and not waived:
                if not any(fnmatch(name, pattern) for pattern in rule.allowed):
                    found.append(f"{where}\n    {rule.reason}")
        if not own_functions and calls_libm(line):
            found.append(f"{where}\n    {OURS}")
    return found


def our_files() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in listing.splitlines() if Path(name).is_file()})


def is_source(name: str, text: str) -> bool:
    suffixes = (".cpp", ".hpp", ".py", ".sh", ".cmake")
    return name.endswith((*suffixes, "CMakeLists.txt")) or text.startswith("#!")


def main() -> int:
    found = []
    for name in our_files():
        try:
            text = Path(name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if is_source(name, text) and not any(LICENCE in line for line in text.splitlines()[:2]):
            found.append(
                f"{name}:1: no licence (its first line, or the one after #!, says {LICENCE})"
            )
        if name.startswith(("sim/", "models/")) and name.endswith((".cpp", ".hpp")):
            found += broken_rules(name, text)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
