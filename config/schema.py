"""JSON Schema of the workspace files, for editors that complete and check YAML."""

from typing import Any

from config.models import FILES


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of every workspace file, by file name."""
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema()
        for name, model in FILES.items()
    }
