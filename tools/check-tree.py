#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the folder table of README.md with the tree.

A row of the table begins with a folder in backquotes: | `sim/core/` | what it holds |. Every folder
of the first level must have a row, and every folder beside one that has a row; no row may name a
folder that is not there. Folders whose names begin with a dot need none.
"""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

ROW = re.compile(r"^\|\s*`([\w.\-/]+)/`\s*\|")


def folders() -> set[str]:
    """Every folder that holds a file of ours, at any depth."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: set[str] = set()
    for name in listing.splitlines():
        if Path(name).exists() and not name.startswith("."):
            found |= {str(parent) for parent in PurePosixPath(name).parents}
    return found - {"."}


def problems(readme: str, tree: set[str]) -> list[str]:
    rows = [match.group(1) for line in readme.splitlines() if (match := ROW.match(line))]
    if not rows:
        return ["README.md has no folder table (a row is | `sim/core/` | ... |)"]
    listed = set(rows)
    beside = {str(PurePosixPath(row).parent) for row in listed} | {"."}
    wanted = {name for name in tree if str(PurePosixPath(name).parent) in beside}
    missing = [f"README.md: no row for the folder {name}/" for name in sorted(wanted - listed)]
    stale = [f"README.md: {name}/ is not in the tree" for name in sorted(listed - tree)]
    twice = [f"README.md: {name}/ has two rows" for name in sorted(listed) if rows.count(name) > 1]
    return missing + stale + twice


def main() -> int:
    readme = Path("README.md")
    found = problems(readme.read_text() if readme.exists() else "", folders())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
