# SPDX-License-Identifier: Apache-2.0
"""Runs that are killed, interrupted or out of disk, gone on with to the same contents.

Catches a draw that is lost, run twice or put in another's place, a half-written file under a
finished name, and a crash where a message was due.
"""

import os
import random
import re
import resource
import shlex
import signal
import subprocess
import time
from pathlib import Path

import h5py
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(
    os.environ.get("SANDTABLE_PROGRAM", ROOT / "build" / "release" / "bin" / "sandtable")
)
DONE, RUN_FAILED, WRONG_INPUT = 0, 1, 2
DRAWS = 24
# The command says how the run was finished, and HDF5 keeps addresses: nothing else may differ.
NOT_COMPARED = {"command", "history", "DIMENSION_LIST", "REFERENCE_LIST"}

if not PROGRAM.exists():
    pytest.skip("SKIPPED: build/release/bin/sandtable is not built", allow_module_level=True)


def command(town, output, *more, draws=DRAWS, block=3, policies="nobody-warned,early"):
    """Small blocks, two draws at a time."""
    return [
        *(str(PROGRAM), "run", str(town), "--output", str(output), "--draws", str(draws)),
        *("--block-draws", str(block), "--threads", "2", "--policies", policies),
        *map(str, more),
    ]


def call(arguments, before=None):
    return subprocess.run(
        arguments, capture_output=True, text=True, check=False, timeout=300, preexec_fn=before
    )


def start(arguments):
    """Signals as in a terminal, whoever started the tests."""
    return subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def blocks(output):
    return sorted(output.with_suffix(".parts").glob("*.h5"))


def wait_for_blocks(output, count):
    while len(blocks(output)) < count:
        time.sleep(0.002)


def plain(value):
    return value.tolist() if getattr(value, "dtype", None) == object else np.array(value).tobytes()


def contents(path):
    """Every dataset and attribute of every group, to the bit."""
    found = {}

    def keep(name, item):
        for key, value in item.attrs.items():
            found[f"{name}@{key}"] = value
        if isinstance(item, h5py.Dataset):
            found[name] = item[()]

    with h5py.File(path) as file:
        keep("", file)
        file.visititems(keep)
    return {
        name: value if isinstance(value, bytes) else plain(value)
        for name, value in found.items()
        if re.split("[/@]", name)[-1] not in NOT_COMPARED
    }


def assert_same(output, whole):
    found, expected = contents(output), contents(whole)
    assert found.keys() == expected.keys()
    assert [name for name in expected if found[name] != expected[name]] == []
    assert not output.with_suffix(".parts").exists()
    assert not output.with_name(output.name + ".tmp").exists()


def go_on(town, output):
    done = call(command(town, output, "--resume"))
    assert done.returncode == DONE, done.stderr
    return done


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """first-town cut short: a draw takes milliseconds, and a plan gives orders."""
    folder = tmp_path_factory.mktemp("reliability") / "town"
    folder.mkdir()
    (folder / "scenario.toml").write_text(
        f'extends = "{ROOT}/scenarios/first-town"\n[scenario]\nduration = "100 min"\n'
    )
    return folder


@pytest.fixture(scope="module")
def whole(town, tmp_path_factory):
    """The results of a run that nothing interrupted, and the seconds it took."""
    output = tmp_path_factory.mktemp("whole") / "whole.h5"
    begin = time.monotonic()
    done = call(command(town, output))
    assert done.returncode == DONE, done.stderr
    return output, time.monotonic() - begin


def kill_at_random(town, output, luck, seconds):
    """After a time, or as soon as so many blocks stand, or while they are merged."""
    run = start(command(town, output, "--resume"))
    kind = luck.choice(["time", "block", "merge"])
    moment = luck.uniform(0, seconds) if kind == "time" else luck.randint(1, DRAWS // 3)
    deadline = time.monotonic() + moment
    merged = output.with_name(output.name + ".tmp")
    while run.poll() is None:
        if kind == "time" and time.monotonic() >= deadline:
            break
        if kind == "block" and len(blocks(output)) >= moment:
            break
        if kind == "merge" and merged.exists():
            break
        time.sleep(0.001)
    run.kill()
    run.communicate()
    return run.returncode == -signal.SIGKILL


def test_killed_at_twenty_random_moments_and_resumed(town, whole, tmp_path):
    luck = random.Random(9)
    killed = 0
    for trial in range(20):
        output = tmp_path / f"killed-{trial}.h5"
        for _ in range(luck.randint(1, 2)):
            killed += kill_at_random(town, output, luck, whole[1])
        go_on(town, output)
        assert_same(output, whole[0])
        output.unlink()
    assert killed >= 15


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_keeps_what_is_done_and_says_how_to_go_on(town, whole, tmp_path, number, code):
    output = tmp_path / "a b.h5"  # the command that is told must be quoted
    run = start(command(town, output, draws=2000))
    wait_for_blocks(output, 2)
    run.send_signal(number)
    _, told = run.communicate(timeout=60)
    assert run.returncode == code, told
    assert not output.exists()
    kept = re.search(r"Interrupted: (\d+) of 2000 futures are kept in", told)
    assert kept, told
    numbers = [n for block in blocks(output) for n in h5py.File(block)["draw"][()]]
    assert sorted(numbers) == list(range(int(kept[1])))  # those in flight were finished
    again = shlex.split(told.split("Go on: ")[1])
    assert again[-1] == "--resume" and str(output) in again
    wanted = max(DRAWS, len(numbers))
    again[again.index("--draws") + 1] = str(wanted)
    done = call(again)
    assert done.returncode == DONE, done.stderr
    assert f"{len(numbers)} of 2000 futures were done before" in done.stderr
    with h5py.File(output) as file, h5py.File(whole[0]) as other:
        assert file["draw"].shape == (wanted,)
        assert np.array_equal(file["digest"][:DRAWS], other["digest"][()])


def test_a_second_signal_ends_the_run_at_once(town, tmp_path):
    output = tmp_path / "a.h5"
    run = start(command(town, output, draws=100_000))
    wait_for_blocks(output, 1)
    os.kill(run.pid, signal.SIGSTOP)  # both are there before it can come to a draw's end
    run.send_signal(signal.SIGTERM)
    os.kill(run.pid, signal.SIGCONT)
    while run.poll() is None:
        run.send_signal(signal.SIGTERM)
    run.communicate()
    assert run.returncode in (-signal.SIGTERM, 143)
    assert blocks(output)


def test_left_blocks_are_refused_with_the_way_on_and_another_run_with_what_differs(town, tmp_path):
    output = tmp_path / "a.h5"
    run = start(command(town, output, draws=2000))
    wait_for_blocks(output, 1)
    second = call(command(town, output, "--resume", draws=2000))
    assert second.returncode == WRONG_INPUT
    assert "another sandtable is writing these results now" in second.stderr
    run.kill()
    run.communicate()
    refused = call(command(town, output))
    assert refused.returncode == WRONG_INPUT
    assert "give --resume to go on" in refused.stderr
    other = call(command(town, output, "--resume", "--seed", 5, draws=2000))
    assert other.returncode == WRONG_INPUT
    assert "seed: 1 before, 5 now" in other.stderr
    assert blocks(output)


def test_resume_of_what_is_whole_and_of_nothing(town, whole, tmp_path):
    output = tmp_path / "a.h5"
    done = go_on(town, output)
    assert "nothing of" in done.stderr and "all is run" in done.stderr
    assert_same(output, whole[0])
    before = output.read_bytes()
    assert "nothing was left to run" in go_on(town, output).stdout
    assert output.read_bytes() == before


def limit_files(number_of_bytes):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (number_of_bytes, number_of_bytes))


@pytest.fixture(scope="module")
def largest_block(town, tmp_path_factory):
    output = tmp_path_factory.mktemp("sizes") / "a.h5"
    run = start(command(town, output, draws=2000))
    wait_for_blocks(output, 4)
    run.kill()
    run.communicate()
    return max(block.stat().st_size for block in blocks(output))


def test_a_merge_that_cannot_be_written_keeps_the_blocks(town, whole, largest_block, tmp_path):
    """The limit lets every block pass, but not the merged file."""
    output = tmp_path / "a.h5"
    limited = call(command(town, output), limit_files(largest_block + 20_000))
    assert limited.returncode == RUN_FAILED, limited.stderr
    assert "File too large" in limited.stderr and "--resume goes on" in limited.stderr
    assert not output.exists()
    done = go_on(town, output)
    assert f"{DRAWS} of {DRAWS} futures were done before" in done.stderr
    assert_same(output, whole[0])


@pytest.fixture
def small_disk(tmp_path):
    """resize(bytes) of a disk that only this test has."""
    place = tmp_path / "disk"
    place.mkdir()

    def resize(size, *more):
        options = ",".join([*more, f"size={size}"])
        return subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", place],
            check=False,
            capture_output=True,
        ).returncode

    if resize(64 * 1024) != 0:
        pytest.skip("SKIPPED: no right to mount a tmpfs")
    yield place, resize
    subprocess.run(["umount", "--lazy", place], check=False)


def test_a_full_disk_keeps_the_blocks(town, whole, largest_block, small_disk):
    """Full at the first block, at a later one, and while they are merged."""
    place, resize = small_disk
    output = place / "a.h5"
    for room in (0.5, 3.5, DRAWS / 3 + 0.5):
        assert resize(int(room * largest_block) + 65536, "remount") == 0
        full = call(command(town, output, "--resume"))
        assert full.returncode == RUN_FAILED, full.stderr
        assert "No space left on device" in full.stderr, full.stderr
        assert not output.exists()
    assert resize(1 << 26, "remount") == 0
    go_on(town, output)
    assert_same(output, whole[0])


def test_failed_draws_are_rows_with_their_reason_and_stay_so_when_resumed(tmp_path):
    """An order two hours before an ignition at noon, give or take 30 min; it starts at ten."""
    folder = tmp_path / "town"
    (folder / "policies").mkdir(parents=True)
    (folder / "scenario.toml").write_text(
        f'extends = "{ROOT}/scenarios/first-town"\n[scenario]\nduration = "100 min"\n'
        '[policies.sometimes]\norders = "policies/sometimes.csv"\n'
    )
    (folder / "policies" / "sometimes.csv").write_text("offset_min,kind,group\n-120,ADVICE,all\n")
    whole, output = tmp_path / "whole.h5", tmp_path / "a.h5"
    policies = "nobody-warned,sometimes"
    done = call(command(folder, whole, policies=policies))
    assert done.returncode == RUN_FAILED, done.stderr
    run = start(command(folder, output, policies=policies))
    wait_for_blocks(output, 2)
    run.kill()
    run.communicate()
    orders = folder / "policies" / "sometimes.csv"
    before = orders.read_text()
    orders.write_text(before + "1,ADVICE,all\n")
    edited = call(command(folder, output, "--resume", policies=policies))
    assert edited.returncode == WRONG_INPUT
    assert "policies/sometimes.csv: other SHA-256" in edited.stderr  # though no dataset lists it
    orders.write_text(before)
    again = call(command(folder, output, "--resume", policies=policies))
    assert again.returncode == RUN_FAILED
    count = re.search(r"(\d+) of 48 pairs of a plan and a future failed", done.stderr)
    assert count and count[0] in again.stderr  # those that failed before the kill are counted, too
    assert_same(output, whole)
    with h5py.File(output) as file:
        status, reason = file["status"][()], file["reason"].asstr()[()]
        assert not status[:, 0].any()
        assert 0 < (status[:, 1] == 1).sum() == int(count[1]) < DRAWS
        assert all(
            ("before the scenario starts" in why) == bool(s)
            for why, s in zip(reason[:, 1], status[:, 1])
        )
        assert np.array_equal(np.isnan(file["exposed"][:, 1]), status[:, 1] == 1)


def peak_memory(town, output, draws):
    run = start(command(town, output, "--quiet", draws=draws, block=64))
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == DONE
    return usage.ru_maxrss


def test_peak_memory_does_not_grow_with_the_draws(town, tmp_path):
    few, many = (peak_memory(town, tmp_path / f"{n}.h5", n) for n in (200, 1000))
    assert many < 1.1 * few
