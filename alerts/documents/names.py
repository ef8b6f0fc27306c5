"""Names of the files a digest is written to."""

import re

from core.desk import Digest

_UNSAFE = re.compile(r"\.\.|[^A-Za-z0-9._-]")


def file_stem(digest: Digest) -> str:
    """Return `digest-<profile>-<period>` without extension; what a file name cannot hold safely becomes `_`."""
    return "-".join(("digest", _UNSAFE.sub("_", digest.profile), _UNSAFE.sub("_", digest.period)))
