# SPDX-License-Identifier: Apache-2.0
"""The program as a user meets it: exit codes, help, JSON, and what happens to files.

Catches an exit code that hides a failure from a script, a command without help, a key of the JSON
that goes missing, and results that are overwritten or left half written.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(
    os.environ.get("SANDTABLE_PROGRAM", ROOT / "build" / "release" / "bin" / "sandtable")
)
SCENARIO = str(ROOT / "scenarios" / "first-town")
COMMANDS = ["run", "compare", "check", "assumptions", "show", "models", "network", "new"]
DONE, RUN_FAILED, WRONG_INPUT = 0, 1, 2

if not PROGRAM.exists():
    pytest.skip("SKIPPED: build/release/bin/sandtable is not built", allow_module_level=True)


def call(*arguments):
    command = [str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    made = tmp_path_factory.mktemp("command-line") / "town.h5"
    policies = "nobody-warned,as-planned"
    done = call("run", SCENARIO, "--draws", 2, "--policies", policies, "--output", made)
    assert done.returncode == DONE, done.stderr
    assert str(made) in done.stdout
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    done = call(command, "--help")
    assert done.returncode == DONE
    assert "Usage" in done.stdout
    assert f"sandtable {command}" in done.stdout


def test_help_names_every_command_and_version_the_build():
    done = call("--help")
    assert done.returncode == DONE
    assert all(command in done.stdout for command in COMMANDS)
    version = call("--version")
    assert version.returncode == DONE
    assert version.stdout.startswith("sandtable ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["runn", SCENARIO],
        ["run"],
        ["run", SCENARIO, "--drws", "2"],
        ["run", SCENARIO, "--draws", "-2"],
        ["run", SCENARIO, "--draws", "many"],
        ["run", SCENARIO, "--seed", "-1"],
        ["run", SCENARIO, "--threads", "0"],
        ["run", SCENARIO, "--memory", "lots"],
        ["compare"],
        ["models", "network/road"],
    ],
)
def test_a_wrong_command_line_exits_with_2_and_a_reason(arguments):
    done = call(*arguments)
    assert done.returncode == WRONG_INPUT, done.stdout
    assert done.stderr.strip()


def test_an_unknown_policy_is_told_with_the_nearest(tmp_path):
    done = call("run", SCENARIO, "--policies", "erly", "--output", tmp_path / "x.h5")
    assert done.returncode == WRONG_INPUT
    assert "unknown policy 'erly': did you mean 'early'?" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_without_scenario_and_a_file_that_is_none(tmp_path):
    for command in ("run", "check"):
        done = call(command, tmp_path / "nowhere")
        assert done.returncode == WRONG_INPUT
        assert "nowhere" in done.stderr
    (tmp_path / "x.h5").write_text("no results")
    for command in ("compare", "show"):
        for name in ("x.h5", "y.h5"):
            done = call(command, tmp_path / name)
            assert done.returncode == WRONG_INPUT, done.stderr
            assert name in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["runn", SCENARIO], "unknown command 'runn': did you mean 'run'?"),
        (["run", SCENARIO, "--drws", "2"], "unknown option '--drws': did you mean '--draws'?"),
        (["run", SCENARIO, "--draws", "many"], "'many' is not a whole number above 0"),
        (["run", SCENARIO, "--memory", "lots"], "write it like 4G or 500M"),
        (["run", SCENARIO.replace("first", "frist")], f"did you mean '{SCENARIO}'?"),
        (["compare", SCENARIO], "is a scenario, not a results file"),
        (["compare"], "Example: sandtable compare first-town.h5"),
    ],
)
def test_a_typical_mistake_is_told_with_the_way_out(arguments, reason):
    done = call(*arguments)
    assert done.returncode == WRONG_INPUT, done.stdout
    assert reason in done.stderr


def test_every_command_says_what_to_do_next(results):
    for command in (
        ["compare", results],
        ["compare", results, "--by", "zone"],
        ["show", results],
        ["check", SCENARIO],
        ["models"],
        ["models", "network/roads"],
    ):
        done = call(*command)
        assert done.returncode == DONE, done.stderr
        assert "\nNext" in done.stdout[-900:]


def test_an_output_is_kept_unless_forced(results):
    before = results.read_bytes()
    again = ["run", SCENARIO, "--draws", 2, "--policies", "early", "--output", results]
    done = call(*again)
    assert done.returncode == WRONG_INPUT
    assert "exists (kept): give --force to replace it or --output another name" in done.stderr
    assert results.read_bytes() == before
    aside = results.with_name("aside.h5")
    aside.write_bytes(before)
    forced = call(*again[:-1], aside, "--force")
    assert forced.returncode == DONE, forced.stderr
    assert aside.read_bytes() != before


def test_a_network_is_written_as_gmns_once_and_again_only_when_forced(tmp_path):
    roads = Path(SCENARIO) / "data" / "network.xml"
    command = ["network", roads, "--crs", "EPSG:32755", "--output", tmp_path / "roads"]
    done = call(*command, "--json")
    assert done.returncode == DONE, done.stderr
    assert json.loads(done.stdout)["crs"] == "EPSG:32755"
    kept = call(*command)
    assert kept.returncode == WRONG_INPUT
    assert "--force" in kept.stderr
    again = call(*command, "--force")
    assert again.returncode == DONE, again.stderr
    assert "Next: " in again.stdout
    first = {file.name: file.read_bytes() for file in (tmp_path / "roads").iterdir()}
    assert sorted(first) == ["config.csv", "link.csv", "node.csv"]


def test_an_output_folder_that_is_not_there_is_told_before_the_run(tmp_path):
    done = call("run", SCENARIO, "--draws", 2, "--output", tmp_path / "none" / "x.h5")
    assert done.returncode == WRONG_INPUT
    assert "no such folder for the results: create it first" in done.stderr
    assert not (tmp_path / "none").exists()


def test_compare_as_json_has_the_promised_keys(results):
    done = call("compare", results, "--json")
    assert done.returncode == DONE, done.stderr
    told = json.loads(done.stdout)
    assert told["draws"] == 2
    assert told["policies"] == ["nobody-warned", "as-planned"]
    assert told["outcomes"]
    promised = {"mean", "difference", "low", "high", "share_better", "censored"}
    for outcome in told["outcomes"]:
        assert {"name", "unit", "better", "policies"} <= outcome.keys()
        assert list(outcome["policies"]) and set(outcome["policies"]) == set(told["policies"])
        for policy in outcome["policies"].values():
            assert promised <= policy.keys()


def test_compare_refuses_an_unknown_baseline(results):
    done = call("compare", results, "--baseline", "as-plannd")
    assert done.returncode == WRONG_INPUT
    assert "as-planned" in done.stderr


def test_check_as_json_names_bindings_and_show_reads_the_run(results):
    done = call("check", SCENARIO, "--json")
    assert done.returncode == DONE, done.stderr
    told = json.loads(done.stdout)
    assert {"reader", "role", "field", "by_name"} <= told["bindings"][0].keys()
    assert told["bytes_a_draw"] > 0
    shown = call("show", results)
    assert shown.returncode == DONE, shown.stderr
    assert "as-planned" in shown.stdout


def test_a_policy_that_cannot_run_fails_the_run_and_keeps_the_others(tmp_path):
    """An order 12 h before the ignition stands before the scenario's start."""
    scenario = tmp_path / "town"
    (scenario / "policies").mkdir(parents=True)
    (scenario / "scenario.toml").write_text(
        f'extends = "{SCENARIO}"\n[policies.too-early]\norders = "policies/too-early.csv"\n'
    )
    (scenario / "policies" / "too-early.csv").write_text("offset_min,kind,group\n-720,ADVICE,all\n")
    output = tmp_path / "x.h5"
    policies = "nobody-warned,too-early"
    done = call("run", scenario, "--draws", 2, "--policies", policies, "--output", output)
    assert done.returncode == RUN_FAILED, done.stderr
    assert "2 of 4 pairs of a plan and a future failed" in done.stderr
    shown = call("show", output)
    assert "before the scenario starts" in shown.stdout
