"""The charts of a digest as PNG: one ink, and every bar with its label and number, so that nothing hangs on colour."""

import logging
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alerts.documents.blocks import Chart
from alerts.documents.figures import summary
from alerts.documents.names import file_stem
from alerts.documents.overview import overview
from alerts.documents.wording import Wording, plain
from core.desk import Digest

if TYPE_CHECKING:
    from matplotlib.axes import Axes

log = logging.getLogger(__name__)

WIDTH = 4.6  # inches, shown at 100 pixels each
DPI = 200  # twice what is shown: sharp on small screens and on paper
LABEL_CHARS, TITLE_CHARS = 30, 70
_FILL, _INK = "#8fa3c0", "#1d2530"


def pictures(digest: Digest, lang: str = "vi") -> dict[str, bytes]:
    """Return the charts by id. One that cannot be drawn is reported and left out: a digest must go out."""
    words = Wording(lang)
    drawn = {}
    for table in overview(digest, summary(digest), words).tables:
        if table.chart is not None:
            try:
                drawn[table.chart.id] = png(table.chart, words)
            except Exception:  # a picture is not worth a digest, whatever the library stumbles over
                log.exception("the chart %s of %s %s cannot be drawn", table.chart.id, digest.profile, digest.period)
    return drawn


def content_id(digest: Digest, chart: str) -> str:
    """Return the Content-ID of a chart in the mail of a digest."""
    return f"{chart}@{file_stem(digest)}"


def png(chart: Chart, words: Wording) -> bytes:
    """Return a chart as PNG; the same chart gives the same bytes with the same version of the library."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - takes half a second to load, and only digests draw

    height = 2.2 if chart.upright else 0.74 + 0.25 * len(chart.bars)
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right", "bottom" if not chart.upright else "left"):
        axes.spines[side].set_visible(False)
    figure.suptitle(_drawable(chart.title, TITLE_CHARS), fontproperties=_font(8.5), color=_INK, parse_math=False)
    (_upright if chart.upright else _lying)(axes, chart, words)
    output = BytesIO()
    figure.savefig(output, format="png", metadata={"Software": None})
    return output.getvalue()


def _upright(axes: "Axes", chart: Chart, words: Wording) -> None:
    places = range(len(chart.bars))
    bars = axes.bar(places, [row.articles for row in chart.bars], color=_FILL, edgecolor=_INK, linewidth=0.6)
    numbers = [words.number(row.articles) if row.articles else "" for row in chart.bars]
    many = len(chart.bars) > 12
    axes.bar_label(bars, numbers, padding=2, fontproperties=_font(7.5), color=_INK, rotation=90 if many else 0)
    axes.set_xticks(places, [row.label for row in chart.bars], fontproperties=_font(7.5), rotation=90 if many else 0)
    axes.set_yticks([])
    axes.set_ylabel(words.gettext("Number of articles"), fontproperties=_font(7.5), color=_INK)
    axes.margins(x=0.01, y=0.2)


def _lying(axes: "Axes", chart: Chart, words: Wording) -> None:
    places = range(len(chart.bars))
    bars = axes.barh(places, [row.articles for row in chart.bars], color=_FILL, edgecolor=_INK, linewidth=0.6)
    axes.bar_label(
        bars, [words.number(row.articles) for row in chart.bars], padding=3, fontproperties=_font(9), color=_INK
    )
    labels = [_drawable(row.label, LABEL_CHARS) for row in chart.bars]
    axes.set_yticks(places, labels, fontproperties=_font(9), parse_math=False)
    axes.set_xticks([])
    axes.set_xlabel(words.gettext("Number of articles"), fontproperties=_font(7.5), color=_INK)
    axes.invert_yaxis()
    axes.margins(x=0.15)


def _drawable(text: str, chars: int) -> str:
    """Return text cut to `chars`, with a box for each letter the font does not have."""
    from matplotlib.font_manager import get_font  # noqa: PLC0415 - as above

    font = get_font(_font_file())
    return "".join(char if font.get_char_index(ord(char)) else "□" for char in plain(text, chars))


def _font(size: float) -> Any:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - as above

    return FontProperties(fname=_font_file(), size=size)


@cache
def _font_file() -> Path:
    """Return the font that comes with the library: it has all Vietnamese letters, on every machine the same."""
    from matplotlib import get_data_path  # noqa: PLC0415 - as above

    return Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
