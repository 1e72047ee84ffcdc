# SPDX-License-Identifier: Apache-2.0
"""docs/results-format.md and the files say the same, both ways.

Catches a dataset or attribute that the page forgets, one that it promises and no file has, and a
type, shape or unit that has changed on one side only.
"""

import re
from pathlib import Path

import h5py
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "results-format.md").read_text(encoding="utf-8")
TYPES = {
    "i8": "int64",
    "i4": "int32",
    "u8": "uint64",
    "u8 (64 bits)": "uint64",
    "u1": "uint8",
    "f8": "float64",
    "f4": "float32",
    "text": "text",
}


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(text):
    """(heading cells, rows) of every table."""
    found = []
    lines = text.splitlines()
    for place, line in enumerate(lines):
        if re.match(r"^\|( --- \|)+$", line):
            rows = []
            for row in lines[place + 1 :]:
                if not row.startswith("|"):
                    break
                rows.append(cells(row))
            found.append((cells(lines[place - 1]), rows))
    return found


def sections():
    """(path, text) of the page's parts: '' for the root, 'groups/GROUPING', ..."""
    parts = re.split(r"^## (.*)$", PAGE, flags=re.MULTILINE)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        if heading == "Root":
            yield "", text
        elif heading.startswith("/"):
            yield heading[1:], text


def names_in(cell):
    return [name.strip().replace("`", "") for name in cell.split(",")]


def promised():
    """Path -> (type, shape, unit) of every dataset, and path -> type of every attribute."""
    datasets: dict[str, tuple[str, str, str]] = {}
    attributes: dict[str, str] = {}
    for path, text in sections():
        for heading, rows in tables(text):
            for row in rows:
                if heading[0] == "attribute":
                    attributes |= {f"{path}@{name}": TYPES[row[1]] for name in names_in(row[0])}
                elif heading[0] == "dataset":
                    for name in names_in(row[0]):
                        full = f"{path}/{name}".lstrip("/")
                        datasets[full] = (TYPES[row[1]], row[2], row[3].replace("`", ""))
                elif heading[0] == "group":
                    group = f"{path}/{names_in(row[0])[0]}"
                    listed = re.sub(r"\(.*?\)|:.*", "", row[1])
                    datasets |= {f"{group}/{n}": ("text", "(row)", "") for n in names_in(listed)}
                    datasets[f"{group}/row"] = ("int64", "(row)", "1")
    return datasets, attributes


def type_of(item):
    text = h5py.check_string_dtype(item.dtype) is not None
    return "text" if text else str(item.dtype)


def shape_of(dataset, name):
    if dataset.ndim == 0:
        return "()"
    if dataset.attrs.get("CLASS") == b"DIMENSION_SCALE":
        return f"({name.split('/')[-1]})"
    axes = [list(axis.values())[0].name.split("/")[-1] for axis in dataset.dims]
    return f"({', '.join(axes)})"


def unit_of(dataset):
    """As the page says it."""
    units = dataset.attrs.get("units", b"").decode()
    if "flag_values" in dataset.attrs:
        return "flag"
    if not units and "ancillary_variables" in dataset.attrs:
        return dataset.attrs["ancillary_variables"].decode()
    return re.sub(r" since \d{4}-.*", " since START", units)


def general(name, file):
    """A dataset's path, with the page's words for what a scenario names."""
    parts = name.split("/")
    outcomes = set(file["run/outcomes/name"].asstr())
    maps = set(file["run/maps/name"].asstr())
    if parts[0] == "groups":
        parts[2] = "GROUPING" if parts[2] == parts[1] else "OUTCOME"
        parts[1] = "GROUPING"
    elif parts[0] == "maps":
        parts[1] = "PROCESS"
        if parts[2] in maps:
            parts[2] = "MAP"
        elif parts[2] not in ("map_draw", "time"):
            parts[2] = re.sub(r"^.*?(_x|_y|_lon|_lat)?$", r"SUPPORT\1", parts[2])
    elif parts[-1].removesuffix("_censored") in outcomes and parts[0] != "run":
        parts[-1] = "OUTCOME_censored" if parts[-1] not in outcomes else "OUTCOME"
    return "/".join(parts)


def found_in(path):
    """Like promised(), of one file."""
    datasets: dict[str, set[tuple[str, str, str]]] = {}
    attributes: dict[str, str] = {}
    with h5py.File(path) as file:

        def visit(name, item):
            if isinstance(item, h5py.Group):
                return
            shape = shape_of(item, name)
            own = general(name, file).split("/")
            if own[0] == "groups":
                shape = shape.replace(name.split("/")[1], "GROUPING")
            if own[0] == "maps":
                shape = re.sub(r"\b(?!map_draw|policy|time)\w+", "SUPPORT", shape)
            entry = (type_of(item), shape, unit_of(item))
            datasets.setdefault("/".join(own), set()).add(entry)

        file.visititems(visit)
        for group in ("", "run"):
            names = file[group or "/"].attrs
            for name in names:
                kind = names.get_id(name).dtype
                attributes[f"{group}@{name}"] = "text" if kind.kind == "S" else str(kind)
    return datasets, attributes


@pytest.fixture(scope="module")
def everything(town, rough, mapped):
    """What some file or other holds."""
    datasets: dict[str, set[tuple[str, str, str]]] = {}
    attributes: dict[str, str] = {}
    for path in (town, rough, mapped):
        own_datasets, own_attributes = found_in(path)
        for name, entries in own_datasets.items():
            datasets.setdefault(name, set()).update(entries)
        attributes |= own_attributes
    return datasets, attributes


def test_every_dataset_of_a_file_stands_on_the_page_with_its_type_shape_and_unit(everything):
    page = promised()[0]
    for name, entries in everything[0].items():
        assert name in page, f"{name} is not on the page"
        for kind, shape, unit in entries:
            wanted = page[name]
            assert (kind, shape) == wanted[:2], name
            assert unit if wanted[2] == "its own" else unit == wanted[2], f"{name}: {unit}"


def test_every_dataset_of_the_page_is_met_in_some_file(everything):
    assert sorted(set(promised()[0]) - set(everything[0])) == []


def test_the_attributes_of_the_page_are_those_of_the_files(everything):
    assert {name: kind for name, kind in promised()[1].items()} == everything[1]
