#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares, or with --write renews, the SHA-256 of every file that a datasets.toml names.

Files below $CASES are compared only where the cases are: pass their folder as --cases.
"""

import argparse
import hashlib
import re
import sys
import tomllib
from pathlib import Path

KEYS = ["file", "title", "source", "publisher", "licence", "date", "sha256"]


def locate(name: str, scenario: Path, cases: Path | None) -> Path | None:
    """The file's path; None where it lies among cases that are not here."""
    if not name.startswith("$CASES/"):
        return scenario / name
    return cases / name.removeprefix("$CASES/") if cases else None


def examine(table: Path, cases: Path | None) -> tuple[list[str], dict[str, str]]:
    """The problems of one datasets.toml, and the new hash of each old one that is wrong."""
    problems: list[str] = []
    renewed: dict[str, str] = {}
    for dataset in tomllib.loads(table.read_text())["dataset"]:
        missing = [key for key in KEYS if key not in dataset]
        if missing:
            problems.append(f"{table}: {dataset.get('file')}: no {', '.join(missing)}")
            continue
        path = locate(dataset["file"], table.parent, cases)
        if path is None:
            continue
        if not path.is_file():
            problems.append(f"{table}: {dataset['file']}: no such file")
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != dataset["sha256"]:
            renewed[dataset["sha256"]] = digest
            problems.append(f"{table}: {dataset['file']}: SHA-256 differs (edited? --write renews)")
    return problems, renewed


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tables", nargs="+", type=Path, help="datasets.toml files")
    parser.add_argument("--cases", type=Path, help="the folder that $CASES stands for")
    parser.add_argument("--write", action="store_true", help="renew the hashes in the tables")
    arguments = parser.parse_args()
    bad = 0
    for table in arguments.tables:
        problems, renewed = examine(table, arguments.cases)
        if arguments.write and renewed:
            text = re.sub(
                "[0-9a-f]{64}", lambda m: renewed.get(m.group(), m.group()), table.read_text()
            )
            table.write_text(text)
            problems = examine(table, arguments.cases)[0]
        print("\n".join(problems), end="\n" if problems else "")
        bad += len(problems)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
