# SPDX-License-Identifier: Apache-2.0
"""Results that several tests read, made once by the program."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(
    os.environ.get("SANDTABLE_PROGRAM", ROOT / "build" / "release" / "bin" / "sandtable")
)

# An order 2 h before the ignition (12:00, give or take 30 min) stands before the start at 10:00 in
# about half of the draws, which then fail; `twin` ties with `early` in every draw.
ROUGH = """
extends = "{town}"
[policies.sometimes-too-early]
orders = "policies/sometimes-too-early.csv"
[policies.twin]
orders = "{town}/policies/early.csv"
[maps]
closed = {{ field = "roads.closed", every = "2 h", draws = 6 }}
[outcomes]
never = {{ field = "traffic.queued", first_time = 1e9, better = "lower", unit = "h" }}
"""


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program, run with these arguments."""
    command = [str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="session")
def program():
    """call(arguments...): runs the program."""
    if not PROGRAM.exists():
        pytest.skip("SKIPPED: build/release/bin/sandtable is not built")
    return call


@pytest.fixture(scope="session")
def town(program, tmp_path_factory):
    """first-town in 12 draws."""
    made = tmp_path_factory.mktemp("town") / "first-town.h5"
    done = program("run", ROOT / "scenarios" / "first-town", "--draws", 12, "--output", made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="session")
def rough(program, tmp_path_factory):
    """first-town in 6 draws with a policy that fails in some, one that ties with another in all,
    and an outcome that is never reached."""
    folder = tmp_path_factory.mktemp("rough")
    (folder / "policies").mkdir()
    orders = "offset_min,kind,group\n-120,ADVICE,all\n"
    (folder / "policies" / "sometimes-too-early.csv").write_text(orders)
    town = ROOT / "scenarios" / "first-town"
    (folder / "scenario.toml").write_text(ROUGH.format(town=town))
    done = program("run", folder, "--draws", 6, "--output", folder / "rough.h5")
    assert done.returncode == 1, done.stderr + done.stdout
    return folder / "rough.h5"


MAPPED = """
extends = "{town}"
[maps]
closed = {{ field = "roads.closed", every = "2 h", draws = 2 }}
speed = {{ field = "roads.speed_factor", every = "2 h", draws = 2 }}
seen = {{ field = "fire.fire_seen_time@nodes", every = "8 h", draws = 2 }}
[outcomes]
closed_now = {{ field = "roads.closed", last = true, series = true }}
"""


@pytest.fixture(scope="session")
def mapped(program, tmp_path_factory):
    """first-town in 3 draws, with maps of roads in 2 of them and of the fire likewise."""
    folder = tmp_path_factory.mktemp("mapped")
    (folder / "scenario.toml").write_text(MAPPED.format(town=ROOT / "scenarios" / "first-town"))
    done = program("run", folder, "--draws", 3, "--output", folder / "mapped.h5")
    assert done.returncode == 0, done.stderr + done.stdout
    return folder / "mapped.h5"
