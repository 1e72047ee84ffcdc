# SPDX-License-Identifier: Apache-2.0
"""docs/python.md and the Python of README.md are run from top to bottom.

Catches a page that shows what no longer works, or an output that is not what its comment says.
"""

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pytest

import sandtable

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(town, tmp_path, monkeypatch):
    """A folder of its own, in which the results stand where the pages have them."""
    matplotlib.use("Agg")
    (tmp_path / "results").mkdir()
    for name in ("first-town.h5", "results/first-town.h5"):
        shutil.copy(town, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    plt.close("all")


def execute(page, names):
    """Runs the page's Python; returns (text, value) of every expression that stands alone."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    assert blocks, page
    shown = []
    for node in ast.parse("\n".join(blocks)).body:
        if isinstance(node, ast.Expr):
            value = eval(compile(ast.Expression(node.value), page, "eval"), names)
            shown.append((ast.unparse(node), value))
        else:
            exec(compile(ast.Module([node], []), page, "exec"), names)
    return shown


def test_every_block_of_the_page_runs(folder):
    names: dict[str, Any] = {}
    shown = execute("docs/python.md", names)
    assert len(shown) > 12
    values = dict(shown)
    assert values["outcomes.attrs['units']['exposed']"] == "people"
    assert list(values["run.status['status'].value_counts()"])[0] == len(names["outcomes"])
    assert all(len(value) for text, value in shown if text.startswith("run.decisions.query"))
    assert names["roads"].dims == ("map_draw", "policy", "time", "links")
    assert (folder / "exposed.png").stat().st_size > 10_000


def test_the_readmes_python_runs(folder):
    names: dict[str, Any] = {"st": sandtable}
    assert len(execute("README.md", names)) == 3
    names["run"].close()
