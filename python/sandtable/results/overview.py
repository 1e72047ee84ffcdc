# SPDX-License-Identifier: Apache-2.0
"""A run at a glance: what is inside, what it warns of, and what to do next."""

import html
from typing import TYPE_CHECKING

from sandtable.results.words import futures_text

if TYPE_CHECKING:
    from sandtable.results.run import Run


def _inside(run: "Run") -> list[tuple[str, str]]:
    """(what to type, what it is) of everything that the run holds."""
    rows = [
        ("outcomes", f"{len(run.measures)} outcomes: {', '.join(run.measures)}"),
        ("parameters", ", ".join(run.parameter_paths) or "nothing uncertain"),
        ("decisions", f"{run.file.length('decisions/order')} orders"),
    ]
    series = [name for name in run.file.names("series") if name != "time"]
    if series:
        rows.append(("series", f"{', '.join(series)} by time"))
    groups = run.file.names("groups")
    if groups:
        rows.append(("groups", ", ".join(f'["{name}"]' for name in groups)))
    maps = run.file.names("maps")
    if maps:
        rows.append(("maps", ", ".join(f'["{name}"]' for name in maps)))
    rows.append(("assumptions", f"{len(run.assumptions)} values, and whose they are"))
    rows.append(("datasets", f"{len(run.datasets)} files of data"))
    return rows


def _state(run: "Run") -> str:
    counts = run.status["status"].value_counts()
    words = [f"{counts[state]} {state.replace('_', ' ')}" for state in counts.index]
    return ", ".join(word for word in words if not word.startswith("0 "))


def _next(run: "Run") -> list[str]:
    lines = ["run.compare()"]
    lines += [f'run.compare(by="{name}")' for name in run.file.names("groups")[:1]]
    main = run.question.main_outcome or next(iter(run.measures), "")
    return lines + ([f'run.plot.outcomes("{main}")'] if main else [])


def _heading(run: "Run") -> str:
    policies = f"{len(run.policies)} plan{'' if len(run.policies) == 1 else 's'}"
    return f"{run.title}: {futures_text(run.draws)}, {policies} ({_state(run)})"


def as_text(run: "Run") -> str:
    """For a terminal."""
    if not run.file.is_open:
        return f"<closed results of sandtable: {run.file.path}>"
    lines = [_heading(run)]
    if run.question.decision:
        lines.append(run.question.decision)
    lines += ["", f"  {'plans':<12} {', '.join(run.policies)}"]
    lines += [f"  {f'.{name}':<12} {what}" for name, what in _inside(run)]
    lines += ["", *(f"warning: {warning}" for warning in run.warnings)]
    return "\n".join([*lines, f"Next: {'   '.join(_next(run))}"])


def as_html(run: "Run") -> str:
    """For a notebook."""
    if not run.file.is_open:
        return f"<p>{html.escape(as_text(run))}</p>"
    rows = "".join(
        f"<tr><td style='text-align:left'><code>.{name}</code></td>"
        f"<td style='text-align:left'>{html.escape(what)}</td></tr>"
        for name, what in [("policies", ", ".join(run.policies)), *_inside(run)]
    )
    warnings = "".join(f"<p><b>Warning:</b> {html.escape(text)}</p>" for text in run.warnings)
    steps = " &nbsp; ".join(f"<code>{html.escape(line)}</code>" for line in _next(run))
    return (
        f"<p><b>{html.escape(_heading(run))}</b><br>{html.escape(run.question.decision)}</p>"
        f"<table>{rows}</table>{warnings}<p>Next: {steps}</p>"
    )
