#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Takes docs/tutorial-a-model.md apart: files to write, commands to run, lines to see.

A block counts when an HTML comment stands above it: `<!-- file: PATH -->`, `<!-- run -->`, or
`<!-- see -->` (lines that the commands above print, in this order).

extract.py PAGE FOLDER writes the files, leaving alone those that are already as the page says, so
that a build does not start anew; others in the folder are removed.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

MARKED = re.compile(
    r"^<!-- (file: (?P<path>\S+)|run|see) -->\n```\w*\n(?P<text>.*?)^```$", re.M | re.S
)


class Block(NamedTuple):
    kind: str  # "file", "run" or "see"
    path: str  # of a file
    text: str


def blocks(page: Path) -> list[Block]:
    """The marked blocks in the page's order."""
    text = page.read_text(encoding="utf-8")
    found = [
        Block(match.group(1).split(":")[0], match.group("path") or "", match.group("text"))
        for match in MARKED.finditer(text)
    ]
    if len(found) != len(re.findall(r"^<!-- (?:file: |run |see )", text, re.M)):
        raise ValueError(f"{page}: a marked block is not a comment followed by a fenced block")
    return found


def write_files(page: Path, folder: Path) -> list[Path]:
    """Writes the page's files below a folder, and nothing else stays there; their paths."""
    written = []
    for block in blocks(page):
        if block.kind != "file":
            continue
        path = folder / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != block.text:
            path.write_text(block.text, encoding="utf-8")
        written.append(path)
    for stale in set(folder.glob("*/**/*")) - set(written):
        if stale.is_file():
            stale.unlink()
    return written


if __name__ == "__main__":
    write_files(Path(sys.argv[1]), Path(sys.argv[2]))
