"""A workspace in a folder whose outlets all live on one loopback server, for tests of the command line."""

from collections.abc import Mapping
from pathlib import Path

from config.init import create
from support.hostile import Server

_OUTLET = """\
  - id: {id}
    name: Báo {id}
    domains: [{id}.example]
    tier: 2
    kind: provincial
    languages: [vi]
    verified: C
    sources:
      - {{id: {id}-rss, url: "{url}", pages: candidates}}
"""


def prepare(folder: Path, server: Server, feeds: Mapping[str, str]) -> Path:
    """Write a workspace with an outlet `id` and a source `id-rss` for each path of `feeds`; return its folder."""
    create("tay-ninh", folder)
    outlets = (_OUTLET.format(id=name, url=f"{server.url}{path}") for name, path in feeds.items())
    (folder / "sources.yaml").write_text("outlets:\n" + "".join(outlets), "utf-8")
    main = folder / "diembao.yaml"
    text = main.read_text("utf-8").replace("  host_gap: 5 ", f'  allow: ["{server.door}"]\n  host_gap: 0 ')
    main.write_text(text, "utf-8")
    return folder
