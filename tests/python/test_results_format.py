# SPDX-License-Identifier: Apache-2.0
"""The results file as other people's tools see it (docs/results-format.md).

Catches what HDF5 allows and netCDF does not: an axis without a scale, a boolean, a reference, a
fixed-length text variable: netCDF drops them silently, or refuses the whole file.
"""

import os
import re
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build" / "release" / "bin" / "sandtable"
STANDARD_NAMES = {"time", "longitude", "latitude"}  # those of the CF table that the format uses
FEW_WORDS = {"done failed not_run", "observed censored"}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    given = os.environ.get("SANDTABLE_RESULTS")
    if given:
        return Path(given)
    if not PROGRAM.exists():
        pytest.skip("SKIPPED: build/release/bin/sandtable is not built")
    made = tmp_path_factory.mktemp("results") / "first-town.h5"
    scenario = ROOT / "scenarios" / "first-town"
    run(str(PROGRAM), "run", str(scenario), "--draws", "8", "--output", str(made))
    return made


def names_of(path, kind):
    names = []
    with h5py.File(path) as file:
        file.visititems(lambda name, item: names.append(name) if isinstance(item, kind) else None)
    return names


def variables(path):
    """(name, dataset) of every dataset."""
    with h5py.File(path) as file:
        for name in names_of(path, h5py.Dataset):
            yield name, file[name]


def is_text(dataset):
    return h5py.check_string_dtype(dataset.dtype) is not None


def attribute(dataset, name):
    value = dataset.attrs.get(name)
    return value.decode() if isinstance(value, bytes) else value


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_xarray_reads_every_value(path, engine):
    for group in [None, *names_of(path, h5py.Group)]:
        with xr.open_dataset(path, engine=engine, group=group) as dataset:
            dataset.load()
            found = set(dataset.variables)
        with h5py.File(path) as file:
            here = file[group or "/"]
            assert found == {n for n in here if isinstance(here[n], h5py.Dataset)}, group


def test_both_engines_and_h5py_agree(path):
    for group in [None, *names_of(path, h5py.Group)]:
        opened = [
            xr.open_dataset(path, engine=engine, group=group, mask_and_scale=False).load()
            for engine in ("h5netcdf", "netcdf4")
        ]
        xr.testing.assert_equal(*opened)
        for dataset in opened:
            dataset.close()


def test_ncdump_lists_what_h5ls_lists(path):
    listed = sorted(
        re.sub(r"\\(.)", r"\1", line.rsplit("Dataset", 1)[0].strip().lstrip("/"))
        for line in run("h5ls", "-r", str(path)).splitlines()
        if re.search(r"\sDataset \{", line)
    )
    assert listed == sorted(names_of(path, h5py.Dataset))
    groups, seen = [], []
    for line in run("ncdump", "-h", str(path)).splitlines():
        if match := re.match(r"\s*group: (.*) \{", line):
            groups.append(match[1])
        elif re.match(r"\s*\} // group", line):
            groups.pop()
        elif match := re.match(
            r"\s+(?:string|double|float|int|int64|uint64|ubyte) ([^:(]+?)(\(.*\))? ;", line
        ):
            seen.append("/".join([*groups, match[1]]).replace("\\", ""))
    assert sorted(seen) == listed


def test_ncdump_reads_every_value(path):
    text = run("ncdump", str(path))
    assert text.rstrip().endswith("}")


def test_every_axis_has_a_coordinate_of_its_own_name(path):
    for name, dataset in variables(path):
        if attribute(dataset, "CLASS") == "DIMENSION_SCALE":
            assert dataset.ndim == 1, name
            continue
        for axis in range(dataset.ndim):
            scales = list(dataset.dims[axis].values())
            assert len(scales) == 1, f"{name}, axis {axis}"
            assert scales[0].shape == (dataset.shape[axis],), f"{name}, axis {axis}"
            assert scales[0].name.split("/")[-1] == scales[0].attrs["NAME"].decode()


def test_types_are_those_that_netcdf_keeps(path):
    allowed = {"float32", "float64", "int32", "int64", "uint8", "uint64"}
    for name, dataset in variables(path):
        if is_text(dataset):
            assert h5py.check_string_dtype(dataset.dtype).length is None, name
            assert h5py.check_string_dtype(dataset.dtype).encoding == "utf-8", name
        else:
            assert str(dataset.dtype) in allowed, name


def test_cf_rules_that_matter(path):
    with h5py.File(path) as file:
        kind = file.attrs.get_id("Conventions").get_type()
        assert file.attrs["Conventions"] in ("CF-1.8", b"CF-1.8")
        assert not kind.is_variable_str()
        for name in ("title", "source", "history"):
            assert file.attrs[name]
    for name, dataset in variables(path):
        if dataset.ndim == 0:
            continue
        assert attribute(dataset, "long_name"), name
        units = attribute(dataset, "units")
        flags = attribute(dataset, "flag_values")
        if flags is not None:
            meanings = attribute(dataset, "flag_meanings")
            assert meanings in FEW_WORDS and len(meanings.split()) == len(flags), name
            assert flags.dtype == dataset.dtype, name
            assert np.isin(dataset[()], flags).all(), name
        elif is_text(dataset):
            assert units is None, name
        elif name == "parameters":  # each column has its own
            assert attribute(dataset, "ancillary_variables") == "parameter_unit"
        else:
            assert units, name
        standard = attribute(dataset, "standard_name")
        assert standard is None or standard in STANDARD_NAMES, name
        fill = attribute(dataset, "_FillValue")
        assert fill is None or fill.dtype == dataset.dtype, name


def test_units_are_of_udunits(path):
    cftime = pytest.importorskip("cftime")
    for name, dataset in variables(path):
        units = attribute(dataset, "units")
        if units and " since " in units:
            cftime.num2date(0.0, units, calendar="standard")
        elif units:
            assert re.fullmatch(r"[A-Za-z0-9_%/. ^*-]+", units), f"{name}: {units}"
            assert "people" not in units and "vehicle" not in units, f"{name}: {units}"


def test_results_are_where_the_page_says(path):
    with h5py.File(path) as file:
        assert attribute(file, "sandtable_kind") == "results"
        assert attribute(file, "sandtable_format").split(".")[0] == "1"
        shape = (file["draw"].size, file["policy"].size)
        assert file["status"].shape == shape
        for name in file["run/outcomes/name"].asstr():
            assert file[name].shape == shape
            assert file[name + "_censored"].shape == shape
            done = file["status"][()] == 0
            assert np.isnan(file[name][()][~done]).all()
        assert (np.diff(file["draw"][()]) > 0).all()
        for name, group in file["groups"].items():
            for outcome, values in group.items():
                if outcome != name:
                    assert values.shape == (*shape, group[name].size)
