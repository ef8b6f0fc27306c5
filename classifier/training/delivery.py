"""Writing models: skops files and the manifest that names their SHA-256."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import skops.io

from classifier.model import LARGEST, MANIFEST
from core.errors import ModelError
from core.i18n import translator

_ = translator("classifier")


def write(folder: Path, models: Mapping[str, Mapping[str, Any]], stamp: Mapping[str, object]) -> None:
    """Write models and their manifest; raises ModelError when a file would be larger than a delivery may hold."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, dict[str, object]] = {}
    for name, content in models.items():
        data = skops.io.dumps(dict(content), compression=zipfile.ZIP_DEFLATED, compresslevel=9)
        if len(data) > LARGEST:
            message = _("The model %(name)s takes %(size)d bytes; at most %(limit)d are allowed.")
            raise ModelError(message % {"name": name, "size": len(data), "limit": LARGEST})
        (folder / f"{name}.skops").write_bytes(data)
        files[f"{name}.skops"] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    text = json.dumps({**stamp, "files": files}, indent=2, ensure_ascii=False, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
