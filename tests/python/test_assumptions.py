# SPDX-License-Identifier: Apache-2.0
"""`sandtable assumptions` and `show`: every value and whose it is, the same from file and scenario.

Catches a results file that forgets what it rests on, a value without its origin, a placeholder that
does not stand first, a distribution that nobody can read, and a command that says no next step.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(
    os.environ.get("SANDTABLE_PROGRAM", ROOT / "build" / "release" / "bin" / "sandtable")
)
SCENARIO = str(ROOT / "scenarios" / "first-town")
ORIGINS = {"default", "placeholder", "imported", "set", "calibrated"}

if not PROGRAM.exists():
    pytest.skip("SKIPPED: build/release/bin/sandtable is not built", allow_module_level=True)


def sandtable(*arguments):
    command = [str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    made = tmp_path_factory.mktemp("assumptions") / "town.h5"
    sandtable("run", SCENARIO, "--draws", 2, "--output", made)
    return made


@pytest.fixture(scope="module")
def told():
    return json.loads(sandtable("assumptions", SCENARIO, "--json"))


def by_path(told):
    return {value["path"]: value for value in told["values"]}


def test_a_results_file_says_the_same_as_its_scenario(results, told):
    assert json.loads(sandtable("assumptions", results, "--json")) == told

    def words(source):
        return sandtable("assumptions", source).split("\nNext\n")[0]

    assert words(results) == words(SCENARIO)


def test_every_value_has_an_origin_and_what_was_set_a_line(told):
    for value in told["values"]:
        assert value["origin"] in ORIGINS, value
        assert value["sentence"], value
        if value["origin"] == "set":
            file, line = value["where"].rsplit(":", 1)
            name = value["path"].rsplit(".", 1)[1]
            assert Path(file).read_text("utf-8").splitlines()[int(line) - 1].startswith(name)
        elif value["value"]:
            assert value["source"], value


def test_every_parameter_of_every_model_is_told(told):
    """Would catch a value that the model takes and nobody hears of."""
    models = {m["name"]: m for m in json.loads(sandtable("models", "--json"))}
    wanted = {
        f"{process['process']}.{parameter['name']}"
        for process in told["models"]
        for parameter in models[process["model"]]["parameters"]
    }
    assert wanted == set(by_path(told))


def test_distributions_are_told_in_words_with_their_line(told):
    values = by_path(told)
    assert values["fire.ignition"]["varies"] == "between 11:30 and 12:30, all alike"
    lines = (ROOT / "scenarios" / "first-town" / "scenario.toml").read_text().splitlines()
    line = 1 + next(i for i, text in enumerate(lines) if text.startswith('"fire.ignition"'))
    assert values["fire.ignition"]["varies_where"].endswith(f"scenario.toml:{line}")
    assert values["fire.rate"]["varies"] == "between 0.7 and 1.4, most likely 1"
    assert values["fire.alternative"]["varies"] == (
        "one of town-edge (25 %), passes-by (50 %), cuts-road (25 %)"
    )
    assert not values["roads.point_spacing"]["varies"]


@pytest.mark.parametrize(
    ("distribution", "words"),
    [
        ('{ normal = ["0 min", "20 min"] }', "around 12:00, in two of three futures within 20 min"),
        ('{ discrete = ["-1 h", "13 h"] }', "one of 11:00, 01:00 the next day, all alike"),
        ('{ constant = "5 min" }', "always 12:05"),
        ('{ triangular = ["-13 h", "0 h", "1 h"] }', "between 23:00 the day before and 13:00"),
    ],
)
def test_times_are_told_on_the_clock(tmp_path, distribution, words):
    (tmp_path / "scenario.toml").write_text(
        f'extends = "{SCENARIO}"\n[uncertain]\n"fire.ignition" = {distribution}\n'
    )
    told = json.loads(sandtable("assumptions", tmp_path, "--json"))
    assert words in by_path(told)["fire.ignition"]["varies"]


def test_placeholders_stand_first_and_a_distribution_takes_their_place(told):
    text = sandtable("assumptions", SCENARIO)
    first = text.split("\n\n")[2]
    assert first.startswith("Placeholders")
    assert "traffic.backward_wave" in first
    assert "people.message_reach" not in first
    assert first.count("PLACEHOLDER") == told["placeholders"] > 0


def test_data_are_told_with_publisher_licence_date_and_hash(told):
    for data in told["data"]:
        assert all(data[key] for key in ("file", "publisher", "licence", "date"))
        assert re.fullmatch("[0-9a-f]{64}", data["sha256"])
    text = sandtable("assumptions", SCENARIO)
    assert all(data["sha256"][:12] in text for data in told["data"])


def test_a_measure_says_how_it_is_counted(told):
    definitions = {outcome["name"]: outcome["definition"] for outcome in told["outcomes"]}
    assert definitions["out_50"] == (
        "people.out: on average: when it first reaches 0.5; of threatened and leaver only"
    )


def test_show_says_what_is_in_the_file(results, told):
    placeholders = told["placeholders"]
    told = json.loads(sandtable("show", results, "--json"))
    assert told["draws"] == 2 and told["failed_draws"] == 0
    assert told["baseline"] == "as-planned" and told["main_outcome"] == "exposed"
    assert told["placeholders"] == placeholders
    exposed = next(outcome for outcome in told["outcomes"] if outcome["name"] == "exposed")
    assert exposed["by"] == ["zone", "kind"]
    assert [m["state"] for m in told["models"] if m["process"] == "fire"] == ["draft"]
    text = sandtable("show", results)
    for line in ("2 futures", "the plan in force", f"{placeholders} of them", "; over time"):
        assert line in text
    assert f"assumptions {results}" in text.split("\nNext\n")[1]


def test_neither_scenario_nor_results_is_refused_with_the_way_out(tmp_path):
    command = [str(PROGRAM), "assumptions", SCENARIO.replace("first", "frist")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"did you mean '{SCENARIO}'?" in done.stderr
    command[2] = str(tmp_path / "none.h5")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such results file" in done.stderr
