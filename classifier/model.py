"""Trained weights: read from checked skops files as plain arrays, and applied to the features of an article."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.features import BUCKETS, Features
from core.errors import ModelError
from core.i18n import translator

_ = translator("classifier")

FOLDER = Path(__file__).parent / "models"
MANIFEST = "MANIFEST.json"
LARGEST = 5 * 1024 * 1024  # bytes of a file, and the most that one may unfold to is four times that
# What may stand in a file: nothing that runs. The skops library itself takes two seconds to import, so it writes the
# files (training) but does not read them.
_ALLOWED = {("DictNode", "builtins", "dict"), ("ListNode", "builtins", "list"), ("JsonNode", "builtins", "str")}
_ALLOWED |= {("NdArrayNode", "numpy", "ndarray")}


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model: one column of weights and one intercept for each label; scores are log-odds."""

    labels: tuple[str, ...]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]

    def scores(self, features: Features) -> NDArray[np.float32]:
        """Return the score of each label."""
        each = np.full(len(features.buckets), features.weight, dtype=np.float32)
        found: NDArray[np.float32] = each @ self.weights.take(features.buckets, axis=0) + self.intercepts
        return found

    def share(self, features: Features, bucket: int, label: int) -> float:
        """Return what one bucket adds to the score of a label."""
        return float(self.weights[bucket, label]) * features.weight


def linear(found: Mapping[str, Any]) -> Linear:
    """Return the model of a file's content; raises ModelError when the arrays do not fit together."""
    labels = tuple(str(label) for label in found["labels"])
    weights, intercepts = found["weights"], found["intercepts"]
    if weights.shape != (BUCKETS, len(labels)) or intercepts.shape != (len(labels),):
        raise ModelError(_("The arrays of the model do not fit together."))
    return Linear(labels, weights.astype(np.float32), intercepts.astype(np.float32))


def manifest(folder: Path = FOLDER) -> Mapping[str, Any]:
    """Return what is said of the models of a folder: `version`, and `files` with size and SHA-256 of each."""
    message = _("The list of models %(path)s cannot be read: %(why)s")
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(message % {"path": folder / MANIFEST, "why": error}) from error
    if not _is_manifest(found):
        raise ModelError(message % {"path": folder / MANIFEST, "why": "version, files"})
    listed: Mapping[str, Any] = found
    return listed


def _is_manifest(found: Any) -> bool:
    files = found.get("files") if isinstance(found, dict) and "version" in found else None
    return isinstance(files, dict) and all(isinstance(row, dict) for row in files.values())


def load(name: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """Return the content of a model; raises ModelError when the file is not the one its manifest names."""
    path = folder / f"{name}.skops"
    expected = manifest(folder)["files"].get(path.name, {}).get("sha256")
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise ModelError(_("The model %(path)s cannot be read: %(why)s") % {"path": path, "why": error}) from error
    if sha256(data).hexdigest() != expected:
        message = _("The model %(path)s is not the one that was delivered (SHA-256 differs). Install diembao again.")
        if folder != FOLDER:
            message = _(
                "The model %(path)s is not the one that was written (SHA-256 differs). Delete its folder, then run"
                " diembao correct learn."
            )
        raise ModelError(message % {"path": path})
    return read(data)


def read(data: bytes) -> Mapping[str, Any]:
    """Return the dictionary in a skops file; raises ModelError at anything but numbers, words, lists and arrays."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > 4 * LARGEST:
                raise ModelError(_("The model is too large."))
            found = _value(json.loads(archive.read("schema.json")), archive)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, RecursionError) as error:
        raise ModelError(_("The model is not a readable file: %(why)s") % {"why": error}) from error
    if not isinstance(found, dict):
        raise ModelError(_("The model is not a readable file: %(why)s") % {"why": "not a dictionary"})
    return found


def _value(node: Mapping[str, Any], archive: zipfile.ZipFile) -> Any:
    kind = node["__loader__"]
    if (kind, node["__module__"], node["__class__"]) not in _ALLOWED:
        raise ModelError(_("The model holds what a model may not hold: %(what)s") % {"what": node["__class__"]})
    if kind == "DictNode":
        return {str(key): _value(value, archive) for key, value in node["content"].items()}
    if kind == "ListNode":
        return [_value(value, archive) for value in node["content"]]
    if kind == "JsonNode":
        return json.loads(node["content"])
    return np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)


def sigmoid(score: float) -> float:
    """Return the probability behind a log-odds score."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
