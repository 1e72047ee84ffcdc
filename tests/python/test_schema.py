# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema for editors: it takes what the program takes, and refuses what it refuses.

Catches a schema that marks the shipped scenarios wrong, one that is blind to a typical mistake, a
key that the reader knows and the schema does not (or the other way round), and pages or schema in
docs/ that are not what the program writes.
"""

import copy
import json
import os
import re
import subprocess
import tomllib
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(
    os.environ.get("SANDTABLE_PROGRAM", ROOT / "build" / "release" / "bin" / "sandtable")
)
SHIPPED = sorted((ROOT / "scenarios").glob("*/scenario.toml"))
VALIDATOR = jsonschema.Draft7Validator(
    json.loads((ROOT / "docs" / "scenario.schema.json").read_text(encoding="utf-8"))
)


def as_an_editor_reads(value):
    """TOML in the types of JSON: a date and time is text."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def read(path):
    return as_an_editor_reads(tomllib.loads(path.read_text(encoding="utf-8")))


def messages(scenario):
    def leaves(error):
        return [leaf for part in error.context for leaf in leaves(part)] or [error.message]

    return [text for error in VALIDATOR.iter_errors(scenario) for text in leaves(error)]


@pytest.fixture
def town():
    return copy.deepcopy(read(ROOT / "scenarios" / "first-town" / "scenario.toml"))


def test_the_schema_is_one():
    jsonschema.Draft7Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_shipped_scenarios_are_valid_and_name_the_schema(path):
    assert not messages(read(path))
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = path.parent / first.removeprefix("#:schema ")
    assert named.resolve() == ROOT / "docs" / "scenario.schema.json"


def put(*keys_and_value):
    *keys, value = keys_and_value

    def change(scenario):
        table = scenario
        for key in keys[:-1]:
            table = table.setdefault(key, {})
        table[keys[-1]] = value

    return change


def drop(*keys):
    def change(scenario):
        table = scenario
        for key in keys[:-1]:
            table = table[key]
        del table[keys[-1]]

    return change


MISTAKES = {
    "a misspelt key of a process": (put("people", "mesage_reach", 0.9), "mesage_reach"),
    "a misspelt key of [scenario]": (put("scenario", "sede", 1), "sede"),
    "a misspelt key of an outcome": (put("outcomes", "exposed", "bettr", "lower"), "bettr"),
    "a length for a time": (put("scenario", "duration", "8 km"), "8 km"),
    "a time for a length": (put("roads", "point_spacing", "5 min"), "5 min"),
    "a number without its unit": (put("roads", "point_spacing", 100), "100"),
    "a choice that is none": (put("people", "lags", "unifrom"), "unifrom"),
    "a number out of range": (put("people", "message_reach", 1.5), "1.5"),
    "text for a number": (put("people", "message_reach", "often"), "often"),
    "a required key of a process": (drop("roads", "network"), "network"),
    "a required key of [scenario]": (drop("scenario", "start"), "start"),
    "a process without a model": (drop("roads", "model"), "model"),
    "a model that is none": (put("roads", "model", "network/road"), "network/road"),
    "a time without its zone": (put("scenario", "start", "2026-01-15T10:00:00"), "2026-01-15"),
    "an unknown distribution": (put("uncertain", "fire.rate", {"unifrom": [1, 2]}), "unifrom"),
    "a distribution with too few values": (
        put("uncertain", "fire.rate", {"triangular": [1, 2]}),
        "[1, 2]",
    ),
    "a parameter that is none": (put("uncertain", "fire.rte", {"uniform": [1, 2]}), "fire.rte"),
    "two reductions": (put("outcomes", "exposed", "max", True), "valid under each of"),
    "a misspelt key of a policy": (put("policies", "early", "order", "x.csv"), "order"),
    "a key outside every table": (put("seed", 1), "1 is not of type"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_it_refuses(town, name):
    change, told = MISTAKES[name]
    change(town)
    found = messages(town)
    assert any(told in message for message in found), found


@pytest.mark.parametrize(
    "change",
    [
        put("scenario", "duration", "7 h 60 min"),
        put("roads", "point_spacing", "0.1 km"),
        put("people", "message_reach", "90 %"),
        put("people", "message_reach", 1),
        put("uncertain", {"fire": {"rate": {"constant": 1.2}}}),
        put("uncertain", "fire.rate", {"discrete": [1, 2], "weights": [1, 3]}),
        put("uncertain", "fire.rate", {"beta": {"alpha": 2, "beta": 5, "low": 0.5, "high": 2}}),
        put("fire", "ignition", "90 min"),
        put("policies", "watch", {"label": "only watch"}),
        put("outcomes", "exposed", {"field": "people.exposed", "series": True}),
    ],
)
def test_it_takes_other_ways_to_write(town, change):
    change(town)
    assert not messages(town)


def test_a_scenario_that_extends_another_need_not_say_all():
    assert not messages({"extends": "../base", "people": {"message_reach": 0.5}})
    assert messages({"extends": "../base", "scenario": {"sede": 2}})


def known_keys(tmp_path, text):
    """What the program says that it knows, for each table of `text` with a key that is none."""
    (tmp_path / "scenario.toml").write_text(text, encoding="utf-8")
    command = [str(PROGRAM), "check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    pattern = r"unknown key 'qqqqqqqqqq' \((?:not a key of|it stands) ([^)]*)\) known: (.*)"
    return {where: set(keys.split(", ")) for where, keys in re.findall(pattern, done.stderr)}


@pytest.mark.skipif(
    not PROGRAM.exists(), reason="SKIPPED: build/release/bin/sandtable is not built"
)
def test_the_reader_and_the_schema_know_the_same_keys(tmp_path):
    """A key that no table has stands in each; the messages list those that it has."""
    text = """
        qqqqqqqqqq = 1
        [scenario]
        title = "t"
        start = 2026-01-15T10:00:00+11:00
        duration = "1 h"
        qqqqqqqqqq = 1
        [question]
        qqqqqqqqqq = 1
        [policies.p]
        [fire]
        model = "hazard/arrival"
        [uncertain]
        "fire.a" = { beta = { alpha = 2, beta = 2, qqqqqqqqqq = 1 } }
        "fire.b" = { column = { file = "x.csv", column = "c", qqqqqqqqqq = 1 } }
        [outcomes]
        o = { field = "a.b", last = true, qqqqqqqqqq = 1 }
        [maps]
        m = { field = "a.b", qqqqqqqqqq = 1 }
    """
    definitions = VALIDATOR.schema["definitions"]
    told = known_keys(tmp_path, text)
    assert told["[scenario]"] == set(definitions["scenario"]["properties"])
    assert told["[question]"] == set(definitions["question"]["properties"])
    assert told["the outcome 'o'"] == set(definitions["outcome"]["properties"])
    assert told["the map 'm'"] == set(definitions["map"]["properties"])
    assert told["outside every table"] == set(VALIDATOR.schema["properties"])
    forms = definitions["distribution"]["properties"]
    assert told["column"] == set(forms["column"]["properties"])
    assert told["beta"] == set(forms["beta"]["anyOf"][1]["properties"])


@pytest.mark.skipif(
    not PROGRAM.exists(), reason="SKIPPED: build/release/bin/sandtable is not built"
)
def test_pages_and_schema_are_those_of_the_program(tmp_path):
    subprocess.run([str(PROGRAM), "models", "--reference", str(tmp_path)], check=True)
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs" / "models").iterdir()}
    assert written == kept | {Path("scenario.schema.json")}
    for name in written:
        assert (tmp_path / name).read_bytes() == (
            ROOT / "docs" / name
        ).read_bytes(), f"docs/{name} is stale: tools/renew-reference.sh writes it anew"


@pytest.mark.skipif(
    not PROGRAM.exists(), reason="SKIPPED: build/release/bin/sandtable is not built"
)
def test_only_pages_of_its_own_are_removed(tmp_path):
    """Would catch `--reference .` in a folder that has a models/ with other texts."""
    (tmp_path / "models" / "fire").mkdir(parents=True)
    (tmp_path / "models" / "notes.md").write_text("mine", encoding="utf-8")
    gone = tmp_path / "models" / "hazard-gone.md"
    page = (ROOT / "docs" / "models" / "hazard-arrival.md").read_text(encoding="utf-8")
    gone.write_text(page, encoding="utf-8")
    subprocess.run([str(PROGRAM), "models", "--reference", str(tmp_path)], check=True)
    assert (tmp_path / "models" / "notes.md").read_text(encoding="utf-8") == "mine"
    assert not gone.exists()
    (tmp_path / "models" / "README.md").write_text("mine", encoding="utf-8")
    command = [str(PROGRAM), "models", "--reference", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2
    assert (tmp_path / "models" / "README.md").read_text(encoding="utf-8") == "mine"
