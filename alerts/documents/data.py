"""The digest for machines: every record as frozen, and the numbers every other rendering shows."""

import json

from pydantic import TypeAdapter

from alerts.documents.figures import Summary, summary
from core.desk import Digest

_DIGEST = TypeAdapter(Digest)
_SUMMARY = TypeAdapter(Summary)


def render(digest: Digest) -> bytes:
    """Return the digest as readable UTF-8 JSON with its `summary` first; the same digest gives the same bytes."""
    content = {
        "summary": _SUMMARY.dump_python(summary(digest), mode="json"),
        **_DIGEST.dump_python(digest, mode="json"),
    }
    # Half a surrogate pair, which UTF-8 cannot hold, leaves as the escape JSON has for it.
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
