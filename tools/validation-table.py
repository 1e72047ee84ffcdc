#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the facts that the tests have told into the table of docs/validation.md, or checks it.

A topic whose name ends with "(case)" rests on a case that is not everywhere: where it was not run,
its part of the table stays as it is.
"""

import argparse
import sys
from pathlib import Path

BEGIN, END = "<!-- facts: begin -->", "<!-- facts: end -->"
HEAD = "| fact | expected | got | within | source |\n| --- | ---: | ---: | ---: | --- |\n"
ROUNDING = 1e-4

Facts = dict[str, list[tuple[str, ...]]]


def told(file: Path) -> Facts:
    """The facts of a run by topic, in the order in which they were told."""
    facts: Facts = {}
    for line in file.read_text().splitlines():
        topic, *cells = line.split("\t")
        facts.setdefault(topic, []).append(tuple(cells))
    return facts


def written(block: str) -> Facts:
    """The facts in the document's table."""
    facts: Facts = {}
    topic = ""
    for line in block.splitlines():
        if line.startswith("### "):
            topic = line[4:]
            facts[topic] = []
        elif line.startswith("| ") and not line.startswith(("| fact |", "| --- |")):
            facts[topic].append(tuple(cell.strip() for cell in line[1:-1].split("|")))
    return facts


def as_text(facts: Facts) -> str:
    """The facts as Markdown, topics in the order of their names."""
    parts = []
    for topic in sorted(facts):
        rows = "".join("| " + " | ".join(cells) + " |\n" for cells in facts[topic])
        parts.append(f"### {topic}\n\n{HEAD}{rows}")
    return "\n" + "\n".join(parts) + "\n"


def same(cells: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows say the same, what was got within rounding."""
    if cells[:2] + cells[3:] != other[:2] + other[3:]:
        return False
    a, b = float(cells[2]), float(other[2])
    return abs(a - b) <= ROUNDING * max(abs(a), abs(b))


def differences(now: Facts, then: Facts) -> list[str]:
    """What the document says otherwise than the run, in words; in whatever order tests ran."""
    words = []
    for topic in sorted(now.keys() | then.keys()):
        if topic not in now and topic.endswith("(case)"):
            continue
        ours, theirs = sorted(now.get(topic, [])), sorted(then.get(topic, []))
        if len(ours) != len(theirs):
            words.append(f"{topic}: {len(ours)} facts, in the document {len(theirs)}")
            continue
        words += [
            f"{topic}: {' | '.join(a)}; in the document {' | '.join(b)}"
            for a, b in zip(ours, theirs)
            if not same(a, b)
        ]
    return words


def main() -> int:
    """Runs the command line; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="what the tests told (SANDTABLE_FACTS)")
    parser.add_argument("document", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if stale")
    options = parser.parse_args()
    text = options.document.read_text()
    before, rest = text.split(BEGIN)
    block, after = rest.split(END)
    now, then = told(options.facts), written(block)
    if options.check:
        words = differences(now, then)
        for line in words:
            print(line)
        if words:
            print(f"{options.document} is stale: run tools/renew-validation.sh")
        return 1 if words else 0
    kept = {topic: rows for topic, rows in then.items() if topic.endswith("(case)")}
    options.document.write_text(before + BEGIN + "\n" + as_text(kept | now) + END + after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
