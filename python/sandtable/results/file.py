# SPDX-License-Identifier: Apache-2.0
"""The results file itself: opened, checked, and read by name."""

import os
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import xarray as xr

from sandtable.results.errors import ResultsError

FORMAT = "1.0"
"""The version of the format that is read; another major version is refused."""


def text_of(value: Any) -> str:
    """An attribute's text: fixed-length ones come as bytes, an empty one is left out (None)."""
    if value is None:
        return ""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def _refuse_path(path: Path) -> None:
    if (path / "scenario.toml").exists():
        raise ResultsError(
            f"'{path}' is a scenario, not a results file: first sandtable run {path}"
        )
    parts = Path(f"{path.with_suffix('')}.parts")
    if not path.exists() and parts.is_dir():
        raise ResultsError(
            f"{path}: the run has not ended (its blocks are in {parts}): wait for it, or take it "
            f"up again with sandtable run --resume"
        )
    if not path.exists():
        raise ResultsError(
            f"{path}: no such results file: check the name, or make it with "
            f"sandtable run SCENARIO --output {path}"
        )
    if path.is_dir() or not h5py.is_hdf5(path):
        raise ResultsError(f"{path}: not a results file of sandtable (it is not HDF5)")


def _refuse_kind(path: Path, root: h5py.File) -> None:
    kind = text_of(root.attrs.get("sandtable_kind"))
    if not kind:
        raise ResultsError(
            f"{path}: not a results file of sandtable (it has no attribute sandtable_kind): "
            f"open it with xarray.open_dataset or h5py"
        )
    if kind != "results":
        raise ResultsError(f"{path}: not a results file of sandtable (it holds {kind})")
    version = text_of(root.attrs.get("sandtable_format"))
    if version.split(".")[0] != FORMAT.split(".")[0]:
        raise ResultsError(
            f"{path}: format {version} cannot be read (this sandtable reads {FORMAT}): use the "
            f"version of sandtable that wrote it"
        )


class ResultsFile:
    """A results file that is open for reading. Values are read when they are asked for.

    Raises ResultsError if the file is missing, not ours, or of another major format version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        _refuse_path(self.path)
        self.root = h5py.File(self.path, "r")
        self._datasets: list[xr.Dataset] = []
        self._arrays: dict[str, np.ndarray] = {}
        try:
            _refuse_kind(self.path, self.root)
        except ResultsError:
            self.root.close()
            raise

    def close(self) -> None:
        """Closes the file and every dataset that was opened from it."""
        for dataset in self._datasets:
            dataset.close()
        self.root.close()

    @property
    def is_open(self) -> bool:
        """Whether values can still be read."""
        return bool(self.root)

    def _opened(self) -> h5py.File:
        if not self.root:
            raise ResultsError(f"{self.path} is closed: open it again with sandtable.open")
        return self.root

    def array(self, name: str) -> np.ndarray:
        """The values of a dataset of numbers, read once; they may not be written to."""
        if name not in self._arrays:
            values = np.asarray(self._opened()[name][()])
            values.flags.writeable = False
            self._arrays[name] = values
        return self._arrays[name]

    def texts(self, name: str) -> np.ndarray:
        """The values of a dataset of texts, as str."""
        return np.asarray(self._opened()[name].asstr()[()], dtype=object)

    def text(self, name: str) -> str:
        """The one text of a scalar dataset."""
        return str(self._opened()[name].asstr()[()])

    def attribute(self, group: str, name: str) -> Any:
        """An attribute: a number, or a text ('' where it is left out)."""
        value = self._opened()[group].attrs.get(name)
        return text_of(value) if value is None or isinstance(value, (bytes, str)) else value.item()

    def names(self, group: str) -> list[str]:
        """What is in a group, in the order of writing; [] if there is no such group."""
        return list(self._opened()[group]) if group in self._opened() else []

    def length(self, name: str) -> int:
        """The length of a dataset's first axis."""
        return int(self._opened()[name].shape[0])

    def table(self, name: str) -> pd.DataFrame:
        """A table under /run: one column of texts a dataset, without the row numbers."""
        group = self._opened()[f"run/{name}"]
        columns = {column: group[column].asstr()[()] for column in group if column != "row"}
        return pd.DataFrame(columns, dtype=object)

    def dataset(self, group: str, coordinates: dict[str, Any]) -> xr.Dataset:
        """A group as a lazy dataset, with the axes that it shares with the root."""
        self._opened()
        dataset = xr.open_dataset(self.path, engine="h5netcdf", group=group)
        self._datasets.append(dataset)
        shared = {name: values for name, values in coordinates.items() if name in dataset.dims}
        return dataset.assign_coords(shared)
