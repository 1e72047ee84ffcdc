# SPDX-License-Identifier: Apache-2.0
"""docs/tutorial-a-model.md as a reader follows it: files built, commands run, words seen.

The build has taken the page's models out of it (tests/tutorial) into the program
sandtable_tutorial. Catches a page that no longer compiles or prints something else, a new model
that an existing file would have to know of, and a plan that moves what it has not touched.
"""

import importlib.util
import json
import os
import shlex
import subprocess
import tomllib
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(os.environ.get("SANDTABLE_PROGRAM", ROOT / "build/release/bin/sandtable")).parent
PAGE = ROOT / "docs" / "tutorial-a-model.md"

if not (BIN / "sandtable_tutorial").exists():
    pytest.skip("SKIPPED: sandtable_tutorial is not built", allow_module_level=True)


def load_extract():
    spec = importlib.util.spec_from_file_location("extract", ROOT / "tests/tutorial/extract.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


extract = load_extract()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A clone as the tutorial has it: the page's files, first-town beside them, the program."""
    folder = tmp_path_factory.mktemp("tutorial")
    extract.write_files(PAGE, folder)
    (folder / "scenarios" / "first-town").symlink_to(ROOT / "scenarios" / "first-town")
    (folder / "build" / "release" / "bin").mkdir(parents=True)
    (folder / "build/release/bin/sandtable").symlink_to(BIN / "sandtable_tutorial")
    table = folder / "scenarios" / "first-town-masts" / "datasets.toml"
    hashed = [ROOT / "tools" / "hash-datasets.py", "--write", table]
    subprocess.run(["/usr/bin/python3", *map(str, hashed)], check=True)
    return folder


@pytest.fixture(scope="module")
def printed(place):
    """(what the commands above printed, what the page says one sees), in the page's order."""
    pairs, output = [], ""
    for block in extract.blocks(PAGE):
        if block.kind == "run":
            for line in block.text.splitlines():
                done = subprocess.run(
                    shlex.split(line), cwd=place, capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, f"{line}\n{done.stderr}"
                output = done.stdout
        elif block.kind == "see":
            pairs.append((output, block.text))
    return pairs


def test_the_commands_print_what_the_page_shows(printed):
    assert len(printed) >= 4
    for output, shown in printed:
        at = 0
        for line in shown.splitlines():
            found = output.find(line, at)
            assert found >= 0, f"not printed: {line}\n{output}"
            at = found + len(line)


def test_every_file_of_the_page_is_new_to_the_tree():
    """One folder a model, one a scenario: the page edits nothing that is there."""
    for block in extract.blocks(PAGE):
        if block.kind == "file":
            assert not (ROOT / block.path).exists(), block.path
            assert not (ROOT / block.path).parent.exists(), block.path


def test_the_program_knows_the_tutorial_models_beside_its_own(place):
    def names(program):
        done = subprocess.run([program, "models", "--json"], capture_output=True, check=True)
        return {model["name"] for model in json.loads(done.stdout)}

    own = names(BIN / "sandtable")
    assert names(BIN / "sandtable_tutorial") == own | {"impact/masts", "policy/generators"}


def test_generators_help_and_move_nothing_else(place, printed):
    """The plans of the page share all luck: only the masts' hours differ, and more is no worse."""
    command = [str(BIN / "sandtable_tutorial"), "compare", str(place / "masts.h5"), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    means = {
        outcome["name"]: [policy["mean"] for policy in outcome["policies"].values()]
        for outcome in told["outcomes"]
    }
    none, one, three = means.pop("silent_hours")
    assert none > one > three >= 0
    for name, values in means.items():
        assert len(set(values)) == 1, name


def test_the_schema_of_that_program_takes_the_tutorial_scenario(place):
    """Models outside the tree come into the schema of the program that has them."""
    command = [str(BIN / "sandtable_tutorial"), "models", "--schema"]
    schema = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    scenario = place / "scenarios" / "first-town-masts" / "scenario.toml"
    read = tomllib.loads(scenario.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(read)
    read["masts"]["batery"] = "1 h"
    assert not jsonschema.Draft7Validator(schema).is_valid(read)
